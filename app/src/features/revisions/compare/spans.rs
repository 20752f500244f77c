//! The pieces of a line: what is gone, what is new, what is formatted in another way.

use crate::{
    features::revisions::{describe, texts::RevisionTexts},
    texts::fill,
};
use leptos::prelude::*;
use model::revisions::{Format, Span};

/// Both sides in one text.
pub(super) fn all(texts: &'static RevisionTexts, spans: &[Span]) -> AnyView {
    spans.iter().map(|span| drawn(texts, span)).collect_view().into_any()
}

/// What it was.
pub(super) fn was(spans: &[Span]) -> AnyView {
    let old = |span: &Span| match span {
        Span::Formatted { text, was, .. } => Some(view! { <span class="diff__format">{formatted(text, was)}</span> }.into_any()),
        Span::Added(_) => None,
        Span::Removed(run) => Some(view! { <del>{formatted(&run.text, &run.format)}</del> }.into_any()),
        Span::Same(run) => Some(formatted(&run.text, &run.format)),
    };
    spans.iter().filter_map(old).collect_view().into_any()
}

/// What it is.
pub(super) fn is(texts: &'static RevisionTexts, spans: &[Span]) -> AnyView {
    spans.iter().filter(|span| span.is().is_some()).map(|span| drawn(texts, span)).collect_view().into_any()
}

fn drawn(texts: &'static RevisionTexts, span: &Span) -> AnyView {
    match span {
        Span::Same(run) => formatted(&run.text, &run.format),
        Span::Added(run) => view! { <ins>{formatted(&run.text, &run.format)}</ins> }.into_any(),
        Span::Removed(run) => view! { <del>{formatted(&run.text, &run.format)}</del> }.into_any(),
        Span::Formatted { text, was, is } => {
            let note = fill(texts.was_is, &[("was", &describe::format(texts, was)), ("is", &describe::format(texts, is))]);
            view! {
                <span class="diff__format">{formatted(text, is)}</span>
                <span class="diff__format-note">{note}</span>
            }
            .into_any()
        }
    }
}

/// Text as it is formatted. A link is drawn and named by its address, and leads nowhere: what it led to may be long gone.
fn formatted(text: &str, format: &Format) -> AnyView {
    let mut view = text.to_owned().into_any();
    if format.code {
        view = view! { <code>{view}</code> }.into_any();
    }
    if format.bold {
        view = view! { <strong>{view}</strong> }.into_any();
    }
    if format.italic {
        view = view! { <em>{view}</em> }.into_any();
    }
    if format.underline {
        view = view! { <u>{view}</u> }.into_any();
    }
    if format.strike {
        view = view! { <s>{view}</s> }.into_any();
    }
    if let Some(link) = &format.link {
        view = view! { <span class="diff__link" title=link.clone()>{view}</span> }.into_any();
    }
    view
}
