//! Fans by what is known of them, and what a team keeps to tell them apart: segments, lists, fields of its own.

use crate::ids::{CreatorId, FieldId, ListId, SegmentId};
use serde::{Deserialize, Serialize};

words! {
    /// Fans by their subscription.
    Who {
        /// All of them.
        All = "all",
        /// Those who subscribe.
        Active = "active",
        /// Those whose subscription has ended.
        Expired = "expired",
    }
}

words! {
    /// In which order fans are listed.
    FanSort {
        /// Who paid most first.
        Spend = "spend",
        /// Who was there last first.
        Seen = "seen",
        /// Who subscribed last first.
        Joined = "joined",
    }
}

words! {
    /// What a field of a team's own holds.
    FieldKind {
        /// A line of text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A day.
        Date = "date",
    }
}

/// Which fans: all conditions at once. A campaign reaches only those of them whom the gateway lets us write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Segment {
    /// By their subscription.
    pub who: Who,
    /// Words that stand in their names; empty for any.
    pub name: String,
    /// Who paid at least so much, in cents.
    pub spent_from_cents: Option<i64>,
    /// Who paid at most so much, in cents.
    pub spent_to_cents: Option<i64>,
    /// Who were there within so many days.
    pub seen_within_days: Option<u32>,
    /// Who were not there for so many days.
    pub unseen_for_days: Option<u32>,
    /// Who subscribed within so many days.
    pub new_within_days: Option<u32>,
    /// Whose running subscription renews or ends within so many days.
    pub renews_within_days: Option<u32>,
    /// The tier that an imported file gave them, whatever its case; empty for any.
    pub tier: String,
    /// Tags that they all have.
    pub tags: Vec<String>,
    /// Tags that none of them has.
    pub without_tags: Vec<String>,
    /// Lists, of which they are on at least one.
    pub lists: Vec<ListId>,
    /// Lists, of which they are on none.
    pub without_lists: Vec<ListId>,
    /// User names of those who are left out.
    pub without: Vec<String>,
}

impl Default for Segment {
    /// Everybody.
    fn default() -> Self {
        Self {
            who: Who::All,
            name: String::new(),
            spent_from_cents: None,
            spent_to_cents: None,
            seen_within_days: None,
            unseen_for_days: None,
            new_within_days: None,
            renews_within_days: None,
            tier: String::new(),
            tags: Vec::new(),
            without_tags: Vec::new(),
            lists: Vec::new(),
            without_lists: Vec::new(),
            without: Vec::new(),
        }
    }
}

/// A segment that an account's team uses again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedSegment {
    /// Its id.
    pub id: SegmentId,
    /// The account.
    pub creator: CreatorId,
    /// Its name.
    pub name: String,
    /// Which fans.
    pub segment: Segment,
}

/// A list of fans.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FanList {
    /// Its id.
    pub id: ListId,
    /// The account.
    pub creator: CreatorId,
    /// Its name.
    pub name: String,
    /// How many fans are on it.
    pub fans: u32,
}

/// A field of a team's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// Its id.
    pub id: FieldId,
    /// The account.
    pub creator: CreatorId,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
}

/// What became of many fans at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bulked {
    /// How many were meant.
    pub matched: u32,
    /// How many are otherwise now; for the others it was so before, or they have as many tags as one can have.
    pub changed: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_of_an_older_version_means_what_it_meant() {
        let json = r#"{"who":"active","spentFromCents":500,"spentToCents":null,"seenWithinDays":null,"unseenForDays":3,"without":["lucy"]}"#;
        let read: Segment = serde_json::from_str(json).unwrap();
        let without = vec!["lucy".to_owned()];
        let meant = Segment { who: Who::Active, spent_from_cents: Some(500), unseen_for_days: Some(3), without, ..Segment::default() };
        assert_eq!(read, meant);
    }
}
