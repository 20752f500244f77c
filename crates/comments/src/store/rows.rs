//! Columns as values.

use db::failed;
use model::{CommentId, ErrorCode, GuestId, Reader, Result, Timestamp, UserId, accounts::Person, reader::Participant};
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

pub(super) fn maybe_time(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp))
}

pub(super) fn count(row: &AnyRow, name: &str) -> Result<u32> {
    known(name, u32::try_from(column::<i64>(row, name)?).ok())
}

/// Columns `user_id`, `name`, `color` and `picture_version` of a left join with users; `None` without one.
pub(super) fn person(row: &AnyRow) -> Result<Option<Person>> {
    let Some(id) = maybe_id(row, "user_id")? else { return Ok(None) };
    let version: Option<i64> = column(row, "picture_version")?;
    Ok(Some(Person {
        id,
        name: column(row, "name")?,
        color: known("color", u8::try_from(column::<i64>(row, "color")?).ok())?,
        picture: version.map(|version| format!("/avatars/{id}?v={version}")),
    }))
}

/// Who is named by two columns, one for people and one for guests.
pub(super) fn reader(row: &AnyRow, user: &str, guest: &str) -> Result<Option<Reader>> {
    let user = maybe_id::<UserId>(row, user)?.map(Reader::from);
    Ok(user.or(maybe_id::<GuestId>(row, guest)?.map(Reader::from)))
}

/// The columns of [`person`], or `guest_id`, `guest_name` and `guest_color`; the colour of a forgotten guest is lost.
pub(super) fn author(row: &AnyRow) -> Result<Option<Participant>> {
    if let Some(person) = person(row)? {
        return Ok(Some(person.into()));
    }
    let Some(id) = maybe_id::<GuestId>(row, "guest_id")? else { return Ok(None) };
    let color: Option<i64> = column(row, "guest_color")?;
    Ok(Some(Participant {
        who: id.into(),
        name: column::<Option<String>>(row, "guest_name")?.unwrap_or_default(),
        color: known("guest_color", u8::try_from(color.unwrap_or_default()).ok())?,
        picture: None,
    }))
}

/// `$from, $from+1, …`, one for each id.
pub(super) fn numbers(from: usize, ids: &[CommentId]) -> String {
    (from..from + ids.len()).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}
