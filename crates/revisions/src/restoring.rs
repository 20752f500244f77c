//! Going back: what the post is, is kept first.

use crate::{
    Revisions, State,
    keep::{Kept, Wish},
    policy::Act,
};
use model::{
    ContentId, Reader, Result, RevisionId, UserId,
    revisions::{Cause, RevisionSummary},
};

/// What is to be restored, and the way back.
#[derive(Debug, Clone)]
pub struct Target {
    /// What the post is to be.
    pub state: State,
    /// What the post is as it is stored now.
    pub present: State,
    /// The revision of that, to come back to.
    pub before: RevisionSummary,
}

impl Revisions {
    /// What a revision would make of the post; nothing is kept.
    ///
    /// # Errors
    /// `NotFound` for strangers and for revisions that are not this post's, `Forbidden` for those who only read.
    pub async fn to_restore(&self, me: UserId, id: ContentId, revision: RevisionId) -> Result<State> {
        self.allowed(me, id, Act::Restore).await?;
        self.state(id, revision).await
    }

    /// Keeps a post as it is stored now, for good, and says what the revision to be restored is.
    ///
    /// # Errors
    /// `NotFound` for strangers and for revisions that are not this post's, `Forbidden` for those who only read;
    /// nothing is kept then.
    pub async fn begin_restore(&self, me: UserId, id: ContentId, revision: RevisionId) -> Result<Target> {
        self.allowed(me, id, Act::Restore).await?;
        let state = self.state(id, revision).await?;
        let present = self.present(id).await?;
        let before = self.restore_point(me, id, present.clone(), Cause::BeforeRestore).await?;
        Ok(Target { state, present, before })
    }

    /// The revision that takes a restore back, which has replaced `before`. Others may have written after
    /// [`Self::begin_restore`]: what was replaced of theirs is kept too then.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn way_back(&self, me: UserId, id: ContentId, target: Target, before: State) -> Result<RevisionSummary> {
        if before == target.present { Ok(target.before) } else { self.restore_point(me, id, before, Cause::BeforeRestore).await }
    }

    /// Keeps a post as it is stored now, for good, before its text is replaced.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who only read.
    pub async fn begin_import(&self, me: impl Into<Reader>, id: ContentId) -> Result<RevisionSummary> {
        let me = me.into();
        self.allowed(me, id, Act::Restore).await?;
        self.restore_point(me, id, self.present(id).await?, Cause::BeforeImport).await
    }

    /// Keeps a state that is about to be replaced, or has just been, for good. A guest is nobody's author.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn restore_point(&self, me: impl Into<Reader>, id: ContentId, state: State, cause: Cause) -> Result<RevisionSummary> {
        let wish = Wish { cause, name: None, at: db::now(), author: me.into().user() };
        let kept = match self.keep(id, state, wish).await? {
            Kept::New(kept) => kept,
            Kept::SameAs(newest) => newest.id,
        };
        self.summary(id, kept).await
    }
}
