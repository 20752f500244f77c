//! How the calls to a platform went in the last hour, on this server.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

const HOUR: Duration = Duration::from_secs(3600);
/// The most calls that are remembered.
const MOST: usize = 5000;

#[derive(Debug, Clone, Copy)]
struct Call {
    at: Instant,
    took: Duration,
    good: bool,
}

/// The calls of the last hour. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<VecDeque<Call>>>);

/// The calls of an hour in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Metered {
    /// How many there were.
    pub calls: u32,
    /// How many had no good answer.
    pub errors: u32,
    /// The time that half of them took at most.
    pub median: Option<Duration>,
    /// The time that 95 of 100 took at most.
    pub slow: Option<Duration>,
}

impl Meter {
    pub(crate) fn note(&self, took: Duration, good: bool) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() >= MOST {
            calls.pop_front();
        }
        calls.push_back(Call { at: Instant::now(), took, good });
    }

    /// In numbers.
    pub fn read(&self) -> Metered {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while calls.front().is_some_and(|call| call.at.elapsed() > HOUR) {
            calls.pop_front();
        }
        let mut took: Vec<Duration> = calls.iter().map(|call| call.took).collect();
        took.sort_unstable();
        let of = |percent: usize| took.get((took.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Metered { calls: count(took.len()), errors: count(calls.iter().filter(|call| !call.good).count()), median: of(50), slow: of(95) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_and_their_times_ranked() {
        let meter = Meter::default();
        assert_eq!(meter.read(), Metered::default());
        for ms in 1..=100 {
            meter.note(Duration::from_millis(ms), ms % 10 != 0);
        }
        let read = meter.read();
        assert_eq!((read.calls, read.errors), (100, 10));
        assert_eq!((read.median, read.slow), (Some(Duration::from_millis(50)), Some(Duration::from_millis(95))));
    }
}
