//! Types that the server and the browser share: ids, roles, errors, DTOs.
//!
//! Everything here compiles to WebAssembly, so nothing here knows a database, a socket or a clock.

pub mod accounts;
pub mod content;
pub mod error;
pub mod ids;
pub mod live;
pub mod locale;
pub mod page;
pub mod revisions;
pub mod time;

pub use error::{Error, ErrorCode, FieldError, Result};
pub use ids::{ContentId, MailId, RevisionId, TokenId, UserId};
pub use locale::{Language, Theme};
pub use page::{Page, PageRequest};
pub use time::Timestamp;
