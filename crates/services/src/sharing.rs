//! Sharing: what changes who may do what reaches the open sockets at once.

use crate::{Caller, Services};
use ::notifications::By;
use ::sharing::{Entered, Message};
use collaboration::Change;
use model::{
    ContentId, Error, ErrorCode, GuestId, InvitationId, Language, LinkId, Reader, RequestId, Result, Timestamp, UserId,
    accounts::User,
    content::Role,
    sharing::{INVITED_AT_ONCE, Invitation, Link, LinkChange, SharingSettings},
};
use std::time::Duration;

/// The ends of links are looked at again after so long: another server may have changed them.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Which invitation is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one with this secret, which was in its mail.
    Secret(String),
    /// The one to this post that waits for the one who asks.
    Post(ContentId),
}

impl Services {
    /// Invites many at once. Each address has its own outcome, in the order of the addresses.
    ///
    /// # Errors
    /// `LimitReached` for more than [`INVITED_AT_ONCE`] addresses: nobody is invited then.
    pub async fn invite(
        &self,
        me: &User,
        id: ContentId,
        emails: &[String],
        role: Role,
        message: impl Into<Message<'_>>,
    ) -> Result<Vec<Result<Invitation>>> {
        if emails.len() > INVITED_AT_ONCE {
            return Err(ErrorCode::LimitReached.into());
        }
        let (message, mut outcomes) = (message.into(), Vec::with_capacity(emails.len()));
        for email in emails {
            outcomes.push(self.invite_one(me, id, email, role, message).await);
        }
        Ok(outcomes)
    }

    /// Invites an address. Somebody with an account hears of it.
    pub async fn invite_one(&self, me: &User, id: ContentId, email: &str, role: Role, message: impl Into<Message<'_>>) -> Result<Invitation> {
        let message = message.into();
        let sent = self.sharing.invite(me, id, email, role, message).await?;
        if let Some(known) = self.accounts.by_email(&sent.email).await? {
            self.notify_invitation(me.id, id, known.id, &sent, message.comment).await;
        }
        Ok(sent)
    }

    /// Accepts an invitation, by the secret of its mail or as the one it is addressed to; returns the post.
    pub async fn accept_invitation(&self, me: &User, which: &Which) -> Result<(ContentId, Role)> {
        let answered = match which {
            Which::Secret(secret) => self.sharing.accept_invitation(me, secret).await?,
            Which::Post(id) => self.sharing.accept_waiting(me, *id).await?,
        };
        let (id, role) = (answered.content_id, answered.role.ok_or(ErrorCode::Internal)?);
        self.tell_role(id, me.id, Some(role)).await;
        if let Some(inviter) = answered.invited_by {
            self.notify_invitation_answer(By::Person(me.id), id, inviter, Some(role)).await;
        }
        Ok((id, role))
    }

    /// Declines an invitation; the one who invited hears of it.
    ///
    /// # Errors
    /// `SignInNeeded` for nobody without a secret; the slice's own errors.
    pub async fn decline_invitation(&self, caller: &Caller, which: &Which) -> Result<()> {
        let answered = match which {
            Which::Secret(secret) => self.sharing.decline_invitation(secret).await?,
            Which::Post(id) => self.sharing.decline_waiting(caller.user()?, *id).await?,
        };
        if let Some(inviter) = answered.invited_by {
            // Without an account they are called by their address.
            let by = self.accounts.by_email(&answered.email).await?.map_or(By::Guest(answered.email), |known| By::Person(known.id));
            self.notify_invitation_answer(by, answered.content_id, inviter, None).await;
        }
        Ok(())
    }

    /// Comes in by a link, as the guest that the caller's browser is known as, or as a new one.
    pub async fn enter(&self, caller: &Caller, token: &str, password: Option<&str>, name: &str, language: Language) -> Result<Entered> {
        let entered = self.sharing.enter(token, password, name, caller.guest.as_ref(), language, &caller.address).await?;
        self.tell_role(entered.content_id, entered.guest.id, Some(entered.role)).await;
        Ok(entered)
    }

    /// Changes a link, for the guests who are inside too.
    pub async fn change_link(&self, me: &User, id: ContentId, which: LinkId, change: &LinkChange) -> Result<Link> {
        let changed = self.sharing.change_link(me, id, which, change).await?;
        self.recheck_guests(id).await?;
        Ok(changed)
    }

    /// Revokes a link, and closes the sockets of its guests.
    pub async fn revoke_link(&self, me: &User, id: ContentId, which: LinkId) -> Result<()> {
        self.sharing.revoke_link(me, id, which).await?;
        self.recheck_guests(id).await
    }

    /// Puts a guest out, and closes their sockets.
    pub async fn remove_guest(&self, me: &User, id: ContentId, guest: GuestId) -> Result<()> {
        self.sharing.remove_guest(me, id, guest).await?;
        self.recheck_guests(id).await
    }

    /// Asks for access. The answer is the same whether or not there is such a post.
    pub async fn ask(&self, me: &User, id: ContentId, message: &str) -> Result<()> {
        if let Some(asked) = self.sharing.ask(me, id, message).await? {
            self.notify_access_request(me.id, id, asked.owner, message).await;
        }
        Ok(())
    }

    /// Gives the one who asked a role.
    pub async fn accept_request(&self, me: UserId, id: ContentId, which: RequestId, role: Role) -> Result<()> {
        let who = self.sharing.accept_request(me, id, which, role).await?;
        self.tell_role(id, who, Some(role)).await;
        self.notify_access_answer(me, id, who, Some(role)).await;
        Ok(())
    }

    /// Declines a request; the one who asked hears of it.
    pub async fn decline_request(&self, me: UserId, id: ContentId, which: RequestId) -> Result<()> {
        let who = self.sharing.decline_request(me, id, which).await?;
        self.notify_access_answer(me, id, who, None).await;
        Ok(())
    }

    /// Makes a collaborator the owner, and the owner an editor, in their open sockets too.
    pub async fn pass_ownership(&self, me: UserId, id: ContentId, to: UserId) -> Result<()> {
        self.contents.pass_ownership(me, id, to).await?;
        self.tell_role(id, to, Some(Role::Owner)).await;
        self.tell_role(id, me, Some(Role::Editor)).await;
        self.notify_share(me, id, to, Role::Owner).await;
        Ok(())
    }

    /// Changes what the owner decided about sharing, for the guests who are inside too.
    pub async fn set_sharing_settings(&self, me: UserId, id: ContentId, settings: SharingSettings) -> Result<()> {
        self.contents.set_sharing_settings(me, id, settings).await?;
        self.recheck_guests(id).await
    }

    /// Resends an invitation.
    pub async fn resend_invitation(&self, me: &User, id: ContentId, which: InvitationId) -> Result<Invitation> {
        self.sharing.resend_invitation(me, id, which).await
    }

    /// Looks at the role of every guest who is inside again, on all servers: their sockets are demoted or closed.
    pub(crate) async fn recheck_guests(&self, id: ContentId) -> Result<()> {
        self.hub.guests_changed(id);
        self.recheck_guests_here(id).await
    }

    /// The same for this server's guests alone.
    pub(crate) async fn recheck_guests_here(&self, id: ContentId) -> Result<()> {
        for who in self.hub.inside_of(id).await.into_iter().filter(|who| who.guest().is_some()) {
            let role = self.role_now(who, id).await?;
            self.hub.apply(&Change::Role(id, who, role)).await;
        }
        Ok(())
    }

    /// Tells the open sockets of one reader if their role is no longer this one.
    pub(crate) async fn recheck(&self, id: ContentId, who: Reader, role: Role) -> Result<()> {
        let now = self.role_now(who, id).await?;
        if now != Some(role) {
            self.hub.role_changed(id, who, now).await;
        }
        Ok(())
    }

    /// Tells the open sockets of one reader what they may do now. Of two changes at once either may come here first:
    /// what the database says after the last word holds. `made` is said while it does not answer.
    pub(crate) async fn tell_role(&self, id: ContentId, who: impl Into<Reader>, made: Option<Role>) {
        let who = who.into();
        let mut said = self.role_now(who, id).await.unwrap_or(made);
        loop {
            self.hub.role_changed(id, who, said).await;
            match self.role_now(who, id).await {
                Ok(now) if now != said => said = now,
                _ => return,
            }
        }
    }

    pub(crate) async fn role_now(&self, who: Reader, id: ContentId) -> Result<Option<Role>> {
        match self.contents.role(who, id).await {
            Ok(role) => Ok(Some(role)),
            Err(Error { code: ErrorCode::NotFound, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Watches the ends of links, and closes the sockets of their guests when they have come. Never returns.
    pub async fn watch_links(&self) {
        let mut seen = db::now();
        loop {
            let next = self.sharing.next_end(seen).await.unwrap_or_default();
            let wait = next.map_or(LOOK_AGAIN, |end| until(end).min(LOOK_AGAIN));
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.sharing.ends_changed() => {}
            }
            let now = db::now();
            match self.recheck_ended(seen, now).await {
                Ok(()) => seen = now,
                // A database that is away: the same ends are looked at again.
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    async fn recheck_ended(&self, since: Timestamp, until: Timestamp) -> Result<()> {
        for id in self.sharing.ended_links(since, until).await? {
            self.recheck_guests_here(id).await?;
        }
        Ok(())
    }
}

fn until(end: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(end.0 - db::now().0).unwrap_or(0))
}
