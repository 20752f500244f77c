//! Revisions: what was kept goes back into the rooms.

use crate::{Services, posts::prepared};
use document::Body;
use model::{
    ContentId, Reader, Result, RevisionId, UserId,
    revisions::{Compared, RevisionSummary, Side},
};
use revisions::{State, policy::Act};

/// So often a minute one may do what keeps a revision for good.
const KEPT_A_MINUTE: u32 = 30;

impl Services {
    /// Counts something that keeps a revision for good.
    ///
    /// # Errors
    /// `TooMany`.
    pub(crate) fn limit_kept(&self, me: impl Into<Reader>) -> Result<()> {
        self.accounts.limit(format!("revise {}", me.into()), KEPT_A_MINUTE, 60)
    }

    /// Keeps a post as it is now, with a name.
    pub async fn save_revision(&self, me: UserId, id: ContentId, name: &str) -> Result<RevisionSummary> {
        // Strangers do not make the room work.
        self.revisions.allowed(me, id, Act::Name).await?;
        self.limit_kept(me)?;
        self.hub.settle(id).await?;
        self.revisions.save(me, id, name).await
    }

    /// How a revision became another one, or what the post is now.
    pub async fn compare_revisions(&self, me: impl Into<Reader>, id: ContentId, from: RevisionId, to: Side) -> Result<Compared> {
        let me = me.into();
        self.revisions.allowed(me, id, Act::See).await?;
        if to == Side::Now {
            self.hub.settle(id).await?;
        }
        self.revisions.compare(me, id, from, to).await
    }

    /// Makes a post again what it was, in the live document, so that everybody who has it open sees it. What it was
    /// before is kept first, and is what this returns: restoring that takes it back.
    pub async fn restore_revision(&self, me: UserId, id: ContentId, revision: RevisionId) -> Result<RevisionSummary> {
        self.revisions.allowed(me, id, Act::Restore).await?;
        self.limit_kept(me)?;
        self.hub.settle(id).await?;
        // One that would be refused keeps nothing.
        let State { title, json } = self.revisions.to_restore(me, id, revision).await?;
        let body = prepared(move || Body::from_json(&json)).await?;
        self.hub.check_room(id, &title, &body).await?;
        let target = self.revisions.begin_restore(me, id, revision).await?;
        let before = self.hub.restore(id, me, &title, body).await?;
        let before = State::of(before.title, before.json).await?;
        let way_back = self.revisions.way_back(me, id, target, before).await?;
        self.hub.settle(id).await?;
        Ok(way_back)
    }

    /// Keeps a post as it is now, for good, because its text is about to be replaced by an import.
    pub async fn keep_before_import(&self, me: impl Into<Reader>, id: ContentId) -> Result<RevisionSummary> {
        let me = me.into();
        self.revisions.allowed(me, id, Act::Restore).await?;
        self.hub.settle(id).await?;
        self.revisions.begin_import(me, id).await
    }
}
