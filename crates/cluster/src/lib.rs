//! Several servers as one: what they say to each other, over Redis.
//!
//! Nothing is kept in Redis. What must not be lost is in the database before it is said here, and every message may
//! be lost: who listens is told when that may have happened ([`Heard::Level`]), and looks at the database then.

mod buckets;
mod bus;
mod ears;
mod frame;
mod link;
mod peers;

pub use buckets::{Away, Buckets, Limit};
pub use bus::{Bus, check};
pub use ears::Ear;
pub use frame::LONGEST;

use bytes::Bytes;
use std::fmt;
use uuid::Uuid;

/// What all servers listen to.
pub const ALL: &str = "all";

/// One run of one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerId(Uuid);

impl ServerId {
    /// Another one each time.
    #[expect(clippy::new_without_default, reason = "no two are alike")]
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for ServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What one hears of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// From here on everything is heard. What was said before may have been missed.
    Level,
    /// Redis is away, and not only for a moment: nothing is heard until the next [`Self::Level`].
    Lost,
    /// Another server said this.
    Said(ServerId, Bytes),
    /// Another server has stopped, or has not been heard of for a while.
    Gone(ServerId),
}
