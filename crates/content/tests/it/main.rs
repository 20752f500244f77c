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
        self.db.person(name).await
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
