//! What stands around the roles: access given by other slices, ownership, the owner's settings, the log.

use crate::{Contents, policy::Act, store};
use db::WriteTx;
use model::{
    ContentId, ErrorCode, LogId, Page, PageRequest, Result, UserId,
    content::Role,
    sharing::{Deed, LogEntry, SharingSettings},
};

impl Contents {
    /// Gives somebody access as part of a transaction; `false` if they had it already: it stays what it was. What they
    /// had asked for is answered with it, and an invitation to their address is used up. The caller has asked who may do so, and notes it in the log.
    pub async fn grant(&self, tx: &mut WriteTx, id: ContentId, who: UserId, role: Role) -> Result<bool> {
        store::drop_request(tx, id, who).await?;
        store::drop_invitation_to(tx, id, who).await?;
        if store::owner(tx, id).await? == Some(who) {
            return Ok(false);
        }
        store::add_collaborator(tx, id, who, role, db::now()).await
    }

    /// Whose post it is; `None` if there is no such post. The caller has asked whether anybody may know.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn owner(&self, id: ContentId) -> Result<Option<UserId>> {
        store::owner_of(self.db.read(), id).await
    }

    /// Notes a change of access, in the transaction that makes it. Somebody without an account is no actor: then the
    /// subject says whose deed it was.
    pub async fn note(
        &self,
        tx: &mut WriteTx,
        id: ContentId,
        actor: impl Into<Option<UserId>>,
        deed: Deed,
        subject: &str,
        role: Option<Role>,
    ) -> Result<()> {
        store::note(tx, id, actor.into(), deed, subject, role, db::now()).await
    }

    /// One page of the log of a post's access, newest first.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for all but the owner, `BadRequest` for a cursor that is not from the
    /// page before.
    pub async fn access_log(&self, me: UserId, id: ContentId, page: &PageRequest) -> Result<Page<LogEntry>> {
        self.allowed(me, id, Act::Share).await?;
        let before = page.cursor.as_deref().map(|cursor| cursor.parse::<LogId>().map_err(|_| ErrorCode::BadRequest)).transpose()?;
        let mut items = store::log(self.db.read(), id, before, page.limit() + 1).await?;
        let more = items.len() as i64 > page.limit();
        items.truncate(usize::try_from(page.limit()).unwrap_or(usize::MAX));
        let next_cursor = items.last().filter(|_| more).map(|entry| entry.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// Makes a collaborator the owner; the owner of before becomes an editor.
    ///
    /// # Errors
    /// `NotFound` for strangers and if `to` has no access, `Forbidden` for all but the owner, `OwnerStays` if it is
    /// the owner already.
    pub async fn pass_ownership(&self, me: UserId, id: ContentId, to: UserId) -> Result<()> {
        self.allowed(me, id, Act::Share).await?;
        if to == me {
            return Err(ErrorCode::OwnerStays.into());
        }
        let mut tx = self.db.write().await?;
        let heir = store::collaborator(&mut tx, id, to).await?.ok_or(ErrorCode::NotFound)?;
        // Of two passings at once, one finds that it is no longer the owner's.
        if !store::pass_ownership(&mut tx, id, me, to, db::now()).await? {
            return Err(ErrorCode::Forbidden.into());
        }
        self.note(&mut tx, id, me, Deed::OwnershipPassed, &heir.name, Some(Role::Owner)).await?;
        tx.commit().await
    }

    /// What the owner decided about sharing.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite.
    pub async fn sharing_settings(&self, me: UserId, id: ContentId) -> Result<SharingSettings> {
        self.allowed(me, id, Act::Invite).await?;
        Ok(self.standing(me.into(), id).await?.1)
    }

    /// Changes what the owner decided about sharing. What open sockets must hear is the caller's to tell.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for all but the owner.
    pub async fn set_sharing_settings(&self, me: UserId, id: ContentId, settings: SharingSettings) -> Result<()> {
        self.allowed(me, id, Act::Share).await?;
        let before = self.standing(me.into(), id).await?.1;
        let mut tx = self.db.write().await?;
        store::set_settings(&mut tx, id, settings).await?;
        for (was, is, allowed, forbidden) in [
            (before.guests_edit, settings.guests_edit, Deed::GuestsEditAllowed, Deed::GuestsEditForbidden),
            (before.editors_share, settings.editors_share, Deed::EditorsShareAllowed, Deed::EditorsShareForbidden),
        ] {
            if was != is {
                self.note(&mut tx, id, me, if is { allowed } else { forbidden }, "", None).await?;
            }
        }
        tx.commit().await
    }
}
