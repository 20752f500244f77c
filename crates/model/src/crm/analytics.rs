//! An account in numbers: only what is kept is counted.

use super::MoneyKind;
use crate::ids::{ConversationId, FanId};
use serde::{Deserialize, Serialize};

words! {
    /// What a trend is told by, and how far back.
    Step {
        /// The last 30 days.
        Day = "day",
        /// The last 26 weeks, each from Monday.
        Week = "week",
        /// The last 12 months.
        Month = "month",
    }
}

/// An account in numbers, since the first of its periods began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Analytics {
    /// What the trend is told by.
    pub step: Step,
    /// IANA name of the account's time zone, in which days begin.
    pub time_zone: String,
    /// All fans whom OnlyFans has named.
    pub fans: i64,
    /// Those of them who subscribe.
    pub active: i64,
    /// What came in, in cents; what was charged back is taken off.
    pub income_cents: i64,
    /// The same by kind.
    pub kinds: Vec<(MoneyKind, i64)>,
    /// Fans who paid.
    pub payers: i64,
    /// Times that a fan wrote after us, or first.
    pub asked: i64,
    /// Those of them that somebody of the team has answered.
    pub answered: i64,
    /// Half of those answers took no longer than this, in milliseconds.
    pub median_ms: Option<i64>,
    /// The fans who paid most.
    pub top: Vec<TopFan>,
    /// Period by period, the oldest first.
    pub trend: Vec<Period>,
}

impl Analytics {
    /// What a fan who paid has paid on average, in cents.
    pub fn average_cents(&self) -> Option<i64> {
        (self.payers > 0).then(|| self.income_cents / self.payers)
    }

    /// How many of a hundred times a fan was answered.
    pub fn answered_percent(&self) -> Option<i64> {
        (self.asked > 0).then(|| self.answered * 100 / self.asked)
    }
}

/// A fan who paid much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TopFan {
    /// The fan.
    pub id: FanId,
    /// The chat with them.
    pub conversation: ConversationId,
    /// What to call them.
    pub name: String,
    /// What they paid, in cents.
    pub cents: i64,
}

/// A day, a week or a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Its first day, as `2026-07-14`.
    pub from: String,
    /// What came in, in cents.
    pub income_cents: i64,
    /// Messages of fans.
    pub received: i64,
    /// Messages of ours.
    pub sent: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_anything_to_divide_by_there_is_no_number() {
        let mut one = Analytics {
            step: Step::Day,
            time_zone: "UTC".to_owned(),
            fans: 0,
            active: 0,
            income_cents: 0,
            kinds: Vec::new(),
            payers: 0,
            asked: 0,
            answered: 0,
            median_ms: None,
            top: Vec::new(),
            trend: Vec::new(),
        };
        assert_eq!((one.average_cents(), one.answered_percent()), (None, None));
        (one.income_cents, one.payers, one.asked, one.answered) = (1_000, 3, 4, 3);
        assert_eq!((one.average_cents(), one.answered_percent()), (Some(333), Some(75)));
    }
}
