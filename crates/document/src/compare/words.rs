//! Two lines, word by word. Words are compared without their formatting; where they are the same, their
//! formatting is.

use model::revisions::{Format, Run, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::{collections::HashMap, ops::Range, time::Instant};
use unicode_segmentation::UnicodeSegmentation;

/// How the first line became the second.
pub(super) fn compare(was: &[Run], is: &[Run], deadline: Instant) -> Vec<Span> {
    let (old, new) = (Text::of(was), Text::of(is));
    let mut spans = Vec::new();
    if old.text == new.text {
        same(&old, &new, 0..old.text.len(), 0, &mut spans);
        return spans;
    }
    let mut known = HashMap::new();
    let ((a, a_ends), (b, b_ends)) = (words(&old.text, &mut known), words(&new.text, &mut known));
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &a, &b, Some(deadline));
    let (mut gone, mut come) = (0..0, 0..0);
    for (at, step) in steps.iter().enumerate() {
        let (o, n) = (bytes(step.old_range(), &a_ends), bytes(step.new_range(), &b_ends));
        let between = !(gone.is_empty() && come.is_empty()) && at + 1 < steps.len();
        if !matches!(step, DiffOp::Equal { .. }) || (between && is_glue(&old.text[o.clone()])) {
            (gone.end, come.end) = (o.end, n.end);
            continue;
        }
        put(&old, gone, Span::Removed, &mut spans);
        put(&new, come, Span::Added, &mut spans);
        same(&old, &new, o.clone(), n.start, &mut spans);
        (gone, come) = (o.end..o.end, n.end..n.end);
    }
    put(&old, gone, Span::Removed, &mut spans);
    put(&new, come, Span::Added, &mut spans);
    spans
}

/// What only looks the same: spaces and signs between two changes are part of them.
fn is_glue(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation())
}

/// A line's text, and where each of its runs ends.
struct Text<'a> {
    text: String,
    runs: Vec<(usize, &'a Format)>,
}

impl<'a> Text<'a> {
    fn of(runs: &'a [Run]) -> Self {
        let mut whole = Self { text: String::new(), runs: Vec::with_capacity(runs.len()) };
        for run in runs {
            whole.text.push_str(&run.text);
            whole.runs.push((whole.text.len(), &run.format));
        }
        whole
    }

    /// The end of the run that this byte is in, and its format.
    fn run_at(&self, byte: usize) -> (usize, &'a Format) {
        self.runs[self.runs.partition_point(|&(end, _)| end <= byte)]
    }
}

/// Words, spaces and signs as numbers, and where each ends.
fn words<'a>(text: &'a str, known: &mut HashMap<String, u32>) -> (Vec<u32>, Vec<usize>) {
    let mut number = |word: &'a str| match known.get(word) {
        Some(&number) => number,
        None => {
            let next = known.len() as u32;
            known.insert(word.to_owned(), next);
            next
        }
    };
    text.split_word_bound_indices().map(|(at, word)| (number(word), at + word.len())).unzip()
}

fn bytes(words: Range<usize>, ends: &[usize]) -> Range<usize> {
    let before = |at: usize| if at == 0 { 0 } else { ends[at - 1] };
    before(words.start)..before(words.end)
}

/// Text of one side only.
fn put(text: &Text, range: Range<usize>, span: impl Fn(Run) -> Span, spans: &mut Vec<Span>) {
    let mut at = range.start;
    while at < range.end {
        let (end, format) = text.run_at(at);
        let end = end.min(range.end);
        spans.push(span(Run { text: text.text[at..end].to_owned(), format: format.clone() }));
        at = end;
    }
}

/// Text of both sides: the same, or formatted in another way.
fn same(old: &Text, new: &Text, range: Range<usize>, new_start: usize, spans: &mut Vec<Span>) {
    let mut at = range.start;
    while at < range.end {
        let shift = |place: usize| place - range.start + new_start;
        let ((old_end, was), (new_end, is)) = (old.run_at(at), new.run_at(shift(at)));
        let end = old_end.min(new_end - new_start + range.start).min(range.end);
        let text = old.text[at..end].to_owned();
        let span = if was == is { Span::Same(Run { text, format: was.clone() }) } else { Span::Formatted { text, was: was.clone(), is: is.clone() } };
        join(spans, span);
        at = end;
    }
}

/// Adds a piece, joined with the one before where both are the same on both sides and look alike.
fn join(spans: &mut Vec<Span>, span: Span) {
    match (spans.last_mut(), &span) {
        (Some(Span::Same(last)), Span::Same(run)) if last.format == run.format => last.text.push_str(&run.text),
        _ => spans.push(span),
    }
}
