//! A breaker for each platform: one that fails again and again is left alone for a while, so that nothing waits for it call by call.

use crate::{Platform, ProblemCode};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Failures in a row after which a platform is left alone.
const FAILURES: u32 = 5;
/// For so long; then it is asked again, and the first failure gives it another rest.
const REST: i64 = 60_000;

#[derive(Debug, Clone, Copy, Default)]
struct Line {
    failures: u32,
    until: i64,
}

/// The breakers of one server.
#[derive(Debug, Default)]
pub(crate) struct Breaker(Mutex<HashMap<Platform, Line>>);

impl Breaker {
    /// How a call went; `None`: well, or refused by a platform that works.
    pub fn note(&self, platform: Platform, problem: Option<ProblemCode>, now: i64) {
        use ProblemCode::{AnswerLost, BadAnswer, PlatformDown, Unreachable};
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = lines.entry(platform).or_default();
        if !matches!(problem, Some(AnswerLost | BadAnswer | PlatformDown | Unreachable)) {
            *line = Line::default();
            return;
        }
        line.failures = line.failures.saturating_add(1);
        if line.failures >= FAILURES {
            line.until = now + REST;
            tracing::warn!(platform = platform.code(), failures = line.failures, "this platform is left alone for a minute");
        }
    }

    /// The platforms that are left alone now.
    pub fn open(&self, now: i64) -> Vec<Platform> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().filter(|(_, line)| line.until > now).map(|(platform, _)| *platform).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it_and_one_success_closes_it() {
        let (breaker, reddit) = (Breaker::default(), Platform::Reddit);
        let fail = || breaker.note(reddit, Some(ProblemCode::PlatformDown), 0);
        (0..4).for_each(|_| fail());
        breaker.note(reddit, Some(ProblemCode::NoSubreddit), 0);
        (0..4).for_each(|_| fail());
        assert!(breaker.open(0).is_empty());
        fail();
        assert_eq!((breaker.open(1), breaker.open(REST)), (vec![reddit], vec![]));
        // After the rest one failure is enough.
        breaker.note(reddit, Some(ProblemCode::Unreachable), REST);
        assert_eq!(breaker.open(REST + 1), vec![reddit]);
        breaker.note(reddit, None, 2 * REST);
        fail();
        assert!(breaker.open(2 * REST).is_empty());
    }
}
