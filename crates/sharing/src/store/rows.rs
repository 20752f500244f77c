//! Columns as values.

use db::failed;
use model::{ErrorCode, Result, Timestamp, accounts::Person, content::Role};
use sqlx::{Any, Decode, Row, Type, any::AnyRow};
use std::str::FromStr;

/// A column by its name.
#[track_caller]
pub(super) fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(failed)
}

/// A column whose text or number stands for something else.
fn known<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| {
        tracing::error!(column = name, "a stored value is not one that this version knows");
        ErrorCode::Internal.into()
    })
}

pub(super) fn id<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    known(name, column::<String>(row, name)?.parse().ok())
}

pub(super) fn maybe_id<T: FromStr>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    column::<Option<String>>(row, name)?.map(|text| known(name, text.parse().ok())).transpose()
}

pub(super) fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    column(row, name).map(Timestamp)
}

pub(super) fn maybe_time(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp))
}

pub(super) fn count(row: &AnyRow, name: &str) -> Result<u32> {
    known(name, u32::try_from(column::<i64>(row, name)?).ok())
}

pub(super) fn maybe_count(row: &AnyRow, name: &str) -> Result<Option<u32>> {
    column::<Option<i64>>(row, name)?.map(|number| known(name, u32::try_from(number).ok())).transpose()
}

pub(super) fn role(row: &AnyRow) -> Result<Role> {
    known("role", Role::from_code(&column::<String>(row, "role")?))
}

pub(super) fn color(row: &AnyRow, name: &str) -> Result<u8> {
    known(name, u8::try_from(column::<i64>(row, name)?).ok())
}

/// Columns `user_id`, `user_name`, `user_color` and `picture_version` of an outer join with users.
pub(super) fn maybe_person(row: &AnyRow) -> Result<Option<Person>> {
    if column::<Option<String>>(row, "user_id")?.is_none() {
        return Ok(None);
    }
    let id = id(row, "user_id")?;
    let version: Option<i64> = column(row, "picture_version")?;
    Ok(Some(Person {
        id,
        name: column(row, "user_name")?,
        color: color(row, "user_color")?,
        picture: version.map(|version| format!("/avatars/{id}?v={version}")),
    }))
}
