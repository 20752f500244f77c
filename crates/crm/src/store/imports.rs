//! Fans out of files.

use super::many::{places, rows};
use db::{WriteTx, failed, new_id};
use model::{CreatorId, FanId, Result};
use sqlx::{AssertSqlSafe, FromRow};
use std::collections::HashSet;

/// Why nobody can write to a fan whom only a file has named.
pub(crate) const UNKNOWN: &str = "OnlyFans has not named this fan so far; they come from an imported file";

/// What a file says of a fan; empty or `None` is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub name: String,
    pub email: String,
    pub tier: String,
    pub spent_cents: Option<i64>,
    pub last_seen_at: Option<i64>,
}

impl Said {
    /// With what an earlier file said where this one says nothing.
    pub fn over(&self, before: Option<&Self>) -> Self {
        let Some(before) = before else { return self.clone() };
        let text = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        Self {
            name: text(&self.name, &before.name),
            email: text(&self.email, &before.email),
            tier: text(&self.tier, &before.tier),
            spent_cents: self.spent_cents.or(before.spent_cents),
            last_seen_at: self.last_seen_at.or(before.last_seen_at),
        }
    }
}

/// A fan who is there.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub id: String,
    pub gateway_id: String,
    pub username: String,
    pub name: String,
    /// What files said so far.
    pub said: Option<Said>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    gateway_id: String,
    username: String,
    fan_name: String,
    name: Option<String>,
    email: Option<String>,
    tier: Option<String>,
    spent_cents: Option<i64>,
    last_seen_at: Option<i64>,
}

impl Row {
    fn read(self) -> Known {
        let Self { id, gateway_id, username, fan_name, name, email, tier, spent_cents, last_seen_at } = self;
        let said = name.zip(email).zip(tier).map(|((name, email), tier)| Said { name, email, tier, spent_cents, last_seen_at });
        Known { id, gateway_id, username, name: fan_name, said }
    }
}

/// What stands for the gateway's id until the gateway names the fan. Its own ids are numbers.
pub(crate) fn gateway_id(key: &str) -> String {
    format!("import:{key}")
}

/// Whether the gateway has not named this fan: there is no chat yet.
pub(crate) fn is_only_imported(gateway_id: &str) -> bool {
    gateway_id.starts_with("import:")
}

/// The fans of an account who have one of these user names, or are called so where a row has no user name.
pub(crate) async fn known(tx: &mut WriteTx, creator: CreatorId, wanted: impl Iterator<Item = (&str, &str)>) -> Result<Vec<Known>> {
    let (with, without): (Vec<_>, Vec<_>) = wanted.partition(|(username, _)| !username.is_empty());
    let usernames: Vec<String> = with.into_iter().map(|(username, _)| username.to_ascii_lowercase()).collect();
    let names: Vec<String> = without.into_iter().map(|(_, name)| name.to_owned()).collect();
    let mut known = Vec::new();
    for (column, values) in [("lower(f.username)", usernames), ("f.name", names)] {
        if values.is_empty() {
            continue;
        }
        let sql = format!(
            "SELECT f.id, f.gateway_id, f.username, f.name AS fan_name, i.name, i.email, i.tier, i.spent_cents, i.last_seen_at
             FROM crm_fans f LEFT JOIN crm_imported i ON i.fan_id = f.id
             WHERE f.account_id = $1 AND {column} IN ({}) ORDER BY f.id",
            places(1, values.len())
        );
        // Only our own words and numbers were put in.
        let query = values.into_iter().fold(sqlx::query_as::<_, Row>(AssertSqlSafe(sql)).bind(creator.to_string()), |query, value| query.bind(value));
        known.extend(query.fetch_all(&mut **tx).await.map_err(failed)?.into_iter().map(Row::read));
    }
    // One may be found by both.
    let mut ids = HashSet::new();
    known.retain(|fan| ids.insert(fan.id.clone()));
    Ok(known)
}

/// What a file says of a fan who is there. What the gateway says counts more: a name that is there stays, and so does the
/// sum of payments.
pub(crate) async fn complete(tx: &mut WriteTx, fan: &str, username: &str, said: &Said, at: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO crm_imported (fan_id, name, email, tier, spent_cents, last_seen_at, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (fan_id) DO UPDATE SET name = excluded.name, email = excluded.email, tier = excluded.tier,
             spent_cents = excluded.spent_cents, last_seen_at = excluded.last_seen_at, at = excluded.at",
    )
    .bind(fan)
    .bind(&said.name)
    .bind(&said.email)
    .bind(&said.tier)
    .bind(said.spent_cents)
    .bind(said.last_seen_at)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    sqlx::query(
        "UPDATE crm_fans SET name = CASE WHEN $1 <> '' AND (name = '' OR gateway_id LIKE 'import:%') THEN $1 ELSE name END,
             username = CASE WHEN username = '' THEN $2 ELSE username END,
             last_seen_at = CASE WHEN last_seen_at IS NULL OR last_seen_at < $3 THEN COALESCE($3, last_seen_at) ELSE last_seen_at END
         WHERE id = $4",
    )
    .bind(&said.name)
    .bind(username)
    .bind(said.last_seen_at)
    .bind(fan)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    stand_in(tx, fan).await
}

/// What a file says was paid stands in until the gateway tells of payments.
async fn stand_in(tx: &mut WriteTx, fan: &str) -> Result<()> {
    sqlx::query(
        "UPDATE crm_fans SET spent_cents = COALESCE((SELECT i.spent_cents FROM crm_imported i WHERE i.fan_id = $1), spent_cents)
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM crm_money m WHERE m.fan_id = $1)",
    )
    .bind(fan)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Adds fans (what stands for the gateway's id, user name, the rest); says how many are new.
pub(crate) async fn insert(tx: &mut WriteTx, creator: CreatorId, new: &[(String, &str, &Said)], at: i64) -> Result<u32> {
    if new.is_empty() {
        return Ok(0);
    }
    let account = creator.to_string();
    let sql = format!(
        "INSERT INTO crm_fans (id, account_id, gateway_id, username, name, subscription, subscription_at, last_seen_at, spent_cents, created_at)
         VALUES {} ON CONFLICT (account_id, gateway_id) DO NOTHING RETURNING id, gateway_id",
        rows(new.len(), 10)
    );
    // Only our own words and numbers were put in, here and below.
    let mut query = sqlx::query_as::<_, (String, String)>(AssertSqlSafe(sql));
    for (gateway_id, username, said) in new {
        let id: FanId = new_id();
        query = query.bind(id.to_string()).bind(&account).bind(gateway_id).bind(*username).bind(&said.name).bind("unknown").bind(0_i64);
        query = query.bind(said.last_seen_at).bind(said.spent_cents.unwrap_or(0)).bind(at);
    }
    let added = query.fetch_all(&mut **tx).await.map_err(failed)?;
    if added.is_empty() {
        return Ok(0);
    }
    let sql = format!(
        "INSERT INTO crm_conversations (id, account_id, fan_id, last_at, last_text, last_mine, unread, read_until, state, can_send, cannot_send_reason)
         VALUES {}",
        rows(added.len(), 11)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for (fan, _) in &added {
        let id: FanId = new_id();
        query = query.bind(id.to_string()).bind(&account).bind(fan).bind(0_i64).bind("").bind(0_i64).bind(0_i64).bind(0_i64).bind("open");
        query = query.bind(0_i64).bind(UNKNOWN);
    }
    query.execute(&mut **tx).await.map_err(failed)?;
    let sql = format!("INSERT INTO crm_imported (fan_id, name, email, tier, spent_cents, last_seen_at, at) VALUES {}", rows(added.len(), 7));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for (fan, key) in &added {
        let Some((_, _, said)) = new.iter().find(|(gateway_id, ..)| gateway_id == key) else { continue };
        query = query.bind(fan).bind(&said.name).bind(&said.email).bind(&said.tier).bind(said.spent_cents).bind(said.last_seen_at).bind(at);
    }
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(u32::try_from(added.len()).unwrap_or(u32::MAX))
}

/// The gateway names a fan: one whom a file has named so is the same, with all that was noted of them.
pub(crate) async fn adopt(tx: &mut WriteTx, creator: CreatorId, told: &str, username: &str) -> Result<()> {
    let account = creator.to_string();
    let find = "SELECT id FROM crm_fans WHERE account_id = $1 AND gateway_id = $2";
    let imported: Option<String> =
        sqlx::query_scalar(find).bind(&account).bind(gateway_id(&username.to_ascii_lowercase())).fetch_optional(&mut **tx).await.map_err(failed)?;
    let Some(imported) = imported else { return Ok(()) };
    let there: Option<String> = sqlx::query_scalar(find).bind(&account).bind(told).fetch_optional(&mut **tx).await.map_err(failed)?;
    let Some(there) = there else {
        // Who was adopted already is another.
        let sql = "UPDATE crm_fans SET gateway_id = $1 WHERE id = $2 AND gateway_id LIKE 'import:%'";
        let done = sqlx::query(sql).bind(told).bind(&imported).execute(&mut **tx).await.map_err(failed)?;
        return if done.rows_affected() == 1 { super::fans::can_send(tx, &imported, true, None).await } else { Ok(()) };
    };
    // The gateway told of the fan before, and only now of the user name.
    join(tx, creator, &there, &imported).await.map(drop)
}

/// Makes a fan whom only a file has named ($2) one with another of the account; `false` if there is none such any more.
pub(crate) async fn join(tx: &mut WriteTx, creator: CreatorId, stays: &str, gone: &str) -> Result<bool> {
    let account = creator.to_string();
    // Held until the transaction ends, so that nothing is noted meanwhile of one who goes.
    let lock = "UPDATE crm_fans SET custom_name = custom_name WHERE id = $1 AND account_id = $2 AND gateway_id LIKE 'import:%' RETURNING custom_name, username";
    let held: Option<(String, String)> = sqlx::query_as(lock).bind(gone).bind(&account).fetch_optional(&mut **tx).await.map_err(failed)?;
    let Some((custom_name, username)) = held else { return Ok(false) };
    let sql = "UPDATE crm_fans SET custom_name = CASE WHEN custom_name = '' THEN $1 ELSE custom_name END,
                   username = CASE WHEN username = '' THEN $2 ELSE username END WHERE id = $3 AND account_id = $4";
    let query = sqlx::query(sql).bind(&custom_name).bind(&username).bind(stays).bind(&account);
    if query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 0 {
        return Ok(false);
    }
    for sql in MOVE {
        sqlx::query(sql).bind(stays).bind(gone).execute(&mut **tx).await.map_err(failed)?;
    }
    sqlx::query("DELETE FROM crm_fans WHERE id = $1").bind(gone).execute(&mut **tx).await.map_err(failed)?;
    stand_in(tx, stays).await?;
    Ok(true)
}

/// What moves from a fan ($2) to the one who stays ($1), where it is not there already; the rest goes with the fan. Nothing
/// that was noted is lost to a bound: together they may have more tags and notes than one may be given. A fan out of a file
/// has neither chat nor payments; were there any, they would move too.
const MOVE: [&str; 8] = [
    "UPDATE crm_imported SET fan_id = $1 WHERE fan_id = $2 AND NOT EXISTS (SELECT 1 FROM crm_imported other WHERE other.fan_id = $1)",
    "INSERT INTO crm_fan_tags (fan_id, tag) SELECT $1, tag FROM crm_fan_tags WHERE fan_id = $2 ON CONFLICT (fan_id, tag) DO NOTHING",
    "UPDATE crm_fan_notes SET fan_id = $1 WHERE fan_id = $2 AND NOT EXISTS (
         SELECT 1 FROM crm_fan_notes other WHERE other.fan_id = $1 AND other.category = crm_fan_notes.category AND other.text = crm_fan_notes.text)",
    "INSERT INTO crm_list_fans (list_id, fan_id) SELECT list_id, $1 FROM crm_list_fans WHERE fan_id = $2 ON CONFLICT (list_id, fan_id) DO NOTHING",
    "INSERT INTO crm_field_values (fan_id, field_id, value) SELECT $1, field_id, value FROM crm_field_values WHERE fan_id = $2
     ON CONFLICT (fan_id, field_id) DO NOTHING",
    "UPDATE crm_money SET fan_id = $1 WHERE fan_id = $2",
    "UPDATE crm_outbox SET fan_id = $1 WHERE fan_id = $2",
    "UPDATE crm_messages SET conversation_id = (SELECT id FROM crm_conversations WHERE fan_id = $1)
     WHERE conversation_id IN (SELECT id FROM crm_conversations WHERE fan_id = $2)",
];
