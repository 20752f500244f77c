//! Types that the server and the browser share: ids, roles, errors, DTOs.
//!
//! Everything here compiles to WebAssembly, so nothing here knows a database, a socket or a clock.

pub mod accounts;
pub mod comments;
pub mod content;
pub mod crm;
pub mod error;
pub mod events;
pub mod ids;
pub mod live;
pub mod locale;
pub mod notifications;
pub mod page;
pub mod reader;
pub mod revisions;
pub mod sharing;
pub mod social;
pub mod time;

pub use error::{Error, ErrorCode, FieldError, Result};
pub use ids::{
    AutomationId, CampaignId, CommentId, ContentId, ConversationId, CreatorId, FanId, FieldId, GuestId, InvitationId, LinkId, ListId, LogId, MailId,
    MessageId, NoteId, OutgoingId, PublicationId, ReplyId, RequestId, RevisionId, SegmentId, SocialAccountId, TokenId, UserId, WebhookId,
};
pub use locale::{Language, Theme};
pub use page::{Page, PageRequest};
pub use reader::Reader;
pub use time::Timestamp;
