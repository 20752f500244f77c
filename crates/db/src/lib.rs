//! The database: one SQL text for SQLite and PostgreSQL, but for what a decision says (docs/decisions/0017-words.md).
//!
//! Rules that make one text serve both: parameters are `$1`; columns are TEXT, BIGINT, DOUBLE PRECISION
//! and BYTEA; flags are BIGINT 0 or 1; ids are UUIDv7 as TEXT; times are BIGINT milliseconds (UTC);
//! `sum()` and `count()` are wrapped as `CAST(… AS BIGINT)`.

mod clock;
mod connect;
mod error;
mod ids;
mod migrate;
pub mod rows;
mod tx;

pub use clock::now;
pub use connect::{Db, Engine};
pub use error::{StartError, failed, is_unique};
pub use ids::{hash, id_before, new_id, secret};
pub use migrate::latest;
pub use tx::WriteTx;
