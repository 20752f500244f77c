//! New comments.

use crate::{Comments, mentions, policy::Act, store};
use db::WriteTx;
use document::Anchored;
use model::{
    CommentId, ContentId, ErrorCode, Reader, Result, UserId,
    comments::{Anchor, CONTEXT_MAX, QUOTE_MAX, REPLIES_MAX, TEXT_MAX, THREADS_MAX},
    error::{Check, Problem},
};

/// A comment that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The comment.
    pub id: CommentId,
    /// Its thread.
    pub thread: CommentId,
}

impl Comments {
    /// Whether a person or a guest may start a thread with this text; asked before its words are marked.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for viewers, `Invalid` for texts and quotes out of their bounds,
    /// `LimitReached` in a post with as many threads as there may be.
    pub async fn may_start(&self, me: impl Into<Reader>, id: ContentId, text: &str, anchor: Option<&Anchor>) -> Result<()> {
        self.allowed(me.into(), id, Act::Write).await?;
        check(text, anchor)?;
        let mut tx = self.db.write().await?;
        room_for_thread(&mut tx, id).await
    }

    /// Starts a thread under an id that is new. `kept` says what words were marked for it.
    ///
    /// # Errors
    /// As [`Self::may_start`].
    pub async fn start(&self, me: impl Into<Reader>, id: ContentId, thread: CommentId, text: &str, kept: Option<&Anchored>) -> Result<Written> {
        let me = me.into();
        self.allowed(me, id, Act::Write).await?;
        check(text, None)?;
        let mentioned = self.mentioned(id, text).await?;
        let mut tx = self.db.write().await?;
        store::lock_post(&mut tx, id).await?;
        room_for_thread(&mut tx, id).await?;
        store::insert_thread(&mut tx, me, id, thread, kept).await?;
        let written = Written { id: thread, thread };
        store::insert_comment(&mut tx, me, &written, &clean(text), &mentioned, db::now()).await?;
        tx.commit().await?;
        Ok(written)
    }

    /// Whether a person or a guest may reply with this text.
    ///
    /// # Errors
    /// As [`Self::reply`], except `LimitReached`.
    pub async fn may_reply(&self, me: impl Into<Reader>, id: ContentId, parent: CommentId, text: &str) -> Result<()> {
        self.allowed(me.into(), id, Act::Write).await?;
        check(text, None)?;
        store::place(self.db.read(), id, parent).await?.ok_or(ErrorCode::NotFound)?;
        Ok(())
    }

    /// Adds to a thread, named by any of its comments, under an id that is new.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown threads, `Forbidden` for viewers, `Invalid` for a text out of its
    /// bounds, `LimitReached` in a thread with as many replies as there may be.
    pub async fn reply(&self, me: impl Into<Reader>, id: ContentId, parent: CommentId, new: CommentId, text: &str) -> Result<Written> {
        let me = me.into();
        self.allowed(me, id, Act::Write).await?;
        check(text, None)?;
        let thread = store::place(self.db.read(), id, parent).await?.ok_or(ErrorCode::NotFound)?.thread;
        let mentioned = self.mentioned(id, text).await?;
        let mut tx = self.db.write().await?;
        // It may have gone with its last comment since it was looked up.
        store::lock_thread(&mut tx, thread).await?;
        if store::count_comments(&mut tx, thread).await? > REPLIES_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        let written = Written { id: new, thread };
        store::insert_comment(&mut tx, me, &written, &clean(text), &mentioned, db::now()).await?;
        tx.commit().await?;
        Ok(written)
    }

    /// Who is mentioned and has access: only they count.
    pub(crate) async fn mentioned(&self, id: ContentId, text: &str) -> Result<Vec<UserId>> {
        let mut inside = Vec::new();
        for who in mentions::mentioned(text) {
            if self.has_access(who, id).await? {
                inside.push(who);
            }
        }
        Ok(inside)
    }
}

async fn room_for_thread(tx: &mut WriteTx, id: ContentId) -> Result<()> {
    if store::count_threads(tx, id).await? >= THREADS_MAX { Err(ErrorCode::LimitReached.into()) } else { Ok(()) }
}

/// What is kept of a text: without the characters that databases refuse.
pub(crate) fn clean(text: &str) -> String {
    text.trim().chars().filter(|&c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

/// # Errors
/// `Invalid` for what is out of its bounds.
pub(crate) fn check(text: &str, anchor: Option<&Anchor>) -> Result<()> {
    let mut check = Check::new();
    check.length("text", &clean(text), 1, TEXT_MAX);
    match anchor {
        Some(Anchor::Quote { quote, prefix, suffix, at: _ }) => {
            check.length("anchor.quote", quote.trim(), 1, QUOTE_MAX);
            check.length("anchor.prefix", prefix, 0, CONTEXT_MAX);
            check.length("anchor.suffix", suffix, 0, CONTEXT_MAX);
        }
        Some(Anchor::Range { start, end }) if end.saturating_sub(*start) > QUOTE_MAX => check.wrong("anchor", Problem::TooLong),
        Some(Anchor::Range { .. }) | None => {}
    }
    check.done()
}
