//! Who works with an account.

use db::{WriteTx, failed, rows::known};
use model::{
    CreatorId, Result, UserId,
    crm::{Member, Role},
};
use sqlx::AnyPool;

/// The ids of a team: for telling them of changes.
pub(crate) async fn ids(pool: &AnyPool, creator: CreatorId) -> Result<Vec<UserId>> {
    let sql = "SELECT user_id FROM crm_members WHERE account_id = $1 ORDER BY user_id";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?;
    ids.iter().map(|id| known("user_id", id.parse().ok())).collect()
}

/// A team: the creator first, then by name.
pub(crate) async fn list(pool: &AnyPool, creator: CreatorId) -> Result<Vec<Member>> {
    let sql = "SELECT u.id, u.name, u.email, m.role FROM crm_members m JOIN users u ON u.id = m.user_id WHERE m.account_id = $1
               ORDER BY CASE m.role WHEN 'creator' THEN 0 WHEN 'manager' THEN 1 ELSE 2 END, u.name, u.id";
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter()
        .map(|(id, name, email, role)| {
            Ok(Member { id: known("user_id", id.parse().ok())?, name, email: Some(email), role: known("role", Role::from_code(&role))? })
        })
        .collect()
}

pub(crate) async fn count(tx: &mut WriteTx, creator: CreatorId) -> Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_members WHERE account_id = $1";
    sqlx::query_scalar(sql).bind(creator.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

/// Takes somebody in; `false` for one who is in already, or whom nobody knows.
pub(crate) async fn add(tx: &mut WriteTx, creator: CreatorId, who: UserId, role: Role) -> Result<bool> {
    let sql = "INSERT INTO crm_members (account_id, user_id, role) SELECT $1, id, $2 FROM users WHERE id = $3
               ON CONFLICT (account_id, user_id) DO NOTHING";
    let query = sqlx::query(sql).bind(creator.to_string()).bind(role.code()).bind(who.to_string());
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Gives somebody a role, whether they are in or not; `false` for the creator, who stays it, and for one whom nobody knows.
pub(crate) async fn put(tx: &mut WriteTx, creator: CreatorId, who: UserId, role: Role) -> Result<bool> {
    let sql = "INSERT INTO crm_members (account_id, user_id, role) SELECT $1, id, $2 FROM users WHERE id = $3
               ON CONFLICT (account_id, user_id) DO UPDATE SET role = excluded.role WHERE crm_members.role <> 'creator'";
    let query = sqlx::query(sql).bind(creator.to_string()).bind(role.code()).bind(who.to_string());
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Ends somebody's part in a team; `false` for the creator, and for one who has none. What was given them to answer is
/// nobody's again.
pub(crate) async fn remove(tx: &mut WriteTx, creator: CreatorId, who: UserId) -> Result<bool> {
    let sql = "DELETE FROM crm_members WHERE account_id = $1 AND user_id = $2 AND role <> 'creator'";
    let gone = sqlx::query(sql).bind(creator.to_string()).bind(who.to_string()).execute(&mut **tx).await.map_err(failed)?;
    if gone.rows_affected() == 0 {
        return Ok(false);
    }
    let sql = "UPDATE crm_conversations SET assigned_to = NULL WHERE account_id = $1 AND assigned_to = $2";
    sqlx::query(sql).bind(creator.to_string()).bind(who.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(true)
}

/// Some administrators by name, the longest there first.
pub(crate) async fn administrators(pool: &AnyPool) -> Result<Vec<String>> {
    let sql = "SELECT name FROM users WHERE role = 'admin' ORDER BY created_at, id LIMIT 3";
    sqlx::query_scalar(sql).fetch_all(pool).await.map_err(failed)
}
