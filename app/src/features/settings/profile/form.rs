//! Name, colour, language, time zone, theme.

use super::{color::ColorChoice, theme::ThemeChoice};
use crate::{
    Failure, browser,
    common::common,
    features::{
        auth::form_failure,
        settings::{api::UpdateProfile, texts::SettingsTexts},
    },
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, ButtonKind, Field, Select, focus_first_error, use_toasts},
    visitor::use_visitor,
};
use leptos::{html, prelude::*};
use model::{Language, Theme, accounts::User};

/// Names of languages, each in itself.
fn languages() -> Vec<(String, String)> {
    Language::ALL
        .map(|language| {
            let name = match language {
                Language::En => "English",
                Language::Fr => "Français",
            };
            (language.code().to_owned(), name.to_owned())
        })
        .to_vec()
}

/// All of the profile but the picture.
#[component]
pub(super) fn ProfileForm(
    /// As it is.
    user: User,
    /// The time zones that can be chosen.
    zones: Resource<Result<Vec<String>, Failure>>,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let form = NodeRef::<html::Form>::new();
    let action = ServerAction::<UpdateProfile>::new();
    let refusal = Refusal::of(action, &[]);
    focus_first_error(form, move || refusal.any());
    when_done(action, move |user| {
        if user.language != visitor.get_untracked_language() {
            browser::reload();
        }
        visitor.set_user(user);
        toasts.show(common().saved);
    });
    // A theme is chosen by looking at it, so it is kept at once.
    let choose_theme = Callback::new(move |theme: Theme| {
        action.dispatch(UpdateProfile { name: None, color: None, language: None, theme: Some(theme), time_zone: None });
    });
    let name = form_failure("update_profile").map_or(user.name, |failure| failure.kept("name"));
    view! {
        <ActionForm action node_ref=form attr:class="form">
            <Refused refusal />
            <Field name="name" label=texts.name value=name error=refusal.field("name") autocomplete="name" required=true />
            <ColorChoice chosen=user.color error=refusal.field("color") />
            <Select name="language" label=common().language options=languages() value=user.language.code() />
            <TimeZone chosen=user.time_zone zones error=refusal.field("timeZone") />
            <ThemeChoice chosen=user.theme on_choice=choose_theme />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{common().save}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn TimeZone(chosen: String, zones: Resource<Result<Vec<String>, Failure>>, error: Signal<Option<String>>) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let chosen = chosen.clone();
                Suspend::new(async move {
                    // Without the list, what is chosen stays.
                    let names = zones.await.unwrap_or_else(|_| vec![chosen.clone()]);
                    let options: Vec<(String, String)> = names.into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect();
                    view! { <Select name="time_zone" label=texts.time_zone hint=texts.time_zone_hint options value=chosen error /> }
                })
            }}
        </Suspense>
    }
}
