//! Who asks.

use model::{Error, ErrorCode, Result, UserId, accounts::User, sharing::Guest};

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Who.
    pub user: User,
    /// What they are signed in with, as it is stored: the id of a row of sessions, or a token's hash. What ends
    /// it closes the sockets that were opened with it.
    pub session: String,
    /// Signed in with an API token, not with a browser's session.
    pub by_token: bool,
}

/// Who asks and from where, the same for pages, server functions, REST and sockets. In every request's extensions.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// Who is signed in.
    pub identity: Option<Identity>,
    /// The guest that this browser is known as, beside or without an account.
    pub guest: Option<Guest>,
    /// The address that the request came from.
    pub address: String,
    /// The id in the logs.
    pub request_id: String,
}

impl Caller {
    /// Who is signed in.
    ///
    /// # Errors
    /// `SignInNeeded` if nobody is.
    pub fn identity(&self) -> Result<&Identity> {
        self.identity.as_ref().ok_or_else(|| Error::from(ErrorCode::SignInNeeded))
    }

    /// The person who is signed in.
    ///
    /// # Errors
    /// `SignInNeeded` if nobody is.
    pub fn user(&self) -> Result<&User> {
        self.identity().map(|identity| &identity.user)
    }

    /// Their id.
    ///
    /// # Errors
    /// `SignInNeeded` if nobody is.
    pub fn me(&self) -> Result<UserId> {
        self.user().map(|user| user.id)
    }
}
