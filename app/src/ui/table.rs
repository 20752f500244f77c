//! Tables, which become cards on narrow screens.

use super::changing::changing;
use leptos::prelude::*;

/// A table. On phones its head is hidden, and each cell says its column itself.
///
/// Rows are ordinary `<tr>`s with a [`Cell`] for each column.
#[component]
pub fn Table(
    /// What it lists.
    #[prop(into)]
    caption: Signal<String>,
    /// The heads of the columns; an empty one is a column of actions.
    #[prop(into)]
    columns: Signal<Vec<String>>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <table class="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    {changing(move || {
                        columns
                            .get()
                            .into_iter()
                            .map(|column| {
                                if column.is_empty() {
                                    leptos::either::Either::Left(view! { <td></td> })
                                } else {
                                    leptos::either::Either::Right(view! { <th scope="col">{column}</th> })
                                }
                            })
                            .collect_view()
                    })}
                </tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
    .into_any()
}

/// One cell of a [`Table`].
#[component]
pub fn Cell(
    /// The head of its column, for when the table is a pile of cards. Empty for actions.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The cell that names the row.
    #[prop(optional)]
    main: bool,
    /// Buttons.
    #[prop(optional)]
    actions: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let class = match (main, actions) {
        (true, _) => "table__cell table__cell--main",
        (_, true) => "table__cell table__cell--actions",
        _ => "table__cell",
    };
    view! {
        <td class=class>
            {label.map(|label| view! { <span class="table__label">{label}</span> })}
            <div class="table__value">{children()}</div>
        </td>
    }
    .into_any()
}
