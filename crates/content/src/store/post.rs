//! One post.

use super::{
    access::settings,
    rows::{column, count, id, person, role, status, time},
};
use crate::policy;
use db::failed;
use document::Derived;
use model::{
    ContentId, Result, Timestamp, UserId,
    content::{Content, Role, Status},
    sharing::SharingSettings,
};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, any::AnyRow};

/// Characters of the text that lists show.
const EXCERPT: usize = 200;

/// What decides about a person's role.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    owner: bool,
    given: Option<Role>,
    status: Status,
    pub settings: SharingSettings,
}

impl Place {
    pub(crate) fn role(self) -> Option<Role> {
        policy::role(self.owner, self.given, self.status)
    }

    fn from_row(row: &AnyRow, me: UserId) -> Result<Self> {
        Ok(Self { owner: id::<UserId>(row, "owner_id")? == me, given: role(row)?, status: status(row)?, settings: settings(row)? })
    }
}

/// A post as it is stored; its Markdown and the role are for the caller to fill in.
pub(crate) struct Stored {
    pub content: Content,
    pub json: String,
}

pub(crate) async fn place(pool: &AnyPool, me: UserId, id: ContentId) -> Result<Option<Place>> {
    let row = sqlx::query(
        "SELECT c.owner_id, c.status, k.role, s.guests_edit, s.editors_share FROM content c \
         LEFT JOIN collaborators k ON k.content_id = c.id AND k.user_id = $2 \
         LEFT JOIN sharing_settings s ON s.content_id = c.id WHERE c.id = $1",
    )
    .bind(id.to_string())
    .bind(me.to_string())
    .fetch_optional(pool)
    .await
    .map_err(failed)?;
    row.map(|row| Place::from_row(&row, me)).transpose()
}

pub(crate) async fn get(pool: &AnyPool, id: ContentId) -> Result<Option<Stored>> {
    let row = sqlx::query(
        "SELECT c.status, c.title, c.words, c.characters, c.created_at, c.updated_at, c.trashed_at, \
         c.body_text, c.body_html, c.body_json, u.id AS user_id, u.name, u.color, u.picture_version \
         FROM content c JOIN users u ON u.id = c.owner_id WHERE c.id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(pool)
    .await
    .map_err(failed)?;
    row.map(|row| stored(&row, id)).transpose()
}

pub(crate) async fn body_json(pool: &AnyPool, id: ContentId) -> Result<Option<String>> {
    let row = sqlx::query("SELECT body_json FROM content WHERE id = $1").bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    row.map(|row| column(&row, "body_json")).transpose()
}

fn stored(row: &AnyRow, id: ContentId) -> Result<Stored> {
    let content = Content {
        id,
        title: column(row, "title")?,
        text: column(row, "body_text")?,
        html: column(row, "body_html")?,
        markdown: String::new(),
        status: status(row)?,
        role: Role::Viewer,
        owner: person(row)?,
        words: count(row, "words")?,
        characters: count(row, "characters")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
        trashed_at: column::<Option<i64>>(row, "trashed_at")?.map(Timestamp),
    };
    Ok(Stored { content, json: column(row, "body_json")? })
}

pub(crate) async fn insert(tx: &mut AnyConnection, id: ContentId, owner: UserId, derived: &Derived, state: &[u8], now: Timestamp) -> Result<()> {
    sqlx::query(
        "INSERT INTO content (id, owner_id, status, title, title_key, excerpt, words, characters, created_at, updated_at, \
         body_text, body_html, body_json, search) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)",
    )
    .bind(id.to_string())
    .bind(owner.to_string())
    .bind(Status::Draft.code())
    .bind(&derived.title)
    .bind(derived.title.to_lowercase())
    .bind(excerpt(&derived.text))
    .bind(i64::from(derived.words))
    .bind(i64::from(derived.characters))
    .bind(now.0)
    .bind(&derived.text)
    .bind(&derived.html)
    .bind(&derived.json)
    .bind(search(derived))
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    super::documents::insert(tx, id, state).await
}

/// Keeps the texts of a document with everything up to update `seq`, unless those of a newer one are kept.
pub(crate) async fn save_derived(tx: &mut AnyConnection, id: ContentId, derived: &Derived, seq: i64, now: Timestamp) -> Result<()> {
    let saved = sqlx::query(
        "UPDATE content SET title = $2, title_key = $3, excerpt = $4, words = $5, characters = $6, updated_at = $7, \
         body_text = $8, body_html = $9, body_json = $10, search = $11, derived_seq = $12 \
         WHERE id = $1 AND derived_seq <= $12 AND (title <> $2 OR body_json <> $10)",
    )
    .bind(id.to_string())
    .bind(&derived.title)
    .bind(derived.title.to_lowercase())
    .bind(excerpt(&derived.text))
    .bind(i64::from(derived.words))
    .bind(i64::from(derived.characters))
    .bind(now.0)
    .bind(&derived.text)
    .bind(&derived.html)
    .bind(&derived.json)
    .bind(search(derived))
    .bind(seq)
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    if saved.rows_affected() == 0 {
        // The same texts, but of now.
        sqlx::query("UPDATE content SET derived_seq = $2 WHERE id = $1 AND derived_seq < $2")
            .bind(id.to_string())
            .bind(seq)
            .execute(tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

fn excerpt(text: &str) -> String {
    let words: String = text.split_whitespace().flat_map(|word| [word, " "]).take(EXCERPT).collect();
    words.chars().take(EXCERPT).collect::<String>().trim_end().to_owned()
}

fn search(derived: &Derived) -> String {
    format!("{}\n{}", derived.title, derived.text).to_lowercase()
}

pub(crate) async fn set_status(tx: &mut AnyConnection, id: ContentId, status: Status, now: Timestamp) -> Result<()> {
    // A post that is in the trash already keeps the day on which it came there.
    sqlx::query("UPDATE content SET status = $2, trashed_at = $3 WHERE id = $1 AND status <> $2")
        .bind(id.to_string())
        .bind(status.code())
        .bind((status == Status::Trash).then_some(now.0))
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Those of these that are in the trash, and since when.
pub(crate) async fn trashed(pool: &AnyPool, ids: &[ContentId]) -> Result<Vec<(ContentId, Timestamp)>> {
    let marks: Vec<String> = (1..=ids.len()).map(|number| format!("${number}")).collect();
    let sql = format!("SELECT id, trashed_at FROM content WHERE status = 'trash' AND trashed_at IS NOT NULL AND id IN ({})", marks.join(", "));
    // Only numbers of parameters were put in.
    let query = ids.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(id.to_string()));
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| Ok((id(row, "id")?, time(row, "trashed_at")?))).collect()
}

/// Whether there was such a post in the trash.
pub(crate) async fn delete_trashed(tx: &mut AnyConnection, id: ContentId) -> Result<bool> {
    let deleted = sqlx::query("DELETE FROM content WHERE id = $1 AND status = 'trash'").bind(id.to_string()).execute(tx).await.map_err(failed)?;
    Ok(deleted.rows_affected() > 0)
}

pub(crate) async fn prune(tx: &mut AnyConnection, before: i64) -> Result<u64> {
    let deleted = sqlx::query("DELETE FROM content WHERE status = 'trash' AND trashed_at < $1").bind(before).execute(tx).await.map_err(failed)?;
    Ok(deleted.rows_affected())
}

pub(crate) async fn erase_user(tx: &mut AnyConnection, me: UserId) -> Result<Vec<ContentId>> {
    sqlx::query("DELETE FROM collaborators WHERE user_id = $1").bind(me.to_string()).execute(&mut *tx).await.map_err(failed)?;
    let rows = sqlx::query("DELETE FROM content WHERE owner_id = $1 RETURNING id").bind(me.to_string()).fetch_all(tx).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "id")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(excerpt(" a\n\nb  c "), "a b c");
        assert_eq!(excerpt(&"é ".repeat(500)).chars().count(), 199);
        assert_eq!(excerpt(&"é".repeat(500)).chars().count(), 200);
    }
}
