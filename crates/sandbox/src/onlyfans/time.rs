//! Times and amounts as the gateway writes them.

use model::Timestamp;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// `2026-07-14T08:00:00+00:00`: whole seconds.
pub(crate) fn iso(ms: i64) -> String {
    let text = Timestamp(ms).to_string();
    format!("{}+00:00", &text[..text.len() - 5])
}

/// Dollars as a number: whole ones without a point.
pub(crate) fn dollars(cents: i64) -> Value {
    // Amounts are far below what a double holds exactly.
    if cents % 100 == 0 { json!(cents / 100) } else { json!(cents as f64 / 100.0) }
}

/// Dollars in words, as in `$12.00`.
pub(crate) fn words(cents: i64) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}
