//! All SQL about posts.

mod access;
mod documents;
mod list;
mod people;
mod post;
mod rows;
mod writers;

pub(crate) use access::{guest_standing, log, note, owner, owner_of, pass_ownership, set_settings};
pub(crate) use documents::{append, load_document, logged, replace_snapshot, reserve, texts, underived, updates_since};
pub(crate) use list::list;
pub(crate) use people::{
    add_collaborator, collaborator, collaborators, drop_invitation_to, drop_invitations_by, drop_request, remove_collaborator, set_role,
    user_by_email,
};
pub(crate) use post::{body_json, delete_trashed, erase_user, get, insert, place, prune, save_derived, set_status, trashed};
pub(crate) use writers::{forget_writers, note_writers, writers};
