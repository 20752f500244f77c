//! How the desk works; the program reads it from its environment.

use amazon::{CloudWatch, Queue};
use cluster::Buckets;
use std::{fmt, sync::Arc, time::Duration};

/// How fast an account sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Messages a minute; never more within any minute.
    pub per_minute: u32,
    /// Messages that may go out at once after a quiet time.
    pub burst: u32,
    /// The least time between two messages.
    pub spacing: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { per_minute: 10, burst: 10, spacing: Duration::from_secs(3) }
    }
}

/// How the desk works.
#[derive(Clone)]
pub struct Settings {
    /// Whether messages are handed to the gateway. Where they are not, each is logged when it is due, and counts as failed.
    pub sending: bool,
    /// How fast each account sends.
    pub pace: Pace,
    /// Where servers share the pace of accounts, beside the database.
    pub buckets: Option<Arc<Buckets>>,
    /// Where SQS tells the servers what is due.
    pub tickets: Option<Arc<Queue>>,
    /// Why it does not, although somebody wants it to.
    pub tickets_wrong: Option<String>,
    /// How long is waited for tickets when there are none; 20 seconds at most.
    pub listen: Duration,
    /// With SQS, what has been due for so long is looked for without: its ticket may be lost.
    pub net: Duration,
    /// Where the numbers are put.
    pub watch: Option<Arc<CloudWatch>>,
    /// Why they are not, although somebody wants them to.
    pub watch_wrong: Option<String>,
    /// The wait between two puts.
    pub report: Duration,
    /// Attempts that certainly did not arrive, until a message counts as failed.
    pub attempts: u32,
    /// The wait after the first of them; it doubles with each.
    pub retry: Duration,
    /// A message in flight for longer than this is unconfirmed.
    pub in_flight: Duration,
    /// A message that waits for longer than this past its time is not sent any more.
    pub stale: Duration,
    /// The wait between two looks at the queue while something is in it. Where there is nothing to do, and for what is not
    /// urgent, it is ten times as long.
    pub look: Duration,
    /// The wait between two readings of a chat for a message that is unconfirmed.
    pub settle: Duration,
    /// The wait between two readings of an account; `None`: only where somebody asks for one.
    pub read_every: Option<Duration>,
    /// Whether anybody may take up an account. The gateway's key speaks for all accounts there, so with a real one only
    /// administrators may: who knows an id is not yet whose account it is.
    pub anybody_connects: bool,
    /// The secrets that sign webhooks: the current one, and the previous one while it is changed.
    pub webhook_secrets: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sending: true,
            pace: Pace::default(),
            buckets: None,
            tickets: None,
            tickets_wrong: None,
            listen: Duration::from_secs(20),
            net: Duration::from_secs(30),
            watch: None,
            watch_wrong: None,
            report: Duration::from_secs(60),
            attempts: 3,
            retry: Duration::from_secs(1),
            in_flight: Duration::from_secs(120),
            stale: Duration::from_secs(24 * 3600),
            look: Duration::from_millis(500),
            settle: Duration::from_secs(30),
            read_every: Some(Duration::from_secs(15 * 60)),
            anybody_connects: true,
            webhook_secrets: Vec::new(),
        }
    }
}

impl Settings {
    /// The wait between two looks where there is nothing to do: whoever writes something here wakes the worker.
    pub(crate) fn idle(&self) -> Duration {
        self.look * 10
    }
}

impl fmt::Debug for Settings {
    /// Without the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("pace", &self.pace).field("attempts", &self.attempts).field("secrets", &self.webhook_secrets.len()).finish()
    }
}

/// Milliseconds of a duration, as the database counts.
pub(crate) fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
