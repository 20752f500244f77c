//! Sharing beyond the people of a post: pages for those who come by a link, by an invitation, or have no access.

pub mod api;
mod ask;
mod invitation;
mod names;
mod shared;
pub(crate) mod texts;

pub use ask::AskForAccess;
pub use invitation::{InvitationPage, WaitingInvitation};
pub use names::{called, named};
pub use shared::SharedPage;
