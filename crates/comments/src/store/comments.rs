//! Comments, whom they mention, how people reacted.

use super::rows::{author, column, count, id, maybe_time, numbers, person, reader};
use crate::Written;
use db::failed;
use model::{CommentId, ContentId, Reader, Result, Timestamp, UserId, accounts::Person, comments::Reaction, reader::Participant};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};
use std::collections::HashMap;

/// Where a comment is and whose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub thread: CommentId,
    pub author: Option<Reader>,
    pub started_by: Option<Reader>,
    pub deleted: bool,
}

/// A comment as it is stored.
pub(crate) struct Stored {
    pub id: CommentId,
    pub thread: CommentId,
    pub author: Option<Participant>,
    pub text: String,
    pub created_at: Timestamp,
    pub edited_at: Option<Timestamp>,
    pub deleted: bool,
}

/// A comment of this post.
pub(crate) async fn place(pool: &AnyPool, post: ContentId, comment: CommentId) -> Result<Option<Place>> {
    let row = sqlx::query(
        "SELECT c.thread_id, c.author_id, c.guest_id, c.deleted_at, t.author_id AS starter_id, t.guest_id AS starting_guest_id \
         FROM comments c JOIN comment_threads t ON t.id = c.thread_id WHERE c.id = $1 AND t.content_id = $2",
    )
    .bind(comment.to_string())
    .bind(post.to_string())
    .fetch_optional(pool)
    .await
    .map_err(failed)?;
    row.map(|row| {
        Ok(Place {
            thread: id(&row, "thread_id")?,
            author: reader(&row, "author_id", "guest_id")?,
            started_by: reader(&row, "starter_id", "starting_guest_id")?,
            deleted: maybe_time(&row, "deleted_at")?.is_some(),
        })
    })
    .transpose()
}

/// What a comment says.
pub(crate) async fn text(pool: &AnyPool, comment: CommentId) -> Result<String> {
    let query = sqlx::query_scalar("SELECT body FROM comments WHERE id = $1");
    Ok(query.bind(comment.to_string()).fetch_optional(pool).await.map_err(failed)?.unwrap_or_default())
}

/// The first comments of each of these threads, the oldest first.
pub(crate) async fn comments(pool: &AnyPool, threads: &[CommentId], most: i64) -> Result<Vec<Stored>> {
    let sql = format!(
        "SELECT c.id, c.thread_id, c.body, c.created_at, c.edited_at, c.deleted_at, u.id AS user_id, u.name, u.color, u.picture_version, \
         c.guest_id, COALESCE(g.name, c.guest_name) AS guest_name, g.color AS guest_color \
         FROM (SELECT k.*, row_number() OVER (PARTITION BY k.thread_id ORDER BY k.id) AS place FROM comments k WHERE k.thread_id IN ({})) c \
         LEFT JOIN users u ON u.id = c.author_id LEFT JOIN guests g ON g.id = c.guest_id WHERE c.place <= {most} ORDER BY c.id",
        numbers(1, threads)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for thread in threads {
        query = query.bind(thread.to_string());
    }
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter()
        .map(|row| {
            Ok(Stored {
                id: id(row, "id")?,
                thread: id(row, "thread_id")?,
                author: author(row)?,
                text: column(row, "body")?,
                created_at: Timestamp(column(row, "created_at")?),
                edited_at: maybe_time(row, "edited_at")?,
                deleted: maybe_time(row, "deleted_at")?.is_some(),
            })
        })
        .collect()
}

/// Whom the comments of these threads mention.
pub(crate) async fn mentions(pool: &AnyPool, threads: &[CommentId]) -> Result<HashMap<CommentId, Vec<Person>>> {
    let sql = format!(
        "SELECT m.comment_id, u.id AS user_id, u.name, u.color, u.picture_version FROM comment_mentions m \
         JOIN comments c ON c.id = m.comment_id JOIN users u ON u.id = m.user_id WHERE c.thread_id IN ({}) ORDER BY u.name, u.id",
        numbers(1, threads)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for thread in threads {
        query = query.bind(thread.to_string());
    }
    let mut mentions: HashMap<CommentId, Vec<Person>> = HashMap::new();
    for row in query.fetch_all(pool).await.map_err(failed)? {
        mentions.entry(id(&row, "comment_id")?).or_default().extend(person(&row)?);
    }
    Ok(mentions)
}

/// The reactions to the comments of these threads, the first one first.
pub(crate) async fn reactions(pool: &AnyPool, me: Reader, threads: &[CommentId]) -> Result<HashMap<CommentId, Vec<Reaction>>> {
    let sql = format!(
        "SELECT r.comment_id, r.emoji, CAST(count(*) AS BIGINT) AS people, CAST(max(CASE WHEN r.who = $1 THEN 1 ELSE 0 END) AS BIGINT) AS mine \
         FROM comment_reactions r JOIN comments c ON c.id = r.comment_id WHERE c.thread_id IN ({}) \
         GROUP BY r.comment_id, r.emoji ORDER BY min(r.created_at), r.emoji",
        numbers(2, threads)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(me.to_string());
    for thread in threads {
        query = query.bind(thread.to_string());
    }
    let mut reactions: HashMap<CommentId, Vec<Reaction>> = HashMap::new();
    for row in query.fetch_all(pool).await.map_err(failed)? {
        let reaction = Reaction { emoji: column(&row, "emoji")?, count: count(&row, "people")?, mine: column::<i64>(&row, "mine")? != 0 };
        reactions.entry(id(&row, "comment_id")?).or_default().push(reaction);
    }
    Ok(reactions)
}

/// Comments of a thread, the first and a gap among them.
pub(crate) async fn count_comments(tx: &mut AnyConnection, thread: CommentId) -> Result<i64> {
    let query = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM comments WHERE thread_id = $1");
    query.bind(thread.to_string()).fetch_one(tx).await.map_err(failed)
}

pub(crate) async fn insert_comment(
    tx: &mut AnyConnection,
    me: Reader,
    written: &Written,
    text: &str,
    mentioned: &[UserId],
    now: Timestamp,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO comments (id, thread_id, author_id, guest_id, guest_name, body, created_at) \
         VALUES ($1, $2, $3, $4, (SELECT name FROM guests WHERE id = $4), $5, $6)",
    )
    .bind(written.id.to_string())
    .bind(written.thread.to_string())
    .bind(me.user().map(|id| id.to_string()))
    .bind(me.guest().map(|id| id.to_string()))
    .bind(text)
    .bind(now.0)
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    insert_mentions(tx, written.id, mentioned).await
}

async fn insert_mentions(tx: &mut AnyConnection, comment: CommentId, mentioned: &[UserId]) -> Result<()> {
    for who in mentioned {
        sqlx::query("INSERT INTO comment_mentions (comment_id, user_id) VALUES ($1, $2)")
            .bind(comment.to_string())
            .bind(who.to_string())
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

async fn delete_mentions(tx: &mut AnyConnection, comment: CommentId) -> Result<()> {
    sqlx::query("DELETE FROM comment_mentions WHERE comment_id = $1").bind(comment.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn change_text(tx: &mut AnyConnection, comment: CommentId, text: &str, mentioned: &[UserId], now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE comments SET body = $2, edited_at = $3 WHERE id = $1 AND body <> $2")
        .bind(comment.to_string())
        .bind(text)
        .bind(now.0)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    delete_mentions(tx, comment).await?;
    insert_mentions(tx, comment, mentioned).await
}

pub(crate) async fn delete_comment(tx: &mut AnyConnection, comment: CommentId) -> Result<()> {
    sqlx::query("DELETE FROM comments WHERE id = $1").bind(comment.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// Leaves a gap: nothing of what was said, or of who reacted, is kept.
pub(crate) async fn empty_comment(tx: &mut AnyConnection, comment: CommentId, now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE comments SET body = '', deleted_at = $2 WHERE id = $1")
        .bind(comment.to_string())
        .bind(now.0)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    delete_mentions(tx, comment).await?;
    sqlx::query("DELETE FROM comment_reactions WHERE comment_id = $1").bind(comment.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// Adds a reaction, or takes it back where there is no time.
pub(crate) async fn set_reaction(tx: &mut AnyConnection, me: Reader, comment: CommentId, emoji: &str, at: Option<Timestamp>) -> Result<()> {
    let query = match at {
        Some(now) => sqlx::query(
            "INSERT INTO comment_reactions (comment_id, who, user_id, emoji, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(comment.to_string())
        .bind(me.to_string())
        .bind(me.user().map(|id| id.to_string()))
        .bind(emoji.to_owned())
        .bind(now.0),
        None => sqlx::query("DELETE FROM comment_reactions WHERE comment_id = $1 AND who = $2 AND emoji = $3")
            .bind(comment.to_string())
            .bind(me.to_string())
            .bind(emoji.to_owned()),
    };
    query.execute(tx).await.map_err(failed)?;
    Ok(())
}

/// People who wrote in a post's threads and may be mentioned there, by name.
pub(crate) async fn writers(pool: &AnyPool, post: ContentId) -> Result<Vec<Person>> {
    let rows = sqlx::query(
        "SELECT u.id AS user_id, u.name, u.color, u.picture_version FROM users u WHERE u.id IN \
         (SELECT c.author_id FROM comments c JOIN comment_threads t ON t.id = c.thread_id WHERE t.content_id = $1) ORDER BY u.name, u.id",
    )
    .bind(post.to_string())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    Ok(rows.iter().map(person).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}
