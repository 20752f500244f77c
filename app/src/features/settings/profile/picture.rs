//! One's picture: chosen, sent, taken away.

use super::upload::upload;
use crate::{
    common::{field_error, form_error},
    features::settings::{
        api::{RemovePicture, load_me},
        texts::SettingsTexts,
    },
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Avatar, AvatarSize, Banner, Button, Face, FieldFrame, Glyph, Tone, focus_first_error, use_toasts},
    visitor::use_visitor,
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use model::{Error, accounts::Person};

/// The picture, a form for another one, and a button that removes it.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let visitor = use_visitor();
    let face = move || visitor.with(|visitor| visitor.user.as_ref().map(|user| Face::from(Person::from(user))));
    let has_picture = Memo::new(move |_| visitor.with(|visitor| visitor.user.as_ref().is_some_and(|user| user.picture.is_some())));
    view! {
        <div class="form">
            {move || face().map(|face| view! { <Avatar face size=AvatarSize::Large /> })}
            <Upload />
            {move || has_picture.get().then(|| view! { <Remove /> })}
        </div>
    }
}

/// Sends the file itself, so it needs scripts.
#[component]
fn Upload() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let form = NodeRef::<html::Form>::new();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    focus_first_error(form, move || error.with(Option::is_some));
    let wrong = Signal::derive(move || error.with(|error| field_error(error.as_ref(), "picture")));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let sent = match upload(&element).await {
                Ok(()) => load_me().await.map_err(|failure| failure.error),
                Err(error) => Err(error),
            };
            // The page may be gone by now: then there is nobody to tell.
            busy.try_set(false);
            match sent {
                Ok(user) => {
                    visitor.set_user(user);
                    element.reset();
                    error.try_set(None);
                    toasts.show(texts.picture_saved);
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
        });
    };
    view! {
        <form class="form needs-js" node_ref=form on:submit=submit>
            {move || {
                let text = error.with(|error| form_error(error.as_ref()));
                text.map(|text| view! { <Banner tone=Tone::Danger role="alert">{text}</Banner> })
            }}
            <FieldFrame id="picture-file" label=texts.picture_new hint=Some(texts.picture_hint.into()) error=wrong>
                <input
                    class="input"
                    id="picture-file"
                    type="file"
                    name="picture"
                    accept="image/png,image/jpeg,image/webp"
                    required=true
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    aria-describedby=move || if wrong.with(Option::is_some) { "picture-file-error picture-file-hint" } else { "picture-file-hint" }
                />
            </FieldFrame>
            <div class="form__actions">
                <Button r#type="submit" icon=Glyph::Camera busy>{texts.picture_send}</Button>
            </div>
        </form>
    }
}

#[component]
fn Remove() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let action = ServerAction::<RemovePicture>::new();
    let refusal = Refusal::of(action, &[]);
    when_done(action, move |user| {
        toasts.show(texts.picture_removed);
        visitor.set_user(user);
    });
    view! {
        <ActionForm action attr:class="form">
            <Refused refusal />
            <div class="form__actions">
                <Button r#type="submit" icon=Glyph::Trash busy=action.pending()>{texts.picture_remove}</Button>
            </div>
        </ActionForm>
    }
}
