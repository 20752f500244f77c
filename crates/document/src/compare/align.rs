//! Which line of one side is which of the other.

use super::rows::Row;
use model::revisions::{Block, Run, Within};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::{collections::HashMap, ops::Range, time::Instant};
use unicode_segmentation::UnicodeSegmentation;

/// Lines are a pair if so much of their words is common (twice the common ones among all).
const ALIKE: f32 = 0.35;
/// So many lines of each side are paired at once; what is further apart is no pair.
const WINDOW: usize = 64;

/// A line of both sides, or of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// All lines of both sides, each once, in an order that is right for both.
pub(super) fn align(old: &[Row], new: &[Row], deadline: Instant) -> Vec<Pair> {
    let mut known = HashMap::new();
    let (a, b) = (keys(old, &mut known), keys(new, &mut known));
    let mut pairs = Vec::with_capacity(old.len().max(new.len()));
    let (mut gap_old, mut gap_new) = (0..0, 0..0);
    for step in capture_diff_slices_deadline(Algorithm::Patience, &a, &b, Some(deadline)) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            close(old, new, &gap_old, &gap_new, deadline, &mut pairs);
            pairs.extend((0..len).map(|at| Pair::Both(old_index + at, new_index + at)));
            (gap_old, gap_new) = (old_index + len..old_index + len, new_index + len..new_index + len);
        } else {
            gap_old.end = step.old_range().end;
            gap_new.end = step.new_range().end;
        }
    }
    close(old, new, &gap_old, &gap_new, deadline, &mut pairs);
    pairs
}

/// What makes two lines the same.
type Key<'a> = (&'a Block, Vec<Within>, &'a [Run]);

fn keys<'a>(rows: &'a [Row], known: &mut HashMap<Key<'a>, u32>) -> Vec<u32> {
    rows.iter()
        .map(|row| {
            let next = known.len() as u32;
            *known.entry((&row.shape.block, row.place(), &row.runs)).or_insert(next)
        })
        .collect()
}

/// Pairs what is left between lines that are the same.
fn close(old: &[Row], new: &[Row], gap_old: &Range<usize>, gap_new: &Range<usize>, deadline: Instant, pairs: &mut Vec<Pair>) {
    let (mut from_old, mut from_new) = (gap_old.start, gap_new.start);
    while from_old < gap_old.end || from_new < gap_new.end {
        let (to_old, to_new) = ((from_old + WINDOW).min(gap_old.end), (from_new + WINDOW).min(gap_new.end));
        if Instant::now() < deadline {
            pair(&old[from_old..to_old], &new[from_new..to_new], from_old, from_new, pairs);
        } else {
            pairs.extend((from_old..to_old).map(Pair::Old));
            pairs.extend((from_new..to_new).map(Pair::New));
        }
        (from_old, from_new) = (to_old, to_new);
    }
}

/// The pairs of the greatest likeness in all, without crossings.
fn pair(old: &[Row], new: &[Row], from_old: usize, from_new: usize, pairs: &mut Vec<Pair>) {
    let (a, b): (Vec<_>, Vec<_>) = (old.iter().map(words).collect(), new.iter().map(words).collect());
    let width = new.len() + 1;
    // best[i * width + j]: what can be had from the lines i.. and j.. on.
    let mut best = vec![0_f32; (old.len() + 1) * width];
    let mut alike = vec![0_f32; best.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let at = i * width + j;
            alike[at] = likeness(&a[i], &b[j]);
            let both = if alike[at] >= ALIKE { alike[at] + best[at + width + 1] } else { 0.0 };
            best[at] = both.max(best[at + width]).max(best[at + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let at = i * width + j;
        if alike[at] >= ALIKE && best[at] <= alike[at] + best[at + width + 1] {
            pairs.push(Pair::Both(from_old + i, from_new + j));
            (i, j) = (i + 1, j + 1);
        } else if best[at] <= best[at + width] {
            pairs.push(Pair::Old(from_old + i));
            i += 1;
        } else {
            pairs.push(Pair::New(from_new + j));
            j += 1;
        }
    }
    pairs.extend((i..old.len()).map(|i| Pair::Old(from_old + i)));
    pairs.extend((j..new.len()).map(|j| Pair::New(from_new + j)));
}

/// The words of a line; its signs if it has none.
struct Words<'a> {
    in_order: Vec<&'a str>,
    sorted: Vec<&'a str>,
}

fn words(row: &Row) -> Words<'_> {
    let mut in_order: Vec<&str> = row.runs.iter().flat_map(|run| run.text.unicode_words()).collect();
    if in_order.is_empty() {
        in_order = row.runs.iter().flat_map(|run| run.text.graphemes(true)).filter(|sign| !sign.trim().is_empty()).collect();
    }
    let mut sorted = in_order.clone();
    sorted.sort_unstable();
    Words { in_order, sorted }
}

/// 1 for the same words, 0 for none in common. A line that somebody went on writing is alike however much it grew.
fn likeness(a: &Words<'_>, b: &Words<'_>) -> f32 {
    let (short, long) = if a.in_order.len() < b.in_order.len() { (a, b) } else { (b, a) };
    if long.in_order.is_empty() {
        return 1.0;
    }
    let grew = !short.in_order.is_empty() && (long.in_order.starts_with(&short.in_order) || long.in_order.ends_with(&short.in_order));
    let common = common(&a.sorted, &b.sorted) as f32;
    let share = 2.0 * common / (a.sorted.len() + b.sorted.len()) as f32;
    if grew { share.max(ALIKE) } else { share }
}

/// How many words two sorted lists have in common.
fn common(a: &[&str], b: &[&str]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    common
}
