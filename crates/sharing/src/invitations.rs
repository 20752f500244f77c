//! Invitations by e-mail: bound to an address, good for some days.

use crate::{DAY, Message, Sharing, letters, quotes::message_of, store};
use content::policy::{self, Act};
use db::{WriteTx, hash, new_id, secret};
use model::{
    CommentId, ContentId, ErrorCode, InvitationId, Language, Result, Timestamp,
    accounts::{Person, User},
    content::Role,
    error::Check,
    sharing::{Deed, Invitation},
};

/// How long an invitation can be accepted, in days.
pub const INVITATION_DAYS: i64 = 7;
/// How many invitations of one post may wait.
const WAITING_MAX: i64 = 100;
/// How many invitations one person may send in an hour.
const AN_HOUR: u32 = 100;

impl Sharing {
    /// Invites an address, known to us or not. The mail is on its way when this returns, except to somebody who has
    /// confirmed the address: they hear of it by the caller.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite, `Invalid` (fields `email`, `message`,
    /// `permission`), `OwnAddress`, `AlreadyShared`, `AlreadyInvited`, `LimitReached`, `TooMany`.
    pub async fn invite(&self, me: &User, id: ContentId, email: &str, role: Role, message: impl Into<Message<'_>>) -> Result<Invitation> {
        let Message { text, comment } = message.into();
        self.0.contents.allowed(me.id, id, Act::Invite).await?;
        policy::require_given(role)?;
        let mut check = Check::new();
        let email = accounts::check_email(&mut check, email);
        let message = message_of(&mut check, text);
        check.done()?;
        if email == me.email {
            return Err(ErrorCode::OwnAddress.into());
        }
        self.0.accounts.limit(format!("invite {}", me.id), AN_HOUR, 3600)?;
        let (secret, now) = (secret(), db::now());
        let invitation = Invitation {
            id: new_id(),
            email,
            permission: role,
            message,
            invited_by: Some(Person::from(me)),
            created_at: now,
            expires_at: Timestamp(now.0 + INVITATION_DAYS * DAY),
        };
        let mut tx = self.0.db.write().await?;
        store::lock_post(&mut tx, id).await?;
        if store::has_access(&mut tx, id, &invitation.email).await? {
            return Err(ErrorCode::AlreadyShared.into());
        }
        // One that has ended makes room for a new one.
        store::invitations::delete_ended(&mut tx, id, &invitation.email, now).await?;
        if store::invitations::count(&mut tx, id).await? >= WAITING_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        if !store::invitations::insert(&mut tx, id, me.id, &invitation, comment, &hash(&secret)).await? {
            return Err(ErrorCode::AlreadyInvited.into());
        }
        // One with an account is told by the notifications, as they chose, and needs no secret: see `waiting_invitation`.
        if !store::account(&mut tx, &invitation.email).await?.is_some_and(|(_, confirmed)| confirmed) {
            self.send_invitation(&mut tx, me, id, &invitation, comment, &secret).await?;
        }
        self.0.contents.note(&mut tx, id, me.id, Deed::Invited, &invitation.email, Some(role)).await?;
        tx.commit().await?;
        Ok(invitation)
    }

    /// Sends an invitation again, with a new link that works for as long as the first one did.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown invitations, `Forbidden` for all but the owner and the one who invited,
    /// `TooMany`.
    pub async fn resend_invitation(&self, me: &User, id: ContentId, which: InvitationId) -> Result<Invitation> {
        let role = self.0.contents.allowed(me.id, id, Act::Invite).await?;
        let secret = secret();
        let mut tx = self.0.db.write().await?;
        let (mut invitation, comment) = store::invitations::get(&mut tx, id, which).await?.ok_or(ErrorCode::NotFound)?;
        policy::require_manages(role, me.id, invitation.invited_by.as_ref().map(|person| person.id))?;
        self.0.accounts.limit(format!("invite {}", me.id), AN_HOUR, 3600)?;
        invitation.expires_at = Timestamp(db::now().0 + INVITATION_DAYS * DAY);
        store::invitations::renew(&mut tx, which, &hash(&secret), invitation.expires_at).await?;
        self.send_invitation(&mut tx, me, id, &invitation, comment, &secret).await?;
        self.0.contents.note(&mut tx, id, me.id, Deed::InvitationResent, &invitation.email, Some(invitation.permission)).await?;
        tx.commit().await?;
        Ok(invitation)
    }

    /// Takes an invitation back: its link works no longer.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown invitations, `Forbidden` for all but the owner and the one who invited.
    pub async fn revoke_invitation(&self, me: &User, id: ContentId, which: InvitationId) -> Result<()> {
        let role = self.0.contents.allowed(me.id, id, Act::Invite).await?;
        let mut tx = self.0.db.write().await?;
        let (invitation, _) = store::invitations::get(&mut tx, id, which).await?.ok_or(ErrorCode::NotFound)?;
        policy::require_manages(role, me.id, invitation.invited_by.as_ref().map(|person| person.id))?;
        store::invitations::delete(&mut tx, which).await?;
        self.0.contents.note(&mut tx, id, me.id, Deed::InvitationRevoked, &invitation.email, None).await?;
        tx.commit().await
    }

    /// The invitations that wait, newest first; those that have ended stay for a while, to be sent again.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite.
    pub async fn invitations(&self, me: &User, id: ContentId) -> Result<Vec<Invitation>> {
        self.0.contents.allowed(me.id, id, Act::Invite).await?;
        store::invitations::list(self.0.db.read(), id).await
    }

    async fn send_invitation(
        &self,
        tx: &mut WriteTx,
        me: &User,
        id: ContentId,
        invitation: &Invitation,
        comment: Option<CommentId>,
        secret: &str,
    ) -> Result<()> {
        // In the language of whoever gets it, where that is known.
        let known = store::account(tx, &invitation.email).await?.map(|(language, _)| language);
        let title = store::title(tx, id).await?.unwrap_or_default();
        let address = format!("{}/invitations/{secret}", self.0.public_url);
        let language: Language = known.unwrap_or(me.language);
        let letter = letters::invitation(language, &me.name, &title, &invitation.message, &address);
        let (mail, to) = (&self.0.mail, &invitation.email);
        match comment {
            Some(comment) => mail.queue_quoting(tx, to, &letter.subject, &letter.text, (comment, &letters::quoted(&invitation.message))).await?,
            None => mail.queue(tx, to, &letter.subject, &letter.text).await?,
        };
        Ok(())
    }
}
