//! Comments: the database, the marks in the live document, and everybody who has the post open.

use crate::Services;
use ::comments::{Resolved, invited, mentioned, said};
use ::notifications::{By, Said};
use ::sharing::Message;
use content::policy::Act;
use document::{ANCHOR_BYTES, Unanchored};
use model::{
    CommentId, ContentId, Error, ErrorCode, Page, PageRequest, Reader, Result, UserId,
    comments::{Anchor, Filter, Thread},
    content::Role,
    error::Problem,
    reader::Participant,
    sharing::{INVITED_AT_ONCE, MESSAGE_MAX},
};
use std::collections::BTreeSet;

/// Bytes that a mark which is taken off or healed may add to a document.
const MARK: usize = 256;

/// How many comments and reactions one person or guest may write in a minute,
const A_MINUTE: u32 = 30;
/// and in an hour: each is told to others.
const AN_HOUR: u32 = 300;

impl Services {
    /// One page of a post's threads, with where their words are now.
    pub async fn threads(&self, me: impl Into<Reader>, id: ContentId, filter: Option<Filter>, page: &PageRequest) -> Result<Page<Thread>> {
        let mut page = self.comments.list(me, id, filter, page).await?;
        self.place(id, &mut page.items).await?;
        Ok(page)
    }

    /// A thread with all its replies, by the id of any of its comments.
    pub async fn thread(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<Thread> {
        let mut thread = self.comments.thread(me, id, comment).await?;
        self.place(id, std::slice::from_mut(&mut thread)).await?;
        Ok(thread)
    }

    /// Starts a thread on words or on the whole post. The words are marked in the live document by the server, since
    /// commenters may not write there.
    ///
    /// # Errors
    /// `AnchorNotFound` if the words are not in the text, `Invalid` (field `anchor`) if they are in too many pieces of
    /// it; the slice's own errors.
    pub async fn start_thread(&self, me: impl Into<Reader>, id: ContentId, text: &str, anchor: Option<Anchor>) -> Result<Thread> {
        let me = me.into();
        self.comments.may_start(me, id, text, anchor.as_ref()).await?;
        self.may_invite_mentioned(me, id, text, "").await?;
        self.limit_comments(me)?;
        let thread: CommentId = db::new_id();
        let kept = match anchor {
            Some(anchor) => {
                let kept = self.hub.edit(id, None, ANCHOR_BYTES, move |doc| document::anchor(doc, thread, &anchor)).await?;
                Some(kept.map_err(unanchored)?)
            }
            None => None,
        };
        let written = async {
            self.comments.start(me, id, thread, text, kept.as_ref()).await?;
            self.invite_mentioned(me, id, thread, text, "").await
        };
        if let Err(error) = written.await {
            self.take_back(me, id, thread, kept.is_some()).await;
            return Err(error);
        }
        let thread = self.told(me, id, thread).await?;
        self.notify_written(me, id, &thread, thread.id).await?;
        Ok(thread)
    }

    /// Leaves nothing of a thread that could not be started: its comment and its mark go. What fails here is in the log;
    /// a mark without a thread is shown to nobody.
    async fn take_back(&self, me: Reader, id: ContentId, thread: CommentId, marked: bool) {
        match self.comments.delete(me, id, thread).await {
            Err(error) if error.code != ErrorCode::NotFound => {
                tracing::warn!(content = %id, code = error.code.as_str(), "a comment that was refused is still there");
            }
            _ => {}
        }
        // Some may have been invited before it failed.
        self.forget_comment(id, thread).await;
        if marked && let Err(error) = self.hub.edit(id, None, MARK, move |doc| document::lift(doc, thread)).await {
            tracing::warn!(content = %id, code = error.code.as_str(), "the mark of a comment that was refused is still there");
        }
    }

    /// Adds to a thread, named by any of its comments. Returns the reply's id too.
    pub async fn reply(&self, me: impl Into<Reader>, id: ContentId, parent: CommentId, text: &str) -> Result<(CommentId, Thread)> {
        let me = me.into();
        self.comments.may_reply(me, id, parent, text).await?;
        self.limit_comments(me)?;
        let new: CommentId = db::new_id();
        let written = async {
            self.invite_mentioned(me, id, new, text, "").await?;
            self.comments.reply(me, id, parent, new, text).await
        };
        let written = match written.await {
            Ok(written) => written,
            Err(error) => {
                // Some may have been invited by it.
                self.forget_comment(id, new).await;
                return Err(error);
            }
        };
        let thread = self.told(me, id, written.thread).await?;
        self.notify_written(me, id, &thread, written.id).await?;
        Ok((written.id, thread))
    }

    /// Changes one's own comment.
    pub async fn edit_comment(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, text: &str) -> Result<Thread> {
        let me = me.into();
        let before = self.comments.own_text(me, id, comment).await?;
        self.limit_comments(me)?;
        self.invite_mentioned(me, id, comment, text, &before).await?;
        let thread = self.comments.edit(me, id, comment, text).await?;
        self.notify_comment_changed(id, comment, &said(text)).await;
        let thread = self.told(me, id, thread).await?;
        // Who was not mentioned before hears of it now.
        if let Some(changed) = thread.comments.iter().find(|one| one.id == comment) {
            let known = mentioned(&before);
            let new: Vec<UserId> = changed.mentions.iter().map(|person| person.id).filter(|who| !known.contains(who)).collect();
            let news = Said { thread: thread.id, comment, text: said(&changed.text) };
            self.notify_mention(by(me, changed.author.as_ref()), id, &new, news).await;
        }
        Ok(thread)
    }

    /// Deletes one's own comment. With the last one of a thread its mark goes.
    pub async fn delete_comment(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<()> {
        let deleted = self.comments.delete(me, id, comment).await?;
        self.forget_comment(id, comment).await;
        if deleted.whole {
            self.hub.edit(id, None, MARK, move |doc| document::lift(doc, deleted.thread)).await?;
        }
        self.hub.comments_changed(id, deleted.thread).await;
        Ok(())
    }

    /// Resolves or reopens a thread. A reopened one is marked again where its mark was lost and its words are still
    /// there.
    pub async fn set_resolved(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, resolved: bool) -> Result<Thread> {
        let me = me.into();
        let Resolved { thread, changed, kept } = self.comments.set_resolved(me, id, comment, resolved).await?;
        if let Some(kept) = kept {
            self.hub.edit(id, None, MARK, move |doc| document::heal(doc, thread, &kept.start, &kept.end)).await?;
        }
        let thread = self.told(me, id, thread).await?;
        if let (true, Some(first)) = (resolved && changed, thread.comments.first()) {
            self.notify_resolved(by(me, thread.resolved_by.as_ref()), id, &writers(&thread), thread.id, &said(&first.text)).await;
        }
        Ok(thread)
    }

    /// Adds one's reaction to a comment, or takes it back.
    pub async fn react(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, emoji: &str, on: bool) -> Result<Thread> {
        let me = me.into();
        self.limit_comments(me)?;
        let thread = self.comments.react(me, id, comment, emoji, on).await?;
        self.told(me, id, thread).await
    }

    /// # Errors
    /// `TooMany`, with the time to wait.
    fn limit_comments(&self, me: Reader) -> Result<()> {
        self.accounts.limit(format!("comments a minute {me}"), A_MINUTE, 60)?;
        self.accounts.limit(format!("comments an hour {me}"), AN_HOUR, 3600)
    }

    /// Whether one may invite whom a comment mentions by address and did not `before`: nothing is said of people who
    /// cannot be invited.
    async fn may_invite_mentioned(&self, me: Reader, id: ContentId, text: &str, before: &str) -> Result<()> {
        match newly_invited(text, before).len() {
            0 => Ok(()),
            // Guests share nothing.
            many if many <= INVITED_AT_ONCE => self.contents.allowed(me.user().ok_or(ErrorCode::Forbidden)?, id, Act::Invite).await.map(drop),
            _ => Err(ErrorCode::LimitReached.into()),
        }
    }

    /// Invites the addresses that a comment mentions to comment, unless it did so `before`. What they read in the
    /// invitation is the comment.
    async fn invite_mentioned(&self, me: Reader, id: ContentId, comment: CommentId, text: &str, before: &str) -> Result<()> {
        let new = newly_invited(text, before);
        if new.is_empty() {
            return Ok(());
        }
        let user = me.user().ok_or(ErrorCode::Forbidden)?;
        let user = self.accounts.user(user).await?.ok_or(ErrorCode::NotFound)?;
        let message = Message { text: &invitation_of(&said(text)), comment: Some(comment) };
        for outcome in self.invite(&user, id, &new, Role::Commenter, message).await? {
            match outcome {
                Err(error) if !matches!(error.code, ErrorCode::AlreadyInvited | ErrorCode::AlreadyShared | ErrorCode::OwnAddress) => {
                    return Err(error);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Tells those whom a new comment is about: who is mentioned, who wrote in the thread, whose post it is.
    async fn notify_written(&self, me: Reader, id: ContentId, thread: &Thread, written: CommentId) -> Result<()> {
        let Some(comment) = thread.comments.iter().find(|comment| comment.id == written) else { return Ok(()) };
        let news = Said { thread: thread.id, comment: written, text: said(&comment.text) };
        let mentioned: Vec<UserId> = comment.mentions.iter().map(|person| person.id).collect();
        let by = by(me, comment.author.as_ref());
        self.notify_mention(by.clone(), id, &mentioned, news.clone()).await;
        let owner = self.contents.owner(id).await?;
        if written != thread.id {
            let mut to = writers(thread);
            // Each hears of it once.
            to.extend(owner);
            self.notify_reply(by, id, &to, news).await;
        } else if let Some(owner) = owner {
            self.notify_comment(by, id, owner, news).await;
        }
        Ok(())
    }

    /// Tells everybody who has the post open that a thread has changed, and reads it.
    async fn told(&self, me: Reader, id: ContentId, thread: CommentId) -> Result<Thread> {
        self.hub.comments_changed(id, thread).await;
        self.thread(me, id, thread).await
    }

    /// Where the words of these threads are now.
    async fn place(&self, id: ContentId, threads: &mut [Thread]) -> Result<()> {
        if threads.iter().any(|thread| thread.quote.is_some()) {
            self.hub.settle(id).await?;
            let anchors = self.contents.anchors(id).await?;
            for thread in threads {
                thread.range = anchors.get(&thread.id).copied().filter(|_| thread.quote.is_some());
            }
        }
        Ok(())
    }
}

/// What an invitation says of a comment that people read so.
pub(crate) fn invitation_of(said: &str) -> String {
    said.chars().take(MESSAGE_MAX as usize).collect()
}

/// The addresses that a comment mentions and did not before.
fn newly_invited(text: &str, before: &str) -> Vec<String> {
    let known = invited(before);
    invited(text).into_iter().filter(|address| !known.contains(address)).collect()
}

/// Why words bear no thread, as people read it.
fn unanchored(why: Unanchored) -> Error {
    match why {
        Unanchored::NotThere => ErrorCode::AnchorNotFound.into(),
        Unanchored::Scattered => Error::field("anchor", Problem::TooLong),
    }
}

/// Everybody with an account who wrote in a thread, each once.
fn writers(thread: &Thread) -> Vec<UserId> {
    let all: BTreeSet<UserId> = thread.comments.iter().filter_map(|comment| comment.author.as_ref()?.who.user()).collect();
    all.into_iter().collect()
}

/// Who did it, as notifications say it.
fn by(me: Reader, shown: Option<&Participant>) -> By {
    match me {
        Reader::User(id) => By::Person(id),
        Reader::Guest(_) => By::Guest(shown.map(|guest| guest.name.clone()).unwrap_or_default()),
    }
}
