//! All SQL about posts.

mod documents;
mod list;
mod people;
mod post;
mod rows;

pub(crate) use documents::{append, load_document, logged, replace_snapshot, reserve, texts};
pub(crate) use list::list;
pub(crate) use people::{add_collaborator, collaborator, collaborators, remove_collaborator, set_role, user_by_email};
pub(crate) use post::{delete_trashed, erase_user, get, insert, place, prune, save_derived, set_status};
