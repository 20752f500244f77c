//! What people are to hear of. The one place through which it all goes.

use crate::Services;
use model::{ContentId, RequestId, UserId, content::Role};

/// Something that somebody is to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody has access to a post now.
    Shared {
        /// Who has it.
        to: UserId,
        /// Who gave it.
        by: UserId,
        /// The post.
        content: ContentId,
        /// What they may do.
        role: Role,
    },
    /// Somebody asks for access to a post.
    AccessAsked {
        /// The owner.
        to: UserId,
        /// Who asks.
        by: UserId,
        /// The post.
        content: ContentId,
        /// The request.
        request: RequestId,
    },
    /// A post belongs to somebody else now.
    OwnershipPassed {
        /// The new owner.
        to: UserId,
        /// The owner of before.
        by: UserId,
        /// The post.
        content: ContentId,
    },
}

impl Services {
    /// Tells it. Until there is a centre for notifications it is a line in the log.
    pub(crate) fn tell(&self, news: &News) {
        tracing::debug!(?news, "news");
    }
}
