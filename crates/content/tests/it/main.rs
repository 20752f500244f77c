//! Posts over a real database: SQLite, or PostgreSQL where `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod access;
mod documents;
mod lists;
mod posts;
mod sharing;
mod speed;

use content::Contents;
use model::{ErrorCode, Result, UserId};
use testkit::TestDb;

/// A database with posts.
struct House {
    db: TestDb,
    contents: Contents,
}

async fn house() -> House {
    let db = testkit::database().await;
    let contents = Contents::new(db.db.clone());
    House { db, contents }
}

impl House {
    /// Somebody with an account, `name@example.org`.
    async fn person(&self, name: &str) -> UserId {
        let id: UserId = db::new_id();
        sqlx::query(
            "INSERT INTO users (id, name, email, email_verified, password_hash, role, color, language, theme, time_zone, search, created_at) \
             VALUES ($1, $2, $3, 1, '', 'user', 3, 'en', 'system', 'UTC', '', 0)",
        )
        .bind(id.to_string())
        .bind(name)
        .bind(format!("{}@example.org", name.to_lowercase()))
        .execute(self.db.db.read())
        .await
        .unwrap();
        id
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.db.db.read()).await.unwrap();
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.db.db.read()).await.unwrap()
    }
}

/// The error's code.
fn code<T: std::fmt::Debug>(result: Result<T>) -> ErrorCode {
    result.unwrap_err().code
}
