//! That something changed at an account: for those who show it. What changed, they read.

use crate::Crm;
use model::CreatorId;
use tokio::sync::broadcast;

/// Changes that a listener may be behind; one that is further behind looks at everything.
pub(crate) const BEHIND: usize = 1024;

impl Crm {
    /// Hears which accounts changed from now on: messages, conversations, states.
    pub fn changes(&self) -> broadcast::Receiver<CreatorId> {
        self.0.changes.subscribe()
    }

    /// Something of this account changed.
    pub(crate) fn changed(&self, creator: CreatorId) {
        // Nobody may be listening.
        let _ = self.0.changes.send(creator);
    }
}
