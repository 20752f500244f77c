//! The way to the pages before and after.

use super::changing::changing;
use super::{Glyph, Icon};
use leptos::prelude::*;

/// Links to the first and the next page of a list that is read with cursors.
#[component]
pub fn Pagination(
    /// Name of the region.
    label: &'static str,
    /// Text of the link back to the start.
    first: &'static str,
    /// Text of the link onwards.
    next: &'static str,
    /// Where the start is; `None` when we are there.
    #[prop(into)]
    first_href: Signal<Option<String>>,
    /// Where the next page is; `None` on the last.
    #[prop(into)]
    next_href: Signal<Option<String>>,
) -> impl IntoView {
    let none = Signal::derive(move || first_href.with(Option::is_none) && next_href.with(Option::is_none));
    view! {
        <nav class="pagination" aria-label=label hidden=none>
            {changing(move || {
                first_href
                    .get()
                    .map(|href| {
                        view! {
                            <a class="button button--secondary" href=href>
                                <Icon glyph=Glyph::ChevronLeft/>
                                <span class="button__label">{first}</span>
                            </a>
                        }
                    })
            })}
            {changing(move || {
                next_href
                    .get()
                    .map(|href| {
                        view! {
                            <a class="button button--secondary pagination__next" href=href rel="next">
                                <span class="button__label">{next}</span>
                                <Icon glyph=Glyph::ChevronRight/>
                            </a>
                        }
                    })
            })}
        </nav>
    }
    .into_any()
}
