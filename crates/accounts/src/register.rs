//! Signing up.

use crate::{Accounts, fields, limits::Quota, links::Purpose, store};
use db::new_id;
use jiff::tz::TimeZone;
use model::{
    ErrorCode, Language, Result, Theme, UserId,
    accounts::{AVATAR_COLORS, AccountRole, User},
    error::Check,
};

/// What somebody gives when they sign up.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// The language of their mails and screens.
    pub language: Language,
    /// IANA name of their time zone; UTC where it is not known to us.
    pub time_zone: String,
}

impl Accounts {
    /// Makes an account and sends the verification mail. The first account of an empty installation is an
    /// admin. `from` is the address that asks.
    ///
    /// # Errors
    /// `Invalid` with the fields, `EmailTaken`, `TooMany`.
    pub async fn register(&self, new: NewAccount, from: &str) -> Result<User> {
        let mut check = Check::new();
        let name = fields::name(&mut check, &new.name);
        let email = fields::email(&mut check, &new.email);
        fields::password(&mut check, "password", &new.password, &name, &email);
        check.done()?;
        let quota = [Quota::minute(self.0.settings.limits.register_address_minute)];
        self.0.limiter.take(&[(format!("register {from}"), &quota)])?;
        if store::by_email(self.0.db.read(), &email).await?.is_some() {
            return Err(ErrorCode::EmailTaken.into());
        }

        let password_hash = self.0.passwords.hash(&new.password).await?;
        let id: UserId = new_id();
        let mut user = User {
            id,
            name,
            email,
            email_verified: false,
            pending_email: None,
            role: AccountRole::User,
            color: rand::random_range(0..AVATAR_COLORS),
            picture: None,
            language: new.language,
            theme: Theme::System,
            time_zone: if TimeZone::get(&new.time_zone).is_ok() { new.time_zone } else { "UTC".to_owned() },
            created_at: self.now(),
        };
        let mut tx = self.0.db.write().await?;
        if store::is_empty(&mut *tx).await? {
            // Looked at again under the lock: of two that come first at once, one is.
            store::lock_roles(&mut tx).await?;
            if store::is_empty(&mut *tx).await? {
                user.role = AccountRole::Admin;
            }
        }
        store::insert(&mut tx, &user, &password_hash).await?;
        self.send_verification(&mut tx, &user).await?;
        tx.commit().await?;
        tracing::info!(user = %user.id, role = user.role.code(), "account made");
        Ok(user)
    }

    pub(crate) async fn send_verification(&self, tx: &mut db::WriteTx, user: &User) -> Result<()> {
        let secret = self.new_link(tx, user.id, Purpose::VerifyEmail, &user.email).await?;
        let letter = crate::letters::verify(user.language, &self.link("verify", &secret));
        self.post(tx, &user.email, letter).await
    }
}
