//! Who may do what with a post: the one place that says so.

use model::{
    Error, ErrorCode, Result, UserId,
    content::{Role, Status},
    error::Problem,
    sharing::SharingSettings,
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
    /// Give others access: add people, invite, make links.
    Invite,
    /// Change and end others' access, answer requests, pass the post on, see the log.
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
        Act::Invite | Act::Share | Act::SetStatus | Act::Destroy => role == Role::Owner,
        Act::Leave => role < Role::Owner,
    }
}

/// # Errors
/// `Forbidden` if the role does not allow it. (Whoever has a role knows that the post is there.)
pub fn require(role: Role, act: Act) -> Result<()> {
    if may(role, act) { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
}

/// Whether a role allows an act under what the owner has set: editors may be let to invite, too.
pub fn may_under(settings: SharingSettings, role: Role, act: Act) -> bool {
    may(role, act) || (act == Act::Invite && role == Role::Editor && settings.editors_share)
}

/// What a guest may do: what their link says, but not edit where the owner forbids it, and nothing in the trash.
pub fn guest_role(link: Role, status: Status, settings: SharingSettings) -> Option<Role> {
    let greatest = if settings.guests_edit { Role::Editor } else { Role::Commenter };
    (status != Status::Trash).then(|| link.min(greatest))
}

/// # Errors
/// `Forbidden` unless it is the owner, or the one who made it and may still invite.
pub fn require_manages(role: Role, me: UserId, made_by: Option<UserId>) -> Result<()> {
    if role == Role::Owner || made_by == Some(me) { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
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
            (Act::Invite, [false, false, false, true]),
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
    fn editors_invite_where_the_owner_lets_them_and_do_nothing_else_more() {
        let settings = SharingSettings { editors_share: true, ..SharingSettings::default() };
        for role in [Role::Viewer, Role::Commenter, Role::Editor, Role::Owner] {
            assert_eq!(may_under(settings, role, Act::Invite), role >= Role::Editor, "{role:?}");
            assert_eq!(may_under(SharingSettings::default(), role, Act::Invite), role == Role::Owner, "{role:?}");
            assert_eq!(may_under(settings, role, Act::Share), role == Role::Owner, "{role:?}");
        }
    }

    #[test]
    fn a_guest_has_the_links_role_unless_the_owner_forbids_editing() {
        let forbidden = SharingSettings { guests_edit: false, ..SharingSettings::default() };
        assert_eq!(guest_role(Role::Editor, Status::Draft, SharingSettings::default()), Some(Role::Editor));
        assert_eq!(guest_role(Role::Editor, Status::Archived, forbidden), Some(Role::Commenter));
        assert_eq!(guest_role(Role::Viewer, Status::Draft, forbidden), Some(Role::Viewer));
        assert_eq!(guest_role(Role::Editor, Status::Trash, SharingSettings::default()), None);
    }

    #[test]
    fn ownership_cannot_be_given() {
        assert!(require_given(Role::Owner).is_err());
        for role in Role::GIVEN {
            assert!(require_given(role).is_ok());
        }
    }
}
