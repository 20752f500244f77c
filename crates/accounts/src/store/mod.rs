//! All SQL of accounts.

pub(crate) mod links;
pub(crate) mod pictures;
pub(crate) mod sessions;
pub(crate) mod tokens;
mod users;

pub(crate) use users::{
    administrators, by_email, by_id, delete, insert, is_empty, list, lock_roles, lock_user, others, people, set_password, update,
};

use model::{Error, ErrorCode};

/// A row that only somebody who changed it by hand can have made.
fn unreadable(table: &str, id: &str) -> Error {
    tracing::error!(table, id, "a row cannot be read");
    ErrorCode::Internal.into()
}
