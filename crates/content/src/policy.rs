//! Who may do what with a post: the one place that says so.

use model::{
    Error, ErrorCode, Result,
    content::{Role, Status},
    error::Problem,
};

/// What can be done with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Read it, export it, see who has access, copy it.
    Read,
    /// Comment on it.
    Comment,
    /// Change the title and the text.
    Write,
    /// Add, change and remove collaborators.
    Share,
    /// Archive, delete, restore.
    SetStatus,
    /// Delete it for good.
    Destroy,
    /// Give one's own access up.
    Leave,
}

/// Whether a role allows an act.
pub fn may(role: Role, act: Act) -> bool {
    match act {
        Act::Read => true,
        Act::Comment => role >= Role::Commenter,
        Act::Write => role >= Role::Editor,
        Act::Share | Act::SetStatus | Act::Destroy => role == Role::Owner,
        Act::Leave => role < Role::Owner,
    }
}

/// # Errors
/// `Forbidden` if the role does not allow it. (Whoever has a role knows that the post is there.)
pub fn require(role: Role, act: Act) -> Result<()> {
    if may(role, act) { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
}

/// The role of a person: the owner's, or the one that was given to them, but in the trash only the owner's.
pub fn role(owner: bool, given: Option<Role>, status: Status) -> Option<Role> {
    match (owner, status) {
        (true, _) => Some(Role::Owner),
        (false, Status::Trash) => None,
        (false, _) => given,
    }
}

/// # Errors
/// `Invalid` for a role that is nobody's to give: there is one owner.
pub fn require_given(role: Role) -> Result<()> {
    if Role::GIVEN.contains(&role) { Ok(()) } else { Err(Error::field("permission", Problem::UnknownValue)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_table_says() {
        let roles = [Role::Viewer, Role::Commenter, Role::Editor, Role::Owner];
        let table = [
            (Act::Read, [true, true, true, true]),
            (Act::Comment, [false, true, true, true]),
            (Act::Write, [false, false, true, true]),
            (Act::Share, [false, false, false, true]),
            (Act::SetStatus, [false, false, false, true]),
            (Act::Destroy, [false, false, false, true]),
            (Act::Leave, [true, true, true, false]),
        ];
        for (act, row) in table {
            for (role, expected) in roles.into_iter().zip(row) {
                assert_eq!(may(role, act), expected, "{role:?} {act:?}");
                assert_eq!(require(role, act).is_ok(), expected);
            }
        }
        for role in roles {
            assert_eq!(may(role, Act::Write), role.writes(), "the model says the same");
        }
    }

    #[test]
    fn in_the_trash_only_the_owner_has_a_role() {
        for status in Status::ALL {
            assert_eq!(role(true, None, status), Some(Role::Owner));
            assert_eq!(role(false, None, status), None);
            assert_eq!(role(false, Some(Role::Editor), status), (status != Status::Trash).then_some(Role::Editor));
        }
    }

    #[test]
    fn ownership_cannot_be_given() {
        assert!(require_given(Role::Owner).is_err());
        for role in Role::GIVEN {
            assert!(require_given(role).is_ok());
        }
    }
}
