//! What becomes of comments: changed, deleted, resolved, reacted to.

use crate::{
    Anchored, Comments,
    policy::{self, Act},
    store,
    write::{check, clean},
};
use model::{CommentId, ContentId, Error, ErrorCode, Reader, Result, comments::REACTIONS, error::Problem};

/// What is left after a comment was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deleted {
    /// Its thread.
    pub thread: CommentId,
    /// The thread went with it: its mark is to be taken off the text.
    pub whole: bool,
}

/// A thread after it was resolved or reopened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The thread.
    pub thread: CommentId,
    /// Whether that is news: it was not so already.
    pub changed: bool,
    /// On reopening, what is kept of its words.
    pub kept: Option<Anchored>,
}

impl Comments {
    /// Changes one's own comment. Returns its thread.
    ///
    /// # Errors
    /// `NotFound` for strangers and for comments that are not there, `Forbidden` for other people's, `Invalid` for
    /// a text out of its bounds.
    pub async fn edit(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, text: &str) -> Result<CommentId> {
        let place = self.mine(me.into(), id, comment).await?;
        check(text, None)?;
        let mentioned = self.mentioned(id, text).await?;
        let mut tx = self.db.write().await?;
        store::change_text(&mut tx, comment, &clean(text), &mentioned, db::now()).await?;
        tx.commit().await?;
        Ok(place.thread)
    }

    /// What one's own comment says now.
    ///
    /// # Errors
    /// As [`Self::edit`].
    pub async fn own_text(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<String> {
        self.mine(me.into(), id, comment).await?;
        store::text(self.db.read(), comment).await
    }

    /// Deletes one's own comment. The first one of a thread with replies stays as a gap.
    ///
    /// # Errors
    /// `NotFound` for strangers and for comments that are not there, `Forbidden` for other people's.
    pub async fn delete(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<Deleted> {
        let thread = self.mine(me.into(), id, comment).await?.thread;
        let mut tx = self.db.write().await?;
        // A reply that is just being written is either there before, or finds the thread gone.
        store::lock_thread(&mut tx, thread).await?;
        if comment == thread {
            store::empty_comment(&mut tx, comment, db::now()).await?;
        } else {
            store::delete_comment(&mut tx, comment).await?;
        }
        let whole = store::delete_if_empty(&mut tx, thread).await?;
        tx.commit().await?;
        Ok(Deleted { thread, whole })
    }

    /// One's own comment that is not deleted.
    async fn mine(&self, me: Reader, id: ContentId, comment: CommentId) -> Result<store::Place> {
        let role = self.allowed(me, id, Act::Read).await?;
        let place = store::place(self.db.read(), id, comment).await?.filter(|place| !place.deleted).ok_or(ErrorCode::NotFound)?;
        policy::require(role, Act::Change { mine: place.author == Some(me) })?;
        Ok(place)
    }

    /// Resolves or reopens a thread.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown threads, `Forbidden` for all but whoever started it, editors and the
    /// owner.
    pub async fn set_resolved(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, resolved: bool) -> Result<Resolved> {
        let me = me.into();
        let role = self.allowed(me, id, Act::Read).await?;
        let place = store::place(self.db.read(), id, comment).await?.ok_or(ErrorCode::NotFound)?;
        policy::require(role, Act::Resolve { mine: place.started_by == Some(me) })?;
        let mut tx = self.db.write().await?;
        let changed = store::set_resolved(&mut tx, place.thread, resolved.then_some((me, db::now()))).await?;
        let kept = if resolved { None } else { store::kept(&mut tx, place.thread).await? };
        tx.commit().await?;
        Ok(Resolved { thread: place.thread, changed, kept })
    }

    /// Adds one's reaction to a comment, or takes it back. Returns its thread.
    ///
    /// # Errors
    /// `NotFound` for strangers and for comments that are not there, `Forbidden` for viewers, `Invalid` for an
    /// emoji that cannot be chosen.
    pub async fn react(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId, emoji: &str, on: bool) -> Result<CommentId> {
        let me = me.into();
        self.allowed(me, id, Act::Write).await?;
        let place = store::place(self.db.read(), id, comment).await?.filter(|place| !place.deleted).ok_or(ErrorCode::NotFound)?;
        if !REACTIONS.contains(&emoji) {
            return Err(Error::field("emoji", Problem::UnknownValue));
        }
        let mut tx = self.db.write().await?;
        store::set_reaction(&mut tx, me, comment, emoji, on.then(db::now)).await?;
        tx.commit().await?;
        Ok(place.thread)
    }
}
