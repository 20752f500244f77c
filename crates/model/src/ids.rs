//! Ids: UUIDs (version 7, made by the server), each kind a type of its own.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id; ids look like 0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11")]
pub struct NotAnId;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // Only the hyphenated form: one post has one address.
                if text.len() != 36 {
                    return Err(NotAnId);
                }
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

id! {
    /// A registered person.
    UserId
    /// A post.
    ContentId
    /// A comment; a thread is named by its first one.
    CommentId
    /// A personal API token (its name in lists, not its secret).
    TokenId
    /// A mail in the outbox.
    MailId
    /// A connected account at another platform.
    SocialAccountId
    /// Something that is to be public at another platform.
    PublicationId
    /// A webhook in the journal.
    WebhookId
    /// Somebody without an account who came by a link.
    GuestId
    /// A link that opens a post to whoever has it (its name in lists, not its secret).
    LinkId
    /// An invitation by e-mail (its name in lists, not its secret).
    InvitationId
    /// Somebody's wish for access to a post.
    RequestId
    /// A line of the log of a post's access.
    LogId
    /// Something that a person was told of.
    NotificationId
    /// A kept state of a post.
    RevisionId
    /// A creator's account at the gateway.
    CreatorId
    /// A fan of an account.
    FanId
    /// A message on its way out.
    OutgoingId
    /// A chat with a fan.
    ConversationId
    /// A message of a chat.
    MessageId
    /// A team's note about a fan.
    NoteId
    /// One message to many fans.
    CampaignId
    /// A saved reply.
    ReplyId
    /// A saved segment of fans.
    SegmentId
    /// A list of fans.
    ListId
    /// A field that a team keeps of its fans.
    FieldId
    /// Messages that go out by themselves when something happens.
    AutomationId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hyphenated_form_is_an_id() {
        let text = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
        assert_eq!(text.parse::<UserId>().unwrap().to_string(), text);
        for bad in ["", "7", "0190d7b47c1e7c3a9c552f1f6f0c8a11", "../../../etc/passwd-----------------"] {
            assert_eq!(bad.parse::<UserId>(), Err(NotAnId), "{bad}");
        }
    }
}
