//! Words that are used again and again.

use crate::{
    Timestamp,
    ids::{CreatorId, ReplyId},
};
use serde::{Deserialize, Serialize};

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// The account whose team shares it; `None` for one's own.
    pub account: Option<CreatorId>,
    /// What it is called up by, after a slash.
    pub name: String,
    /// Its text, with `{first_name}` where names come.
    pub text: String,
    /// When it was written or changed.
    pub changed_at: Timestamp,
}
