//! Who has access to a post.

use crate::{Contents, policy, policy::Act, store};
use model::{
    ContentId, ErrorCode, Result, UserId,
    content::{Collaborator, Role},
    sharing::Deed,
};

impl Contents {
    /// Who has access, the owner first.
    ///
    /// # Errors
    /// `NotFound` for strangers.
    pub async fn collaborators(&self, me: UserId, id: ContentId) -> Result<Vec<Collaborator>> {
        self.allowed(me, id, Act::Read).await?;
        store::collaborators(self.db.read(), id).await
    }

    /// Gives a registered person access.
    ///
    /// # Errors
    /// `Forbidden` for those who may not invite, `UnknownPerson`, `AlreadyShared`, and `OwnerStays` for the owner's address.
    pub async fn add_collaborator(&self, me: UserId, id: ContentId, email: &str, role: Role) -> Result<Collaborator> {
        self.allowed(me, id, Act::Invite).await?;
        policy::require_given(role)?;
        let mut tx = self.db.write().await?;
        // No address has a NUL in it, and PostgreSQL refuses one in a query.
        let email = email.trim().to_lowercase().replace('\0', "");
        let who = store::user_by_email(&mut tx, &email).await?.ok_or(ErrorCode::UnknownPerson)?;
        if store::owner(&mut tx, id).await? == Some(who) {
            return Err(ErrorCode::OwnerStays.into());
        }
        if !self.grant(&mut tx, id, who, role).await? {
            return Err(ErrorCode::AlreadyShared.into());
        }
        let added = store::collaborator(&mut tx, id, who).await?.ok_or(ErrorCode::NotFound)?;
        self.note(&mut tx, id, me, Deed::Added, &added.name, Some(role)).await?;
        tx.commit().await?;
        Ok(added)
    }

    /// Changes what a collaborator may do. Of one who edits no longer, the invitations that wait are taken back; links
    /// stay, for the owner to revoke.
    ///
    /// # Errors
    /// `Forbidden` for all but the owner, `OwnerStays` for the owner, `NotFound` for somebody without access.
    pub async fn set_role(&self, me: UserId, id: ContentId, who: UserId, role: Role) -> Result<Collaborator> {
        self.allowed(me, id, Act::Share).await?;
        if who == me {
            return Err(ErrorCode::OwnerStays.into());
        }
        policy::require_given(role)?;
        let mut tx = self.db.write().await?;
        store::set_role(&mut tx, id, who, role).await?;
        if !role.writes() {
            store::drop_invitations_by(&mut tx, id, who).await?;
        }
        let changed = store::collaborator(&mut tx, id, who).await?.ok_or(ErrorCode::NotFound)?;
        self.note(&mut tx, id, me, Deed::RoleChanged, &changed.name, Some(role)).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Ends somebody's access: the owner anybody's, a collaborator their own. No invitation lets them in again, and
    /// those that they sent and nobody has answered are taken back; links they made stay, for the owner to revoke.
    ///
    /// # Errors
    /// `Forbidden` for somebody else's access, `OwnerStays` for the owner, `NotFound` for somebody without access.
    pub async fn remove_collaborator(&self, me: UserId, id: ContentId, who: UserId) -> Result<()> {
        let role = self.role(me, id).await?;
        if who == me && role == Role::Owner {
            return Err(ErrorCode::OwnerStays.into());
        }
        policy::require(role, if who == me { Act::Leave } else { Act::Share })?;
        let mut tx = self.db.write().await?;
        let gone = store::collaborator(&mut tx, id, who).await?.ok_or(ErrorCode::NotFound)?;
        store::remove_collaborator(&mut tx, id, who).await?;
        store::drop_invitation_to(&mut tx, id, who).await?;
        store::drop_invitations_by(&mut tx, id, who).await?;
        let (deed, name) = if who == me { (Deed::Left, "") } else { (Deed::Removed, gone.name.as_str()) };
        self.note(&mut tx, id, me, deed, name, None).await?;
        tx.commit().await
    }
}
