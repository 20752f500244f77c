//! Verifying an address, changing it, and getting back in.

use crate::{
    Accounts, fields, letters,
    limits::Quota,
    links::{Link, Purpose},
    store::{self, links},
};
use db::{WriteTx, hash};
use model::{
    Error, ErrorCode, Result, UserId,
    accounts::User,
    error::{Check, Problem},
};
use tokio::time::sleep;

impl Accounts {
    /// Sends the verification mail again: for the address that waits for it, or else for the account's own.
    /// Nothing happens if there is nothing to verify.
    ///
    /// # Errors
    /// `TooMany`; `NotFound` if the account is gone.
    pub async fn resend_verification(&self, me: UserId) -> Result<()> {
        let user = self.user(me).await?.ok_or(ErrorCode::NotFound)?;
        if user.email_verified && user.pending_email.is_none() {
            return Ok(());
        }
        self.0.limiter.take(&[(format!("verify {me}"), &[self.mails_an_hour()])])?;
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        match &user.pending_email {
            Some(new) => self.send_change(&mut tx, &user, new).await?,
            None => self.send_verification(&mut tx, &user).await?,
        }
        tx.commit().await
    }

    /// Takes the secret of a verification link: the account's address is verified, or the new one takes its place.
    ///
    /// # Errors
    /// `LinkExpired` if it is used, too old or replaced; `EmailTaken` if somebody else was faster.
    pub async fn verify_email(&self, secret: &str) -> Result<User> {
        let purposes = [Purpose::VerifyEmail, Purpose::ChangeEmail];
        let (mut tx, link, mut user) = self.take_link(secret, purposes).await?;
        match link.purpose {
            Purpose::ChangeEmail if user.pending_email.as_ref() == Some(&link.email) => {
                user.email = link.email;
                user.pending_email = None;
                // What was sent to the old address is of no use any more.
                links::delete(&mut tx, user.id, &[Purpose::VerifyEmail, Purpose::ResetPassword]).await?;
            }
            Purpose::VerifyEmail if user.email == link.email => {}
            _ => return Err(ErrorCode::LinkExpired.into()),
        }
        user.email_verified = true;
        store::update(&mut tx, &user).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// Sends a link for a new password if there is such an account. Says nothing about whether there is, and
    /// takes the same time. `from` is the address that asks.
    ///
    /// # Errors
    /// `Invalid` if it is no address at all, `TooMany`.
    pub async fn forgot_password(&self, email: &str, from: &str) -> Result<()> {
        let mut check = Check::new();
        let email = fields::email(&mut check, email);
        check.done()?;
        let quota = [Quota::minute(self.0.settings.limits.mail_address_minute)];
        self.0.limiter.take(&[(format!("forgot {email}"), &[self.mails_an_hour()]), (format!("forgot from {from}"), &quota)])?;
        let (sent, ()) = tokio::join!(self.send_reset(&email), sleep(self.0.settings.recovery_takes));
        sent
    }

    async fn send_reset(&self, email: &str) -> Result<()> {
        let Some(account) = store::by_email(self.0.db.read(), email).await? else { return Ok(()) };
        let user = account.user;
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, user.id).await?;
        let secret = self.new_link(&mut tx, user.id, Purpose::ResetPassword, &user.email).await?;
        let letter = letters::reset(user.language, &self.link("reset", &secret));
        self.post(&mut tx, &user.email, letter).await?;
        tx.commit().await
    }

    /// Sets a new password with the secret of a recovery link. All sessions of the person end, a change of
    /// address that waits is dropped, and the address counts as verified.
    ///
    /// # Errors
    /// `LinkExpired`; `Invalid` if the password is not taken (the link stays good then).
    pub async fn reset_password(&self, secret: &str, password: &str) -> Result<User> {
        let purposes = [Purpose::ResetPassword; 2];
        let link = links::peek(self.0.db.read(), &hash(secret), purposes, self.now()).await?.ok_or(ErrorCode::LinkExpired)?;
        let user = self.user(link.user_id).await?.ok_or(ErrorCode::LinkExpired)?;
        let mut check = Check::new();
        fields::password(&mut check, "password", password, &user.name, &user.email);
        check.done()?;
        let password_hash = self.0.passwords.hash(password).await?;

        let (mut tx, link, mut user) = self.take_link(secret, purposes).await?;
        if user.email != link.email {
            return Err(ErrorCode::LinkExpired.into());
        }
        user.email_verified = true;
        self.new_password(&mut tx, &mut user, &password_hash).await?;
        store::sessions::end_all(&mut tx, user.id, None).await?;
        tx.commit().await?;
        self.forgive(&user);
        Ok(user)
    }

    /// Asks to change the address: a link goes to the new one, a notice to the old one. Until the link is
    /// opened the old address stays.
    ///
    /// # Errors
    /// `Invalid`, `EmailTaken`, `WrongPassword`, `TooMany`.
    pub async fn change_email(&self, me: UserId, email: &str, password: &str) -> Result<()> {
        let mut check = Check::new();
        let email = fields::email(&mut check, email);
        check.done()?;
        self.check_password(me, password).await?;
        let user = self.user(me).await?.ok_or(ErrorCode::NotFound)?;
        if user.email == email {
            return Err(Error::field("email", Problem::Unchanged));
        }
        if self.by_email(&email).await?.is_some() {
            return Err(ErrorCode::EmailTaken.into());
        }
        self.0.limiter.take(&[(format!("change {me}"), &[self.mails_an_hour()])])?;
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        let mut user = store::by_id(&mut *tx, me).await?.ok_or(ErrorCode::NotFound)?.user;
        user.pending_email = Some(email.clone());
        store::update(&mut tx, &user).await?;
        self.send_change(&mut tx, &user, &email).await?;
        self.post(&mut tx, &user.email, letters::change_notice(user.language, &email)).await?;
        tx.commit().await
    }

    async fn send_change(&self, tx: &mut WriteTx, user: &User, new: &str) -> Result<()> {
        let secret = self.new_link(tx, user.id, Purpose::ChangeEmail, new).await?;
        let letter = letters::confirm_change(user.language, &self.link("verify", &secret));
        self.post(tx, new, letter).await
    }

    /// Changes the password. The person's other sessions end, and so does a change of address that waits.
    /// `keep_session` is the id of the session that asks.
    ///
    /// # Errors
    /// `WrongPassword`, `Invalid` (field `password`), `TooMany`.
    pub async fn change_password(&self, me: UserId, old: &str, new: &str, keep_session: Option<&str>) -> Result<()> {
        let user = self.user(me).await?.ok_or(ErrorCode::NotFound)?;
        let mut check = Check::new();
        fields::password(&mut check, "password", new, &user.name, &user.email);
        check.done()?;
        self.check_password(me, old).await?;
        let password_hash = self.0.passwords.hash(new).await?;
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        let mut user = store::by_id(&mut *tx, me).await?.ok_or(ErrorCode::NotFound)?.user;
        self.new_password(&mut tx, &mut user, &password_hash).await?;
        store::sessions::end_all(&mut tx, me, keep_session).await?;
        tx.commit().await
    }

    /// Whoever held the old password may have asked for another address or a recovery link: both are dropped.
    async fn new_password(&self, tx: &mut WriteTx, user: &mut User, password_hash: &str) -> Result<()> {
        user.pending_email = None;
        store::update(tx, user).await?;
        store::set_password(tx, user.id, password_hash).await?;
        links::delete(tx, user.id, &[Purpose::ChangeEmail, Purpose::ResetPassword]).await
    }

    /// Uses a link up, if the transaction is committed. Its user is locked first, as wherever links are made.
    async fn take_link(&self, secret: &str, purposes: [Purpose; 2]) -> Result<(WriteTx, Link, User)> {
        let (secret_hash, now) = (hash(secret), self.now());
        let mut tx = self.0.db.write().await?;
        let link = links::peek(&mut *tx, &secret_hash, purposes, now).await?.ok_or(ErrorCode::LinkExpired)?;
        store::lock_user(&mut tx, link.user_id).await?;
        let link = links::take(&mut tx, &secret_hash, purposes, now).await?.ok_or(ErrorCode::LinkExpired)?;
        let account = store::by_id(&mut *tx, link.user_id).await?.ok_or(ErrorCode::LinkExpired)?;
        Ok((tx, link, account.user))
    }

    fn mails_an_hour(&self) -> Quota {
        Quota::hour(self.0.settings.limits.mail_account_hour)
    }
}
