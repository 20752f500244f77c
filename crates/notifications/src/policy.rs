//! Who may hear of what.

use model::{content::Role, notifications::Kind};

/// Whether somebody with this role (`None`: without access) may hear of something of this kind. Invitations and
/// answers go to people who have no access, and say no more than the title; all else is for those who may read
/// the post, and requests are the owner's matter. The lists ask again each time: see `visible` in the store.
pub fn hears(kind: Kind, role: Option<Role>) -> bool {
    match kind {
        Kind::Invitation | Kind::AccessAnswer => true,
        Kind::AccessRequest => role == Some(Role::Owner),
        Kind::InvitationAnswer | Kind::Share | Kind::Mention | Kind::Reply | Kind::Comment | Kind::Resolved => role.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_hear_only_what_is_meant_for_strangers() {
        let strangers: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| hears(*kind, None)).collect();
        assert_eq!(strangers, [Kind::Invitation, Kind::AccessAnswer]);
        assert!(!hears(Kind::AccessRequest, Some(Role::Editor)) && hears(Kind::AccessRequest, Some(Role::Owner)));
        assert!(hears(Kind::Reply, Some(Role::Viewer)));
    }
}
