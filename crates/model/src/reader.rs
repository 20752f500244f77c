//! Somebody who comes to a post: with an account, or as a guest of a link.

use crate::{GuestId, UserId, accounts::Person, sharing::Guest};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who comes to a post. In JSON `{"kind": "user" or "guest", "id"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum Reader {
    /// Somebody with an account.
    User(UserId),
    /// Somebody who came by a link.
    Guest(GuestId),
}

impl Reader {
    /// The person, unless it is a guest.
    pub fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Guest(_) => None,
        }
    }

    /// The guest, unless it is a person with an account.
    pub fn guest(self) -> Option<GuestId> {
        match self {
            Self::User(_) => None,
            Self::Guest(id) => Some(id),
        }
    }
}

impl fmt::Display for Reader {
    /// The id, without its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => id.fmt(f),
            Self::Guest(id) => id.fmt(f),
        }
    }
}

impl From<UserId> for Reader {
    fn from(id: UserId) -> Self {
        Self::User(id)
    }
}

impl From<GuestId> for Reader {
    fn from(id: GuestId) -> Self {
        Self::Guest(id)
    }
}

/// Somebody in a live document, as the others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// Who.
    #[serde(flatten)]
    pub who: Reader,
    /// Their name.
    pub name: String,
    /// An index into the avatar palette.
    pub color: u8,
    /// Path of their picture, where they have one; guests have none.
    pub picture: Option<String>,
}

impl From<Person> for Participant {
    fn from(person: Person) -> Self {
        Self { who: person.id.into(), name: person.name, color: person.color, picture: person.picture }
    }
}

impl From<Guest> for Participant {
    fn from(guest: Guest) -> Self {
        Self { who: guest.id.into(), name: guest.name, color: guest.color, picture: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participant_says_in_json_whether_it_is_a_guest() {
        let id = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
        let guest = Guest { id: id.parse().unwrap(), name: "Guest fox".to_owned(), color: 2 };
        let json = serde_json::to_value(Participant::from(guest.clone())).unwrap();
        assert_eq!((json["kind"].as_str(), json["id"].as_str(), json["color"].as_u64()), (Some("guest"), Some(id), Some(2)));
        assert_eq!(serde_json::from_value::<Participant>(json).unwrap(), guest.into());
    }
}
