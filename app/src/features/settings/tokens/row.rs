//! A token in the list.

use crate::{
    features::settings::{
        api::{RevokeToken, TokenRow},
        texts::SettingsTexts,
    },
    texts::{fill, t},
    ui::{Button, ButtonSize, Cell},
};
use leptos::prelude::*;

/// A row, with a button that revokes the token.
#[component]
pub(super) fn Row(
    /// The token.
    row: TokenRow,
    /// Revokes one.
    revoke: ServerAction<RevokeToken>,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let TokenRow { token, created, last_used } = row;
    let label = fill(texts.token_revoke_of, &[("name", &token.name)]);
    let (id, input) = (token.id, revoke.input());
    let busy = Signal::derive(move || revoke.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)));
    let used = match last_used {
        Some(when) => view! { <time datetime=when.iso>{when.text}</time> }.into_any(),
        None => texts.token_never.into_any(),
    };
    view! {
        <tr>
            <Cell main=true>{token.name}</Cell>
            <Cell label=texts.token_hint><code>{token.hint}</code></Cell>
            <Cell label=texts.token_made_at><time datetime=created.iso>{created.text}</time></Cell>
            <Cell label=texts.token_used>{used}</Cell>
            <Cell actions=true>
                <ActionForm action=revoke>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{texts.token_revoke}</Button>
                </ActionForm>
            </Cell>
        </tr>
    }
}
