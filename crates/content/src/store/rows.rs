//! Columns as values.

pub(super) use db::rows::{column, count, id, known, time};
use model::{
    Result,
    accounts::Person,
    content::{Role, Status},
};
use sqlx::any::AnyRow;

pub(super) fn status(row: &AnyRow) -> Result<Status> {
    known("status", Status::from_code(&column::<String>(row, "status")?))
}

pub(super) fn role(row: &AnyRow) -> Result<Option<Role>> {
    column::<Option<String>>(row, "role")?.map(|code| known("role", Role::from_code(&code))).transpose()
}

/// Columns `user_id`, `name`, `color` and `picture_version` of a join with users.
pub(super) fn person(row: &AnyRow) -> Result<Person> {
    db::rows::person(row, id(row, "user_id")?)
}
