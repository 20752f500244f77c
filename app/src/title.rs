//! The title of the page, in the browser's tab.

use crate::common::common;
#[cfg(feature = "ssr")]
use crate::raw_text::raw_text;
use leptos::prelude::*;

/// Names the page in the browser's tab, before the product's name, for as long as the calling component is there.
/// Empty where the product's name says it all.
pub fn name_page(text: impl Into<Signal<String>>) {
    let (text, product) = (text.into(), common().product);
    show(Signal::derive(move || text.with(|text| if text.is_empty() { product.to_owned() } else { format!("{text} · {product}") })));
}

#[cfg(feature = "ssr")]
fn show(title: Signal<String>) {
    // The call puts the text into the document's head; there is nothing to show in its place. As it is now: the
    // head is written when the page, and its signals, may be gone.
    let title = raw_text(title.get_untracked());
    drop(leptos_meta::Title(leptos_meta::TitleProps::builder().text(title).build()));
}

/// An effect rather than `leptos_meta::Title`, which empties the title until a lazy page has come, and keeps
/// the text of a page that was rebuilt.
#[cfg(not(feature = "ssr"))]
fn show(title: Signal<String>) {
    Effect::new(move || document().set_title(&title.read()));
}
