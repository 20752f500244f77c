//! Notifications: kept, and told to the tabs that are open. One call for each kind of deed; they never fail, as the
//! deed is done already: what could not be told is in the log.

use crate::{
    Identity, Services,
    comments::invitation_of,
    events::{Broadcast, Line},
};
use ::notifications::{By, News, Said, What};
use model::{
    ContentId, ErrorCode, Result, UserId,
    content::Role,
    events::{Event, WATCHED_MAX},
    ids::{CommentId, NotificationId},
    sharing::Invitation,
};
use std::collections::HashSet;

impl Services {
    /// Somebody with an account was invited to a post. Told once for an invitation, however often it is sent.
    pub async fn notify_invitation(&self, by: UserId, content: ContentId, to: UserId, sent: &Invitation, quotes: Option<CommentId>) {
        let what = What::Invitation { id: sent.id.0, role: sent.permission, message: sent.message.clone(), quotes };
        self.notify(By::Person(by), content, what, &[to]).await;
    }

    /// An invitation was answered: with the role that they have now, or declined. `to` is who invited.
    pub async fn notify_invitation_answer(&self, by: By, content: ContentId, to: UserId, role: Option<Role>) {
        self.notify(by, content, What::InvitationAnswer { role }, &[to]).await;
    }

    /// Somebody was given access to a post.
    pub async fn notify_share(&self, by: UserId, content: ContentId, to: UserId, role: Role) {
        self.notify(By::Person(by), content, What::Share { role }, &[to]).await;
    }

    /// People were mentioned in a comment. Call it before [`Self::notify_reply`] and [`Self::notify_comment`]: each
    /// hears of a comment once, and a mention says more.
    pub async fn notify_mention(&self, by: By, content: ContentId, to: &[UserId], said: Said) {
        self.notify(by, content, What::Mention(said), to).await;
    }

    /// Somebody replied in a thread. `to` is everybody who wrote in it, and the post's owner.
    pub async fn notify_reply(&self, by: By, content: ContentId, to: &[UserId], said: Said) {
        self.notify(by, content, What::Reply(said), to).await;
    }

    /// Somebody started a thread. `to` is the post's owner.
    pub async fn notify_comment(&self, by: By, content: ContentId, to: UserId, said: Said) {
        self.notify(by, content, What::Comment(said), &[to]).await;
    }

    /// Somebody resolved a thread, whose first comment says `text`. `to` is everybody who wrote in it.
    pub async fn notify_resolved(&self, by: By, content: ContentId, to: &[UserId], thread: CommentId, text: &str) {
        self.notify(by, content, What::Resolved { thread, text: text.to_owned() }, to).await;
    }

    /// Somebody asks for access to a post. `to` is its owner.
    pub async fn notify_access_request(&self, by: UserId, content: ContentId, to: UserId, message: &str) {
        self.notify(By::Person(by), content, What::AccessRequest { message: message.to_owned() }, &[to]).await;
    }

    /// A request for access was answered: with a role, or declined.
    pub async fn notify_access_answer(&self, by: UserId, content: ContentId, to: UserId, role: Option<Role>) {
        self.notify(By::Person(by), content, What::AccessAnswer { role }, &[to]).await;
    }

    /// A comment was deleted: nobody is told of it any more.
    pub(crate) async fn forget_comment(&self, content: ContentId, comment: CommentId) {
        let forgotten = async {
            self.sharing.comment_changed(content, comment, "").await?;
            for to in self.notifications.forget_comment(content, comment).await? {
                let count = self.notifications.unread(to).await?;
                self.events.publish(&Broadcast::To(to, Event::Unread { count }));
            }
            Ok::<(), model::Error>(())
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(%content, code = error.code.as_str(), "what was told of a deleted comment stays");
        }
    }

    /// A comment says something else now: so do the notifications of it and the invitations by it.
    pub(crate) async fn notify_comment_changed(&self, content: ContentId, comment: CommentId, text: &str) {
        let told = async {
            self.sharing.comment_changed(content, comment, &invitation_of(text)).await?;
            self.notifications.comment_changed(content, comment, text).await
        };
        if let Err(error) = told.await {
            tracing::warn!(%content, code = error.code.as_str(), "what was told of a comment has its old words");
        }
    }

    async fn notify(&self, by: By, content: ContentId, what: What, to: &[UserId]) {
        let kind = what.kind().code();
        match self.notifications.tell(&News { by, content, what }, to).await {
            Ok(all) => {
                for told in all {
                    self.events.publish(&Broadcast::To(told.to, Event::Unread { count: told.unread }));
                    let event = Event::Notification { notification: Box::new(told.notification), text: told.text };
                    self.events.publish(&Broadcast::To(told.to, event));
                }
            }
            Err(error) => tracing::warn!(%content, kind, code = error.code.as_str(), "nobody was told"),
        }
    }

    /// Marks some of one's notifications as read, in all one's tabs; how many are still unread.
    pub async fn read_notifications(&self, me: UserId, ids: &[NotificationId]) -> Result<u32> {
        let count = self.notifications.read(me, ids).await?;
        self.events.publish(&Broadcast::To(me, Event::Unread { count }));
        Ok(count)
    }

    /// Marks all of one's notifications as read, in all one's tabs.
    pub async fn read_all_notifications(&self, me: UserId) -> Result<()> {
        self.notifications.read_all(me).await?;
        self.events.publish(&Broadcast::To(me, Event::Unread { count: 0 }));
        Ok(())
    }

    /// Connects a tab. The first thing it hears is how many notifications are unread.
    ///
    /// # Errors
    /// `SignInNeeded` if the session has just ended, `Unavailable` while the server stops.
    pub async fn open_tab(&self, who: &Identity) -> Result<Line> {
        let line = self.events.open(who.user.id, &who.session).ok_or(ErrorCode::Unavailable)?;
        // A session that ended meanwhile would have missed this tab.
        if !self.still_signed_in(who).await? {
            return Err(ErrorCode::SignInNeeded.into());
        }
        line.tell(&Event::Unread { count: self.notifications.unread(who.user.id).await? });
        Ok(line)
    }

    /// From now on a tab hears who is in these posts, and first who is there now. Posts that one may not read are
    /// left out.
    ///
    /// # Errors
    /// `TooLarge` for more than [`WATCHED_MAX`] posts.
    pub async fn watch(&self, me: UserId, line: &Line, posts: &[ContentId]) -> Result<()> {
        if posts.len() > WATCHED_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        // Followed, then looked at again: a right that ends in between is not missed.
        line.watch(self.readable(me, posts).await?, Vec::new);
        let readable = self.readable(me, posts).await?;
        let ids: Vec<ContentId> = readable.iter().copied().collect();
        line.watch(readable, || {
            let mut here = self.hub.here(&ids);
            ids.iter().map(|id| Event::Here { content: *id, people: here.remove(id).unwrap_or_default() }).collect()
        });
        Ok(())
    }

    async fn readable(&self, me: UserId, posts: &[ContentId]) -> Result<HashSet<ContentId>> {
        let mut readable = HashSet::new();
        for post in posts {
            match self.contents.role(me, *post).await {
                Ok(_) => drop(readable.insert(*post)),
                Err(error) if error.code == ErrorCode::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(readable)
    }
}
