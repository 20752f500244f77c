//! All lines of a comparison; long stretches without changes are folded.

use super::line::{Mark, one};
use crate::{
    features::revisions::texts::RevisionTexts,
    texts::{fill, t},
};
use leptos::prelude::*;
use model::revisions::{Block, Change, Comparison, Line, Shape, Span};

/// Lines without changes that are shown before and after a change.
const AROUND: usize = 2;
/// Fewer than these are not worth a fold.
const FOLD_MIN: usize = 4;

/// How both sides are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Side by side; below each other on phones.
    Side,
    /// In one text.
    Inline,
}

/// The title, and then the text.
#[component]
pub(super) fn Lines(
    /// What is shown.
    comparison: Comparison,
    /// How.
    layout: Layout,
    /// When the first state was, in words.
    from: String,
    /// When the second was; `None` is now.
    to: Option<String>,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let all = comparison.changes;
    let lines = std::iter::once(title(comparison.title)).chain(comparison.lines).collect::<Vec<_>>();
    let groups: Vec<Vec<Line>> = {
        // The title is a change of its own, even where the first line has changed too.
        let (title, rest) = lines.split_at(1);
        let rest = rest.chunk_by(|one, next| (one.change == Change::Same) == (next.change == Change::Same));
        std::iter::once(title).chain(rest).map(<[Line]>::to_vec).collect()
    };
    let last = groups.len() - 1;
    let mut number = 0;
    let shown = groups.into_iter().enumerate().map(|(at, lines)| {
        if lines[0].change == Change::Same {
            return same(texts, lines, layout, at == 0, at == last);
        }
        number += 1;
        let mut mark = Some(Mark { number, all });
        lines.into_iter().map(|line| one(texts, line, layout, mark.take())).collect_view().into_any()
    });
    let shown = shown.collect_view();
    let heads = (layout == Layout::Side).then(|| {
        view! {
            <div class="diff__heads" aria-hidden="true">
                <span>{from}</span>
                <span>{to.unwrap_or_else(|| texts.now.to_owned())}</span>
            </div>
        }
    });
    view! {
        <div class=if layout == Layout::Side { "diff diff--side" } else { "diff diff--inline" }>
            {heads}
            {shown}
        </div>
    }
}

/// The title as a line.
fn title(spans: Vec<Span>) -> Line {
    let shape = Shape { block: Block::Heading(1), within: Vec::new(), shared: 0, next_item: false };
    let change = if spans.iter().all(Span::is_same) { Change::Same } else { Change::Changed };
    Line { change, was: Some(shape.clone()), is: Some(shape), spans, moved: None }
}

/// Lines without changes: what is next to a change is shown, the rest can be unfolded.
fn same(texts: &'static RevisionTexts, mut lines: Vec<Line>, layout: Layout, first: bool, last: bool) -> AnyView {
    let (before, after) = (if first { 1 } else { AROUND }, if last { 0 } else { AROUND });
    let show = |lines: Vec<Line>| lines.into_iter().map(|line| one(texts, line, layout, None)).collect_view();
    if lines.len() < before + after + FOLD_MIN {
        return show(lines).into_any();
    }
    let tail = lines.split_off(lines.len() - after);
    let folded = lines.split_off(before);
    let count = fill(texts.same_lines, &[("n", &folded.len().to_string())]);
    view! {
        {show(lines)}
        <details class="diff__fold">
            <summary>{count}</summary>
            {show(folded)}
        </details>
        {show(tail)}
    }
    .into_any()
}
