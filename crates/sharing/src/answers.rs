//! Invitations are answered: by the secret of the mail, or by whom they are addressed to.

use crate::{Sharing, store, store::invitations::Open};
use db::hash;
use model::{
    ContentId, ErrorCode, Result, UserId,
    accounts::User,
    content::Role,
    sharing::{Deed, Invited},
};

/// An invitation that has just been answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The post.
    pub content_id: ContentId,
    /// The address it was sent to.
    pub email: String,
    /// Who invited, while they have an account.
    pub invited_by: Option<UserId>,
    /// What the one who accepted may do now; `None` if it was declined.
    pub role: Option<Role>,
}

impl Sharing {
    /// An invitation, for whoever has its secret.
    ///
    /// # Errors
    /// `LinkExpired` if it is answered, taken back or too old, or its post is gone.
    pub async fn invitation(&self, secret: &str) -> Result<Invited> {
        Ok(self.open(secret).await?.invited)
    }

    /// The invitation to a post that waits for somebody. Only a confirmed address stands for its owner; others need
    /// the secret of the mail.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn waiting_invitation(&self, me: &User, id: ContentId) -> Result<Option<Invited>> {
        Ok(self.waiting(me, id).await?.map(|open| open.invited))
    }

    /// Accepts an invitation by its secret. One who has access already keeps it.
    ///
    /// # Errors
    /// `LinkExpired`; `OtherAddress` if it was sent to somebody else: it stays good then.
    pub async fn accept_invitation(&self, me: &User, secret: &str) -> Result<Answered> {
        let open = self.open(secret).await?;
        if open.invited.email != me.email {
            return Err(ErrorCode::OtherAddress.into());
        }
        self.accept(me, open).await
    }

    /// Accepts the invitation that waits for somebody.
    ///
    /// # Errors
    /// `LinkExpired` if there is none.
    pub async fn accept_waiting(&self, me: &User, id: ContentId) -> Result<Answered> {
        let open = self.waiting(me, id).await?.ok_or(ErrorCode::LinkExpired)?;
        self.accept(me, open).await
    }

    /// Declines an invitation; having its secret is enough.
    ///
    /// # Errors
    /// `LinkExpired`.
    pub async fn decline_invitation(&self, secret: &str) -> Result<Answered> {
        let open = self.open(secret).await?;
        self.decline(open).await
    }

    /// Declines the invitation that waits for somebody.
    ///
    /// # Errors
    /// `LinkExpired` if there is none.
    pub async fn decline_waiting(&self, me: &User, id: ContentId) -> Result<Answered> {
        let open = self.waiting(me, id).await?.ok_or(ErrorCode::LinkExpired)?;
        self.decline(open).await
    }

    async fn open(&self, secret: &str) -> Result<Open> {
        store::invitations::by_secret(self.0.db.read(), &hash(secret), db::now()).await?.ok_or_else(|| ErrorCode::LinkExpired.into())
    }

    async fn waiting(&self, me: &User, id: ContentId) -> Result<Option<Open>> {
        if !me.email_verified {
            return Ok(None);
        }
        store::invitations::by_address(self.0.db.read(), id, &me.email, db::now()).await
    }

    async fn accept(&self, me: &User, open: Open) -> Result<Answered> {
        let Open { invited, secret_hash, invited_by } = open;
        let id = invited.content_id;
        let mut tx = self.0.db.write().await?;
        take(&mut tx, &secret_hash).await?;
        let granted = self.0.contents.grant(&mut tx, id, me.id, invited.permission).await?;
        let role = if granted { invited.permission } else { self.0.contents.role(me.id, id).await? };
        self.0.contents.note(&mut tx, id, me.id, Deed::InvitationAccepted, &invited.email, Some(role)).await?;
        tx.commit().await?;
        let role = self.0.contents.role(me.id, id).await?;
        Ok(Answered { content_id: id, email: invited.email, invited_by, role: Some(role) })
    }

    async fn decline(&self, open: Open) -> Result<Answered> {
        let Open { invited, secret_hash, invited_by } = open;
        let mut tx = self.0.db.write().await?;
        take(&mut tx, &secret_hash).await?;
        self.0.contents.note(&mut tx, invited.content_id, None, Deed::InvitationDeclined, &invited.email, None).await?;
        tx.commit().await?;
        Ok(Answered { content_id: invited.content_id, email: invited.email, invited_by, role: None })
    }
}

/// Uses it up: of two answers at once, one is heard.
async fn take(tx: &mut db::WriteTx, secret_hash: &str) -> Result<()> {
    if store::invitations::take(tx, secret_hash, db::now()).await? { Ok(()) } else { Err(ErrorCode::LinkExpired.into()) }
}
