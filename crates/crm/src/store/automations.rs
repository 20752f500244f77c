//! Messages that go out by themselves: what was written, what is due, what stops one.

use super::{many::places, outbox, segments::Receiver};
use crate::NewAutomation;
use db::{
    WriteTx, failed,
    rows::{column, id, known, maybe_time, time},
};
use model::{
    AutomationId, CreatorId, ErrorCode, ListId, Result, Timestamp, UserId,
    crm::{Automation, SendState, Stopped, StoppedOne, Trigger, WaitingOne},
};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, FromRow, any::AnyRow};

/// The columns of one, with `a` as its name.
const COLUMNS: &str = "a.id, a.account_id, a.name, a.trigger_kind, a.text, a.media, a.price_cents, a.delay_from, a.delay_to, a.quiet_from, a.quiet_to, \
                       a.unless_fan_wrote, a.unless_team_wrote, a.again_days, a.without_tags, a.without_lists, a.active_since";

fn automation(row: &AnyRow) -> Result<Automation> {
    let number = |name: &str| -> Result<u32> { known(name, u32::try_from(column::<i64>(row, name)?).ok()) };
    let maybe = |name: &str| -> Result<Option<u32>> { Ok(column::<Option<i64>>(row, name)?.and_then(|number| u32::try_from(number).ok())) };
    let lists: Vec<ListId> = known("without_lists", serde_json::from_str(&column::<String>(row, "without_lists")?).ok())?;
    Ok(Automation {
        id: id(row, "id")?,
        creator: id(row, "account_id")?,
        name: column(row, "name")?,
        trigger: known("trigger_kind", Trigger::from_code(&column::<String>(row, "trigger_kind")?))?,
        text: column(row, "text")?,
        media: outbox::list(&column::<String>(row, "media")?),
        price_cents: column(row, "price_cents")?,
        delay_from: number("delay_from")?,
        delay_to: number("delay_to")?,
        quiet: maybe("quiet_from")?.zip(maybe("quiet_to")?),
        unless_fan_wrote: column::<i64>(row, "unless_fan_wrote")? == 1,
        unless_team_wrote: column::<i64>(row, "unless_team_wrote")? == 1,
        again_days: number("again_days")?,
        without_tags: outbox::list(&column::<String>(row, "without_tags")?),
        without_lists: lists,
        active_since: maybe_time(row, "active_since")?,
        states: Vec::new(),
    })
}

/// An account's, by name, with what became of their messages.
pub(crate) async fn list(pool: &AnyPool, creator: CreatorId) -> Result<Vec<Automation>> {
    // Only our own words were put in, here and below.
    let sql = format!("SELECT {COLUMNS} FROM crm_automations a WHERE a.account_id = $1 ORDER BY a.name, a.id");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?;
    let mut all = rows.iter().map(automation).collect::<Result<Vec<_>>>()?;
    for one in &mut all {
        one.states = states(pool, one.id).await?;
    }
    Ok(all)
}

pub(crate) async fn get(pool: &AnyPool, id: AutomationId) -> Result<Automation> {
    let sql = format!("SELECT {COLUMNS} FROM crm_automations a WHERE a.id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    let mut found = automation(&row.ok_or(ErrorCode::NotFound)?)?;
    found.states = states(pool, id).await?;
    Ok(found)
}

/// Messages of one by the state they are in.
async fn states(pool: &AnyPool, id: AutomationId) -> Result<Vec<(SendState, u32)>> {
    let sql = "SELECT state, CAST(COUNT(*) AS BIGINT) FROM crm_outbox WHERE automation_id = $1 GROUP BY state ORDER BY state";
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(id.to_string()).fetch_all(pool).await.map_err(failed)?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    rows.into_iter().map(|(state, times)| Ok((known("state", SendState::from_code(&state))?, count(times)))).collect()
}

/// Those that wait, the next first.
pub(crate) async fn waiting(pool: &AnyPool, creator: CreatorId, limit: i64) -> Result<Vec<WaitingOne>> {
    let sql = "SELECT o.id, a.name AS automation, o.text, o.due_at,
                      CASE WHEN f.custom_name <> '' THEN f.custom_name WHEN f.name <> '' THEN f.name WHEN f.username <> '' THEN f.username
                      ELSE f.gateway_id END AS called
               FROM crm_automations a JOIN crm_outbox o ON o.automation_id = a.id JOIN crm_fans f ON f.id = o.fan_id
               WHERE a.account_id = $1 AND o.state = 'queued' ORDER BY o.due_at, o.id LIMIT $2";
    let rows = sqlx::query(sql).bind(creator.to_string()).bind(limit).fetch_all(pool).await.map_err(failed)?;
    let one = |row: &AnyRow| {
        Ok(WaitingOne {
            id: id(row, "id")?,
            automation: column(row, "automation")?,
            fan: column(row, "called")?,
            text: column(row, "text")?,
            due_at: time(row, "due_at")?,
        })
    };
    rows.iter().map(one).collect()
}

/// Those that did not go out since a moment, the last first: some were not even written, others were taken back.
pub(crate) async fn stopped_ones(pool: &AnyPool, id: AutomationId, since: i64, limit: i64) -> Result<Vec<StoppedOne>> {
    let sql = "SELECT t.reason, t.at, CASE WHEN f.custom_name <> '' THEN f.custom_name WHEN f.name <> '' THEN f.name
                      WHEN f.username <> '' THEN f.username ELSE f.gateway_id END AS called
               FROM (SELECT h.fan_id, d.reason, d.at FROM crm_automatic d JOIN crm_happened h ON h.id = d.happened_id
                     WHERE d.automation_id = $1 AND d.reason <> '' AND d.at >= $2
                     UNION ALL SELECT o.fan_id, o.reason, o.changed_at FROM crm_outbox o
                     WHERE o.automation_id = $1 AND o.state = 'cancelled' AND o.changed_at >= $2) t
               JOIN crm_fans f ON f.id = t.fan_id ORDER BY t.at DESC, f.id DESC LIMIT $3";
    let rows: Vec<(String, i64, String)> = sqlx::query_as(sql).bind(id.to_string()).bind(since).bind(limit).fetch_all(pool).await.map_err(failed)?;
    // One that somebody cancelled by hand has no reason of these.
    let one = |(why, at, fan): (String, i64, String)| Some(StoppedOne { fan, why: Stopped::from_code(&why)?, at: Timestamp(at) });
    Ok(rows.into_iter().filter_map(one).collect())
}

pub(crate) async fn how_many(tx: &mut WriteTx, creator: CreatorId) -> Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_automations WHERE account_id = $1";
    sqlx::query_scalar(sql).bind(creator.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

const INSERT: &str = "INSERT INTO crm_automations (name, trigger_kind, text, media, price_cents, delay_from, delay_to, quiet_from, quiet_to, \
                          unless_fan_wrote, unless_team_wrote, again_days, without_tags, without_lists, changed_at, id, account_id, author_id, created_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $15) \
                      ON CONFLICT (account_id, name) DO NOTHING";
const UPDATE: &str = "UPDATE crm_automations SET name = $1, trigger_kind = $2, text = $3, media = $4, price_cents = $5, delay_from = $6, delay_to = $7, \
                          quiet_from = $8, quiet_to = $9, unless_fan_wrote = $10, unless_team_wrote = $11, again_days = $12, without_tags = $13, \
                          without_lists = $14, changed_at = $15, \
                          active_since = CASE WHEN active_since IS NOT NULL AND trigger_kind <> $2 THEN $15 ELSE active_since END \
                      WHERE id = $16 AND account_id = $17 \
                      AND NOT EXISTS (SELECT 1 FROM crm_automations o WHERE o.account_id = $17 AND o.name = $1 AND o.id <> $16)";

/// Keeps one, new or changed; `false` if another one has its name. Whoever calls holds the account.
#[expect(clippy::too_many_arguments, reason = "the columns that are not in what was written")]
pub(crate) async fn save(
    tx: &mut WriteTx,
    row: AutomationId,
    is_new: bool,
    creator: CreatorId,
    author: UserId,
    name: &str,
    new: &NewAutomation,
    at: i64,
) -> Result<bool> {
    let json = |value: &[String]| serde_json::to_string(value).expect("a list of texts is always JSON");
    let lists: Vec<String> = new.without_lists.iter().map(ToString::to_string).collect();
    let query = sqlx::query(if is_new { INSERT } else { UPDATE })
        .bind(name)
        .bind(new.trigger.code())
        .bind(new.text.trim())
        .bind(json(&new.media))
        .bind(new.price_cents)
        .bind(i64::from(new.delay_from))
        .bind(i64::from(new.delay_to))
        .bind(new.quiet.map(|(from, _)| i64::from(from)))
        .bind(new.quiet.map(|(_, to)| i64::from(to)))
        .bind(i64::from(new.unless_fan_wrote))
        .bind(i64::from(new.unless_team_wrote))
        .bind(i64::from(new.again_days))
        .bind(json(&new.without_tags))
        .bind(json(&lists))
        .bind(at)
        .bind(row.to_string())
        .bind(creator.to_string());
    let query = if is_new { query.bind(author.to_string()) } else { query };
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Whether it was not deleted. Whoever calls holds the account.
pub(crate) async fn is_there(tx: &mut WriteTx, id: AutomationId) -> Result<bool> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_automations WHERE id = $1";
    let found: i64 = sqlx::query_scalar(sql).bind(id.to_string()).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(found == 1)
}

/// On from a moment, or off. One that is on stays on from when it was.
pub(crate) async fn switch(tx: &mut WriteTx, id: AutomationId, since: Option<i64>, at: i64) -> Result<()> {
    let sql =
        "UPDATE crm_automations SET active_since = CASE WHEN $1 = 0 THEN NULL ELSE COALESCE(active_since, $1) END, changed_at = $2 WHERE id = $3";
    sqlx::query(sql).bind(since.unwrap_or(0)).bind(at).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Takes back what waits.
pub(crate) async fn take_back(tx: &mut WriteTx, id: AutomationId, by: UserId, at: i64) -> Result<()> {
    let sql = "UPDATE crm_outbox SET state = 'cancelled', reason = $1, changed_at = $2 WHERE automation_id = $3 AND state = 'queued' RETURNING id";
    let why = Stopped::Off.code();
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(why).bind(at).bind(id.to_string()).fetch_all(&mut **tx).await.map_err(failed)?;
    for message in &ids {
        outbox::log(tx, message, SendState::Cancelled, why, Some(by), at).await?;
        super::queue::remove(tx, message).await?;
    }
    Ok(())
}

pub(crate) async fn delete(tx: &mut WriteTx, id: AutomationId) -> Result<()> {
    sqlx::query("DELETE FROM crm_automations WHERE id = $1").bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Something that happened and on which nobody has decided for one that is on.
#[derive(Debug, FromRow)]
pub(crate) struct Due {
    pub automation_id: String,
    pub happened_id: String,
    pub account_id: String,
    pub fan_id: String,
    pub at: i64,
}

/// What is to be decided, the first that was noted first. What was noted days ago is no more asked for.
pub(crate) async fn due(pool: &AnyPool, now: i64, limit: i64) -> Result<Vec<Due>> {
    let sql = "SELECT a.id AS automation_id, h.id AS happened_id, h.account_id, h.fan_id, h.at
               FROM crm_automations a JOIN crm_happened h ON h.account_id = a.account_id AND h.trigger_kind = a.trigger_kind AND h.at >= a.active_since
               WHERE a.active_since IS NOT NULL AND h.noted_at > $1
               AND NOT EXISTS (SELECT 1 FROM crm_automatic d WHERE d.automation_id = a.id AND d.happened_id = h.id)
               ORDER BY h.noted_at, h.id LIMIT $2";
    sqlx::query_as(sql).bind(now - 8 * 86_400_000).bind(limit).fetch_all(pool).await.map_err(failed)
}

/// One that is on and was when something happened.
pub(crate) async fn active(tx: &mut WriteTx, id: &str, at: i64) -> Result<Option<Automation>> {
    let sql = format!("SELECT {COLUMNS} FROM crm_automations a WHERE a.id = $1 AND a.active_since <= $2");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(at).fetch_optional(&mut **tx).await.map_err(failed)?;
    row.as_ref().map(automation).transpose()
}

/// Decides on it; `false` if that was done: the key lets one of all servers do so.
pub(crate) async fn decide(tx: &mut WriteTx, due: &Due, now: i64) -> Result<bool> {
    let sql = "INSERT INTO crm_automatic (automation_id, happened_id, reason, at) VALUES ($1, $2, '', $3)
               ON CONFLICT (automation_id, happened_id) DO NOTHING";
    let query = sqlx::query(sql).bind(&due.automation_id).bind(&due.happened_id).bind(now);
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

pub(crate) async fn not_written(tx: &mut WriteTx, due: &Due, why: Stopped) -> Result<()> {
    let sql = "UPDATE crm_automatic SET reason = $1 WHERE automation_id = $2 AND happened_id = $3";
    let query = sqlx::query(sql).bind(why.code()).bind(&due.automation_id).bind(&due.happened_id);
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn written(tx: &mut WriteTx, due: &Due, message: &str) -> Result<()> {
    let sql = "UPDATE crm_automatic SET outbox_id = $1 WHERE automation_id = $2 AND happened_id = $3";
    let query = sqlx::query(sql).bind(message).bind(&due.automation_id).bind(&due.happened_id);
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// The fan as texts are made their own.
pub(crate) async fn receiver(tx: &mut WriteTx, fan: &str) -> Result<Receiver> {
    let sql = "SELECT id, name, username, gateway_id FROM crm_fans WHERE id = $1";
    let found: Option<Receiver> = sqlx::query_as(sql).bind(fan).fetch_optional(&mut **tx).await.map_err(failed)?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Whose a message is, when what it answers happened, and the time zone of its account.
pub(crate) async fn of_message(tx: &mut WriteTx, message: &str) -> Result<Option<(Automation, i64, String)>> {
    let sql = format!(
        "SELECT {COLUMNS}, h.at AS happened_at, x.time_zone FROM crm_automatic d JOIN crm_automations a ON a.id = d.automation_id \
         JOIN crm_happened h ON h.id = d.happened_id JOIN crm_accounts x ON x.id = a.account_id WHERE d.outbox_id = $1"
    );
    let row = sqlx::query(AssertSqlSafe(sql)).bind(message).fetch_optional(&mut **tx).await.map_err(failed)?;
    row.map(|row| Ok((automation(&row)?, column(&row, "happened_at")?, column(&row, "time_zone")?))).transpose()
}

/// Whether fan or team wrote after `$at` and until `$until`. The team also writes from OnlyFans itself.
pub(super) const WROTE: &str = "
    CAST(CASE WHEN EXISTS (SELECT 1 FROM crm_messages m WHERE m.conversation_id = c.id AND m.mine = 0 AND m.deleted_at IS NULL
                           AND m.at > $at AND m.at <= $until) THEN 1 ELSE 0 END AS BIGINT) AS fan_wrote,
    CAST(CASE WHEN EXISTS (SELECT 1 FROM crm_messages m LEFT JOIN crm_outbox o ON o.id = m.outbox_id
                           WHERE m.conversation_id = c.id AND m.mine = 1 AND m.deleted_at IS NULL AND m.at > $at AND m.at <= $until
                           AND (o.id IS NULL OR o.origin = 'person'))
              OR EXISTS (SELECT 1 FROM crm_outbox o WHERE o.fan_id = f.id AND o.origin = 'person' AND o.created_at > $at AND o.created_at <= $until
                         AND o.state NOT IN ('cancelled', 'rejected', 'failed')) THEN 1 ELSE 0 END AS BIGINT) AS team_wrote";

/// Whether the fan has one of so many tags or is on one of so many lists, whose places come after the first ones.
pub(super) fn marks(after: usize, tags: usize, lists: usize) -> String {
    let one_of = |after: usize, count: usize| if count == 0 { "NULL".to_owned() } else { places(after, count) };
    format!(
        "CAST(CASE WHEN EXISTS (SELECT 1 FROM crm_fan_tags g WHERE g.fan_id = f.id AND g.tag IN ({})) THEN 1 ELSE 0 END AS BIGINT) AS tagged,
         CAST(CASE WHEN EXISTS (SELECT 1 FROM crm_list_fans l WHERE l.fan_id = f.id AND l.list_id IN ({})) THEN 1 ELSE 0 END AS BIGINT) AS listed",
        one_of(after, tags),
        one_of(after + tags, lists)
    )
}

#[derive(FromRow)]
struct Now {
    can_get: i64,
    back: i64,
    tagged: i64,
    listed: i64,
    again: i64,
    fan_wrote: i64,
    team_wrote: i64,
}

/// What stops a message to a fan now, for something that happened at a moment; `message` where it is written already.
pub(crate) async fn stopped<'e>(
    on: impl Executor<'e, Database = Any>,
    of: &Automation,
    fan: &str,
    message: Option<&str>,
    at: i64,
    now: i64,
) -> Result<Option<Stopped>> {
    let sql = format!(
        "SELECT CAST(CASE WHEN c.can_send = 1 AND f.gateway_id NOT LIKE 'import:%' THEN 1 ELSE 0 END AS BIGINT) AS can_get,
                CAST(CASE WHEN f.subscription = 'active' THEN 1 ELSE 0 END AS BIGINT) AS back, {}, {},
                CAST(CASE WHEN EXISTS (SELECT 1 FROM crm_outbox o WHERE o.automation_id = $2 AND o.fan_id = f.id AND o.id <> $3
                                       AND o.state NOT IN ('cancelled', 'rejected', 'failed') AND COALESCE(o.attempt_at, o.due_at) > $4)
                     THEN 1 ELSE 0 END AS BIGINT) AS again
         FROM crm_fans f JOIN crm_conversations c ON c.fan_id = f.id WHERE f.id = $1",
        marks(6, of.without_tags.len(), of.without_lists.len()),
        WROTE.replace("$at", "$5").replace("$until", "$6")
    );
    // Where nobody asks, nothing is recent enough.
    let again_after = if of.again_days == 0 { i64::MAX } else { now - i64::from(of.again_days) * 86_400_000 };
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(fan.to_owned()).bind(of.id.to_string()).bind(message.unwrap_or_default().to_owned());
    let query = query.bind(again_after).bind(at).bind(i64::MAX);
    let query = of.without_tags.iter().fold(query, |query, tag| query.bind(tag.clone()));
    let query = of.without_lists.iter().fold(query, |query, list| query.bind(list.to_string()));
    let found: Option<Now> = query.fetch_optional(on).await.map_err(failed)?;
    let Some(is) = found else { return Ok(Some(Stopped::Unreachable)) };
    let all = [
        (is.can_get == 0, Stopped::Unreachable),
        (is.back == 1 && of.trigger == Trigger::Expired, Stopped::Back),
        (is.tagged == 1, Stopped::Tagged),
        (is.listed == 1, Stopped::Listed),
        (is.again == 1, Stopped::Again),
        (is.fan_wrote == 1 && of.unless_fan_wrote, Stopped::FanWrote),
        (is.team_wrote == 1 && of.unless_team_wrote, Stopped::TeamWrote),
    ];
    Ok(all.into_iter().find(|(stops, _)| *stops).map(|(_, why)| why))
}
