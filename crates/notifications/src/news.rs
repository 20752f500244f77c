//! What happened, as the slices tell it.

use crate::EXCERPT_MAX;
use model::{ContentId, UserId, content::Role, ids::CommentId, notifications::Kind};
use uuid::Uuid;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Somebody with an account.
    Person(UserId),
    /// A guest, by the name they gave.
    Guest(String),
}

/// Something that happened to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Who did it.
    pub by: By,
    /// The post.
    pub content: ContentId,
    /// What they did.
    pub what: What,
}

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Invited one to the post.
    Invitation {
        /// The invitation: sent again, it is not told again.
        id: Uuid,
        /// The role that is offered.
        role: Role,
        /// What they wrote to it; may be empty.
        message: String,
        /// The comment whose words that is.
        quotes: Option<CommentId>,
    },
    /// Answered one's invitation.
    InvitationAnswer {
        /// The role that they have now; `None` if they declined.
        role: Option<Role>,
    },
    /// Gave one access.
    Share {
        /// The role that was given.
        role: Role,
    },
    /// Mentioned one in a comment. Told before the reply or comment that it is in: each comment is told once.
    Mention(Said),
    /// Replied in a thread in which one wrote, or on one's post.
    Reply(Said),
    /// Started a thread on one's post.
    Comment(Said),
    /// Resolved a thread in which one wrote.
    Resolved {
        /// The thread.
        thread: CommentId,
        /// What the thread says first.
        text: String,
    },
    /// Asked for access to one's post.
    AccessRequest {
        /// What they wrote to it; may be empty.
        message: String,
    },
    /// Answered one's request.
    AccessAnswer {
        /// The role that was given; `None` if it was declined.
        role: Option<Role>,
    },
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its thread.
    pub thread: CommentId,
    /// The comment.
    pub comment: CommentId,
    /// Its text.
    pub text: String,
}

impl What {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Invitation { .. } => Kind::Invitation,
            Self::InvitationAnswer { .. } => Kind::InvitationAnswer,
            Self::Share { .. } => Kind::Share,
            Self::Mention(_) => Kind::Mention,
            Self::Reply(_) => Kind::Reply,
            Self::Comment(_) => Kind::Comment,
            Self::Resolved { .. } => Kind::Resolved,
            Self::AccessRequest { .. } => Kind::AccessRequest,
            Self::AccessAnswer { .. } => Kind::AccessAnswer,
        }
    }

    /// Names the event: each person hears of it once. What can happen again is `fresh` each time.
    pub(crate) fn event(&self, fresh: Uuid) -> String {
        match self {
            Self::Invitation { id, .. } => format!("invitation:{id}"),
            Self::Mention(said) | Self::Reply(said) | Self::Comment(said) => comment_event(said.comment),
            _ => format!("event:{fresh}"),
        }
    }

    /// What it is about: those alike are shown as one while they are unread. What wants an answer or tells a role
    /// stands for itself.
    pub(crate) fn subject(&self, content: ContentId, fresh: Uuid) -> String {
        let kind = self.kind().code();
        match self {
            Self::Mention(said) | Self::Reply(said) => format!("{kind}:{}", said.thread),
            Self::Comment(_) | Self::Resolved { .. } | Self::AccessRequest { .. } => format!("{kind}:{content}"),
            Self::Invitation { .. } | Self::InvitationAnswer { .. } | Self::Share { .. } | Self::AccessAnswer { .. } => format!("{kind}:{fresh}"),
        }
    }

    pub(crate) fn thread(&self) -> Option<CommentId> {
        match self {
            Self::Mention(said) | Self::Reply(said) | Self::Comment(said) => Some(said.thread),
            Self::Resolved { thread, .. } => Some(*thread),
            _ => None,
        }
    }

    pub(crate) fn role(&self) -> Option<Role> {
        match self {
            Self::Invitation { role, .. } | Self::Share { role } => Some(*role),
            Self::AccessAnswer { role } | Self::InvitationAnswer { role } => *role,
            _ => None,
        }
    }

    /// The comment that an invitation quotes.
    pub(crate) fn quotes(&self) -> Option<CommentId> {
        if let Self::Invitation { quotes, .. } = self { *quotes } else { None }
    }

    /// The first words of what was written, in one line.
    pub(crate) fn excerpt(&self) -> String {
        let text = match self {
            Self::Mention(said) | Self::Reply(said) | Self::Comment(said) => &said.text,
            Self::Resolved { text, .. } => text,
            Self::Invitation { message, .. } | Self::AccessRequest { message } => message,
            Self::InvitationAnswer { .. } | Self::Share { .. } | Self::AccessAnswer { .. } => return String::new(),
        };
        one_line(text, EXCERPT_MAX)
    }
}

/// The name of the event that a comment is.
pub(crate) fn comment_event(comment: CommentId) -> String {
    format!("comment:{comment}")
}

/// Text in one line of at most so many characters. NUL is in no text: PostgreSQL refuses it.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let text = text.replace('\0', " ");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(max) {
        None => line,
        // One character less, for the sign that there is more.
        Some(_) => line.chars().take(max - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_line_within_its_bound() {
        assert_eq!(one_line(" a\n\nb\tc\0d ", 10), "a b c d");
        assert_eq!(one_line("ééééé", 5), "ééééé");
        assert_eq!(one_line("éééééé", 5), "éééé…");
    }
}
