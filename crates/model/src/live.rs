//! What goes over the live socket beside the y-websocket protocol.

use crate::{CommentId, content::Role};
use serde::{Deserialize, Serialize};

/// What a text can be made of, as editors know it: 2 since words can bear threads of comments. An editor with an older
/// schema deletes from the document what it does not know, so it is not let in.
pub const SCHEMA: u32 = 2;

/// Message type: so many document messages of this connection are durable.
pub const DURABLE: u64 = 100;
/// Message type: the connection's role, as JSON of [`RoleNow`].
pub const ROLE: u64 = 101;

/// Message type: a thread of comments has changed, as JSON of [`CommentsChanged`].
pub const COMMENTS: u64 = 102;

/// Message type: whether this server hears the other ones, as JSON of [`Linked`]. Never said by a server that is alone.
pub const LINKED: u64 = 103;

/// Whether changes by people on other servers are heard at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// If not, they are read from the database every few seconds; comments and presence are not heard until it is so again.
    pub linked: bool,
}

/// The thread that has changed, or is new, or gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentsChanged {
    /// The thread.
    pub thread: CommentId,
}

/// The role that a connection has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleNow {
    /// The role.
    pub role: Role,
}

/// Why the server closed a live socket (WebSocket close codes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Close {
    /// Nobody is signed in, or the session has ended.
    SignedOut = 4401,
    /// The role no longer allows what was tried, or access is gone.
    NoAccess = 4403,
    /// No such post, or not for this person.
    Gone = 4404,
    /// A message over its bound.
    TooBig = 1009,
    /// A frame that is not of the protocol.
    Malformed = 4400,
    /// The page is older than what texts are made of now; load it again.
    Outdated = 4426,
    /// The server stops; connect again.
    Restarting = 1012,
}

impl Close {
    /// The number in the close frame.
    pub fn code(self) -> u16 {
        self as u16
    }

    /// What the close frame says, for whoever reads logs.
    pub fn reason(self) -> &'static str {
        match self {
            Self::SignedOut => "sign in again",
            Self::NoAccess => "your access to this post has changed",
            Self::Gone => "no such post",
            Self::TooBig => "this message is too big",
            Self::Malformed => "this frame is not of the y-websocket protocol",
            Self::Outdated => "this editor is too old; load the page again",
            Self::Restarting => "the server restarts; connect again",
        }
    }
}
