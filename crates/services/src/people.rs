//! People: what ends a session or an account closes its open sockets.

use crate::{Identity, Services};
use model::{Result, TokenId, UserId, accounts::User};

impl Services {
    /// Signs out of one session (`session` as it is stored): it is gone before its sockets close, so that they
    /// cannot come back.
    pub async fn sign_out(&self, me: UserId, session: &str) -> Result<()> {
        self.accounts.sessions().delete(session).await?;
        self.hub.signed_out(me, session).await;
        Ok(())
    }

    /// Ends one of one's sessions, named as in the list.
    pub async fn end_session(&self, me: UserId, public_id: &str) -> Result<()> {
        let ended = self.accounts.sessions().end(me, public_id).await?;
        self.hub.signed_out(me, &ended).await;
        Ok(())
    }

    /// Signs out everywhere, except in the session `but`.
    pub async fn sign_out_everywhere(&self, me: UserId, but: Option<&str>) -> Result<()> {
        self.accounts.sessions().end_all(me, but).await?;
        self.hub.session_ended(me, but).await;
        Ok(())
    }

    /// Changes the password; sessions other than `but` end.
    pub async fn change_password(&self, me: UserId, old: &str, new: &str, but: Option<&str>) -> Result<()> {
        self.accounts.change_password(me, old, new, but).await?;
        self.hub.session_ended(me, but).await;
        Ok(())
    }

    /// Sets a new password by the link of a mail; all sessions end.
    pub async fn reset_password(&self, secret: &str, password: &str) -> Result<User> {
        let user = self.accounts.reset_password(secret, password).await?;
        self.hub.session_ended(user.id, None).await;
        Ok(user)
    }

    /// Revokes an API token and closes the sockets that were opened with it.
    pub async fn revoke_token(&self, me: UserId, id: TokenId) -> Result<()> {
        let hash = self.accounts.revoke_token(me, id).await?;
        self.hub.signed_out(me, &hash).await;
        Ok(())
    }

    /// Deletes an account with its posts, all or nothing; collaborations end, and everybody in its posts is put out.
    pub async fn delete_account(&self, me: UserId, password: &str) -> Result<()> {
        self.accounts.check_password(me, password).await?;
        let mut tx = self.db.write().await?;
        let posts = self.contents.erase_user(&mut tx, me).await?;
        self.accounts.delete_account(&mut tx, me).await?;
        tx.commit().await?;
        for post in posts {
            self.hub.gone(post).await;
        }
        self.hub.session_ended(me, None).await;
        Ok(())
    }

    /// Whether what somebody signed in with is still good.
    pub(crate) async fn still_signed_in(&self, who: &Identity) -> Result<bool> {
        if who.by_token {
            return self.accounts.token_is_good(&who.session).await;
        }
        Ok(self.accounts.sessions().load(&who.session).await?.is_some_and(|session| session.user_id == Some(who.user.id)))
    }
}
