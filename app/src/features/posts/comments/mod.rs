//! Comments beside a post's text: a column on wide screens, a sheet on narrow ones.

pub mod api;
mod card;
mod column;
mod comment;
mod composer;
mod mentions;
mod reactions;
mod reading;
mod state;
mod texts;

pub use column::{CommentColumn, CommentsButton};
pub use state::Comments;
