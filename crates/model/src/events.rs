//! What goes over the event socket of a tab (`/ws/events`): JSON, one message a frame.

use crate::{ContentId, ConversationId, CreatorId, PublicationId, SocialAccountId, notifications::Notification, reader::Participant};
use serde::{Deserialize, Serialize};

/// The most posts that a tab can follow.
pub const WATCHED_MAX: usize = 100;

/// What the server tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// How many notifications are unread: right after the socket opens, and after each change.
    Unread {
        /// So many.
        count: u32,
    },
    /// Something happened just now.
    Notification {
        /// What.
        notification: Box<Notification>,
        /// The same as a sentence in the reader's language.
        text: String,
    },
    /// Who is in a post that this tab follows: as it is, and after each change.
    Here {
        /// The post.
        content: ContentId,
        /// Everybody, each person once.
        people: Vec<Participant>,
    },
    /// Something changed at the fan desk: messages, conversations, or an account's state. At most every 250 ms.
    Desk {
        /// The account.
        account: CreatorId,
    },
    /// A publication or a connected account changed. At most every 250 ms for each.
    Social {
        /// The publication.
        publication: Option<PublicationId>,
        /// The account.
        account: Option<SocialAccountId>,
    },
    /// A colleague writes in a conversation of the fan desk. Told again every few seconds while they do.
    Answering {
        /// The conversation.
        conversation: ConversationId,
        /// The colleague's name.
        name: String,
    },
}

/// What a tab asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Ask {
    /// Follow who is in these posts, and in no others. Those that one may not read are left out.
    Watch {
        /// At most [`WATCHED_MAX`].
        posts: Vec<ContentId>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_written_as_clients_know_them() {
        assert_eq!(serde_json::to_string(&Event::Unread { count: 3 }).unwrap(), r#"{"type":"unread","count":3}"#);
        let ask = r#"{"type":"watch","posts":["0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"]}"#;
        let Ask::Watch { posts } = serde_json::from_str(ask).unwrap();
        assert_eq!(posts[0].to_string(), "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11");
    }
}
