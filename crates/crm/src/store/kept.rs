//! What a team keeps to tell fans apart: saved segments, lists, fields of its own. All of it belongs to an account, and who
//! changes it holds the account, so that counts and what names what hold.

use db::{
    WriteTx, failed,
    rows::{column, count, id, known},
};
use model::{
    CreatorId, ErrorCode, FanId, FieldId, ListId, Result, SegmentId,
    crm::{CustomField, FanList, FieldKind, SavedSegment},
};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, any::AnyRow};

/// Which of the three.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shelf {
    Segments,
    Lists,
    Fields,
}

impl Shelf {
    fn table(self) -> &'static str {
        match self {
            Self::Segments => "crm_segments",
            Self::Lists => "crm_lists",
            Self::Fields => "crm_fields",
        }
    }
}

/// Whose it is.
pub(crate) async fn owner(pool: &AnyPool, shelf: Shelf, id: &str) -> Result<CreatorId> {
    // Only our own words were put in, here and below.
    let sql = format!("SELECT account_id FROM {} WHERE id = $1", shelf.table());
    let found: Option<String> = sqlx::query_scalar(AssertSqlSafe(sql)).bind(id).fetch_optional(pool).await.map_err(failed)?;
    known("account_id", found.ok_or(ErrorCode::NotFound)?.parse().ok())
}

/// Whether an account has it still. Whoever calls holds the account, so that it is there until the transaction ends.
pub(crate) async fn is_there(tx: &mut WriteTx, shelf: Shelf, creator: CreatorId, id: &str) -> Result<bool> {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {} WHERE id = $1 AND account_id = $2", shelf.table());
    let found: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).bind(id).bind(creator.to_string()).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(found == 1)
}

/// How many an account has.
pub(crate) async fn how_many(tx: &mut WriteTx, shelf: Shelf, creator: CreatorId) -> Result<i64> {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {} WHERE account_id = $1", shelf.table());
    sqlx::query_scalar(AssertSqlSafe(sql)).bind(creator.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

/// Another name; `false` if another one has it. Whoever calls holds the account.
pub(crate) async fn rename(tx: &mut WriteTx, shelf: Shelf, id: &str, name: &str) -> Result<bool> {
    let table = shelf.table();
    let sql = format!(
        "UPDATE {table} SET name = $1 WHERE id = $2
         AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.account_id = {table}.account_id AND o.name = $1 AND o.id <> $2)"
    );
    Ok(sqlx::query(AssertSqlSafe(sql)).bind(name).bind(id).execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

pub(crate) async fn delete(tx: &mut WriteTx, shelf: Shelf, id: &str) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE id = $1", shelf.table());
    sqlx::query(AssertSqlSafe(sql)).bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

fn segment(row: &AnyRow) -> Result<SavedSegment> {
    let segment = known("segment", serde_json::from_str(&column::<String>(row, "segment")?).ok())?;
    Ok(SavedSegment { id: id(row, "id")?, creator: id(row, "account_id")?, name: column(row, "name")?, segment })
}

/// An account's saved segments, by name.
pub(crate) async fn segments(pool: &AnyPool, creator: CreatorId) -> Result<Vec<SavedSegment>> {
    let sql = "SELECT id, account_id, name, segment FROM crm_segments WHERE account_id = $1 ORDER BY name, id";
    sqlx::query(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(segment).collect()
}

/// Keeps a segment under its name; one of the same name becomes this one, and keeps its id.
pub(crate) async fn save_segment(tx: &mut WriteTx, id: SegmentId, creator: CreatorId, name: &str, segment: &str, at: i64) -> Result<SegmentId> {
    let sql = "INSERT INTO crm_segments (id, account_id, name, segment, changed_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (account_id, name) DO UPDATE SET segment = excluded.segment, changed_at = excluded.changed_at RETURNING id";
    let query = sqlx::query_scalar(sql).bind(id.to_string()).bind(creator.to_string()).bind(name).bind(segment).bind(at);
    let kept: String = query.fetch_one(&mut **tx).await.map_err(failed)?;
    known("id", kept.parse().ok())
}

fn list(row: &AnyRow) -> Result<FanList> {
    Ok(FanList { id: id(row, "id")?, creator: id(row, "account_id")?, name: column(row, "name")?, fans: count(row, "fans")? })
}

/// An account's lists, by name.
pub(crate) async fn lists(pool: &AnyPool, creator: CreatorId) -> Result<Vec<FanList>> {
    let sql = "SELECT l.id, l.account_id, l.name, (SELECT CAST(COUNT(*) AS BIGINT) FROM crm_list_fans f WHERE f.list_id = l.id) AS fans
               FROM crm_lists l WHERE l.account_id = $1 ORDER BY l.name, l.id";
    sqlx::query(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(list).collect()
}

/// The names of an account's lists, without how many are on them.
pub(crate) async fn list_names(pool: &AnyPool, creator: CreatorId) -> Result<Vec<(ListId, String)>> {
    let sql = "SELECT id, name FROM crm_lists WHERE account_id = $1 ORDER BY name, id";
    let rows: Vec<(String, String)> = sqlx::query_as(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(id, name)| Ok((known("id", id.parse().ok())?, name))).collect()
}

/// Adds a list; `false` if there is one of this name.
pub(crate) async fn add_list(tx: &mut WriteTx, id: ListId, creator: CreatorId, name: &str, at: i64) -> Result<bool> {
    let sql = "INSERT INTO crm_lists (id, account_id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, name) DO NOTHING";
    let query = sqlx::query(sql).bind(id.to_string()).bind(creator.to_string()).bind(name).bind(at);
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Whether all of these are lists of the account.
pub(crate) async fn are_lists<'e>(on: impl Executor<'e, Database = Any>, creator: CreatorId, lists: &[ListId]) -> Result<bool> {
    let sql = "SELECT id FROM crm_lists WHERE account_id = $1";
    let there: Vec<String> = sqlx::query_scalar(sql).bind(creator.to_string()).fetch_all(on).await.map_err(failed)?;
    Ok(lists.iter().all(|list| there.contains(&list.to_string())))
}

/// Whether a saved segment, a draft or an automatic message of the account names this list.
pub(crate) async fn is_named(tx: &mut WriteTx, creator: CreatorId, list: ListId) -> Result<bool> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM (
                   SELECT id FROM crm_segments WHERE account_id = $1 AND segment LIKE $2
                   UNION ALL SELECT id FROM crm_campaigns WHERE account_id = $1 AND state = 'draft' AND segment LIKE $2
                   UNION ALL SELECT id FROM crm_automations WHERE account_id = $1 AND without_lists LIKE $2) named";
    let query = sqlx::query_scalar(sql).bind(creator.to_string()).bind(format!("%{list}%"));
    let named: i64 = query.fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(named > 0)
}

/// An account's lists by name, and whether a fan is on each.
pub(crate) async fn lists_of(pool: &AnyPool, creator: CreatorId, fan: FanId) -> Result<Vec<(ListId, String, bool)>> {
    let sql = "SELECT l.id, l.name, CAST(CASE WHEN f.fan_id IS NULL THEN 0 ELSE 1 END AS BIGINT)
               FROM crm_lists l LEFT JOIN crm_list_fans f ON f.list_id = l.id AND f.fan_id = $2 WHERE l.account_id = $1 ORDER BY l.name, l.id";
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as(sql).bind(creator.to_string()).bind(fan.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(id, name, on)| Ok((known("id", id.parse().ok())?, name, on == 1))).collect()
}

fn field(row: &AnyRow) -> Result<CustomField> {
    let kind = known("kind", FieldKind::from_code(&column::<String>(row, "kind")?))?;
    Ok(CustomField { id: id(row, "id")?, creator: id(row, "account_id")?, name: column(row, "name")?, kind })
}

/// An account's own fields in the order in which they were made.
pub(crate) async fn fields(pool: &AnyPool, creator: CreatorId) -> Result<Vec<CustomField>> {
    let sql = "SELECT id, account_id, name, kind FROM crm_fields WHERE account_id = $1 ORDER BY id";
    sqlx::query(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(field).collect()
}

/// Adds a field; `false` if there is one of this name.
pub(crate) async fn add_field(tx: &mut WriteTx, id: FieldId, creator: CreatorId, name: &str, kind: FieldKind, at: i64) -> Result<bool> {
    let sql = "INSERT INTO crm_fields (id, account_id, name, kind, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, name) DO NOTHING";
    let query = sqlx::query(sql).bind(id.to_string()).bind(creator.to_string()).bind(name).bind(kind.code()).bind(at);
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// An account's own fields with what stands in them for a fan.
pub(crate) async fn fields_of(pool: &AnyPool, creator: CreatorId, fan: FanId) -> Result<Vec<(CustomField, String)>> {
    let sql = "SELECT d.id, d.account_id, d.name, d.kind, COALESCE(v.value, '') AS value FROM crm_fields d
               LEFT JOIN crm_field_values v ON v.field_id = d.id AND v.fan_id = $2 WHERE d.account_id = $1 ORDER BY d.id";
    let rows = sqlx::query(sql).bind(creator.to_string()).bind(fan.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| Ok((field(row)?, column(row, "value")?))).collect()
}

/// What stands in a field for a fan from now on; nothing where it is empty.
pub(crate) async fn set_value(tx: &mut WriteTx, fan: FanId, field: FieldId, value: &str) -> Result<()> {
    let (fan, field) = (fan.to_string(), field.to_string());
    let query = if value.is_empty() {
        sqlx::query("DELETE FROM crm_field_values WHERE fan_id = $1 AND field_id = $2").bind(fan).bind(field)
    } else {
        let sql = "INSERT INTO crm_field_values (fan_id, field_id, value) VALUES ($1, $2, $3)
                   ON CONFLICT (fan_id, field_id) DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(fan).bind(field).bind(value)
    };
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// The tier and the address that a file gave a fan.
pub(crate) async fn imported(pool: &AnyPool, fan: FanId) -> Result<(String, String)> {
    let sql = "SELECT tier, email FROM crm_imported WHERE fan_id = $1";
    let found: Option<(String, String)> = sqlx::query_as(sql).bind(fan.to_string()).fetch_optional(pool).await.map_err(failed)?;
    Ok(found.unwrap_or_default())
}

/// The tags of some fans: fan and tag, by tag.
pub(crate) async fn tags_of(pool: &AnyPool, fans: &[FanId]) -> Result<Vec<(FanId, String)>> {
    if fans.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT fan_id, tag FROM crm_fan_tags WHERE fan_id IN ({}) ORDER BY tag", super::many::places(0, fans.len()));
    let query = fans.iter().fold(sqlx::query_as(AssertSqlSafe(sql)), |query, fan| query.bind(fan.to_string()));
    let rows: Vec<(String, String)> = query.fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(fan, tag)| Ok((known("fan_id", fan.parse().ok())?, tag))).collect()
}
