//! Which updates of a document's log a room has: its own, and those of other servers.

use std::collections::BTreeMap;

/// Everything up to some number, and perhaps some beyond a gap.
#[derive(Debug)]
pub(crate) struct Numbers {
    upto: i64,
    /// First and last of what is beyond; ranges do not touch each other.
    beyond: BTreeMap<i64, i64>,
}

impl Numbers {
    pub(crate) fn new(upto: i64) -> Self {
        Self { upto, beyond: BTreeMap::new() }
    }

    /// Everything up to this number is here.
    pub(crate) fn upto(&self) -> i64 {
        self.upto
    }

    pub(crate) fn has(&self, first: i64, last: i64) -> bool {
        let beyond = || self.beyond.range(..=first).next_back().is_some_and(|(_, &end)| last <= end);
        last <= self.upto || beyond()
    }

    /// Notes that these are here now.
    pub(crate) fn note(&mut self, first: i64, last: i64) {
        let (mut first, mut last) = (first, last);
        self.beyond.retain(|&begin, &mut end| {
            let apart = begin > last + 1 || end < first - 1;
            if !apart {
                (first, last) = (first.min(begin), last.max(end));
            }
            apart
        });
        if first > self.upto + 1 {
            self.beyond.insert(first, last);
        } else {
            self.upto = self.upto.max(last);
        }
    }

    /// Notes that everything up to this number is here.
    pub(crate) fn level(&mut self, upto: i64) {
        self.note(0, upto);
    }

    /// Something in between is not here.
    pub(crate) fn has_gap(&self) -> bool {
        !self.beyond.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_order_leaves_no_gap() {
        let mut numbers = Numbers::new(3);
        numbers.note(4, 4);
        numbers.note(5, 9);
        assert_eq!((numbers.upto(), numbers.has_gap()), (9, false));
        assert!(numbers.has(1, 9) && !numbers.has(9, 10));
    }

    #[test]
    fn a_gap_stays_until_it_is_filled_from_either_side() {
        let mut numbers = Numbers::new(0);
        numbers.note(5, 6);
        numbers.note(2, 3);
        numbers.note(8, 8);
        assert_eq!((numbers.upto(), numbers.has_gap()), (0, true));
        assert!(numbers.has(5, 6) && numbers.has(2, 2) && !numbers.has(3, 5) && !numbers.has(1, 1));
        numbers.note(1, 1);
        assert_eq!(numbers.upto(), 3);
        numbers.note(7, 7);
        assert!(numbers.has(5, 8) && numbers.has_gap());
        numbers.note(4, 4);
        assert_eq!((numbers.upto(), numbers.has_gap()), (8, false));
    }

    #[test]
    fn a_level_takes_in_all_below_it_and_what_touches_it() {
        let mut numbers = Numbers::new(1);
        numbers.note(3, 4);
        numbers.note(6, 7);
        numbers.note(20, 20);
        numbers.level(5);
        assert_eq!((numbers.upto(), numbers.has_gap()), (7, true));
        numbers.level(2);
        assert_eq!(numbers.upto(), 7);
        numbers.level(25);
        assert_eq!((numbers.upto(), numbers.has_gap()), (25, false));
    }
}
