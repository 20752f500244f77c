//! All SQL of this slice.

pub(crate) mod accounts;
pub(crate) mod attempts;
pub(crate) mod flows;
pub(crate) mod numbers;
pub(crate) mod publications;
pub(crate) mod turns;
pub(crate) mod webhooks;

use db::failed;
use model::{ErrorCode, Result};
use sqlx::{ColumnIndex, Decode, Row, Type, any::AnyRow};
use std::str::FromStr;

/// A column's value.
fn column<'r, T: Decode<'r, sqlx::Any> + Type<sqlx::Any>>(row: &'r AnyRow, name: &str) -> Result<T>
where
    for<'a> &'a str: ColumnIndex<AnyRow>,
{
    row.try_get(name).map_err(failed)
}

/// A column's text, read as something else.
fn parsed<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    let text: String = column(row, name)?;
    text.parse().map_err(|_| broken(name))
}

/// A value that we never write.
fn broken(what: &str) -> model::Error {
    tracing::error!(what, "a row of the social tables cannot be read");
    ErrorCode::Internal.into()
}
