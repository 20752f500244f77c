//! Database errors, as the slices and the program's start see them.

use model::{Error, ErrorCode};

/// Why the database can't be used at the start. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// `DATABASE_URL` is of no engine that we know.
    #[error("DATABASE_URL must begin with sqlite: or postgres:, as in sqlite:data/huntaze.db or postgres://user:password@localhost/huntaze")]
    UnknownEngine,
    /// The database can't be reached or opened.
    #[error("the database cannot be opened: {0}. Check DATABASE_URL, that the server runs and that the folder can be written to")]
    Unreachable(#[source] sqlx::Error),
    /// A newer version has already changed the database.
    #[error(
        "this database was written by a newer version of Huntaze (it has migration {0}). Start that version, or restore a backup made before the update"
    )]
    Newer(i64),
    /// A migration failed; it was rolled back.
    #[error("the database could not be brought up to date: {0}. Nothing was changed by the failed step; put the cause right and start again")]
    Migration(#[source] sqlx::migrate::MigrateError),
}

/// Logs a database error once, here, and makes it into what a caller may know.
#[track_caller]
pub fn failed(error: sqlx::Error) -> Error {
    let code = code_of(&error);
    let at = std::panic::Location::caller();
    tracing::error!(%error, code = code.as_str(), at = %at, "database");
    code.into()
}

fn code_of(error: &sqlx::Error) -> ErrorCode {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => ErrorCode::Unavailable,
        sqlx::Error::Database(inner) => match inner.code().as_deref() {
            // SQLite: busy, locked, read-only, I/O, full, can't open. https://www.sqlite.org/rescode.html
            Some(code) if code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14)) => ErrorCode::Unavailable,
            // PostgreSQL: connection, resources, operator's intervention, locks, serialization.
            Some(code) if ["08", "53", "57", "55", "40"].iter().any(|class| code.len() == 5 && code.starts_with(class)) => ErrorCode::Unavailable,
            _ => ErrorCode::Internal,
        },
        _ => ErrorCode::Internal,
    }
}

/// Whether a UNIQUE constraint refused the row.
pub fn is_unique(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(inner) if inner.is_unique_violation())
}
