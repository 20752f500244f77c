//! Columns as values: what every slice reads its rows with.

use crate::failed;
use model::{ErrorCode, Result, Timestamp, UserId, accounts::Person};
use sqlx::{Any, Decode, Row, Type, any::AnyRow};
use std::str::FromStr;

/// A column by its name.
///
/// # Errors
/// `Internal` if there is none of that name, or it is of another type.
#[track_caller]
pub fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(failed)
}

/// A column whose text or number stands for something else: `None` is what this version does not know.
///
/// # Errors
/// `Internal` for `None`, with the column in the log.
pub fn known<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| {
        tracing::error!(column = name, "a stored value is not one that this version knows");
        ErrorCode::Internal.into()
    })
}

/// An id.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn id<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    known(name, column::<String>(row, name)?.parse().ok())
}

/// An id, or NULL.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn maybe_id<T: FromStr>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    column::<Option<String>>(row, name)?.map(|text| known(name, text.parse().ok())).transpose()
}

/// A time.
///
/// # Errors
/// Those of [`column`].
pub fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    column(row, name).map(Timestamp)
}

/// A time, or NULL.
///
/// # Errors
/// Those of [`column`].
pub fn maybe_time(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp))
}

/// A number of things.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn count(row: &AnyRow, name: &str) -> Result<u32> {
    known(name, u32::try_from(column::<i64>(row, name)?).ok())
}

/// A number of things, or NULL.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn maybe_count(row: &AnyRow, name: &str) -> Result<Option<u32>> {
    column::<Option<i64>>(row, name)?.map(|number| known(name, u32::try_from(number).ok())).transpose()
}

/// An index into the palette of faces.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn color(row: &AnyRow, name: &str) -> Result<u8> {
    known(name, u8::try_from(column::<i64>(row, name)?).ok())
}

/// A person from the columns `name`, `color` and `picture_version` of a join with users.
///
/// # Errors
/// Those of [`column`] and [`known`].
pub fn person(row: &AnyRow, id: UserId) -> Result<Person> {
    let version: Option<i64> = column(row, "picture_version")?;
    Ok(Person { id, name: column(row, "name")?, color: color(row, "color")?, picture: version.map(|version| format!("/avatars/{id}?v={version}")) })
}
