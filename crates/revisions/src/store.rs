//! All SQL about revisions.

mod rows;
mod thin;
mod write;

pub(crate) use rows::{Newest, Pending, add_authors, due, list, newest, pending, people, state, summary};
pub(crate) use thin::{Stamp, crowded, drop_into, recount, stamps};
pub(crate) use write::{Row, count_named, insert, keep_for_good, newest_id, note, set_name, take_head, take_writers};
