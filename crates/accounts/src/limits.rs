//! Limits: so many tries in so many seconds, and waits that grow with failures.
//!
//! In memory, one set a server. A key is hashed with a seed of this process, so entries are small and of one
//! size whatever people type.

use crate::Clock;
use model::{Error, Result};
use std::{
    collections::{HashMap, VecDeque, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// At most `times` within `seconds`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quota {
    pub times: u32,
    pub seconds: u32,
}

impl Quota {
    pub const fn minute(times: u32) -> Self {
        Self { times, seconds: 60 }
    }

    pub const fn hour(times: u32) -> Self {
        Self { times, seconds: 3600 }
    }
}

/// How waits grow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth {
    pub after: u32,
    pub first: u32,
    pub longest: u32,
}

#[derive(Debug, Default)]
struct Entry {
    /// When it was tried, oldest first; only those that a quota can still count.
    tries: VecDeque<i64>,
    /// Failures in a row.
    failures: u32,
    /// No try before this moment.
    not_before: i64,
    /// When the entry can be forgotten.
    idle_at: i64,
}

#[derive(Debug)]
pub(crate) struct Limiter {
    entries: Mutex<HashMap<u64, Entry>>,
    seed: RandomState,
    capacity: usize,
    clock: Clock,
}

impl Limiter {
    pub fn new(capacity: usize, clock: Clock) -> Self {
        Self { entries: Mutex::default(), seed: RandomState::new(), capacity: capacity.max(1), clock }
    }

    /// Counts one try for each key, or refuses it: then nothing is counted, and the error says how long to wait.
    pub fn take(&self, wanted: &[(String, &[Quota])]) -> Result<()> {
        let now = self.clock.now().0;
        let mut entries = self.entries();
        let waits = wanted.iter().filter_map(|(key, quotas)| entries.get(&self.key(key)).map(|entry| entry.wait(quotas, now)));
        let wait = waits.max().unwrap_or(0);
        if wait > 0 {
            return Err(Error::too_many(u32::try_from((wait + 999) / 1000).unwrap_or(u32::MAX)));
        }
        for (key, quotas) in wanted {
            make_room(&mut entries, self.capacity, now);
            entries.entry(self.key(key)).or_default().count(quotas, now);
        }
        Ok(())
    }

    /// Notes a failure; from the `after`th in a row on, the next try has to wait.
    pub fn failed(&self, key: &str, growth: Growth) {
        let now = self.clock.now().0;
        let mut entries = self.entries();
        make_room(&mut entries, self.capacity, now);
        let entry = entries.entry(self.key(key)).or_default();
        entry.failures = entry.failures.saturating_add(1);
        if entry.failures >= growth.after {
            let doublings = (entry.failures - growth.after).min(31);
            let seconds = (u64::from(growth.first) << doublings).min(u64::from(growth.longest));
            entry.not_before = now + i64::try_from(seconds * 1000).unwrap_or(i64::MAX / 2);
        }
        // The row of failures is remembered for a day of silence.
        entry.idle_at = entry.idle_at.max(now + 86_400_000);
    }

    /// Notes a success: the row of failures has ended.
    pub fn succeeded(&self, key: &str) {
        if let Some(entry) = self.entries().get_mut(&self.key(key)) {
            entry.failures = 0;
            entry.not_before = 0;
        }
    }

    fn key(&self, key: &str) -> u64 {
        self.seed.hash_one(key)
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<u64, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// Milliseconds until the next try is allowed; 0 if it is now.
    fn wait(&self, quotas: &[Quota], now: i64) -> i64 {
        let full = quotas.iter().map(|quota| {
            let since = now - i64::from(quota.seconds) * 1000;
            // The try that has to leave the window before there is room for another one.
            let blocking = self.tries.len().checked_sub(quota.times as usize);
            match blocking.and_then(|at| self.tries.get(at)) {
                Some(&at) if at > since => at - since,
                _ if quota.times == 0 => i64::from(quota.seconds) * 1000,
                _ => 0,
            }
        });
        full.max().unwrap_or(0).max(self.not_before - now)
    }

    fn count(&mut self, quotas: &[Quota], now: i64) {
        let longest = quotas.iter().map(|quota| i64::from(quota.seconds) * 1000).max().unwrap_or(0);
        while self.tries.front().is_some_and(|&at| at <= now - longest) {
            self.tries.pop_front();
        }
        self.tries.push_back(now);
        self.idle_at = self.idle_at.max(now + longest);
    }
}

/// Forgets entries that no longer matter when the map is full, and if that is not enough, a tenth of it:
/// those that would be forgotten next.
fn make_room(entries: &mut HashMap<u64, Entry>, capacity: usize, now: i64) {
    if entries.len() < capacity {
        return;
    }
    entries.retain(|_, entry| entry.idle_at > now);
    if entries.len() >= capacity {
        let mut idle: Vec<i64> = entries.values().map(|entry| entry.idle_at).collect();
        let tenth = idle.len() / 10;
        let (_, &mut until, _) = idle.select_nth_unstable(tenth);
        entries.retain(|_, entry| entry.idle_at > until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    fn limiter(capacity: usize) -> (Limiter, Arc<AtomicI64>) {
        let time = Arc::new(AtomicI64::new(1_000_000_000));
        let tells = time.clone();
        (Limiter::new(capacity, Clock::new(move || Timestamp(tells.load(Ordering::Relaxed)))), time)
    }

    fn wait(result: Result<()>) -> u32 {
        result.map_or_else(|error| error.retry_after.unwrap_or(0), |()| 0)
    }

    #[test]
    fn a_window_slides_and_a_refused_try_does_not_count() {
        let (limiter, time) = limiter(10);
        let quotas = [Quota::minute(2)];
        let take = || wait(limiter.take(&[("a".to_owned(), &quotas)]));
        assert_eq!(take(), 0);
        time.fetch_add(20_000, Ordering::Relaxed);
        assert_eq!(take(), 0);
        assert_eq!(take(), 40);
        assert_eq!(take(), 40);
        time.fetch_add(39_999, Ordering::Relaxed);
        assert_eq!(take(), 1);
        time.fetch_add(1, Ordering::Relaxed);
        assert_eq!(take(), 0);
        assert_eq!(take(), 20);
    }

    #[test]
    fn a_quota_that_is_full_keeps_the_others_uncounted() {
        let (limiter, _) = limiter(10);
        let (one, two) = ([Quota::minute(1)], [Quota::minute(2)]);
        let both = || limiter.take(&[("a".to_owned(), &one), ("b".to_owned(), &two)]);
        assert!(both().is_ok());
        assert!(both().is_err());
        assert!(limiter.take(&[("b".to_owned(), &two)]).is_ok());
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let (limiter, time) = limiter(10);
        let growth = Growth { after: 2, first: 1, longest: 5 };
        let mut waits = Vec::new();
        for _ in 0..6 {
            limiter.failed("a", growth);
            waits.push(wait(limiter.take(&[("a".to_owned(), &[])])));
            time.fetch_add(10_000, Ordering::Relaxed);
        }
        assert_eq!(waits, [0, 1, 2, 4, 5, 5]);
        limiter.succeeded("a");
        limiter.failed("a", growth);
        assert!(limiter.take(&[("a".to_owned(), &[])]).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_the_latest_are_kept() {
        let (limiter, time) = limiter(100);
        let quotas = [Quota::minute(1)];
        for n in 0..5000 {
            time.fetch_add(1, Ordering::Relaxed);
            assert!(limiter.take(&[(format!("key {n}"), &quotas)]).is_ok());
            assert!(limiter.entries().len() <= 100);
        }
        assert!(limiter.take(&[("key 4999".to_owned(), &quotas)]).is_err());
    }
}
