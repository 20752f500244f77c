//! Who may do what with comments: the one place that says so.

use model::{ErrorCode, Result, content::Role};

/// What can be done with comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Read them, and note that one has.
    Read,
    /// Start a thread, reply, react.
    Write,
    /// Change or delete a comment.
    Change {
        /// Whether it is one's own.
        mine: bool,
    },
    /// Resolve or reopen a thread.
    Resolve {
        /// Whether one has started it.
        mine: bool,
    },
}

/// Whether a role allows an act.
pub fn may(role: Role, act: Act) -> bool {
    match act {
        Act::Read => true,
        Act::Write => role >= Role::Commenter,
        Act::Change { mine } => mine && role >= Role::Commenter,
        Act::Resolve { mine } => role >= Role::Editor || (mine && role >= Role::Commenter),
    }
}

/// # Errors
/// `Forbidden` if the role does not allow it. (Whoever has a role knows that the post is there.)
pub fn require(role: Role, act: Act) -> Result<()> {
    if may(role, act) { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_table_says() {
        let roles = [Role::Viewer, Role::Commenter, Role::Editor, Role::Owner];
        let table = [
            (Act::Read, [true, true, true, true]),
            (Act::Write, [false, true, true, true]),
            (Act::Change { mine: true }, [false, true, true, true]),
            (Act::Change { mine: false }, [false, false, false, false]),
            (Act::Resolve { mine: true }, [false, true, true, true]),
            (Act::Resolve { mine: false }, [false, false, true, true]),
        ];
        for (act, row) in table {
            for (role, expected) in roles.into_iter().zip(row) {
                assert_eq!(may(role, act), expected, "{role:?} {act:?}");
                assert_eq!(require(role, act).is_ok(), expected);
            }
        }
    }
}
