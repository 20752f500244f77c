//! Migrations, embedded in the program: those of both engines, and those that only one of them understands.

use crate::{Db, Engine, StartError};
use sqlx::migrate::{MigrateError, Migration, Migrator};

static BOTH: Migrator = sqlx::migrate!("../../migrations");
static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// The number of the newest migration that this program knows.
pub fn latest() -> i64 {
    [&BOTH, &SQLITE, &POSTGRES].into_iter().flat_map(Migrator::iter).map(|migration| migration.version).max().unwrap_or_default()
}

/// An engine's, in their order.
fn of(engine: Engine) -> Migrator {
    let own = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    let mut all: Vec<Migration> = BOTH.iter().chain(own.iter()).cloned().collect();
    all.sort_by_key(|migration| migration.version);
    Migrator { migrations: all.into(), ..Migrator::DEFAULT }
}

impl Db {
    /// Brings the schema up to date. Several servers may do so at once.
    ///
    /// # Errors
    /// A sentence for the operator: a newer version was here, or a migration failed.
    pub async fn migrate(&self) -> Result<(), StartError> {
        of(self.engine()).run(self.read()).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => StartError::Newer(version),
            other => StartError::Migration(other),
        })
    }
}
