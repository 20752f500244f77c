//! The page where a post is written together. The editing surface itself is TypeScript
//! (`frontend/editor`); everything around it is here.

mod bridge;
mod counts;
mod follow;
mod here;
mod live;
mod more;
mod page;
mod share;
mod shortcuts;
mod state;
mod title;
mod toolbar;
mod typing;

pub use live::Live;
pub use page::{EditorPage, Post, PostLayout};
