//! What the page of teams shows.

use model::{
    CreatorId, UserId,
    crm::{Member, Role},
};
use serde::{Deserialize, Serialize};

/// All one's accounts with their teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teams {
    /// Who is reading.
    pub me: UserId,
    /// The accounts that one sees.
    pub accounts: Vec<Team>,
}

/// An account with those who work with it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Team {
    /// The account.
    pub id: CreatorId,
    /// Its name.
    pub name: String,
    /// Its user name.
    pub username: String,
    /// What the reader may do.
    pub role: Role,
    /// Everybody, the creator first.
    pub members: Vec<Member>,
}
