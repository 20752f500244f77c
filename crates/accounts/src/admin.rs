//! What admins do with accounts.

use crate::{Accounts, fields, policy, store};
use model::{
    ErrorCode, Page, PageRequest, Result, UserId,
    accounts::{AccountRole, User},
};

impl Accounts {
    /// All accounts whose name or address contains the search, newest first.
    ///
    /// # Errors
    /// `Forbidden` unless an admin asks; `BadRequest` for a cursor that is not ours.
    pub async fn list_users(&self, me: &User, search: &str, page: PageRequest) -> Result<Page<User>> {
        policy::administers(me)?;
        let before = match page.cursor.as_deref() {
            Some(cursor) => Some(cursor.parse::<UserId>().map_err(|_| ErrorCode::BadRequest)?),
            None => None,
        };
        let limit = page.limit();
        let mut items = store::list(&self.0.db, &fields::one_line(search).to_lowercase(), before, limit + 1).await?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = items.last().filter(|_| more).map(|user| user.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// All administrators. For the program, which tells them what is wrong.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn administrators(&self) -> Result<Vec<User>> {
        store::administrators(&self.0.db).await
    }

    /// Makes somebody an admin, or a plain user again.
    ///
    /// # Errors
    /// `Forbidden` unless an admin asks; `NotFound`; `LastAdmin` if nobody would be left.
    pub async fn set_account_role(&self, me: &User, who: UserId, role: AccountRole) -> Result<()> {
        policy::administers(me)?;
        let mut tx = self.0.db.write().await?;
        store::lock_roles(&mut tx).await?;
        // The one who asks may have been demoted a moment ago.
        let me = store::by_id(&mut *tx, me.id).await?.ok_or(ErrorCode::Forbidden)?.user;
        policy::administers(&me)?;
        store::lock_user(&mut tx, who).await?;
        let mut user = store::by_id(&mut *tx, who).await?.ok_or(ErrorCode::NotFound)?.user;
        if role == AccountRole::User && user.role == AccountRole::Admin && store::others(&mut tx, who, Some(AccountRole::Admin)).await? == 0 {
            return Err(ErrorCode::LastAdmin.into());
        }
        user.role = role;
        store::update(&mut tx, &user).await?;
        tx.commit().await?;
        tracing::info!(by = %me.id, user = %who, role = role.code(), "account role set");
        Ok(())
    }
}
