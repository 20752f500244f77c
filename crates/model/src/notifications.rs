//! What people are told of.

use crate::{
    ContentId, Timestamp, UserId,
    accounts::Person,
    content::Role,
    ids::{CommentId, NotificationId},
};
use serde::{Deserialize, Serialize};

/// What a notification is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody invites one to a post.
    Invitation,
    /// Somebody accepted or declined one's invitation.
    InvitationAnswer,
    /// Somebody gave one access to a post.
    Share,
    /// Somebody mentioned one in a comment.
    Mention,
    /// Somebody replied in a thread in which one wrote.
    Reply,
    /// Somebody commented on one's post.
    Comment,
    /// Somebody resolved a thread in which one wrote.
    Resolved,
    /// Somebody asks for access to one's post.
    AccessRequest,
    /// The owner answered one's request for access.
    AccessAnswer,
}

impl Kind {
    /// All of them, in the order of the settings.
    pub const ALL: [Self; 9] = [
        Self::Invitation,
        Self::InvitationAnswer,
        Self::Share,
        Self::Mention,
        Self::Reply,
        Self::Comment,
        Self::Resolved,
        Self::AccessRequest,
        Self::AccessAnswer,
    ];

    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::InvitationAnswer => "invitation_answer",
            Self::Share => "share",
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Resolved => "resolved",
            Self::AccessRequest => "access_request",
            Self::AccessAnswer => "access_answer",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether mails are written about it, where the person has not chosen.
    pub fn usual_mails(self) -> Mails {
        match self {
            Self::Invitation | Self::Mention | Self::AccessRequest | Self::AccessAnswer => Mails::AtOnce,
            Self::InvitationAnswer | Self::Share | Self::Reply | Self::Comment => Mails::Daily,
            Self::Resolved => Mails::Never,
        }
    }
}

/// When a mail tells of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mails {
    /// As soon as it happens.
    AtOnce,
    /// At 8 in the morning, with all else of the day.
    Daily,
    /// Not at all.
    Never,
}

impl Mails {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::Never];

    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mails| mails.code() == code)
    }
}

/// What somebody chose for one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailChoice {
    /// The kind.
    pub kind: Kind,
    /// When mails tell of it.
    pub mails: Mails,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody with an account.
    Person(Person),
    /// A guest, by the name they gave.
    Guest(String),
}

impl Actor {
    /// What they are called.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.name,
            Self::Guest(name) => name,
        }
    }

    /// Their id, if they have an account.
    pub fn id(&self) -> Option<UserId> {
        match self {
            Self::Person(person) => Some(person.id),
            Self::Guest(_) => None,
        }
    }
}

/// What happened, or several alike: replies in one thread that came before one looked are one notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// The last one's id.
    pub id: NotificationId,
    /// The ids of all in the bundle, last first.
    pub ids: Vec<NotificationId>,
    /// What it is about.
    pub kind: Kind,
    /// How many of the bundle have not been read.
    pub unread: u32,
    /// Who did it, each once, last first.
    pub actors: Vec<Actor>,
    /// The post.
    pub content_id: ContentId,
    /// The post's title; may be empty.
    pub title: String,
    /// The thread, where it is about one.
    pub thread: Option<CommentId>,
    /// The first words of the last comment or message.
    pub excerpt: String,
    /// The role that was offered or given.
    pub role: Option<Role>,
    /// When the last one happened.
    pub at: Timestamp,
}

impl Notification {
    /// Where one can see it: the very thread, the request, the post.
    pub fn path(&self) -> String {
        let post = format!("/posts/{}", self.content_id);
        match (self.kind, self.thread) {
            (_, Some(thread)) => format!("{post}?thread={thread}"),
            (Kind::AccessRequest, _) => format!("{post}?share=requests"),
            _ => post,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_every_choice_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        for mails in Mails::ALL {
            assert_eq!(Mails::from_code(mails.code()), Some(mails));
            assert_eq!(serde_json::to_value(mails).unwrap(), mails.code());
        }
    }
}
