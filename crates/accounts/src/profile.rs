//! What people set about themselves, and leaving.

use crate::{Accounts, fields, store};
use db::WriteTx;
use jiff::tz::TimeZone;
use model::{
    ErrorCode, Language, Result, Theme, UserId,
    accounts::{AVATAR_COLORS, AccountRole, User},
    error::{Check, Problem},
};

/// What changes; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ProfileChange {
    /// The name.
    pub name: Option<String>,
    /// The avatar's colour, below 12.
    pub color: Option<u8>,
    /// The language.
    pub language: Option<Language>,
    /// The theme.
    pub theme: Option<Theme>,
    /// IANA name of the time zone.
    pub time_zone: Option<String>,
}

impl Accounts {
    /// Changes the profile.
    ///
    /// # Errors
    /// `Invalid` with the fields (`name`, `color`, `timeZone`); `NotFound` if the account is gone.
    pub async fn update_profile(&self, me: UserId, change: ProfileChange) -> Result<User> {
        let mut check = Check::new();
        let name = change.name.map(|name| fields::name(&mut check, &name));
        if change.color.is_some_and(|color| color >= AVATAR_COLORS) {
            check.wrong("color", Problem::UnknownValue);
        }
        if change.time_zone.as_deref().is_some_and(|zone| TimeZone::get(zone).is_err()) {
            check.wrong("timeZone", Problem::UnknownValue);
        }
        check.done()?;
        self.change(me, move |user| {
            user.name = name.unwrap_or_else(|| user.name.clone());
            user.color = change.color.unwrap_or(user.color);
            user.language = change.language.unwrap_or(user.language);
            user.theme = change.theme.unwrap_or(user.theme);
            user.time_zone = change.time_zone.unwrap_or_else(|| user.time_zone.clone());
        })
        .await
    }

    async fn change(&self, me: UserId, change: impl FnOnce(&mut User)) -> Result<User> {
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        let mut user = store::by_id(&mut *tx, me).await?.ok_or(ErrorCode::NotFound)?.user;
        change(&mut user);
        store::update(&mut tx, &user).await?;
        tx.commit().await?;
        Ok(user)
    }

    /// Deletes the account with its sessions, links and tokens, as part of a transaction in which the
    /// person's posts are dealt with first. Ask [`Accounts::check_password`] before.
    ///
    /// # Errors
    /// `LastAdmin` if others would be left without an admin; `NotFound` if the account is gone.
    pub async fn delete_account(&self, tx: &mut WriteTx, me: UserId) -> Result<()> {
        store::lock_roles(tx).await?;
        let user = store::by_id(&mut **tx, me).await?.ok_or(ErrorCode::NotFound)?.user;
        if user.role == AccountRole::Admin && store::others(tx, me, Some(AccountRole::Admin)).await? == 0 && store::others(tx, me, None).await? > 0 {
            return Err(ErrorCode::LastAdmin.into());
        }
        store::delete(tx, me).await?;
        tracing::info!(user = %me, "account deleted");
        Ok(())
    }
}
