//! Where a page of a list ends: the sort value and the id of its last row.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{ContentId, ErrorCode, Result, content::Sort};

/// The value that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Time(i64),
    Title(String),
}

/// The place after one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub sort: Sort,
    pub key: Key,
    pub id: ContentId,
}

fn letter(sort: Sort) -> char {
    match sort {
        Sort::Updated => 'u',
        Sort::Created => 'c',
        Sort::Title => 't',
    }
}

impl Cursor {
    pub(crate) fn write(&self) -> String {
        let key = match &self.key {
            Key::Time(time) => time.to_string(),
            Key::Title(title) => title.clone(),
        };
        URL_SAFE_NO_PAD.encode(format!("{}{}{key}", letter(self.sort), self.id))
    }

    /// Reads a cursor of a list with this order.
    ///
    /// # Errors
    /// `BadRequest` for anything that [`Cursor::write`] has not written for this order.
    pub(crate) fn read(text: &str, sort: Sort) -> Result<Self> {
        Self::parse(text, sort).ok_or_else(|| ErrorCode::BadRequest.into())
    }

    fn parse(text: &str, sort: Sort) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let rest = text.strip_prefix(letter(sort))?;
        let (id, key) = rest.split_at_checked(36)?;
        let key = match sort {
            Sort::Updated | Sort::Created => Key::Time(key.parse().ok()?),
            // PostgreSQL takes no NUL in a text.
            Sort::Title => Key::Title(Some(key).filter(|key| !key.contains('\0'))?.to_owned()),
        };
        Some(Self { sort, key, id: id.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_only_for_its_own_order() {
        let id = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        for (sort, key) in [(Sort::Updated, Key::Time(-5)), (Sort::Created, Key::Time(i64::MAX)), (Sort::Title, Key::Title("é: 🚀".into()))] {
            let cursor = Cursor { sort, key, id };
            assert_eq!(Cursor::read(&cursor.write(), sort).unwrap(), cursor);
            let other = if sort == Sort::Title { Sort::Updated } else { Sort::Title };
            assert_eq!(Cursor::read(&cursor.write(), other).unwrap_err().code, ErrorCode::BadRequest);
        }
    }

    #[test]
    fn anything_else_is_a_bad_request() {
        for bad in ["", "x", "%%%", "dQ", &URL_SAFE_NO_PAD.encode("u0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11x"), &URL_SAFE_NO_PAD.encode([0xff; 50])] {
            assert_eq!(Cursor::read(bad, Sort::Updated).unwrap_err().code, ErrorCode::BadRequest, "{bad}");
        }
    }
}
