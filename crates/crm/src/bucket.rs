//! The token bucket of an account. Pure: what it remembers is in the account's row, shared by all servers.

use crate::settings::{Pace, ms};

/// A minute in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;
/// A token: counted so that a millisecond brings as many parts of it as there are messages a minute, nothing is rounded.
pub(crate) const TOKEN: i64 = MINUTE;

/// What the account's row remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// In parts of a [`TOKEN`].
    pub tokens: i64,
    /// When they were counted.
    pub at: i64,
    /// When the last message went out.
    pub last_send: i64,
}

impl Bucket {
    /// What is in it by now.
    pub fn filled(self, pace: &Pace, now: i64) -> Self {
        let full = i64::from(pace.burst.max(1)) * TOKEN;
        let flowed = (now - self.at).clamp(0, 10 * MINUTE) * i64::from(pace.per_minute);
        Self { tokens: (self.tokens + flowed).min(full), at: now, ..self }
    }

    /// Takes a token, or says in how many milliseconds to ask again. `window` is how many attempts the last minute has:
    /// a bucket alone lets twice the rate through in the minute after a quiet one.
    pub fn take(self, pace: &Pace, now: i64, window: i64) -> Result<Self, i64> {
        let filled = self.filled(pace, now);
        let spacing = self.last_send + ms(pace.spacing) - now;
        let missing = TOKEN - filled.tokens;
        if spacing > 0 {
            Err(spacing)
        } else if missing > 0 {
            let rate = i64::from(pace.per_minute.max(1));
            Err((missing + rate - 1) / rate)
        } else if window >= i64::from(pace.per_minute) {
            Err(MINUTE / i64::from(pace.per_minute.max(1)).max(1))
        } else {
            Ok(Self { tokens: filled.tokens - TOKEN, at: now, last_send: now })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const PACE: Pace = Pace { per_minute: 10, burst: 3, spacing: Duration::from_secs(1) };

    #[test]
    fn a_full_bucket_gives_its_burst_at_the_least_spacing_and_then_the_rate() {
        let mut bucket = Bucket { tokens: 3 * TOKEN, at: 0, last_send: -MINUTE };
        let mut now = 0;
        let mut sent = Vec::new();
        while sent.len() < 6 {
            match bucket.take(&PACE, now, 0) {
                Ok(next) => {
                    bucket = next;
                    sent.push(now);
                }
                Err(wait) => now += wait,
            }
        }
        assert_eq!(sent, [0, 1000, 2000, 6000, 12_000, 18_000]);
    }

    #[test]
    fn a_full_minute_gives_none_although_there_are_tokens() {
        let bucket = Bucket { tokens: 3 * TOKEN, at: 0, last_send: -MINUTE };
        assert_eq!(bucket.take(&PACE, 0, 10), Err(6000));
    }
}
