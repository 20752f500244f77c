//! Columns as values.

use db::rows::known;
pub(super) use db::rows::{column, count, id, maybe_id, maybe_time};
use model::{CommentId, GuestId, Reader, Result, UserId, accounts::Person, reader::Participant};
use sqlx::any::AnyRow;

/// Columns `user_id`, `name`, `color` and `picture_version` of a left join with users; `None` without one.
pub(super) fn person(row: &AnyRow) -> Result<Option<Person>> {
    maybe_id(row, "user_id")?.map(|id| db::rows::person(row, id)).transpose()
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
