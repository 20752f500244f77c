//! Saved replies: a person's own, and an account's.

use crate::store::creators::hold;
use db::{
    WriteTx, failed,
    rows::{column, id, maybe_id, time},
};
use model::{CreatorId, ErrorCode, ReplyId, Result, UserId, crm::Reply};
use sqlx::{AnyPool, any::AnyRow};

/// Whose a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A person's own.
    Person(UserId),
    /// Of an account's team.
    Team(CreatorId),
}

impl Owner {
    /// Account and person, one of them.
    fn columns(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Person(user) => (None, Some(user.to_string())),
            Self::Team(creator) => (Some(creator.to_string()), None),
        }
    }
}

fn reply(row: &AnyRow) -> Result<Reply> {
    Ok(Reply {
        id: id(row, "id")?,
        account: maybe_id(row, "account_id")?,
        name: column(row, "name")?,
        text: column(row, "text")?,
        changed_at: time(row, "changed_at")?,
    })
}

/// Somebody's own and those of the teams that they are in, by name. They are few.
pub(crate) async fn seen(pool: &AnyPool, me: UserId) -> Result<Vec<Reply>> {
    let sql = "SELECT id, account_id, name, text, changed_at FROM crm_replies
               WHERE owner_id = $1 OR account_id IN (SELECT account_id FROM crm_members WHERE user_id = $1) ORDER BY name, id";
    sqlx::query(sql).bind(me.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(reply).collect()
}

/// A reply and whose it is.
pub(crate) async fn get(pool: &AnyPool, reply_id: ReplyId) -> Result<(Reply, Owner)> {
    let sql = "SELECT id, account_id, owner_id, name, text, changed_at FROM crm_replies WHERE id = $1";
    let row = sqlx::query(sql).bind(reply_id.to_string()).fetch_optional(pool).await.map_err(failed)?.ok_or(ErrorCode::NotFound)?;
    let owner = match maybe_id(&row, "account_id")? {
        Some(creator) => Owner::Team(creator),
        None => Owner::Person(id(&row, "owner_id")?),
    };
    Ok((reply(&row)?, owner))
}

/// Holds the owner's row until the transaction ends, so that counts hold.
pub(crate) async fn lock(tx: &mut WriteTx, owner: Owner) -> Result<()> {
    match owner {
        Owner::Person(user) => {
            sqlx::query("UPDATE users SET name = name WHERE id = $1").bind(user.to_string()).execute(&mut **tx).await.map_err(failed)?;
            Ok(())
        }
        Owner::Team(creator) => hold(tx, creator).await,
    }
}

pub(crate) async fn count(tx: &mut WriteTx, owner: Owner) -> Result<i64> {
    let (account, person) = owner.columns();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_replies WHERE account_id = $1 OR owner_id = $2";
    sqlx::query_scalar(sql).bind(account).bind(person).fetch_one(&mut **tx).await.map_err(failed)
}

/// Keeps a new one; `false` if there is one of this name.
pub(crate) async fn insert(tx: &mut WriteTx, id: ReplyId, owner: Owner, name: &str, text: &str, by: UserId, at: i64) -> Result<bool> {
    let (account, person) = owner.columns();
    let sql = "INSERT INTO crm_replies (id, account_id, owner_id, name, text, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(id.to_string()).bind(account).bind(person).bind(name).bind(text).bind(by.to_string()).bind(at);
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Whether the owner has another reply of this name; their row is held.
pub(crate) async fn is_taken(tx: &mut WriteTx, owner: Owner, name: &str, but: ReplyId) -> Result<bool> {
    let (account, person) = owner.columns();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_replies WHERE (account_id = $1 OR owner_id = $2) AND name = $3 AND id <> $4";
    let query = sqlx::query_scalar::<_, i64>(sql).bind(account).bind(person).bind(name).bind(but.to_string());
    Ok(query.fetch_one(&mut **tx).await.map_err(failed)? > 0)
}

/// Changes one; `false` if it is gone.
pub(crate) async fn edit(tx: &mut WriteTx, id: ReplyId, name: &str, text: &str, by: UserId, at: i64) -> Result<bool> {
    let sql = "UPDATE crm_replies SET name = $1, text = $2, changed_by = $3, changed_at = $4 WHERE id = $5";
    let query = sqlx::query(sql).bind(name).bind(text).bind(by.to_string()).bind(at).bind(id.to_string());
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// Deletes one; `false` if it is gone already.
pub(crate) async fn delete(tx: &mut WriteTx, id: ReplyId) -> Result<bool> {
    let query = sqlx::query("DELETE FROM crm_replies WHERE id = $1").bind(id.to_string());
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}
