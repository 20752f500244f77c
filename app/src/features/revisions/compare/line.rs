//! One line of a comparison.

use super::{keys, lines::Layout, spans};
use crate::{
    features::revisions::{describe, texts::RevisionTexts},
    texts::fill,
};
use leptos::{either::Either, prelude::*};
use model::revisions::{Block, Change, Line, Shape, Within};

/// Where a change begins: its number, of so many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub number: u32,
    pub all: u32,
}

/// A line: its sign, and one or two columns.
pub(super) fn one(texts: &'static RevisionTexts, line: Line, layout: Layout, mark: Option<Mark>) -> AnyView {
    let (sign, word, class) = match line.change {
        Change::Same => ("", "", "diff__line"),
        Change::Added => ("+", texts.line_added, "diff__line diff__line--added"),
        Change::Removed => ("−", texts.line_removed, "diff__line diff__line--removed"),
        Change::Changed => ("±", texts.line_changed, "diff__line diff__line--changed"),
        Change::MovedAway => ("↷", texts.line_moved_away, "diff__line diff__line--moved"),
        Change::MovedHere => ("↶", texts.line_moved_here, "diff__line diff__line--moved"),
    };
    let moved = line.moved.map(|number| number.to_string());
    let note = reshaped(texts, &line);
    let columns = match layout {
        Layout::Inline => Either::Left(column(texts, line.is.as_ref().or(line.was.as_ref()), spans::all(texts, &line.spans))),
        Layout::Side => Either::Right(view! {
            {column(texts, line.was.as_ref(), spans::was(&line.spans))}
            {column(texts, line.is.as_ref(), spans::is(texts, &line.spans))}
        }),
    };
    view! {
        <div class=class>
            <div class="diff__gutter">
                {mark.map(|mark| link(texts, mark))}
                {(!word.is_empty()).then(|| view! {
                    <span class="diff__sign" title=word><span aria-hidden="true">{sign}{moved}</span><span class="visually-hidden">{word}</span></span>
                })}
            </div>
            {columns}
            {note.map(|note| view! { <p class="diff__note">{note}</p> })}
        </div>
    }
    .into_any()
}

/// The mark of a change leads to the next one, and from the last to the first.
fn link(texts: &RevisionTexts, Mark { number, all }: Mark) -> impl IntoView {
    let label = fill(texts.change_of, &[("n", &number.to_string()), ("all", &all.to_string())]);
    view! {
        <a class="diff__mark" id=keys::mark(number) href=format!("#{}", keys::mark(number % all + 1)) aria-label=label>{number}</a>
    }
}

/// "paragraph → heading 2", where the line itself has become something else.
fn reshaped(texts: &RevisionTexts, line: &Line) -> Option<String> {
    let (was, is) = (line.was.as_ref()?, line.is.as_ref()?);
    let (was, is) = (describe::shape(texts, was), describe::shape(texts, is));
    (line.change == Change::Changed && was != is).then(|| fill(texts.was_is, &[("was", &was), ("is", &is)]))
}

/// One side of a line, or both in one; empty where the line is not on that side.
fn column(texts: &'static RevisionTexts, shape: Option<&Shape>, text: AnyView) -> impl IntoView {
    let Some(shape) = shape else { return view! { <div class="diff__column diff__column--none"></div> }.into_any() };
    let kind = match &shape.block {
        Block::Paragraph => "diff__text",
        Block::Heading(1) => "diff__text diff__text--1",
        Block::Heading(2) => "diff__text diff__text--2",
        Block::Heading(_) => "diff__text diff__text--3",
        Block::Code(_) => "diff__text diff__text--code",
        Block::Rule => "diff__text diff__text--rule",
    };
    let depth = shape.within.len().min(6);
    // The line with which an item begins has its sign.
    let begins = shape.shared < shape.within.len();
    let marker = shape.within.last().filter(|_| begins).map(|within| match within {
        Within::Bullet => "•".to_owned(),
        Within::Number { number, .. } => format!("{number}."),
        Within::Task(false) => "☐".to_owned(),
        Within::Task(true) => "☑".to_owned(),
        Within::Quote => "❝".to_owned(),
    });
    let rule = (shape.block == Block::Rule).then_some(texts.rule);
    view! {
        <div class=format!("diff__column diff__column--in-{depth}")>
            {marker.map(|marker| view! { <span class="diff__marker" aria-hidden="true">{marker}</span> })}
            <p class=kind dir="auto">{rule}{text}</p>
        </div>
    }
    .into_any()
}
