//! What becomes of rooms and their people, for those who follow it from outside.

use crate::Hub;
use model::{CommentId, ContentId, Reader, UserId, content::Role, reader::Participant};
use serde::{Deserialize, Serialize};

/// Something that happened here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Who is in a post now, on all servers.
    Here(ContentId, Vec<Participant>),
    /// Who is in a post now, on this server alone: for the other servers.
    HereOfMine(ContentId, Vec<Participant>),
    /// Somebody has another role in a post, or none.
    Role(ContentId, Reader, Option<Role>),
    /// The links of a post have changed: its guests may have other roles, or none.
    Guests(ContentId),
    /// A thread of comments has changed.
    Comments(ContentId, CommentId),
    /// A post is in the trash or deleted.
    Gone(ContentId),
    /// A person's sessions have ended, all but one.
    SessionsEnded(UserId, Option<String>),
    /// One session or token of a person has ended.
    SignedOut(UserId, String),
}

/// Hears of every change, at once and in the task that makes it: it must not wait for anything.
pub(crate) type Follower = Box<dyn Fn(Change) + Send + Sync>;

impl Hub {
    /// Sets who hears of changes. There is one follower; a second one is not heard.
    pub fn follow(&self, follower: impl Fn(Change) + Send + Sync + 'static) {
        if self.shared.follower.set(Box::new(follower)).is_err() {
            tracing::warn!("somebody follows this hub already");
        }
    }
}
