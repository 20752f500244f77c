//! Both sides can be had back from a comparison, and comparisons say what a reader would.

mod golden;
mod rebuild;

use super::{compare_rows, deadline, rows};
use crate::{round_trip::body, tree::Block};
use proptest::prelude::*;

/// What a writer does to a text: blocks go, come, change places, are written anew.
#[derive(Debug, Clone)]
enum Deed {
    Drop(prop::sample::Index),
    Add(prop::sample::Index, Block),
    Move(prop::sample::Index, prop::sample::Index),
    Rewrite(prop::sample::Index, Block),
}

fn deed() -> impl Strategy<Value = Deed> {
    let index = any::<prop::sample::Index>;
    let block = || body().prop_map(|mut blocks| blocks.remove(0));
    prop_oneof![
        index().prop_map(Deed::Drop),
        (index(), block()).prop_map(|(at, block)| Deed::Add(at, block)),
        (index(), index()).prop_map(|(from, to)| Deed::Move(from, to)),
        (index(), block()).prop_map(|(at, block)| Deed::Rewrite(at, block)),
    ]
}

fn done(mut blocks: Vec<Block>, deeds: Vec<Deed>) -> Vec<Block> {
    for deed in deeds {
        match deed {
            Deed::Add(at, block) => blocks.insert(at.index(blocks.len() + 1), block),
            _ if blocks.is_empty() => {}
            Deed::Drop(at) => drop(blocks.remove(at.index(blocks.len()))),
            Deed::Rewrite(at, block) => {
                let at = at.index(blocks.len());
                blocks[at] = block;
            }
            Deed::Move(from, to) => {
                let block = blocks.remove(from.index(blocks.len()));
                blocks.insert(to.index(blocks.len() + 1), block);
            }
        }
    }
    blocks
}

/// Compares, and checks that both sides are in what comes out.
fn both_are_there(old: &[Block], new: &[Block]) -> Result<(), TestCaseError> {
    let comparison = compare_rows(Vec::new(), &rows::read(old), &rows::read(new), deadline());
    prop_assert_eq!(&rebuild::was(&comparison), old);
    prop_assert_eq!(&rebuild::is(&comparison), new);
    prop_assert_eq!(
        comparison.changes == 0,
        rows::read(old).iter().map(|row| (&row.runs, row.place())).eq(rows::read(new).iter().map(|row| (&row.runs, row.place())))
            && rows_look_alike(old, new)
    );
    Ok(())
}

fn rows_look_alike(old: &[Block], new: &[Block]) -> bool {
    rows::read(old).iter().zip(&rows::read(new)).all(|(one, two)| one.looks_like(two))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_time: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn lines_are_the_tree_without_loss(body in body()) {
        let rows = rows::read(&body);
        let lines: Vec<_> = rows.into_iter().map(|row| (row.shape, row.runs)).collect();
        prop_assert_eq!(rebuild::blocks(&lines, 0), body);
    }

    #[test]
    fn both_sides_of_a_text_and_what_became_of_it_are_rebuilt(body in body(), deeds in prop::collection::vec(deed(), 0..5)) {
        both_are_there(&body, &done(body.clone(), deeds))?;
    }

    #[test]
    fn both_sides_of_texts_that_have_nothing_in_common_are_rebuilt(old in body(), new in body()) {
        both_are_there(&old, &new)?;
    }

    #[test]
    fn both_sides_of_a_line_are_rebuilt(old in "[ab é🚀👩‍👩‍👧שלום,.\n]{0,40}", new in "[ab é🚀👩‍👩‍👧שלום,.\n]{0,40}") {
        let line = |text: &str| Block::Code { language: None, text: text.to_owned() };
        both_are_there(&[line(&old)], &[line(&new)])?;
    }
}
