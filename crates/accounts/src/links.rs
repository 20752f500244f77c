//! Links that work once.

use crate::{Accounts, store};
use db::{WriteTx, hash, secret};
use model::{Result, Timestamp, UserId};

const HOUR: i64 = 3_600_000;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    VerifyEmail,
    ChangeEmail,
    ResetPassword,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::VerifyEmail, Self::ChangeEmail, Self::ResetPassword];

    pub fn code(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ChangeEmail => "change_email",
            Self::ResetPassword => "reset_password",
        }
    }

    fn lives(self) -> i64 {
        match self {
            Self::VerifyEmail | Self::ChangeEmail => 24 * HOUR,
            Self::ResetPassword => HOUR,
        }
    }
}

/// A link that is there and not over.
#[derive(Debug)]
pub(crate) struct Link {
    pub user_id: UserId,
    pub purpose: Purpose,
    pub email: String,
}

impl Accounts {
    /// Makes a link in place of the last one of this purpose; the secret is only in the mail.
    pub(crate) async fn new_link(&self, tx: &mut WriteTx, who: UserId, purpose: Purpose, email: &str) -> Result<String> {
        let secret = secret();
        let expires_at = Timestamp(self.now().0 + purpose.lives());
        store::links::put(tx, who, purpose, &hash(&secret), email, expires_at).await?;
        Ok(secret)
    }
}
