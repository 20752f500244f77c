//! The other servers that are alive.

use crate::ServerId;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// A server that was not heard of for so long is taken for dead. Three beats may be lost.
pub(crate) const SILENCE: Duration = Duration::from_secs(7);

/// When each was last heard.
#[derive(Debug, Default)]
pub(crate) struct Peers(Mutex<HashMap<ServerId, Instant>>);

impl Peers {
    fn list(&self) -> MutexGuard<'_, HashMap<ServerId, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn heard(&self, who: ServerId, now: Instant) {
        self.list().insert(who, now);
    }

    /// Whether it was there.
    pub(crate) fn forget(&self, who: ServerId) -> bool {
        self.list().remove(&who).is_some()
    }

    /// Takes those out that have been silent for too long.
    pub(crate) fn expire(&self, now: Instant) -> Vec<ServerId> {
        let mut list = self.list();
        list.extract_if(|_, heard| now.duration_since(*heard) > SILENCE).map(|(who, _)| who).collect()
    }

    pub(crate) fn all(&self) -> Vec<ServerId> {
        self.list().keys().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_silent_for_too_long_is_taken_out_once() {
        let (peers, begin) = (Peers::default(), Instant::now());
        let (quiet, loud) = (ServerId::new(), ServerId::new());
        peers.heard(quiet, begin);
        peers.heard(loud, begin + SILENCE);
        assert_eq!(peers.expire(begin + SILENCE), []);
        let later = begin + SILENCE + Duration::from_millis(1);
        assert_eq!(peers.expire(later), [quiet]);
        assert_eq!(peers.expire(later), []);
        assert_eq!(peers.all(), [loud]);
    }
}
