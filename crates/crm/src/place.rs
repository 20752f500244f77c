//! Where a page of a list ended: a number and an id, as a cursor says it.

use model::{ErrorCode, Page, PageRequest, Result};
use std::{fmt::Display, str::FromStr};

/// A place in a list that is sorted by a number and then by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    number: i64,
    id: String,
}

impl Place {
    /// The place that a request asks from; before everything without a cursor.
    pub fn of<I: FromStr + Display>(page: &PageRequest) -> Result<Self> {
        // Ids are hex digits: 'g' sorts after every one of them, whatever the database's language.
        Self::or::<I>(page, i64::MAX, "g")
    }

    /// The same in a list that is sorted upwards.
    pub fn upwards<I: FromStr + Display>(page: &PageRequest) -> Result<Self> {
        Self::or::<I>(page, i64::MIN, "")
    }

    fn or<I: FromStr + Display>(page: &PageRequest, number: i64, id: &str) -> Result<Self> {
        let Some(cursor) = &page.cursor else { return Ok(Self { number, id: id.to_owned() }) };
        let read = || {
            let (number, id) = cursor.split_once('.')?;
            Some(Self { number: number.parse().ok()?, id: id.parse::<I>().ok()?.to_string() })
        };
        read().ok_or_else(|| ErrorCode::BadRequest.into())
    }

    /// For a query.
    pub fn before(&self) -> (i64, &str) {
        (self.number, &self.id)
    }
}

/// A page out of rows that are one more than asked for, if there are more.
pub(crate) fn page<T, I: Display>(mut rows: Vec<T>, request: &PageRequest, place: impl Fn(&T) -> (i64, I)) -> Page<T> {
    let limit = usize::try_from(request.limit()).unwrap_or(1);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|last| {
        let (number, id) = place(last);
        format!("{number}.{id}")
    });
    Page { items: rows, next_cursor }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::FanId;

    #[test]
    fn the_next_page_begins_where_the_last_one_ended() {
        let request = PageRequest { cursor: None, limit: Some(1) };
        let id = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
        let first = page(vec![(5, id), (4, id)], &request, |row| *row);
        assert_eq!(first.items, [(5, id)]);
        let next = PageRequest { cursor: first.next_cursor, limit: Some(1) };
        assert_eq!(Place::of::<FanId>(&next).unwrap().before(), (5, id));
        assert_eq!(page(vec![(4, id)], &next, |row| *row).next_cursor, None);
    }

    #[test]
    fn a_cursor_that_nobody_was_given_is_refused() {
        for cursor in ["", "5", "5.x", "x.0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"] {
            let request = PageRequest { cursor: Some(cursor.to_owned()), limit: None };
            assert_eq!(Place::of::<FanId>(&request).unwrap_err().code, ErrorCode::BadRequest, "{cursor}");
        }
    }
}
