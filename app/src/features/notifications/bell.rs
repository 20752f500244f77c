//! The bell: a link with the number of what is unread. All else is on the page behind it, which comes when it is
//! asked for.

use crate::{
    common::common,
    tab::use_tab,
    texts::plural,
    ui::{Glyph, Icon},
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Beyond, the number is not worth its room.
const SHOWN_MAX: u32 = 99;

/// The bell of the frame.
#[component]
pub fn Bell() -> impl IntoView {
    let texts = common();
    let (tab, language) = (use_tab(), use_visitor().get_untracked_language());
    let here = use_location().pathname;
    let current = move || here.with(|path| path == "/notifications").then_some("page");
    let count = move || {
        let count = tab.unread();
        (count > 0).then(|| {
            let shown = if count > SHOWN_MAX { format!("{SHOWN_MAX}+") } else { count.to_string() };
            view! {
                <span class="bell__count" aria-hidden="true">{shown}</span>
                <span class="visually-hidden">{plural(language, count, texts.unread_one, texts.unread_many)}</span>
            }
        })
    };
    view! {
        <a class="nav-link bell" href="/notifications" aria-current=current>
            <Icon glyph=Glyph::Bell />
            <span class="bell__name">{texts.notifications}</span>
            <span role="status">{count}</span>
        </a>
    }
}
