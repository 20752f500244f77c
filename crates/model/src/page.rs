//! Lists by cursor.

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// Ask for the next page with this; `None` on the last one.
    pub next_cursor: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// `next_cursor` of the page before; `None` for the first.
    pub cursor: Option<String>,
    /// Rows a page, 1 to 100.
    pub limit: Option<u32>,
}

impl PageRequest {
    /// Rows a page within the bounds, 50 where nothing is asked for.
    pub fn limit(&self) -> i64 {
        i64::from(self.limit.unwrap_or(50).clamp(1, 100))
    }
}

impl<T> Page<T> {
    /// The same page with its rows made into something else.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(to).collect(), next_cursor: self.next_cursor }
    }
}
