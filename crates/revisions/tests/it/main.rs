//! Revisions over a real database: SQLite, or PostgreSQL where `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod automatic;
mod by_hand;
mod reading;
mod restoring;
mod rights;
mod thinning;

use content::Contents;
use model::{
    ContentId, ErrorCode, PageRequest, Result, UserId,
    revisions::{Cause, RevisionSummary, Which},
};
use revisions::Revisions;
use testkit::TestDb;

/// A database with people and a post of Ada's.
struct House {
    db: TestDb,
    contents: Contents,
    revisions: Revisions,
    ada: UserId,
    post: ContentId,
}

async fn house() -> House {
    let db = testkit::database().await;
    let contents = Contents::new(db.db.clone());
    let revisions = Revisions::new(db.db.clone(), contents.clone());
    let ada = db.person("Ada").await;
    let post = contents.create(ada, "Plan", Some("First.")).await.unwrap().id;
    House { db, contents, revisions, ada, post }
}

impl House {
    /// The post becomes this, as a room would say it.
    async fn write(&self, markdown: &str, writers: &[UserId], left: bool) {
        let derived = document::derive_update(&document::create("Plan", markdown)).unwrap();
        self.revisions.heard(self.post, &derived, writers, left).await.unwrap();
        self.contents.save_derived(self.post, &derived, 0).await.unwrap();
    }

    /// All revisions, the newest first.
    async fn all(&self) -> Vec<RevisionSummary> {
        let page = PageRequest { cursor: None, limit: Some(100) };
        self.revisions.list(self.ada, self.post, Which::default(), &page).await.unwrap().items
    }

    async fn causes(&self) -> Vec<Cause> {
        self.all().await.into_iter().map(|revision| revision.cause).collect()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.db.db.read()).await.unwrap();
    }
}

/// The error's code.
fn code<T: std::fmt::Debug>(result: Result<T>) -> ErrorCode {
    result.unwrap_err().code
}
