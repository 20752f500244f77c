//! Keeps small what browsers download.
//!
//! Leptos compiles its drawing code anew for each type of view and of closure. Components here give back
//! an `AnyView`, and what changes in them is one of the few types below, so that the code exists once.

use leptos::prelude::*;

/// A part of a view that is drawn anew when the signals in it change.
pub(super) type Changing = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a [`Changing`].
pub(super) fn changing<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> Changing {
    Box::new(move || draw().into_any())
}

/// An attribute that is `true` or not there.
pub(super) fn true_if(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(move || holds().then_some("true"))
}

/// An attribute that is `true` or `false`.
pub(super) fn true_or_false(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(move || Some(if holds() { "true" } else { "false" }))
}
