//! Server functions of comments: who is asking, then the services' call.

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    CommentId, ContentId, Page,
    accounts::Person,
    comments::{Anchor, Thread},
};
use serde::{Deserialize, Serialize};

/// A thread, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The thread.
    pub thread: Thread,
    /// When each of its comments was written.
    pub written: Vec<When>,
}

/// Ready to be shown to the one who asks: guests have no time zone that we know.
#[cfg(feature = "ssr")]
fn shown(thread: Thread) -> ThreadView {
    let zone = crate::ssr::me().map_or_else(|_| "UTC".to_owned(), |me| me.time_zone);
    let language = crate::ssr::language();
    let written = thread.comments.iter().map(|comment| When::new(comment.created_at, language, &zone)).collect();
    ThreadView { thread, written }
}

/// Threads in one answer: what is said in them may be long.
#[cfg(feature = "ssr")]
const THREADS: u32 = 20;

/// One page of a post's threads, the oldest first, each with its first replies.
#[server(prefix = "/fn", endpoint = "list_threads")]
pub async fn list_threads(id: ContentId, cursor: Option<String>) -> Result<Page<ThreadView>, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    let page = ssr::services().threads(me, id, None, &model::PageRequest { cursor, limit: Some(THREADS) }).await?;
    Ok(page.map(shown))
}

/// A thread with all its replies.
#[server(prefix = "/fn", endpoint = "load_thread")]
pub async fn load_thread(id: ContentId, thread: CommentId) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().thread(me, id, thread).await?))
}

/// Starts a thread on words or on the whole post.
#[server(prefix = "/fn", endpoint = "start_thread", input = server_fn::codec::Json)]
pub async fn start_thread(id: ContentId, text: String, anchor: Option<Anchor>) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().start_thread(me, id, &text, anchor).await?))
}

/// Adds to a thread.
#[server(prefix = "/fn", endpoint = "reply_in_thread", input = server_fn::codec::Json)]
pub async fn reply_in_thread(id: ContentId, thread: CommentId, text: String) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().reply(me, id, thread, &text).await?.1))
}

/// Changes one's own comment.
#[server(prefix = "/fn", endpoint = "edit_comment", input = server_fn::codec::Json)]
pub async fn edit_comment(id: ContentId, comment: CommentId, text: String) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().edit_comment(me, id, comment, &text).await?))
}

/// Deletes one's own comment.
#[server(prefix = "/fn", endpoint = "delete_comment")]
pub async fn delete_comment(id: ContentId, comment: CommentId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(ssr::services().delete_comment(me, id, comment).await?)
}

/// Resolves or reopens a thread.
#[server(prefix = "/fn", endpoint = "set_thread_resolved")]
pub async fn set_thread_resolved(id: ContentId, thread: CommentId, resolved: bool) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().set_resolved(me, id, thread, resolved).await?))
}

/// Adds one's reaction to a comment, or takes it back.
#[server(prefix = "/fn", endpoint = "react_to_comment")]
pub async fn react_to_comment(id: ContentId, comment: CommentId, emoji: String, on: bool) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(shown(ssr::services().react(me, id, comment, &emoji, on).await?))
}

/// Notes that one has read a thread up to one of its comments.
#[server(prefix = "/fn", endpoint = "mark_thread_read")]
pub async fn mark_thread_read(id: ContentId, thread: CommentId, last: CommentId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(ssr::services().comments.mark_read_up_to(me, id, thread, last).await?)
}

/// Whom one can mention.
#[server(prefix = "/fn", endpoint = "list_mentionable")]
pub async fn list_mentionable(id: ContentId) -> Result<Vec<Person>, Failure> {
    use crate::ssr;
    let me = ssr::reader(id).await?;
    Ok(ssr::services().comments.people(me, id).await?)
}
