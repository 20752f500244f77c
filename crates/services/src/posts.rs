//! Posts: the database and the live rooms together.

use crate::{Caller, Services, Stay};
use collaboration::Connection;
use content::{MARKDOWN_MAX, policy::Act};
use document::Body;
use model::{
    ContentId, ErrorCode, Page, PageRequest, Reader, Result, UserId,
    accounts::Person,
    content::{Collaborator, Content, ContentQuery, ContentSummary, Role, Status, TITLE_MAX},
    error::Check,
    reader::Participant,
};

/// A live connection.
#[derive(Debug)]
pub struct Joined {
    /// The connection.
    pub connection: Connection,
    /// To be kept as long as the connection, where somebody is signed in.
    pub stay: Option<Stay>,
}

impl Services {
    /// A page of one's posts, with titles and texts as they are now.
    pub async fn posts(&self, me: UserId, query: &ContentQuery, request: &PageRequest) -> Result<Page<ContentSummary>> {
        let page = self.contents.list(me, query, request).await?;
        // What is being written is read again; most pages of most lists have nothing of it.
        if self.hub.settle_open(page.items.iter().map(|post| post.id)).await? { self.contents.list(me, query, request).await } else { Ok(page) }
    }

    /// A post as it is now: what somebody is typing is in it.
    pub async fn content(&self, me: impl Into<Reader>, id: ContentId) -> Result<Content> {
        let me = me.into();
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
    pub async fn set_title(&self, me: impl Into<Reader>, id: ContentId, title: &str) -> Result<()> {
        self.set_texts(me, id, Some(title), None).await
    }

    /// Gives a post another text, in the live document: only blocks that differ change, and everybody who has it open
    /// sees it. What it was before is kept as a revision.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not write, `TooLarge`, `TooMany` of these in a minute.
    pub async fn set_markdown(&self, me: impl Into<Reader>, id: ContentId, markdown: String) -> Result<()> {
        self.set_texts(me, id, None, Some(markdown)).await
    }

    /// Gives a post another title and another text, or one of them. Both are looked at before either is set.
    ///
    /// # Errors
    /// Those of [`Self::set_markdown`], `Invalid` (field `title`).
    pub async fn set_texts(&self, me: impl Into<Reader>, id: ContentId, title: Option<&str>, markdown: Option<String>) -> Result<()> {
        let me = me.into();
        self.contents.allowed(me, id, Act::Write).await?;
        let mut check = Check::new();
        check.length("title", title.unwrap_or_default(), 0, TITLE_MAX);
        check.done()?;
        if markdown.as_ref().is_some_and(|markdown| markdown.len() > MARKDOWN_MAX) {
            return Err(ErrorCode::TooLarge.into());
        }
        let body = match markdown {
            Some(markdown) => Some(prepared(move || Body::from_markdown(&markdown)).await?),
            None => None,
        };
        // The longer one first: only it may find that the document would be too big.
        if let Some(body) = body {
            self.limit_kept(me)?;
            // One that would be refused keeps nothing.
            self.hub.check_room(id, title.unwrap_or_default(), &body).await?;
            self.keep_before_import(me, id).await?;
            self.hub.set_body(id, me, body).await?;
        }
        if let Some(title) = title {
            self.hub.set_title(id, me, title).await?;
        }
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
        self.tell_role(id, added.user_id, Some(role)).await;
        self.notify_share(me, id, added.user_id, role).await;
        Ok(added)
    }

    /// Changes what somebody may do, in their open sockets too.
    pub async fn set_role(&self, me: UserId, id: ContentId, who: UserId, role: Role) -> Result<Collaborator> {
        let changed = self.contents.set_role(me, id, who, role).await?;
        self.tell_role(id, who, Some(role)).await;
        Ok(changed)
    }

    /// Ends somebody's access and closes their open sockets.
    pub async fn remove_collaborator(&self, me: UserId, id: ContentId, who: UserId) -> Result<()> {
        self.contents.remove_collaborator(me, id, who).await?;
        self.tell_role(id, who, None).await;
        Ok(())
    }

    /// As whom a caller comes to a post, and what they may do: as themselves, or as a guest where a link lets them do
    /// more.
    ///
    /// # Errors
    /// `SignInNeeded` for one who is neither signed in nor a guest, `NotFound` for strangers.
    pub async fn reader(&self, caller: &Caller, id: ContentId) -> Result<(Reader, Role)> {
        let user = caller.identity.as_ref().map(|identity| Reader::User(identity.user.id));
        let guest = caller.guest.as_ref().map(|guest| Reader::Guest(guest.id));
        if user.is_none() && guest.is_none() {
            return Err(ErrorCode::SignInNeeded.into());
        }
        let mut best: Option<(Reader, Role)> = None;
        for reader in [user, guest].into_iter().flatten() {
            match self.contents.role(reader, id).await {
                Ok(role) if best.is_none_or(|(_, known)| role > known) => best = Some((reader, role)),
                Err(error) if error.code != ErrorCode::NotFound => return Err(error),
                _ => {}
            }
        }
        best.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Opens a live connection.
    ///
    /// # Errors
    /// Those of [`Self::reader`], `Unavailable`.
    pub async fn join(&self, caller: &Caller, id: ContentId, wants_acks: bool) -> Result<Joined> {
        let (reader, role) = self.reader(caller, id).await?;
        let (who, identity) = match (reader, &caller.identity, &caller.guest) {
            (Reader::User(_), Some(identity), _) => (Participant::from(Person::from(&identity.user)), Some(identity)),
            (Reader::Guest(_), _, Some(guest)) => (Participant::from(guest.clone()), None),
            _ => return Err(ErrorCode::SignInNeeded.into()),
        };
        let stay = identity.map(|identity| self.stays.enter(identity.user.id, &identity.session));
        let connection = self.hub.join(id, who, identity.map(|identity| identity.session.clone()), role, wants_acks).await?;
        // A role that changed or a session that ended before the entry has missed this connection.
        self.recheck(id, reader, role).await?;
        if let Some(identity) = identity
            && !self.still_signed_in(identity).await?
        {
            self.hub.signed_out(identity.user.id, &identity.session).await;
        }
        Ok(Joined { connection, stay })
    }
}

/// A text to be put into a document. Long ones take a while to read: not on a thread that others wait for.
pub(crate) async fn prepared(read: impl FnOnce() -> Body + Send + 'static) -> Result<Body> {
    tokio::task::spawn_blocking(read).await.map_err(|error| {
        tracing::error!(%error, "a text could not be read");
        ErrorCode::Internal.into()
    })
}
