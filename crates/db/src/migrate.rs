//! Migrations, embedded in the program.

use crate::{Db, StartError};
use sqlx::migrate::{MigrateError, Migrator};

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// The number of the newest migration that this program knows.
pub fn latest() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
}

impl Db {
    /// Brings the schema up to date. Several servers may do so at once.
    ///
    /// # Errors
    /// A sentence for the operator: a newer version was here, or a migration failed.
    pub async fn migrate(&self) -> Result<(), StartError> {
        MIGRATIONS.run(self.read()).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => StartError::Newer(version),
            other => StartError::Migration(other),
        })
    }
}
