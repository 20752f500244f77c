//! Revisions: what the rooms say is kept, and what was kept goes back into the rooms.

use crate::Services;
use async_trait::async_trait;
use collaboration::{Listener, Since};
use document::Derived;
use model::{
    ContentId, Result, RevisionId, UserId,
    revisions::{Cause, Compared, RevisionSummary, Side},
};
use revisions::{Revisions, State, policy::Act};

/// Tells the revisions what becomes of the documents.
#[derive(Debug, Clone)]
pub struct KeepsRevisions(pub Revisions);

#[async_trait]
impl Listener for KeepsRevisions {
    async fn derived(&self, id: ContentId, derived: &Derived, since: &Since) -> Result<()> {
        let writers: Vec<UserId> = since.writers.iter().copied().collect();
        self.0.heard(id, derived, &writers, since.left).await
    }
}

impl Services {
    /// Keeps a post as it is now, with a name.
    pub async fn save_revision(&self, me: UserId, id: ContentId, name: &str) -> Result<RevisionSummary> {
        // Strangers do not make the room work.
        self.revisions.allowed(me, id, Act::Name).await?;
        self.hub.settle(id).await?;
        self.revisions.save(me, id, name).await
    }

    /// How a revision became another one, or what the post is now.
    pub async fn compare_revisions(&self, me: UserId, id: ContentId, from: RevisionId, to: Side) -> Result<Compared> {
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
        self.hub.settle(id).await?;
        let target = self.revisions.begin_restore(me, id, revision).await?;
        let before = State::from(&self.hub.restore(id, me, &target.state.title, &target.state.json).await?);
        // Others may have written between the two: what they replaced, or what was replaced of theirs, is kept too.
        let way_back =
            if before == target.present { target.before } else { self.revisions.restore_point(me, id, before, Cause::BeforeRestore).await? };
        self.hub.settle(id).await?;
        Ok(way_back)
    }

    /// Keeps a post as it is now, for good, because its text is about to be replaced by an import.
    pub async fn keep_before_import(&self, me: UserId, id: ContentId) -> Result<RevisionSummary> {
        self.revisions.allowed(me, id, Act::Restore).await?;
        self.hub.settle(id).await?;
        self.revisions.begin_import(me, id).await
    }
}
