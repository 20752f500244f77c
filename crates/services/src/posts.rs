//! Posts: the database and the live rooms together.

use crate::{Identity, Services};
use collaboration::Connection;
use model::{
    ContentId, ErrorCode, Page, PageRequest, Result, UserId,
    accounts::Person,
    content::{Collaborator, Content, ContentQuery, ContentSummary, Role, Status, TITLE_MAX},
    error::Check,
};

impl Services {
    /// A page of one's posts, with titles and texts as they are now.
    pub async fn posts(&self, me: UserId, query: &ContentQuery, request: &PageRequest) -> Result<Page<ContentSummary>> {
        let page = self.contents.list(me, query, request).await?;
        // What is being written is read again; most pages of most lists have nothing of it.
        if self.hub.settle_open(page.items.iter().map(|post| post.id)).await? { self.contents.list(me, query, request).await } else { Ok(page) }
    }

    /// A post as it is now: what somebody is typing is in it.
    pub async fn content(&self, me: UserId, id: ContentId) -> Result<Content> {
        // Strangers do not make the room work.
        self.contents.role(me, id).await?;
        self.hub.settle(id).await?;
        self.contents.get(me, id).await
    }

    /// A copy of a post as it is now; it belongs to the one who asks.
    pub async fn duplicate(&self, me: UserId, id: ContentId, title: &str) -> Result<Content> {
        self.contents.role(me, id).await?;
        self.hub.settle(id).await?;
        self.contents.duplicate(me, id, title).await
    }

    /// Gives a post another title, in the live document, so that everybody who has it open sees it.
    pub async fn set_title(&self, me: UserId, id: ContentId, title: &str) -> Result<()> {
        if !self.contents.role(me, id).await?.writes() {
            return Err(ErrorCode::Forbidden.into());
        }
        let mut check = Check::new();
        check.length("title", title, 0, TITLE_MAX);
        check.done()?;
        self.hub.set_title(id, me, title).await?;
        self.hub.settle(id).await
    }

    /// Archives, deletes or brings back. A post in the trash is closed for everybody.
    pub async fn set_status(&self, me: UserId, id: ContentId, status: Status) -> Result<()> {
        self.contents.set_status(me, id, status).await?;
        if status == Status::Trash {
            self.hub.gone(id).await;
        }
        Ok(())
    }

    /// Deletes a post that is in the trash, with its document.
    pub async fn delete_for_good(&self, me: UserId, id: ContentId) -> Result<()> {
        self.contents.delete_for_good(me, id).await?;
        self.hub.gone(id).await;
        Ok(())
    }

    /// Shares a post.
    pub async fn add_collaborator(&self, me: UserId, id: ContentId, email: &str, role: Role) -> Result<Collaborator> {
        let added = self.contents.add_collaborator(me, id, email, role).await?;
        self.hub.role_changed(id, added.user_id, Some(role)).await;
        Ok(added)
    }

    /// Changes what somebody may do, in their open sockets too.
    pub async fn set_role(&self, me: UserId, id: ContentId, who: UserId, role: Role) -> Result<Collaborator> {
        let changed = self.contents.set_role(me, id, who, role).await?;
        self.hub.role_changed(id, who, Some(role)).await;
        Ok(changed)
    }

    /// Ends somebody's access and closes their open sockets.
    pub async fn remove_collaborator(&self, me: UserId, id: ContentId, who: UserId) -> Result<()> {
        self.contents.remove_collaborator(me, id, who).await?;
        self.hub.role_changed(id, who, None).await;
        Ok(())
    }

    /// Opens a live connection.
    pub async fn join(&self, who: &Identity, id: ContentId, wants_acks: bool) -> Result<Connection> {
        let me = who.user.id;
        let role = self.contents.role(me, id).await?;
        let connection = self.hub.join(id, Person::from(&who.user), Some(who.session.clone()), role, wants_acks).await?;
        // The hub has looked at the role again; a session that ended meanwhile would have missed this connection.
        if !self.still_signed_in(who).await? {
            self.hub.signed_out(me, &who.session).await;
        }
        Ok(connection)
    }
}
