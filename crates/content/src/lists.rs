//! Lists of posts, page by page.

use crate::{
    Contents,
    cursor::{Cursor, Key},
    store,
};
use model::{
    Page, PageRequest, Result, UserId,
    content::{ContentQuery, ContentSummary, Sort},
};

/// Words of a search that are looked at.
const WORDS_MAX: usize = 8;

impl Contents {
    /// One page of a person's posts, or of those that others share with them.
    ///
    /// # Errors
    /// `BadRequest` for a cursor that is not from the page before.
    pub async fn list(&self, me: UserId, query: &ContentQuery, page: &PageRequest) -> Result<Page<ContentSummary>> {
        let after = page.cursor.as_deref().map(|text| Cursor::read(text, query.sort)).transpose()?;
        let words = words(&query.search);
        let limit = usize::try_from(page.limit()).unwrap_or(1);
        // One more than asked for: it tells whether there is a next page.
        let mut rows = store::list(self.db.read(), me, query, &words, after.as_ref(), page.limit() + 1).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| more);
        let next_cursor = last.map(|row| {
            let key = match query.sort {
                Sort::Updated => Key::Time(row.summary.updated_at.0),
                Sort::Created => Key::Time(row.summary.created_at.0),
                Sort::Title => Key::Title(row.title_key.clone()),
            };
            Cursor { sort: query.sort, key, id: row.summary.id }.write()
        });
        Ok(Page { items: rows.into_iter().map(|row| row.summary).collect(), next_cursor })
    }
}

/// The words to look for, in lower case. NUL is in no text, and PostgreSQL refuses it.
fn words(search: &str) -> Vec<String> {
    search.replace('\0', " ").to_lowercase().split_whitespace().take(WORDS_MAX).map(|word| word.chars().take(100).collect()).collect()
}
