//! Tables, which become cards on narrow screens.

use leptos::prelude::*;

/// A table. On phones its head is hidden, and each cell says its column itself.
///
/// Rows are ordinary `<tr>`s with a [`Cell`] for each column.
#[component]
pub fn Table(
    /// What it lists.
    caption: &'static str,
    /// The heads of the columns; an empty one is a column of actions.
    columns: Vec<&'static str>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <table class="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    {columns
                        .into_iter()
                        .map(|column| {
                            if column.is_empty() {
                                leptos::either::Either::Left(view! { <td></td> })
                            } else {
                                leptos::either::Either::Right(view! { <th scope="col">{column}</th> })
                            }
                        })
                        .collect_view()}
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
    #[prop(optional)]
    label: Option<&'static str>,
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
