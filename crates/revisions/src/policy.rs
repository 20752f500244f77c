//! Who may do what with a post's revisions: the one place that says so.

use content::policy as posts;
use model::{Result, content::Role};

/// What can be done with revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// List, read, download and compare them.
    See,
    /// Keep one by hand; give one a name, or take it away.
    Name,
    /// Make the post again what it was.
    Restore,
}

/// # Errors
/// `Forbidden` if the role does not allow it: whoever reads a post sees where it comes from, and whoever
/// writes it may go back.
pub fn require(role: Role, act: Act) -> Result<()> {
    posts::require(
        role,
        match act {
            Act::See => posts::Act::Read,
            Act::Name | Act::Restore => posts::Act::Write,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_table_says() {
        let roles = [Role::Viewer, Role::Commenter, Role::Editor, Role::Owner];
        let table = [(Act::See, [true; 4]), (Act::Name, [false, false, true, true]), (Act::Restore, [false, false, true, true])];
        for (act, row) in table {
            for (role, expected) in roles.into_iter().zip(row) {
                assert_eq!(require(role, act).is_ok(), expected, "{role:?} {act:?}");
            }
        }
    }
}
