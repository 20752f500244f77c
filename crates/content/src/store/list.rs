//! Lists of posts, by keyset: each page continues where the index stood.

use super::rows::{column, count, id, person, role, status, time};
use crate::cursor::{Cursor, Key};
use db::failed;
use model::{
    ErrorCode, Result, Timestamp, UserId,
    content::{ContentQuery, ContentSummary, Sort, Status, Whose},
};
use sqlx::{AnyPool, AssertSqlSafe, any::AnyRow};
use std::fmt::Write;

/// A row of a list, with what its cursor is made of.
pub(crate) struct Listed {
    pub summary: ContentSummary,
    pub title_key: String,
}

/// The text of the query: fixed pieces, numbers of parameters, nothing of what was asked.
fn text(query: &ContentQuery, words: usize, after: bool, limit: i64) -> String {
    let mut sql = String::from(
        "SELECT c.id, c.status, c.title, c.title_key, c.excerpt, c.words, c.created_at, c.updated_at, c.trashed_at, \
         u.id AS user_id, u.name, u.color, u.picture_version, ",
    );
    sql.push_str(match query.whose {
        Whose::Mine => "'owner' AS role FROM content c JOIN users u ON u.id = c.owner_id WHERE c.owner_id = $1",
        // What its owner put in the trash is not there for the others.
        Whose::Shared => {
            "k.role FROM collaborators k JOIN content c ON c.id = k.content_id JOIN users u ON u.id = c.owner_id \
             WHERE k.user_id = $1 AND c.status <> 'trash'"
        }
    });
    sql.push_str(match query.status {
        None => " AND c.status <> 'trash'",
        Some(Status::Draft) => " AND c.status = 'draft'",
        Some(Status::Archived) => " AND c.status = 'archived'",
        Some(Status::Trash) => " AND c.status = 'trash'",
    });
    let (key, order, beyond) = match query.sort {
        Sort::Updated => ("c.updated_at", "DESC", '<'),
        Sort::Created => ("c.created_at", "DESC", '<'),
        Sort::Title => ("c.title_key", "ASC", '>'),
    };
    let mut next = 2;
    if after {
        sql.push_str(&format!(" AND ({key}, c.id) {beyond} ($2, $3)"));
        next = 4;
    }
    for word in 0..words {
        write!(sql, r" AND c.search LIKE ${} ESCAPE '\'", next + word).expect("writing to a String cannot fail");
    }
    // Written out and no parameter: PostgreSQL plans a prepared statement for any number of rows, and would sort them all.
    sql.push_str(&format!(" ORDER BY {key} {order}, c.id {order} LIMIT {limit}"));
    sql
}

pub(crate) async fn list(
    pool: &AnyPool,
    me: UserId,
    query: &ContentQuery,
    words: &[String],
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let mut sql = sqlx::query(AssertSqlSafe(text(query, words.len(), after.is_some(), limit))).bind(me.to_string());
    if let Some(cursor) = after {
        sql = match &cursor.key {
            Key::Time(time) => sql.bind(*time),
            Key::Title(title) => sql.bind(title.clone()),
        };
        sql = sql.bind(cursor.id.to_string());
    }
    for word in words {
        sql = sql.bind(pattern(word));
    }
    sql.fetch_all(pool).await.map_err(failed)?.iter().map(listed).collect()
}

/// A LIKE pattern for texts that contain the word as it is written.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn listed(row: &AnyRow) -> Result<Listed> {
    let summary = ContentSummary {
        id: id(row, "id")?,
        title: column(row, "title")?,
        excerpt: column(row, "excerpt")?,
        status: status(row)?,
        role: role(row)?.ok_or(ErrorCode::Internal)?,
        owner: person(row)?,
        words: count(row, "words")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
        trashed_at: column::<Option<i64>>(row, "trashed_at")?.map(Timestamp),
    };
    Ok(Listed { summary, title_key: column(row, "title_key")? })
}
