//! In place of an empty inbox: what it is for, and how to connect an account.

use super::{api::ConnectAccount, texts::DeskTexts};
use crate::{
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, EmptyState, Field, Glyph, Tone, use_toasts},
};
use leptos::{either::Either, prelude::*};

/// What the desk is for, and the form that connects an account.
#[component]
pub(super) fn Connect(
    /// What can be connected at the sandbox; `None` where the gateway is a real one.
    sandbox: Option<Vec<String>>,
    /// Whom to ask, for those who may not connect an account.
    ask: Option<Vec<String>>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, toasts) = (t::<DeskTexts>(), use_toasts());
    let connect = ServerAction::<ConnectAccount>::new();
    when_done(connect, move |()| {
        toasts.show(texts.connected);
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(connect, &[]);
    let kept =
        move || connect.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept("account"))));
    let imitated = sandbox.is_some();
    if let Some(names) = ask {
        return Either::Left(view! {
            <EmptyState glyph=Glyph::Comment title=texts.ask_title text=texts.ask>
                {(!names.is_empty()).then(|| view! { <p>{fill(texts.ask_whom, &[("names", &names.join(", "))])}</p> })}
            </EmptyState>
        });
    }
    Either::Right(view! {
        <EmptyState glyph=Glyph::Comment title=texts.none_title text=texts.none>
            {imitated.then(|| view! { <Banner tone=Tone::Warning>{texts.sandbox_hint}</Banner> })}
            <Refused refusal />
            {match sandbox {
                Some(accounts) if accounts.is_empty() => view! { <p>{texts.sandbox_taken}</p> }.into_any(),
                Some(accounts) => {
                    accounts
                        .into_iter()
                        .map(|account| {
                            view! {
                                <ActionForm action=connect>
                                    <input type="hidden" name="account" value=account />
                                    <Button kind=ButtonKind::Primary r#type="submit" busy=connect.pending()>{texts.try_sandbox}</Button>
                                </ActionForm>
                            }
                        })
                        .collect_view()
                        .into_any()
                }
                None => {
                    view! {
                        <ActionForm action=connect attr:class="connect">
                            <Field
                                name="account"
                                label=texts.account
                                hint=texts.account_hint
                                value=kept().unwrap_or_default()
                                error=refusal.field("account")
                                maxlength=64
                                required=true
                            />
                            <Button kind=ButtonKind::Primary r#type="submit" busy=connect.pending()>{texts.connect}</Button>
                        </ActionForm>
                    }
                        .into_any()
                }
            }}
        </EmptyState>
    })
}
