//! What the rooms say, for those who are to hear of it.

use crate::events::{Broadcast, Events};
use async_trait::async_trait;
use collaboration::{Change, Listener, Since};
use document::Derived;
use model::{ContentId, Result, UserId};
use revisions::{Revisions, Writers};

/// Tells the revisions what becomes of the documents, and the open tabs what becomes of the people in them.
#[derive(Debug, Clone)]
pub struct Hears {
    /// Keep states of posts.
    pub revisions: Revisions,
    /// The tabs that are open.
    pub events: Events,
}

#[async_trait]
impl Listener for Hears {
    fn changed(&self, change: Change) {
        self.events.publish(&Broadcast::Change(change));
    }

    async fn derived(&self, id: ContentId, derived: &Derived, since: &Since) -> Result<()> {
        let writers: Vec<UserId> = since.writers.iter().copied().collect();
        self.revisions.heard(id, derived, Writers { users: &writers, guests: since.guests }, since.left).await
    }
}
