//! What people have not been told of.

use crate::{
    Platform, ProblemCode, State,
    changes::{Untold, UntoldOf},
};
use db::{
    Db, WriteTx, failed,
    rows::{column, id, known},
};
use model::Result;
use sqlx::any::AnyRow;

const MOST: i64 = 100;

fn about(row: &AnyRow, what: UntoldOf, otherwise: ProblemCode) -> Result<Untold> {
    let platform: String = column(row, "platform")?;
    let problem: Option<String> = column(row, "problem")?;
    Ok(Untold {
        user: id(row, "user_id")?,
        platform: known("platform", Platform::from_code(&platform))?,
        account: column(row, "name")?,
        what,
        problem: problem.and_then(|code| ProblemCode::from_code(&code)).unwrap_or(otherwise),
        detail: column(row, "detail")?,
    })
}

pub(crate) async fn list(db: &Db) -> Result<Vec<Untold>> {
    let sql =
        "SELECT p.id, p.user_id, p.platform, p.state, p.problem, p.detail, a.name FROM publications p JOIN oauth_accounts a ON a.id = p.account_id
               WHERE p.state IN ('failed', 'unconfirmed') AND (p.told_state IS NULL OR p.told_state <> p.state) ORDER BY p.id LIMIT $1";
    let rows = sqlx::query(sql).bind(MOST).fetch_all(db.read()).await.map_err(failed)?;
    let mut all = Vec::new();
    for row in &rows {
        let state = known("state", State::from_code(&column::<String>(row, "state")?))?;
        let otherwise = if state == State::Unconfirmed { ProblemCode::Unconfirmed } else { ProblemCode::Refused };
        all.push(about(row, UntoldOf::Publication(id(row, "id")?, state), otherwise)?);
    }
    let sql = "SELECT id, user_id, platform, problem, CAST(NULL AS TEXT) AS detail, name, tokens_version FROM oauth_accounts
               WHERE state = 'sign_in' AND (told_version IS NULL OR told_version <> tokens_version) ORDER BY id LIMIT $1";
    for row in &sqlx::query(sql).bind(MOST).fetch_all(db.read()).await.map_err(failed)? {
        all.push(about(row, UntoldOf::Account(id(row, "id")?, column(row, "tokens_version")?), ProblemCode::SignInAgain)?);
    }
    Ok(all)
}

/// `false` if it is told already, or is not so any more.
pub(crate) async fn told(tx: &mut WriteTx, what: UntoldOf) -> Result<bool> {
    let done = match what {
        UntoldOf::Publication(id, state) => {
            let sql = "UPDATE publications SET told_state = $1 WHERE id = $2 AND state = $1 AND (told_state IS NULL OR told_state <> $1)";
            sqlx::query(sql).bind(state.code()).bind(id.to_string()).execute(&mut **tx).await
        }
        UntoldOf::Account(id, version) => {
            let sql = "UPDATE oauth_accounts SET told_version = $1
                       WHERE id = $2 AND tokens_version = $1 AND state = 'sign_in' AND (told_version IS NULL OR told_version <> $1)";
            sqlx::query(sql).bind(version).bind(id.to_string()).execute(&mut **tx).await
        }
    };
    Ok(done.map_err(failed)?.rows_affected() > 0)
}
