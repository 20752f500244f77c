//! What platforms count.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// The newest value of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Number {
    /// The platform's word for it, as `view_count`; `upvote_per_mille` is a share of one in thousandths.
    pub metric: String,
    /// Its value.
    pub value: i64,
    /// When it was read.
    pub read_at: Timestamp,
}

/// A number of an account on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNumber {
    /// The platform's word for it.
    pub metric: String,
    /// Days since 1970, UTC.
    pub day: i64,
    /// Its last value of that day.
    pub value: i64,
}
