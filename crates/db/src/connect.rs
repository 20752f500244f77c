//! The pool.

use crate::{StartError, WriteTx, failed};
use model::Result;
use sqlx::{AnyPool, Executor, any::AnyPoolOptions};
use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// Which engine is behind the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// Its name, as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pool: AnyPool,
    engine: Engine,
    /// SQLite has one writer; waiting here is fair, waiting in SQLite is polling.
    writer: Arc<Mutex<()>>,
}

impl Db {
    /// Opens the pool. A SQLite file that is not there is made.
    ///
    /// # Errors
    /// A sentence for the operator: unknown engine, or not to be opened.
    pub async fn connect(url: &str) -> Result<Self, StartError> {
        sqlx::any::install_default_drivers();
        let engine = match url.split(':').next() {
            Some("sqlite") => Engine::Sqlite,
            Some("postgres" | "postgresql") => Engine::Postgres,
            _ => return Err(StartError::UnknownEngine),
        };
        let mut address = url.to_owned();
        if engine == Engine::Sqlite && !url.contains("mode=") {
            address.push_str(if url.contains('?') { "&mode=rwc" } else { "?mode=rwc" });
        }
        let pool = AnyPoolOptions::new()
            .max_connections(if engine == Engine::Sqlite { 8 } else { 20 })
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if engine == Engine::Sqlite {
                        // FULL: a commit is on the disk when it is acknowledged, whatever happens to the power.
                        connection
                            .execute(
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                                 PRAGMA busy_timeout = 5000; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY",
                            )
                            .await?;
                    }
                    Ok(())
                })
            })
            .connect(&address)
            .await
            .map_err(StartError::Unreachable)?;
        Ok(Self { pool, engine, writer: Arc::default() })
    }

    /// For reading: queries see what is committed.
    pub fn read(&self) -> &AnyPool {
        &self.pool
    }

    /// For writing: a transaction that is rolled back unless it is committed.
    ///
    /// # Errors
    /// `Unavailable` if no connection or lock is to be had within five seconds.
    pub async fn write(&self) -> Result<WriteTx> {
        let guard = match self.engine {
            Engine::Sqlite => Some(self.writer.clone().lock_owned().await),
            Engine::Postgres => None,
        };
        let begin = if self.engine == Engine::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        let tx = self.pool.begin_with(begin).await.map_err(failed)?;
        Ok(WriteTx::new(tx, guard))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await.map_err(failed)?;
        Ok(())
    }

    /// The engine's version and the size of the database in bytes.
    pub async fn about(&self) -> Result<(String, i64)> {
        let (version, size) = match self.engine {
            Engine::Sqlite => {
                ("SELECT sqlite_version()", "SELECT CAST(page_count * page_size AS BIGINT) FROM pragma_page_count(), pragma_page_size()")
            }
            Engine::Postgres => ("SHOW server_version", "SELECT pg_database_size(current_database())"),
        };
        let version: String = sqlx::query_scalar(version).fetch_one(&self.pool).await.map_err(failed)?;
        let size: i64 = sqlx::query_scalar(size).fetch_one(&self.pool).await.map_err(failed)?;
        Ok((version, size))
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
