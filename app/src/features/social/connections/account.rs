//! One connected account: how it is, and what can be done with it.

use super::{
    api::{CheckSocialAccount, DisconnectSocialAccount},
    disconnect::Disconnect,
    rows::AccountRow,
    texts::ConnectionTexts,
};
use crate::{
    texts::{fill, t},
    ui::{Badge, Button, ButtonSize, LinkButton, Tone},
    when::When,
};
use leptos::prelude::*;

/// A card with its health.
#[component]
pub(super) fn Account(
    /// The account.
    account: AccountRow,
    /// Asks the platform how it is.
    check: ServerAction<CheckSocialAccount>,
    /// Disconnects it.
    disconnect: ServerAction<DisconnectSocialAccount>,
) -> impl IntoView {
    let texts = t::<ConnectionTexts>();
    let AccountRow { id, platform, name, by_facebook, usable, paused, why, scopes, until, renews, again, worked, checked, health } = account;
    let (tone, state) = if usable { (Tone::Success, texts.works) } else { (Tone::Danger, texts.sign_in) };
    let labels = [texts.check_of, texts.reconnect_of].map(|text| fill(text, &[("name", &name)]));
    let [check_label, reconnect_label] = labels;
    let input = check.input();
    let busy = Signal::derive(move || check.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)));
    let href = format!("/platforms/connect/{}", platform.code());
    view! {
        <article class="card account-card">
            <h3 class="account-card__name">
                {name.clone()} " " <Badge tone>{state}</Badge> " "
                {by_facebook.then(|| view! { <span class="field__hint">{texts.by_facebook}</span> })}
            </h3>
            {paused.then(|| view! { <p class="account-card__why">{texts.paused}</p> })}
            {why.map(|why| view! { <p class="account-card__why" role="status">{why}</p> })}
            <dl class="account-card__facts">
                <div><dt>{texts.scopes}</dt><dd>{scopes.join(" · ")}</dd></div>
                {usable.then(|| view! {
                    <div>
                        <dt>{texts.until}</dt>
                        <dd><Moment when=until /> {renews.then_some(texts.until_hint)}</dd>
                    </div>
                })}
                {again.map(|again| view! { <div><dt>{texts.sign_again}</dt><dd><Moment when=again /></dd></div> })}
                <div><dt>{texts.worked}</dt><dd>{maybe(worked, texts.never)}</dd></div>
                <div><dt>{texts.checked}</dt><dd>{maybe(checked, texts.never)}</dd></div>
                {health.into_iter().map(|(what, much)| view! { <div><dt>{what}</dt><dd>{much}</dd></div> }).collect_view()}
            </dl>
            <div class="form__actions">
                {usable.then(|| view! {
                    <ActionForm action=check>
                        <input type="hidden" name="id" value=id.to_string() />
                        <Button size=ButtonSize::Small r#type="submit" busy attr:aria-label=check_label>{texts.check}</Button>
                    </ActionForm>
                })}
                <LinkButton href size=ButtonSize::Small attr:aria-label=reconnect_label>{texts.reconnect}</LinkButton>
                <Disconnect id platform name action=disconnect />
            </div>
        </article>
    }
}

fn maybe(when: Option<When>, otherwise: &'static str) -> AnyView {
    match when {
        Some(when) => view! { <Moment when /> }.into_any(),
        None => otherwise.into_any(),
    }
}

#[component]
fn Moment(when: When) -> impl IntoView {
    view! { <time datetime=when.iso>{when.text}</time> }
}
