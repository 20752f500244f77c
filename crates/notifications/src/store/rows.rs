//! Columns as values, and rows as bundles.

use super::{from, reads, visible};
use db::failed;
use model::{
    ErrorCode, Result, Timestamp,
    accounts::Person,
    content::Role,
    notifications::{Actor, Kind, Notification},
};
use sqlx::{Any, Decode, Row, Type, any::AnyRow};
use std::{collections::HashMap, str::FromStr};

/// A SELECT of everything that [`fold`] reads, up to the last of its conditions.
macro_rules! select {
    () => {
        concat!(
            "SELECT n.id, n.kind, n.bundle, n.actor_id, n.guest, n.content_id, n.thread_id, n.excerpt, n.role, n.created_at, n.read_at, ",
            "CASE WHEN ",
            reads!(),
            " THEN c.title ELSE n.title END AS title, a.name, a.color, a.picture_version",
            from!(),
            "WHERE n.user_id = $1 AND ",
            visible!()
        )
    };
}

pub(super) const SELECT: &str = select!();

#[track_caller]
fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
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

pub(super) fn kind(row: &AnyRow) -> Result<Kind> {
    known("kind", Kind::from_code(&column::<String>(row, "kind")?))
}

pub(super) fn text(row: &AnyRow, name: &str) -> Result<String> {
    column(row, name)
}

fn actor(row: &AnyRow) -> Result<Actor> {
    let Some(id) = column::<Option<String>>(row, "actor_id")? else {
        return Ok(Actor::Guest(column(row, "guest")?));
    };
    let id = known("actor_id", id.parse().ok())?;
    let version: Option<i64> = column(row, "picture_version")?;
    Ok(Actor::Person(Person {
        id,
        name: column(row, "name")?,
        color: known("color", u8::try_from(column::<i64>(row, "color")?).ok())?,
        picture: version.map(|version| format!("/avatars/{id}?v={version}")),
    }))
}

/// Rows, last first, as bundles: each stands where its last row is.
pub(super) fn fold(rows: &[AnyRow]) -> Result<Vec<Notification>> {
    let mut bundles: Vec<Notification> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let place = *places.entry(column(row, "bundle")?).or_insert(bundles.len());
        if place == bundles.len() {
            bundles.push(last_of_bundle(row)?);
        }
        let bundle = &mut bundles[place];
        bundle.ids.push(id(row, "id")?);
        bundle.unread += u32::from(column::<Option<i64>>(row, "read_at")?.is_none());
        let actor = actor(row)?;
        if !bundle.actors.contains(&actor) {
            bundle.actors.push(actor);
        }
    }
    Ok(bundles)
}

fn last_of_bundle(row: &AnyRow) -> Result<Notification> {
    let thread = column::<Option<String>>(row, "thread_id")?;
    let role = column::<Option<String>>(row, "role")?;
    Ok(Notification {
        id: id(row, "id")?,
        ids: Vec::new(),
        kind: kind(row)?,
        unread: 0,
        actors: Vec::new(),
        content_id: id(row, "content_id")?,
        title: column(row, "title")?,
        thread: thread.map(|thread| known("thread_id", thread.parse().ok())).transpose()?,
        excerpt: column(row, "excerpt")?,
        role: role.map(|role| known("role", Role::from_code(&role))).transpose()?,
        at: Timestamp(column(row, "created_at")?),
    })
}
