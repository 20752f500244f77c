//! Who may do what with an account.

use model::{ErrorCode, Result, crm::Role};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Read conversations, the outbox, numbers.
    See,
    /// Write, edit, cancel, try again.
    Send,
    /// Say where conversations are and who answers; note what is known of a fan.
    Triage,
    /// Say what became of a message whose answer was lost.
    Settle,
    /// Take fans from a file.
    Import,
    /// Write to many at once.
    Campaign,
    /// Keep segments, lists and fields; change many fans at once, take them out as a file, join two.
    Organise,
    /// Change the account, replay, reconcile.
    Manage,
    /// Say who works with the account.
    Share,
}

/// Whether this role allows the act; who has none learns nothing.
///
/// # Errors
/// `NotFound` without a role, `Forbidden` with one that is not enough.
pub fn require(role: Option<Role>, act: Act) -> Result<Role> {
    match (role, act) {
        (None, _) => Err(ErrorCode::NotFound.into()),
        (Some(Role::Chatter), Act::Manage | Act::Import | Act::Campaign | Act::Organise) | (Some(Role::Chatter | Role::Manager), Act::Share) => {
            Err(ErrorCode::Forbidden.into())
        }
        (Some(role), _) => Ok(role),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_creator_says_who_works_with_the_account() {
        assert_eq!(require(Some(Role::Creator), Act::Share), Ok(Role::Creator));
        for role in [Role::Manager, Role::Chatter] {
            assert_eq!(require(Some(role), Act::Share).unwrap_err().code, ErrorCode::Forbidden);
        }
    }

    #[test]
    fn chatters_answer_and_do_not_manage() {
        assert_eq!(require(Some(Role::Chatter), Act::Send), Ok(Role::Chatter));
        for act in [Act::Manage, Act::Import, Act::Campaign, Act::Organise] {
            assert_eq!(require(Some(Role::Chatter), act).unwrap_err().code, ErrorCode::Forbidden);
            assert_eq!(require(Some(Role::Manager), act), Ok(Role::Manager));
        }
        assert_eq!(require(None, Act::See).unwrap_err().code, ErrorCode::NotFound);
    }
}
