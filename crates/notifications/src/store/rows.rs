//! Columns as values, and rows as bundles.

use super::{from, reads, visible};
pub(super) use db::rows::id;
use db::rows::{column, known, maybe_id, person, time};
use model::{
    Result,
    content::Role,
    notifications::{Actor, Kind, Notification},
};
use sqlx::any::AnyRow;
use std::collections::HashMap;

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

pub(super) fn kind(row: &AnyRow) -> Result<Kind> {
    known("kind", Kind::from_code(&column::<String>(row, "kind")?))
}

pub(super) fn text(row: &AnyRow, name: &str) -> Result<String> {
    column(row, name)
}

fn actor(row: &AnyRow) -> Result<Actor> {
    match maybe_id(row, "actor_id")? {
        Some(id) => Ok(Actor::Person(person(row, id)?)),
        None => Ok(Actor::Guest(column(row, "guest")?)),
    }
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
    let role = column::<Option<String>>(row, "role")?;
    Ok(Notification {
        id: id(row, "id")?,
        ids: Vec::new(),
        kind: kind(row)?,
        unread: 0,
        actors: Vec::new(),
        content_id: id(row, "content_id")?,
        title: column(row, "title")?,
        thread: maybe_id(row, "thread_id")?,
        excerpt: column(row, "excerpt")?,
        role: role.map(|role| known("role", Role::from_code(&role))).transpose()?,
        at: time(row, "created_at")?,
    })
}
