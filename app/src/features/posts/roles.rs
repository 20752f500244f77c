//! Roles in words.

use super::texts::PostTexts;
use model::content::Role;

/// What a role may do, for choosing one.
pub(super) fn explained(texts: &PostTexts, role: Role) -> &'static str {
    match role {
        Role::Owner => texts.role_owner,
        Role::Editor => texts.role_editor,
        Role::Commenter => texts.role_commenter,
        Role::Viewer => texts.role_viewer,
    }
}

/// A role in one word.
pub(super) fn word(texts: &PostTexts, role: Role) -> &'static str {
    match role {
        Role::Owner => texts.owner,
        Role::Editor => texts.badge_editor,
        Role::Commenter => texts.badge_commenter,
        Role::Viewer => texts.badge_viewer,
    }
}
