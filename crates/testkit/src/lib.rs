//! Databases for tests: a fresh one each time, on the engine that the run is for.
//!
//! SQLite in a temporary folder by default; with `TEST_DATABASE_URL` (a PostgreSQL server on which
//! databases may be made) a new database there.
//!
//! And where the servers for tests are that a database is not: Redis, AWS.

use db::Db;
use model::{Language, UserId};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

/// A fresh, migrated database that goes away with this value (on PostgreSQL: with the throw-away server).
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// How to reach it, for a second connection or a program started by the test.
    pub url: String,
    folder: TempDir,
}

impl TestDb {
    /// Somebody with an account and a confirmed address: "Ana" is `ana@example.org`. English, in UTC.
    ///
    /// # Panics
    /// If the database refuses: the test can't run then.
    pub async fn person(&self, name: &str) -> UserId {
        self.person_from(name, Language::En, "UTC").await
    }

    /// The same, with another language and time zone.
    ///
    /// # Panics
    /// As [`Self::person`].
    pub async fn person_from(&self, name: &str, language: Language, time_zone: &str) -> UserId {
        let id: UserId = db::new_id();
        sqlx::query(
            "INSERT INTO users (id, name, email, email_verified, password_hash, role, color, language, theme, time_zone, search, created_at) \
             VALUES ($1, $2, $3, 1, '', 'user', 3, $4, 'system', $5, '', 0)",
        )
        .bind(id.to_string())
        .bind(name)
        .bind(format!("{}@example.org", name.to_lowercase()))
        .bind(language.code())
        .bind(time_zone)
        .execute(self.db.read())
        .await
        .expect("a person in the database");
        id
    }

    /// A folder that goes away with the database.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// Makes one.
///
/// # Panics
/// If the database can't be made: the test can't run then.
pub async fn database() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => postgres(&server).await,
        Err(_) => format!("sqlite:{}", folder.path().join("test.db").display()),
    };
    let db = Db::connect(&url).await.expect("a database for the test");
    db.migrate().await.expect("migrations");
    TestDb { db, url, folder }
}

async fn postgres(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    let mut connection = AnyConnection::connect(server).await.expect("TEST_DATABASE_URL names a running PostgreSQL server");
    // The name is ours, hex digits only.
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a new database");
    let (base, query) = server.split_once('?').map_or((server, String::new()), |(base, query)| (base, format!("?{query}")));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    format!("{root}/{name}{query}")
}

/// The Redis server for tests of several servers, which share one PostgreSQL. `None` on SQLite, which is one server's.
///
/// # Panics
/// On PostgreSQL without `TEST_REDIS_URL`: these tests are not left out where they can run.
pub fn redis() -> Option<String> {
    std::env::var_os("TEST_DATABASE_URL")?;
    Some(std::env::var("TEST_REDIS_URL").expect("TEST_REDIS_URL names a running Redis server; scripts/services.sh starts one"))
}

/// The imitation of AWS for tests of SQS and CloudWatch; `None` where no throw-away servers are there.
///
/// # Panics
/// On PostgreSQL without `TEST_AWS_ENDPOINT`: these tests are not left out where they can run.
pub fn aws() -> Option<String> {
    let endpoint = std::env::var("TEST_AWS_ENDPOINT").ok();
    assert!(
        endpoint.is_some() || std::env::var_os("TEST_DATABASE_URL").is_none(),
        "TEST_AWS_ENDPOINT names a running imitation of AWS; scripts/services.sh starts one"
    );
    endpoint
}
