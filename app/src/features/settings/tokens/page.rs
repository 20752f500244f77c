//! The page with one's tokens.

use super::{create::CreateTokenForm, row::Row};
use crate::{
    features::settings::{
        api::{RevokeToken, TokenRow, list_tokens},
        layout::{Part, Settings},
        texts::SettingsTexts,
    },
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{EmptyState, Glyph, Table, use_toasts},
};
use leptos::{either::EitherOf3, prelude::*};

/// The page `/settings/tokens`.
#[component]
pub fn TokensPage() -> impl IntoView {
    let tokens = Resource::new(|| (), |()| list_tokens());
    let texts = t::<SettingsTexts>();
    let toasts = use_toasts();
    let revoke = ServerAction::<RevokeToken>::new();
    when_done(revoke, move |()| {
        tokens.refetch();
        toasts.show(texts.token_revoked);
    });
    let created = Callback::new(move |()| tokens.refetch());
    view! {
        <Settings part=Part::Tokens>
            // The description is no page of the interface, so the browser itself goes there.
            <p class="section__lead">{texts.tokens_lead} " " <a href="/api/docs" rel="external">{texts.tokens_docs}</a></p>
            <CreateTokenForm created />
            <Refused refusal=Refusal::of(revoke, &[]) />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match tokens.await {
                        Ok(rows) if rows.is_empty() => {
                            EitherOf3::A(view! { <EmptyState glyph=Glyph::Key title=texts.tokens_empty_title text=texts.tokens_empty /> })
                        }
                        Ok(rows) => EitherOf3::B(view! { <List rows revoke /> }),
                        Err(failure) => EitherOf3::C(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Settings>
    }
}

#[component]
fn List(rows: Vec<TokenRow>, revoke: ServerAction<RevokeToken>) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let columns = [texts.name, texts.token_hint, texts.token_made_at, texts.token_used, ""].to_vec();
    view! {
        <Table caption=texts.tokens columns>
            {rows.into_iter().map(|row| view! { <Row row revoke /> }).collect_view()}
        </Table>
    }
}
