//! Cases as people make them, and what they should see.

use crate::{compare::compare_until, derive_update};
use model::revisions::{Block, Change, Comparison, Span, Within};
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

/// Far enough away that a busy machine draws the same.
fn patient() -> Instant {
    Instant::now() + Duration::from_secs(60)
}

fn compared(was: &str, is: &str) -> Comparison {
    compared_until(was, is, patient())
}

fn compared_until(was: &str, is: &str, deadline: Instant) -> Comparison {
    let json = |markdown: &str| derive_update(&crate::create("", markdown)).unwrap().json;
    compare_until(("", &json(was)), ("", &json(is)), deadline)
}

/// A comparison as text: a sign for each line, `[-gone-]`, `{+new+}` and `<words: how they were → are>`.
fn drawn(comparison: &Comparison) -> String {
    let mut text = String::new();
    for line in &comparison.lines {
        let sign = match line.change {
            Change::Same => ' ',
            Change::Added => '+',
            Change::Removed => '-',
            Change::Changed => '~',
            Change::MovedAway => '<',
            Change::MovedHere => '>',
        };
        text.push(sign);
        for span in &line.spans {
            match span {
                Span::Same(run) => text.push_str(&run.text),
                Span::Added(_) | Span::Removed(_) if line.change != Change::Changed => text.push_str(span.was().or(span.is()).unwrap().0),
                Span::Added(run) => write!(text, "{{+{}+}}", run.text).unwrap(),
                Span::Removed(run) => write!(text, "[-{}-]", run.text).unwrap(),
                Span::Formatted { text: words, was, is } => {
                    let name = |format: &model::revisions::Format| serde_json::to_string(format).unwrap().replace(['"', '{', '}'], "");
                    write!(text, "<{words}: {} → {}>", name(was), name(is)).unwrap();
                }
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn words_change_within_their_paragraph() {
    let comparison = compared("One\n\nThe quick brown fox jumps over the dog.\n\nThree", "One\n\nThe slow red fox jumps over the lazy dog!\n\nThree");
    assert_eq!(drawn(&comparison), " One\n~The [-quick brown-]{+slow red+} fox jumps over the {+lazy +}dog[-.-]{+!+}\n Three\n");
    assert_eq!((comparison.words_added, comparison.words_removed, comparison.changes), (3, 2, 1));
}

#[test]
fn a_line_that_somebody_went_on_writing_is_the_same_line() {
    assert_eq!(drawn(&compared("First.", "First. One two three four five")), "~First.{+ One two three four five+}\n");
}

#[test]
fn nothing_differs_from_itself() {
    let text = "# Plan\n\n1. one\n2. **two**\n\n> - quote\n\n```rust\nfn f() {}\n```\n";
    let comparison = compared(text, text);
    assert_eq!((comparison.changes, comparison.words_added, comparison.words_removed), (0, 0, 0));
    assert!(comparison.lines.iter().all(|line| line.change == Change::Same));
}

#[test]
fn formatting_and_links_are_shown_as_such() {
    assert_eq!(drawn(&compared("A plain word here.", "A **plain** word here.")), "~A <plain:  → bold:true> word here.\n");
    assert_eq!(
        drawn(&compared("See [the page](https://a.example).", "See [the page](https://b.example).")),
        "~See <the page: link:https://a.example → link:https://b.example>.\n"
    );
    let comparison = compared("A plain word here.", "A **plain** word here.");
    assert_eq!((comparison.words_added, comparison.words_removed, comparison.changes), (0, 0, 1));
}

#[test]
fn a_paragraph_that_becomes_a_heading_keeps_its_words() {
    let comparison = compared("A plan\n\ntext", "## A plan\n\ntext");
    assert_eq!(drawn(&comparison), "~A plan\n text\n");
    let line = &comparison.lines[0];
    assert_eq!((&line.was.as_ref().unwrap().block, &line.is.as_ref().unwrap().block), (&Block::Paragraph, &Block::Heading(2)));
}

#[test]
fn items_of_lists_come_go_and_are_ticked() {
    assert_eq!(drawn(&compared("1. one\n2. two\n3. three", "1. zero\n2. one\n3. three")), "+zero\n one\n-two\n three\n");
    let ticked = compared("- [ ] buy milk\n- [ ] sleep", "- [x] buy milk\n- [ ] sleep");
    assert_eq!(drawn(&ticked), "~buy milk\n sleep\n");
    assert_eq!(ticked.lines[0].is.as_ref().unwrap().within, [Within::Task(true)]);
    assert_eq!(drawn(&compared("- one\n- two", "1. one\n2. two")), "~one\n~two\n");
    assert_eq!(drawn(&compared("1. one\n2. two", "5. one\n6. two")), "~one\n two\n");
}

#[test]
fn a_moved_paragraph_is_not_drawn_as_rewritten() {
    let comparison = compared("The first paragraph.\n\nSecond.\n\nThird.\n\nFourth.", "Second.\n\nThird.\n\nFourth.\n\nThe first paragraph.");
    assert_eq!(drawn(&comparison), "<The first paragraph.\n Second.\n Third.\n Fourth.\n>The first paragraph.\n");
    assert_eq!((comparison.words_added, comparison.words_removed, comparison.changes), (0, 0, 2));
    assert_eq!((comparison.lines[0].moved, comparison.lines[4].moved), (Some(1), Some(1)));
}

#[test]
fn a_short_line_that_is_elsewhere_by_chance_has_not_moved() {
    assert_eq!(drawn(&compared("Yes.\n\nA line\n\nB line", "A line\n\nB line\n\nYes.")), "-Yes.\n A line\n B line\n+Yes.\n");
}

#[test]
fn an_emoji_is_one_sign_however_it_is_made() {
    assert_eq!(drawn(&compared("A family 👩‍👩‍👧 here", "A family 👩‍👩‍👦 here")), "~A family [-👩‍👩‍👧-]{+👩‍👩‍👦+} here\n");
    assert_eq!(drawn(&compared("We go 👍🏽 there", "We go 👍🏿 there")), "~We go [-👍🏽-]{+👍🏿+} there\n");
}

#[test]
fn right_to_left_and_unspaced_scripts_change_by_words() {
    assert_eq!(drawn(&compared("שלום עולם יפה", "שלום עולם גדול")), "~שלום עולם [-יפה-]{+גדול+}\n");
    assert_eq!(drawn(&compared("مرحبا بالعالم الكبير", "مرحبا بالعالم الصغير")), "~مرحبا بالعالم [-الكبير-]{+الصغير+}\n");
    assert_eq!(drawn(&compared("私は本を読む", "私は紙を読む")), "~私は[-本-]{+紙+}を読む\n");
}

#[test]
fn the_title_is_compared_too() {
    let empty = derive_update(&crate::create("", "")).unwrap().json;
    let comparison = compare_until(("Summer plan", &empty), ("Winter plan", &empty), patient());
    assert_eq!((comparison.changes, comparison.words_added, comparison.words_removed), (1, 1, 1));
    assert_eq!(comparison.title.len(), 3);
}

#[test]
fn twenty_thousand_words_with_changes_all_over_are_compared_word_by_word() {
    let paragraph = |number: usize, word: &str| {
        format!("Paragraph {number} has {word} among {} words of its own. ", number * 7) + &"and more of them ".repeat(10)
    };
    let text = |word: &str| (0..400).map(|number| paragraph(number, if number % 10 == 3 { word } else { "some" })).collect::<Vec<_>>().join("\n\n");
    let comparison = compared(&text("old"), &text("new"));
    assert!(text("old").split_whitespace().count() > 19_000);
    assert_eq!((comparison.words_added, comparison.words_removed, comparison.changes), (40, 40, 40));
}

#[test]
fn a_text_that_was_written_anew_is_drawn_as_replaced() {
    let text = |seed: u64| (0..3000_u64).map(|at| format!("w{}", (at * 7919 + seed).pow(2) % 100_003)).collect::<Vec<_>>().join(" ");
    let (old, new) = (text(1), text(500_000));
    let comparison = compared(&old, &new);
    assert!(comparison.words_added > 1000 && comparison.words_removed > 1000);
}

#[test]
fn what_is_not_found_in_time_is_drawn_as_replaced_and_both_sides_are_there() {
    let text = |n: usize| (0..200).map(|at| format!("Paragraph {at} of {n} has its words.\n\n")).collect::<String>();
    let over = Instant::now().checked_sub(Duration::from_millis(1)).expect("the clock has run for a millisecond");
    let comparison = compared_until(&text(1), &text(2), over);
    let side = |of: fn(&Span) -> Option<(&str, &model::revisions::Format)>| {
        comparison
            .lines
            .iter()
            .map(|line| line.spans.iter().filter_map(of).map(|(text, _)| text).collect::<String>())
            .filter(|text| !text.is_empty())
            .count()
    };
    assert_eq!((side(Span::was), side(Span::is)), (200, 200));
    assert!(comparison.words_added >= 200 && comparison.words_removed >= 200);
}
