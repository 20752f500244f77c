//! Databases for tests: a fresh one each time, on the engine that the run is for.
//!
//! SQLite in a temporary folder by default; with `TEST_DATABASE_URL` (a PostgreSQL server on which
//! databases may be made) a new database there.

use db::Db;
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
