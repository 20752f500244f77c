//! Server functions of comments: who is asking, then the services' call.

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    CommentId, ContentId,
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

#[cfg(feature = "ssr")]
fn shown(thread: Thread, me: &model::accounts::User) -> ThreadView {
    let written = thread.comments.iter().map(|comment| When::new(comment.created_at, me.language, &me.time_zone)).collect();
    ThreadView { thread, written }
}

/// All threads of a post, each with its first replies.
#[server(prefix = "/fn", endpoint = "list_threads")]
pub async fn list_threads(id: ContentId) -> Result<Vec<ThreadView>, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let mut request = model::PageRequest { cursor: None, limit: Some(100) };
    let mut all = Vec::new();
    loop {
        let page = services.threads(me.id, id, None, &request).await?;
        all.extend(page.items.into_iter().map(|thread| shown(thread, &me)));
        if page.next_cursor.is_none() {
            return Ok(all);
        }
        request.cursor = page.next_cursor;
    }
}

/// A thread with all its replies.
#[server(prefix = "/fn", endpoint = "load_thread")]
pub async fn load_thread(id: ContentId, thread: CommentId) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().thread(me.id, id, thread).await?, &me))
}

/// Starts a thread on words or on the whole post.
#[server(prefix = "/fn", endpoint = "start_thread", input = server_fn::codec::Json)]
pub async fn start_thread(id: ContentId, text: String, anchor: Option<Anchor>) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().start_thread(me.id, id, &text, anchor).await?, &me))
}

/// Adds to a thread.
#[server(prefix = "/fn", endpoint = "reply_in_thread", input = server_fn::codec::Json)]
pub async fn reply_in_thread(id: ContentId, thread: CommentId, text: String) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().reply(me.id, id, thread, &text).await?.1, &me))
}

/// Changes one's own comment.
#[server(prefix = "/fn", endpoint = "edit_comment", input = server_fn::codec::Json)]
pub async fn edit_comment(id: ContentId, comment: CommentId, text: String) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().edit_comment(me.id, id, comment, &text).await?, &me))
}

/// Deletes one's own comment.
#[server(prefix = "/fn", endpoint = "delete_comment")]
pub async fn delete_comment(id: ContentId, comment: CommentId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().delete_comment(me.id, id, comment).await?)
}

/// Resolves or reopens a thread.
#[server(prefix = "/fn", endpoint = "set_thread_resolved")]
pub async fn set_thread_resolved(id: ContentId, thread: CommentId, resolved: bool) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().set_resolved(me.id, id, thread, resolved).await?, &me))
}

/// Adds one's reaction to a comment, or takes it back.
#[server(prefix = "/fn", endpoint = "react_to_comment")]
pub async fn react_to_comment(id: ContentId, comment: CommentId, emoji: String, on: bool) -> Result<ThreadView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(shown(ssr::services().react(me.id, id, comment, &emoji, on).await?, &me))
}

/// Notes that one has read a thread.
#[server(prefix = "/fn", endpoint = "mark_thread_read")]
pub async fn mark_thread_read(id: ContentId, thread: CommentId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().comments.mark_read(me.id, id, thread).await?)
}
