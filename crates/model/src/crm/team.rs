//! Who works with an account.

use super::Role;
use crate::UserId;
use serde::{Deserialize, Serialize};

/// Somebody who works with an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address: only for the account's creator, and of oneself.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
}
