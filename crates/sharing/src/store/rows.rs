//! Columns as values.

use db::rows::known;
pub(super) use db::rows::{color, column, count, id, maybe_count, maybe_id, maybe_time, time};
use model::{Result, accounts::Person, content::Role};
use sqlx::any::AnyRow;

pub(super) fn role(row: &AnyRow) -> Result<Role> {
    known("role", Role::from_code(&column::<String>(row, "role")?))
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
