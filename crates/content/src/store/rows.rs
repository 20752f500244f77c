//! Columns as values.

use db::failed;
use model::{
    ErrorCode, Result, Timestamp,
    accounts::Person,
    content::{Role, Status},
};
use sqlx::{Any, Decode, Row, Type, any::AnyRow};
use std::str::FromStr;

/// A column by its name.
#[track_caller]
pub(super) fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(failed)
}

/// A column whose text or number stands for something else.
pub(super) fn known<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| {
        tracing::error!(column = name, "a stored value is not one that this version knows");
        ErrorCode::Internal.into()
    })
}

pub(super) fn id<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    known(name, column::<String>(row, name)?.parse().ok())
}

pub(super) fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    column(row, name).map(Timestamp)
}

pub(super) fn count(row: &AnyRow, name: &str) -> Result<u32> {
    known(name, u32::try_from(column::<i64>(row, name)?).ok())
}

pub(super) fn status(row: &AnyRow) -> Result<Status> {
    known("status", Status::from_code(&column::<String>(row, "status")?))
}

pub(super) fn role(row: &AnyRow) -> Result<Option<Role>> {
    column::<Option<String>>(row, "role")?.map(|code| known("role", Role::from_code(&code))).transpose()
}

/// Columns `user_id`, `name`, `color` and `picture_version` of a join with users.
pub(super) fn person(row: &AnyRow) -> Result<Person> {
    let id = id(row, "user_id")?;
    let version: Option<i64> = column(row, "picture_version")?;
    Ok(Person {
        id,
        name: column(row, "name")?,
        color: known("color", u8::try_from(column::<i64>(row, "color")?).ok())?,
        picture: version.map(|version| format!("/avatars/{id}?v={version}")),
    })
}
