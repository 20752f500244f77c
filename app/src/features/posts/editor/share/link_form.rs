//! Making a link. Its address is shown this once.

use crate::{
    browser,
    common::{field_error, form_error},
    features::{
        posts::role_options,
        sharing::{api::make_link, texts::SharingTexts},
    },
    texts::t,
    ui::{Banner, Button, ButtonKind, ButtonSize, Field, Glyph, PasswordField, Select, Tone, focus_first_error, use_toasts},
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use model::{ContentId, Error, content::Role, sharing::LINK_NAME_MAX};

/// Role, password, end, limit, name.
#[component]
pub(super) fn LinkForm(
    /// The post.
    id: ContentId,
    /// Called after a link was made.
    made: Callback<()>,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let form = NodeRef::<html::Form>::new();
    let role = RwSignal::new(Role::Viewer);
    let days = RwSignal::new("0".to_owned());
    let (name, password, uses) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let no_number = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    let address = RwSignal::new(None::<String>);
    focus_first_error(form, move || error.with(Option::is_some) || no_number.get());
    let wrong = move |field: &'static str| Signal::derive(move || error.with(|error| field_error(error.as_ref(), field)));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = uses.get_untracked();
        let max_uses = typed.trim().parse::<u32>().ok();
        no_number.set(!typed.trim().is_empty() && max_uses.is_none());
        if busy.get_untracked() || no_number.get_untracked() {
            return;
        }
        busy.set(true);
        let until = days.get_untracked().parse().unwrap_or_default();
        let made_with = make_link(id, role.get_untracked(), password.get_untracked(), until, max_uses, name.get_untracked());
        spawn_local(async move {
            match made_with.await {
                Ok(url) => {
                    error.set(None);
                    address.set(Some(url));
                    for field in [name, password, uses] {
                        field.set(String::new());
                    }
                    made.run(());
                }
                Err(failure) => error.set(Some(failure.error)),
            }
            busy.set(false);
        });
    };
    let ends = [("0", texts.end_never), ("1", texts.end_day), ("7", texts.end_week), ("30", texts.end_month)];
    let ends: Vec<(String, String)> = ends.iter().map(|(days, text)| ((*days).to_owned(), (*text).to_owned())).collect();
    let wrong_uses = Signal::derive(move || {
        if no_number.get() { Some(texts.not_a_number.to_owned()) } else { error.with(|error| field_error(error.as_ref(), "maxUses")) }
    });
    view! {
        {move || address.get().map(|address| view! { <NewAddress address /> })}
        <form class="form" on:submit=submit node_ref=form novalidate>
            <p class="soft">{texts.link_lead}</p>
            {move || error.with(|error| form_error(error.as_ref())).map(|text| view! { <div role="alert"><Banner tone=Tone::Danger>{text}</Banner></div> })}
            <Select
                name="link-role"
                label=texts.role
                options=role_options()
                value=Signal::derive(move || role.get().code().to_owned())
                on_change=Callback::new(move |code: String| {
                    if let Some(chosen) = Role::from_code(&code) {
                        role.set(chosen);
                    }
                })
            />
            <Select name="link-days" label=texts.link_end options=ends value=days on_change=Callback::new(move |chosen: String| days.set(chosen)) />
            <PasswordField
                name="link-password"
                label=texts.link_password
                hint=texts.link_password_hint
                show=texts.show_password
                hide=texts.hide_password
                error=wrong("password")
                autocomplete="off"
                bind=password
            />
            <Field name="link-uses" label=texts.link_uses hint=texts.link_uses_hint bind=uses error=wrong_uses inputmode="numeric" autocomplete="off" />
            <Field
                name="link-name"
                label=texts.link_name
                hint=texts.link_name_hint
                bind=name
                error=wrong("name")
                autocomplete="off"
                maxlength=LINK_NAME_MAX
            />
            <Button kind=ButtonKind::Primary r#type="submit" icon=Glyph::Link busy>{texts.make_link}</Button>
        </form>
    }
}

#[component]
fn NewAddress(address: String) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let toasts = use_toasts();
    let shown = address.clone();
    let copy = move |_| {
        let address = address.clone();
        spawn_local(async move {
            if browser::copy(&address).await.is_ok() {
                toasts.show(texts.copied);
            } else {
                toasts.fail(texts.copy_by_hand);
            }
        });
    };
    view! {
        <Banner tone=Tone::Success role="status">
            <p>{texts.link_made}</p>
            <div class="secret">
                <code>{shown}</code>
                <Button size=ButtonSize::Small icon=Glyph::Copy on:click=copy>{texts.copy}</Button>
            </div>
        </Banner>
    }
}
