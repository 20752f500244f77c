//! What a fan paid, payment by payment.

use super::{
    asked::put,
    rows::{FanView, PaymentRow},
    texts::FanTexts,
};
use crate::{
    features::desk::{side::of_kind, side_texts::SideTexts},
    texts::t,
    ui::{Cell, Pagination, Table},
};
use leptos::{either::Either, prelude::*};
use model::FanId;

/// A page of the payments, the last first.
#[component]
pub(super) fn History(
    /// Whose.
    fan: FanId,
    /// The fan, kept fresh.
    live: RwSignal<FanView>,
    /// Whether these are not the last ones.
    older: bool,
) -> impl IntoView {
    let (texts, side) = (t::<FanTexts>(), t::<SideTexts>());
    let none = Memo::new(move |_| live.with(|fan| fan.payments.is_empty()));
    let first = older.then(|| format!("/fans/{fan}"));
    let next = Signal::derive(move || {
        live.with(|view| {
            let mut query = String::new();
            put(&mut query, "cursor", view.next.as_deref()?);
            Some(format!("/fans/{fan}?{}", query.trim_start_matches('&')))
        })
    });
    let row = move |PaymentRow { kind, money, when, .. }: PaymentRow| {
        view! {
            <tr>
                <Cell main=true>
                    <time datetime=when.iso>{when.text}</time>
                </Cell>
                <Cell label=texts.kind>{of_kind(side, kind)}</Cell>
                <Cell label=texts.money>{money}</Cell>
            </tr>
        }
    };
    view! {
        <section class="fan__history">
            <h2>{texts.history}</h2>
            {move || {
                if none.get() {
                    Either::Left(view! { <p>{texts.no_history}</p> })
                } else {
                    Either::Right(view! {
                        <Table caption=texts.history columns=vec![texts.when, texts.kind, texts.money]>
                            <For each=move || live.with(|fan| fan.payments.clone()) key=Clone::clone let(payment)>
                                {row(payment)}
                            </For>
                        </Table>
                    })
                }
            }}
            <Pagination label=texts.history first=texts.newest next=texts.older first_href=first next_href=next />
        </section>
    }
}
