//! Rows of `publications`, as workers see them. Every write is for the one who has the lease.

use super::json;
use crate::{Draft, Platform, Problem, Progress, Published, State, outcome::LATE};
use db::{
    Db, WriteTx, failed,
    rows::{column, id, known},
};
use model::{PublicationId, Result, SocialAccountId, UserId};
use sqlx::any::AnyRow;
use uuid::Uuid;

/// A publication in the hands of a worker.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub id: PublicationId,
    pub user: UserId,
    pub account: SocialAccountId,
    pub platform: Platform,
    pub draft: Draft,
    pub state: State,
    /// Since when it is to go on: its time, or where a try failed the time of the next one.
    pub due_at: i64,
    pub attempts: i64,
    pub progress: Progress,
    pub armed_at: Option<i64>,
    pub waiting_since: Option<i64>,
    pub settle_until: Option<i64>,
    pub lease: String,
}

impl Turn {
    /// Whether it comes so late that its person is asked first.
    pub fn is_late(&self, now: i64) -> bool {
        now - self.due_at > LATE
    }
}

const LEASE: i64 = 300_000;

fn turn(row: &AnyRow, lease: String) -> Result<Turn> {
    let text = |name: &str| column::<String>(row, name);
    let mut progress: Progress = json("progress", &text("progress")?)?;
    progress.step = text("step")?;
    progress.handle = column(row, "handle")?;
    Ok(Turn {
        id: id(row, "id")?,
        user: id(row, "user_id")?,
        account: id(row, "account_id")?,
        platform: known("platform", Platform::from_code(&text("platform")?))?,
        draft: json("draft", &text("draft")?)?,
        state: known("state", State::from_code(&text("state")?))?,
        due_at: column(row, "next_at")?,
        attempts: column(row, "attempts")?,
        progress,
        armed_at: column(row, "armed_at")?,
        waiting_since: column(row, "waiting_since")?,
        settle_until: column(row, "settle_until")?,
        lease,
    })
}

/// Takes the next publication that is due and that nobody has. Those of an account that can't be used wait, except for
/// what was to be settled by now, and for what won't come of it: it is late, or the account is disconnected. Where publishing is paused, nothing new begins, and what is
/// `alone` is left so.
pub(crate) async fn claim(db: &Db, alone: &[Platform], now: i64) -> Result<Option<Turn>> {
    // Never empty: that would be no SQL.
    let alone: String = alone.iter().map(|platform| format!(", '{}'", platform.code())).collect();
    let due = format!(
        "SELECT p.id FROM publications p JOIN oauth_accounts a ON a.id = p.account_id
               WHERE p.platform NOT IN (''{alone}) AND p.next_at <= $1 AND p.lease_until < $1 AND (a.state = 'active' OR p.settle_until < $1
                       OR (p.state <> 'published' AND p.armed_at IS NULL AND (a.state = 'disconnected' OR p.next_at < $2)))
                   AND NOT EXISTS (SELECT 1 FROM social_holds h WHERE h.platform = p.platform AND h.account_id IN ('', p.account_id) AND h.until > $1)
                   AND (p.state <> 'scheduled' OR NOT EXISTS (SELECT 1 FROM social_pauses s WHERE s.platform = p.platform))
               ORDER BY p.next_at, p.id LIMIT 1"
    );
    // Looked up outside of a transaction first: mostly there is nothing, and writers are not kept waiting.
    let due: Option<String> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(due)).bind(now).bind(now - LATE).fetch_optional(db.read()).await.map_err(failed)?;
    let Some(due) = due else { return Ok(None) };
    let lease = Uuid::new_v4().to_string();
    let sql = "UPDATE publications SET lease = $1, lease_until = $2 WHERE id = $3 AND next_at <= $4 AND lease_until < $4
               RETURNING id, user_id, account_id, platform, draft, state, next_at, attempts, step, handle, progress, armed_at, waiting_since, settle_until";
    let mut tx = db.write().await?;
    let row = sqlx::query(sql).bind(&lease).bind(now + LEASE).bind(due).bind(now).fetch_optional(&mut *tx).await.map_err(failed)?;
    tx.commit().await?;
    row.map(|row| turn(&row, lease)).transpose()
}

/// Written before a step: it is under way, and if it makes something public, since when. `false`: another worker has it.
pub(crate) async fn begin(tx: &mut WriteTx, turn: &Turn, armed_at: Option<i64>, settle_until: Option<i64>, now: i64) -> Result<bool> {
    let sql = "UPDATE publications SET state = CASE WHEN state = 'scheduled' THEN 'sending' ELSE state END, armed_at = $1, settle_until = $2,
                   lease_until = $3 WHERE id = $4 AND lease = $5 AND lease_until > $6 AND state IN ('scheduled', 'sending', 'processing', 'published')";
    let done = sqlx::query(sql)
        .bind(armed_at)
        .bind(settle_until)
        .bind(now + LEASE)
        .bind(turn.id.to_string())
        .bind(&turn.lease)
        .bind(now)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// What is written after a step.
#[derive(Debug, Clone)]
pub(crate) struct After {
    pub state: State,
    pub progress: Progress,
    /// When it goes on; `None`: that was all.
    pub next_at: Option<i64>,
    pub attempts: i64,
    pub armed_at: Option<i64>,
    pub waiting_since: Option<i64>,
    pub settle_until: Option<i64>,
    pub published: Option<Published>,
    pub note: Option<&'static str>,
    pub problem: Option<Problem>,
}

/// Writes it and gives the lease back. `false`: another worker has it, whose word counts.
/// What webhooks have brought meanwhile stays: published is never taken back, an id never lost.
pub(crate) async fn save(tx: &mut WriteTx, turn: &Turn, after: &After, now: i64) -> Result<bool> {
    let sql = "UPDATE publications SET
                   state = CASE WHEN state = 'published' THEN state ELSE $1 END, step = $2, handle = $3, progress = $4,
                   next_at = CASE WHEN state = 'published' AND $1 <> 'published' THEN NULL ELSE $5 END, attempts = $6, armed_at = $7,
                   waiting_since = $8, settle_until = $9, remote_id = COALESCE($10, remote_id), url = COALESCE($11, url),
                   note = COALESCE($12, note), problem = $13, detail = $14, lease = NULL, lease_until = 0,
                   published_at = CASE WHEN $1 = 'published' AND published_at IS NULL THEN $15 ELSE published_at END
               WHERE id = $16 AND lease = $17";
    let progress = known("progress", serde_json::to_string(&after.progress).ok())?;
    let published = after.published.clone().unwrap_or_default();
    let done = sqlx::query(sql)
        .bind(after.state.code())
        .bind(&after.progress.step)
        .bind(&after.progress.handle)
        .bind(progress)
        .bind(after.next_at)
        .bind(after.attempts)
        .bind(after.armed_at)
        .bind(after.waiting_since)
        .bind(after.settle_until)
        .bind(published.remote_id)
        .bind(published.url)
        .bind(after.note)
        .bind(after.problem.as_ref().map(|problem| problem.code.as_str()))
        .bind(after.problem.as_ref().map(|problem| problem.detail.clone()))
        .bind(now)
        .bind(turn.id.to_string())
        .bind(&turn.lease)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// What a webhook says of a publication's state. It never undoes that it is out.
pub(crate) async fn heard_state(tx: &mut WriteTx, id: PublicationId, state: State, problem: Option<&Problem>, now: i64) -> Result<()> {
    let sql = "UPDATE publications SET state = $1, note = NULL, problem = $2, detail = $3,
                   next_at = CASE WHEN $1 = 'published' THEN next_at ELSE NULL END, armed_at = NULL,
                   published_at = CASE WHEN $1 = 'published' AND published_at IS NULL THEN $4 ELSE published_at END
               WHERE id = $5 AND state <> 'published' AND state <> 'cancelled'";
    sqlx::query(sql)
        .bind(state.code())
        .bind(problem.map(|problem| problem.code.as_str()))
        .bind(problem.map(|problem| problem.detail.clone()))
        .bind(now)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// It is in the app's inbox: noted, where nothing newer is known.
pub(crate) async fn heard_inbox(tx: &mut WriteTx, id: PublicationId) -> Result<()> {
    let sql = "UPDATE publications SET note = 'in_inbox', next_at = NULL WHERE id = $1 AND state IN ('sending', 'processing', 'unconfirmed')";
    sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// What a webhook says of a publication's visibility at a moment. Only the newest counts; hidden wins a draw.
pub(crate) async fn heard_visible(tx: &mut WriteTx, id: PublicationId, remote: Option<&Published>, at: i64) -> Result<()> {
    let published = remote.cloned().unwrap_or_default();
    let sql = "UPDATE publications SET remote_id = COALESCE(remote_id, $1), url = COALESCE(url, $2) WHERE id = $3";
    let query = sqlx::query(sql).bind(published.remote_id).bind(published.url).bind(id.to_string());
    query.execute(&mut **tx).await.map_err(failed)?;
    let hidden_at = remote.is_none().then_some(at);
    let sql = "UPDATE publications SET visible_at = $1, removed_at = $2 WHERE id = $3 AND (visible_at IS NULL OR visible_at < $1 + $4)";
    let draw = i64::from(remote.is_none());
    sqlx::query(sql).bind(at).bind(hidden_at).bind(id.to_string()).bind(draw).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
