//! Any two revisions of the list, to be compared: a form that needs no JavaScript.

use crate::{
    features::revisions::{place::Place, texts::RevisionTexts},
    texts::{fill, t},
    ui::Button,
};
use leptos::prelude::*;
use model::{ContentId, RevisionId};

/// The rows stand in forms of their own, so the choices name the form that they belong to.
const FORM: &str = "compare-revisions";

/// Which of the two a row is at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// The earlier state.
    From,
    /// The later one.
    To,
    /// Neither.
    Not,
}

impl Picked {
    /// Of the row at this place, the newest first: at first the newest is compared with the one before it.
    pub(super) fn at(place: usize) -> Self {
        match place {
            0 => Self::To,
            1 => Self::From,
            _ => Self::Not,
        }
    }
}

/// Compares what is chosen in the rows.
#[component]
pub(super) fn Pick(
    /// The post.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    view! {
        <form id=FORM class="timeline__pick" method="get" action=format!("{}/compare", Place::of(id).revisions)>
            <p>{texts.pick_lead}</p>
            <Button r#type="submit">{texts.pick}</Button>
        </form>
    }
}

/// The choices of a row.
#[component]
pub(super) fn Choices(
    /// The row's revision.
    revision: RevisionId,
    /// When it was, in words.
    when: String,
    /// What it is at first.
    picked: Picked,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let named = |text: &str| fill(text, &[("when", &when)]);
    view! {
        <label class="timeline__choice">
            <input
                type="radio"
                name="from"
                form=FORM
                value=revision.to_string()
                checked=picked == Picked::From
                required
                aria-label=named(texts.pick_from_when)
            />
            <span aria-hidden="true">{texts.pick_from}</span>
        </label>
        <label class="timeline__choice">
            <input
                type="radio"
                name="to"
                form=FORM
                value=revision.to_string()
                checked=picked == Picked::To
                required
                aria-label=named(texts.pick_to_when)
            />
            <span aria-hidden="true">{texts.pick_to}</span>
        </label>
    }
}
