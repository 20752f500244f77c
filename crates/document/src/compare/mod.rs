//! How two states of a post differ.
//!
//! The tree is read as a list of lines, each with what it stands in ([`rows`]). Lines that are the same on both
//! sides are found first ([`align`]), what is left between them is paired by likeness, and only pairs are
//! compared word by word ([`words`]). A paragraph that is gone from one place and is new at another has moved.

mod align;
mod rows;
#[cfg(test)]
mod tests;
mod words;

use crate::{comments, json, text};
use align::Pair;
use model::revisions::{Change, Comparison, Line, Run, Span};
use rows::Row;
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// How long is spent on finding what is common. What is not found in time is drawn as replaced.
const PATIENCE: Duration = Duration::from_millis(100);
/// Shorter paragraphs than this, in characters, are not recognised as moved: they may be the same by chance.
const MOVED_MIN: usize = 12;

/// When to stop looking.
pub(crate) fn deadline() -> Instant {
    Instant::now() + PATIENCE
}

/// Compares two states: their titles, and their bodies as stored ProseMirror JSON. Comments are no difference.
pub fn compare(was: (&str, &str), is: (&str, &str)) -> Comparison {
    compare_until(was, is, deadline())
}

/// The same; what is not found until this moment is drawn as replaced.
fn compare_until(was: (&str, &str), is: (&str, &str), deadline: Instant) -> Comparison {
    let rows = |json: &str| rows::read(&comments::left_out(json::read(json)));
    let (old, new) = (rows(was.1), rows(is.1));
    compare_rows(words::compare(&title(was.0), &title(is.0), deadline), &old, &new, deadline)
}

fn title(text: &str) -> Vec<Run> {
    Some(text).filter(|text| !text.is_empty()).map(|text| Run { text: text.to_owned(), ..Run::default() }).into_iter().collect()
}

fn compare_rows(title: Vec<Span>, old: &[Row], new: &[Row], deadline: Instant) -> Comparison {
    let pairs = align::align(old, new, deadline);
    let moves = moves(&pairs, old, new);
    let lines: Vec<Line> = pairs
        .iter()
        .map(|pair| match *pair {
            Pair::Both(a, b) => both(&old[a], &new[b], deadline),
            Pair::Old(a) => match moves.get(pair) {
                Some(&number) => one_side(Change::MovedAway, &old[a], Some(number), Span::Same),
                None => one_side(Change::Removed, &old[a], None, Span::Removed),
            },
            Pair::New(b) => match moves.get(pair) {
                Some(&number) => one_side(Change::MovedHere, &new[b], Some(number), Span::Same),
                None => one_side(Change::Added, &new[b], None, Span::Added),
            },
        })
        .collect();
    let mut comparison = Comparison { changes: changes(&title, &lines), ..Comparison::default() };
    for span in title.iter().chain(lines.iter().flat_map(|line| &line.spans)) {
        match span {
            Span::Added(run) => comparison.words_added += text::words(&run.text),
            Span::Removed(run) => comparison.words_removed += text::words(&run.text),
            Span::Same(_) | Span::Formatted { .. } => {}
        }
    }
    Comparison { title, lines, ..comparison }
}

fn both(old: &Row, new: &Row, deadline: Instant) -> Line {
    let spans = words::compare(&old.runs, &new.runs, deadline);
    let same = old.looks_like(new) && spans.iter().all(Span::is_same);
    let change = if same { Change::Same } else { Change::Changed };
    Line { change, was: Some(old.shape.clone()), is: Some(new.shape.clone()), spans, moved: None }
}

fn one_side(change: Change, row: &Row, moved: Option<u32>, span: impl Fn(Run) -> Span) -> Line {
    let shape = Some(row.shape.clone());
    let (was, is) = if matches!(change, Change::Removed | Change::MovedAway) { (shape, None) } else { (None, shape) };
    Line { change, was, is, spans: row.runs.iter().cloned().map(span).collect(), moved }
}

/// Lines that are gone from one place and are at another, each only once: their number, the same for both.
fn moves(pairs: &[Pair], old: &[Row], new: &[Row]) -> HashMap<Pair, u32> {
    let mut places: HashMap<_, (Vec<Pair>, Vec<Pair>)> = HashMap::new();
    for &pair in pairs {
        let row = match pair {
            Pair::Both(..) => continue,
            Pair::Old(a) => &old[a],
            Pair::New(b) => &new[b],
        };
        if row.runs.iter().map(|run| run.text.trim().chars().count()).sum::<usize>() >= MOVED_MIN {
            let (gone, come) = places.entry((&row.shape.block, &row.runs)).or_default();
            if matches!(pair, Pair::Old(_)) { gone.push(pair) } else { come.push(pair) }
        }
    }
    let clear = |pair: &Pair| {
        let row = if let Pair::Old(a) = *pair { &old[a] } else { return None };
        match places.get(&(&row.shape.block, &row.runs)) {
            Some((gone, come)) if gone.len() == 1 && come.len() == 1 => Some((gone[0], come[0])),
            _ => None,
        }
    };
    let numbered = pairs.iter().filter_map(clear).zip(1..);
    numbered.flat_map(|((gone, come), number)| [(gone, number), (come, number)]).collect()
}

/// Places where something changed.
fn changes(title: &[Span], lines: &[Line]) -> u32 {
    let mut count = u32::from(!title.iter().all(Span::is_same));
    let mut before = Change::Same;
    for line in lines {
        count += u32::from(line.change != Change::Same && before == Change::Same);
        before = line.change;
    }
    count
}
