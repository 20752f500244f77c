//! Which conversations of the inbox, and in which order.

use crate::ids::ListId;
use serde::{Deserialize, Serialize};

words! {
    /// Where a conversation is.
    ConversationState {
        /// It is our turn.
        Open = "open",
        /// We wrote last: it is the fan's turn.
        Waiting = "waiting",
        /// Put aside until a moment, or until the fan writes.
        Snoozed = "snoozed",
        /// Nothing is to be done, until the fan writes.
        Done = "done",
    }
}

words! {
    /// What is unread or unanswered.
    Shown {
        /// All of them.
        All = "all",
        /// Those with something unread.
        Unread = "unread",
        /// Those in which the fan wrote last, unless they are done.
        Unanswered = "unanswered",
    }
}

words! {
    /// Who answers.
    Assigned {
        /// Anybody.
        All = "all",
        /// The one who asks.
        Me = "me",
        /// Nobody so far.
        Nobody = "nobody",
    }
}

words! {
    /// In which order.
    Sort {
        /// The last written first.
        Last = "last",
        /// Only those that wait for an answer, the one that waits longest first.
        Waiting = "waiting",
        /// The fan who paid most first.
        Spend = "spend",
    }
}

/// Which conversations, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// In this state; in any where it is left out.
    pub state: Option<ConversationState>,
    /// Who answers.
    pub assigned: Assigned,
    /// What is unread or unanswered.
    pub shown: Shown,
    /// Only with fans on this list.
    pub list: Option<ListId>,
    /// Only with fans who have this tag.
    pub tag: Option<String>,
    /// In which order.
    pub sort: Sort,
}

impl Default for Filter {
    fn default() -> Self {
        Self { state: None, assigned: Assigned::All, shown: Shown::All, list: None, tag: None, sort: Sort::Last }
    }
}

impl From<Shown> for Filter {
    fn from(shown: Shown) -> Self {
        Self { shown, ..Self::default() }
    }
}
