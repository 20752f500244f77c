//! Who has written what a listener does not know yet.

use model::UserId;
use std::collections::{BTreeMap, BTreeSet};

/// People, and guests as one, each with the first and the last of their changes that the listener was not told of.
#[derive(Debug, Default)]
pub(crate) struct Writers(BTreeMap<Option<UserId>, (u64, u64)>);

impl Writers {
    /// Notes a person, or a guest.
    pub(crate) fn note(&mut self, who: Option<UserId>, change: u64) {
        self.0.entry(who).or_insert((change, change)).1 = change;
    }

    /// Those who made changes up to `durable`, and whether guests did; those who have made more since stay here with
    /// them.
    pub(crate) fn take(&mut self, durable: u64) -> (BTreeSet<UserId>, bool) {
        let taken: Vec<_> = self.0.iter().filter(|(_, (first, _))| *first <= durable).map(|(who, _)| *who).collect();
        self.0.retain(|_, (_, last)| *last > durable);
        for (first, _) in self.0.values_mut() {
            *first = (*first).max(durable + 1);
        }
        (taken.iter().copied().flatten().collect(), taken.contains(&None))
    }

    /// The listener could not be told of these.
    pub(crate) fn give_back(&mut self, people: BTreeSet<UserId>, guests: bool) {
        for who in people.into_iter().map(Some).chain(guests.then_some(None)) {
            self.0.entry(who).or_insert((0, 0)).0 = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_of_with_the_changes_they_made_and_no_others() {
        let [ana, leo, mia] = [1, 2, 3].map(|number| format!("0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a1{number}").parse::<UserId>().unwrap());
        let mut writers = Writers::default();
        writers.note(Some(ana), 1);
        writers.note(Some(leo), 2);
        writers.note(Some(ana), 3);
        writers.note(None, 3);
        writers.note(Some(mia), 4);
        assert_eq!(writers.take(2), ([ana, leo].into(), false));
        assert_eq!(writers.take(2), ([].into(), false));
        writers.give_back([leo].into(), false);
        assert_eq!(writers.take(3), ([ana, leo].into(), true));
        assert_eq!(writers.take(4), ([mia].into(), false));
        writers.give_back([].into(), true);
        assert_eq!(writers.take(4), ([].into(), true));
    }
}
