//! What this server counts: what became of messages, and how long attempts took. Written for Prometheus.

use model::{
    Timestamp,
    crm::{Counted, Monitoring},
};
use std::{
    fmt::Write,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

/// The upper ends of the times that attempts are sorted by, in milliseconds.
const ENDS: [u64; 9] = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

/// Counts; they begin with the server. Whoever counts has committed what is counted.
#[derive(Debug)]
pub(crate) struct Metrics {
    since: Timestamp,
    queued: AtomicU64,
    processed: AtomicU64,
    failed: AtomicU64,
    unconfirmed: AtomicU64,
    logged: AtomicU64,
    /// By [`ENDS`], and those that took longer.
    attempts: [AtomicU64; ENDS.len() + 1],
    attempts_ms: AtomicU64,
    /// Those since the numbers were last put.
    times: Mutex<Times>,
}

/// How long some attempts took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub count: u64,
    pub sum: u64,
    pub min: u64,
    pub max: u64,
}

impl Times {
    pub fn with(self, other: Self) -> Self {
        match (self.count, other.count) {
            (0, _) => other,
            (_, 0) => self,
            _ => Self { count: self.count + other.count, sum: self.sum + other.sum, min: self.min.min(other.min), max: self.max.max(other.max) },
        }
    }
}

impl Metrics {
    pub fn since(since: Timestamp) -> Self {
        Self {
            since,
            queued: AtomicU64::default(),
            processed: AtomicU64::default(),
            failed: AtomicU64::default(),
            unconfirmed: AtomicU64::default(),
            logged: AtomicU64::default(),
            attempts: Default::default(),
            attempts_ms: AtomicU64::default(),
            times: Mutex::default(),
        }
    }

    pub fn queued(&self, count: usize) {
        self.queued.fetch_add(count as u64, Relaxed);
    }

    pub fn processed(&self) {
        self.processed.fetch_add(1, Relaxed);
    }

    pub fn failed(&self) {
        self.failed.fetch_add(1, Relaxed);
    }

    pub fn unconfirmed(&self) {
        self.unconfirmed.fetch_add(1, Relaxed);
    }

    pub fn logged(&self) {
        self.logged.fetch_add(1, Relaxed);
    }

    /// An attempt took so long.
    pub fn attempt(&self, took: Duration) {
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let place = ENDS.iter().position(|end| ms <= *end).unwrap_or(ENDS.len());
        self.attempts[place].fetch_add(1, Relaxed);
        self.attempts_ms.fetch_add(ms, Relaxed);
        self.add_times(Times { count: 1, sum: ms, min: ms, max: ms });
    }

    /// These have not been put, or not been taken.
    pub fn add_times(&self, times: Times) {
        let mut all = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        *all = all.with(times);
    }

    /// Those that have not been put.
    pub fn take_times(&self) -> Times {
        std::mem::take(&mut *self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn counted(&self) -> Counted {
        let read = |count: &AtomicU64| count.load(Relaxed);
        Counted {
            since: self.since,
            queued: read(&self.queued),
            processed: read(&self.processed),
            failed: read(&self.failed),
            unconfirmed: read(&self.unconfirmed),
            logged: read(&self.logged),
            attempts: self.attempts.iter().map(read).sum(),
            attempts_ms: read(&self.attempts_ms),
        }
    }

    /// Prometheus' text format, version 0.0.4.
    pub fn text(&self, now: &Monitoring) -> String {
        let counted = &now.counted;
        let mut text = String::new();
        for (name, kind, help, value) in [
            ("OnlyFansMessagesQueued", "counter", "Messages put into the queue by this server.", counted.queued),
            ("OnlyFansMessagesProcessed", "counter", "Messages of this server that the gateway took.", counted.processed),
            ("OnlyFansMessagesFailed", "counter", "Messages of this server that certainly did not arrive.", counted.failed),
            ("OnlyFansMessagesUnconfirmed", "counter", "Messages of this server whose answer was lost.", counted.unconfirmed),
            ("OnlyFansMessagesLogged", "counter", "Messages that this server only logged: sending is switched off.", counted.logged),
            ("OnlyFansQueueDepth", "gauge", "Messages of all servers that are due and wait.", number(now.depth)),
            ("OnlyFansQueueLater", "gauge", "Messages of all servers that wait for their time.", number(now.later)),
            ("OnlyFansMessagesInFlight", "gauge", "Messages of all servers that the gateway has not answered.", number(now.in_flight)),
            ("OnlyFansDeadLetters", "gauge", "Messages of all servers that were given up.", number(now.dead_letters)),
            ("OnlyFansUnconfirmed", "gauge", "Messages of all servers that a person must decide on.", number(now.unconfirmed)),
        ] {
            line(&mut text, format_args!("# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}"));
        }
        let name = "OnlyFansProcessingTime";
        line(&mut text, format_args!("# HELP {name} Seconds from handing a message to the gateway to its answer.\n# TYPE {name} histogram"));
        let mut sum = 0;
        for (end, count) in ENDS.iter().zip(&self.attempts) {
            sum += count.load(Relaxed);
            line(&mut text, format_args!("{name}_bucket{{le=\"{}\"}} {sum}", seconds(*end)));
        }
        line(
            &mut text,
            format_args!(
                "{name}_bucket{{le=\"+Inf\"}} {count}\n{name}_sum {sum}\n{name}_count {count}",
                count = counted.attempts,
                sum = seconds(counted.attempts_ms)
            ),
        );
        text
    }
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn seconds(ms: u64) -> f64 {
    // Exact up to 2^53 milliseconds.
    ms as f64 / 1000.0
}

fn line(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("writing to a String cannot fail");
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_sorted_by_their_time_and_each_end_counts_those_before() {
        let metrics = Metrics::since(Timestamp(0));
        for ms in [50, 100, 600, 90_000] {
            metrics.attempt(Duration::from_millis(ms));
        }
        metrics.processed();
        metrics.queued(4);
        let now = Monitoring {
            sending: true,
            depth: 7,
            later: 0,
            in_flight: 0,
            dead_letters: 0,
            unconfirmed: 0,
            hour_processed: 0,
            hour_failed: 0,
            counted: metrics.counted(),
            alarms: Vec::new(),
        };
        let text = metrics.text(&now);
        for said in [
            "OnlyFansMessagesQueued 4\n",
            "OnlyFansMessagesProcessed 1\n",
            "# TYPE OnlyFansQueueDepth gauge\nOnlyFansQueueDepth 7\n",
            "OnlyFansProcessingTime_bucket{le=\"0.1\"} 2\n",
            "OnlyFansProcessingTime_bucket{le=\"1\"} 3\n",
            "OnlyFansProcessingTime_bucket{le=\"60\"} 3\n",
            "OnlyFansProcessingTime_bucket{le=\"+Inf\"} 4\n",
            "OnlyFansProcessingTime_sum 90.75\nOnlyFansProcessingTime_count 4\n",
        ] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
    }
}
