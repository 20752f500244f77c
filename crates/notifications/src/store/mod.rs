//! All SQL about notifications.

mod choices;
mod comments;
mod list;
mod mails;
mod rows;
mod write;

pub(crate) use choices::{choices, choose};
pub(crate) use comments::{delete_comment, quote_again};
pub(crate) use list::{bundle_of, bundles, page, unread};
pub(crate) use mails::{due, due_again, forget_mails, mailed, mailed_since, next_due, take_due, unread_of};
pub(crate) use write::{New, delete_older, insert, keep, read, read_all};

/// Where notifications are looked up for the one who was told: with the post, their place in it, and who did it.
macro_rules! from {
    () => {
        " FROM notifications n JOIN content c ON c.id = n.content_id \
          LEFT JOIN collaborators k ON k.content_id = n.content_id AND k.user_id = n.user_id \
          LEFT JOIN users a ON a.id = n.actor_id "
    };
}

/// Whether the one who was told may read the post now.
macro_rules! reads {
    () => {
        "(c.owner_id = n.user_id OR (k.user_id IS NOT NULL AND c.status <> 'trash'))"
    };
}

/// Whether they may still see the notification: what it tells of a post is for its readers
/// (see [`crate::policy::hears`]).
macro_rules! visible {
    () => {
        concat!("(n.kind IN ('invitation', 'access_answer') OR ", reads!(), ")")
    };
}

pub(crate) use {from, reads, visible};

/// `$from`, `$from+1`, … for an IN list.
fn marks(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}
