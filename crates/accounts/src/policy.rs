//! Who may do what with accounts. Everybody may do everything with their own; the rest is for admins.

use model::{
    ErrorCode, Result,
    accounts::{AccountRole, User},
};

/// The admin pages: seeing all accounts and mails, changing roles.
///
/// # Errors
/// `Forbidden` for everybody else.
pub fn administers(me: &User) -> Result<()> {
    match me.role {
        AccountRole::Admin => Ok(()),
        AccountRole::User => Err(ErrorCode::Forbidden.into()),
    }
}
