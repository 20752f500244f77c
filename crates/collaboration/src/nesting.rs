//! How many levels deep an update can make a document.
//!
//! yrs deletes a node with everything in it, and texts are derived from a tree, both by recursion: a
//! document of 100,000 nodes each in the other would end the stack and with it the server. So the depth
//! is bounded, and known before an update is integrated.

/// The deepest that nodes of a document may nest.
pub(crate) const DEPTH_MAX: u32 = 256;

/// A point in a document: a client and its clock.
pub(crate) type Point = (u64, u32);

/// Where a block says that it belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    /// In a type that has a name: level 0.
    Root,
    /// In the node made at this point: a level below it.
    In(Point),
    /// Beside these: on the level of one of them.
    Beside(Option<Point>, Option<Point>),
}

impl Place {
    /// The points that it names.
    pub(crate) fn points(self) -> impl Iterator<Item = Point> {
        let points = match self {
            Self::Root => [None, None],
            Self::In(point) => [Some(point), None],
            Self::Beside(left, right) => [left, right],
        };
        points.into_iter().flatten()
    }
}

/// A block of an update.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub(crate) id: Point,
    pub(crate) length: u32,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Level {
    Unknown,
    Asked,
    Known(u32),
}

/// The most levels that these blocks add to a document that they are integrated into.
pub(crate) fn deepens(mut blocks: Vec<Block>) -> u32 {
    blocks.sort_unstable_by_key(|block| block.id);
    let mut levels = vec![Level::Unknown; blocks.len()];
    let mut open = Vec::new();
    for start in 0..blocks.len() {
        if levels[start] == Level::Unknown {
            open.push(start);
        }
        while let Some(&at) = open.last() {
            let (needs, add) = match blocks[at].place {
                Place::Root => ([None, None], 0),
                Place::In(point) => ([Some(point), None], 1),
                Place::Beside(left, right) => ([left, right], 0),
            };
            let needs = needs.map(|point| point.and_then(|point| holder(&blocks, point)));
            let unknown = needs.into_iter().flatten().find(|&need| levels[need] == Level::Unknown);
            if let Some(need) = unknown {
                levels[at] = Level::Asked;
                open.push(need);
                continue;
            }
            // A block that waits for itself is never integrated: it counts as nothing. What is not in
            // the update is in the document already, at no more than its depth.
            let level = |need: usize| if let Level::Known(level) = levels[need] { level } else { 0 };
            let below = needs.into_iter().flatten().map(level).max().unwrap_or(0);
            levels[at] = Level::Known(below + add);
            open.pop();
        }
    }
    levels.into_iter().map(|level| if let Level::Known(level) = level { level } else { 0 }).max().unwrap_or(0)
}

/// The block that holds a point.
fn holder(blocks: &[Block], point: Point) -> Option<usize> {
    let at = blocks.partition_point(|block| block.id <= point).checked_sub(1)?;
    let block = blocks[at];
    (block.id.0 == point.0 && point.1 - block.id.1 < block.length).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(clock: u32, place: Place) -> Block {
        Block { id: (1, clock), length: 1, place }
    }

    #[test]
    fn a_chain_counts_its_links_and_a_row_counts_once() {
        let chain = (0..100_000).map(|at| block(at, if at == 0 { Place::Root } else { Place::In((1, at - 1)) }));
        assert_eq!(deepens(chain.rev().collect()), 99_999);
        let row = (0..1000).map(|at| block(at, if at == 0 { Place::In((2, 7)) } else { Place::Beside(Some((1, at - 1)), None) }));
        assert_eq!(deepens(row.collect()), 1);
    }

    #[test]
    fn a_block_beside_two_is_as_deep_as_the_deeper_one() {
        let blocks = vec![
            block(0, Place::Root),
            block(1, Place::In((1, 0))),
            block(2, Place::In((1, 1))),
            block(3, Place::Beside(Some((1, 0)), Some((1, 2)))),
            block(4, Place::In((1, 3))),
        ];
        assert_eq!(deepens(blocks), 3);
    }

    #[test]
    fn blocks_that_wait_for_each_other_come_to_an_end() {
        deepens(vec![block(0, Place::In((1, 1))), block(1, Place::In((1, 0))), block(2, Place::Beside(Some((1, 2)), Some((1, 1))))]);
    }
}
