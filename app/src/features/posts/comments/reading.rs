//! What is read from the server, and what is told to it as read.

use super::{
    api::{ThreadView, list_mentionable, list_threads, load_thread, mark_thread_read},
    state::Comments,
};
use leptos::{ev, prelude::*, task::spawn_local};
use model::{CommentId, ErrorCode};

/// The thread that this comment is in, if the comment is there.
fn thread_with(all: &[ThreadView], comment: CommentId) -> Option<CommentId> {
    all.iter().map(|view| &view.thread).find(|thread| thread.comments.iter().any(|one| one.id == comment)).map(|thread| thread.id)
}

/// Takes threads as they are now, the oldest first.
fn take(all: &mut Vec<ThreadView>, news: Vec<ThreadView>) {
    for view in news {
        match all.iter_mut().find(|old| old.thread.id == view.thread.id) {
            Some(old) => *old = view,
            None => all.push(view),
        }
    }
    all.sort_by_key(|view| view.thread.id);
}

/// Whether all its replies are shown.
fn is_whole(view: &ThreadView) -> bool {
    view.thread.comments.len() > view.thread.replies as usize
}

/// The thread, and the last of its comments that is shown, if something in it is unread.
fn unread_up_to(all: &[ThreadView], thread: CommentId) -> Option<(CommentId, CommentId)> {
    let view = all.iter().find(|view| view.thread.id == thread && view.thread.unread)?;
    Some((thread, view.thread.comments.last()?.id))
}

impl Comments {
    /// Shows a comment, be it the first of a thread or a reply. Of long threads the list has only the first replies.
    pub(super) fn follow_link(self, comment: CommentId) {
        if let Some(thread) = self.threads.with_untracked(|all| thread_with(all, comment)) {
            return self.look_at_comment(thread, comment);
        }
        let id = self.id;
        spawn_local(async move {
            match load_thread(id, comment).await {
                Ok(view) => {
                    let thread = view.thread.id;
                    // The page was left meanwhile.
                    if self.threads.is_disposed() {
                        return;
                    }
                    self.put(view);
                    self.look_at_comment(thread, comment);
                }
                Err(failure) => self.complain(&failure),
            }
        });
    }

    /// Takes a thread as it is now.
    pub(super) fn put(self, view: ThreadView) {
        self.threads.try_update(|all| take(all, vec![view]));
    }

    /// Reads a thread again: it has changed, is new, or gone.
    pub(super) fn read(self, thread: CommentId) {
        let id = self.id;
        spawn_local(async move {
            match load_thread(id, thread).await {
                Ok(view) => self.put(view),
                Err(failure) if failure.error.code == ErrorCode::NotFound => {
                    self.threads.try_update(|all| all.retain(|view| view.thread.id != thread));
                }
                // The next change, or the next connection, brings it.
                Err(_) => {}
            }
        });
    }

    /// Reads all threads, page by page, then shows the one with this comment.
    pub(super) fn read_all(self, wanted: Option<CommentId>) {
        let id = self.id;
        let before = self.threads.with_untracked(|all| all.iter().map(|view| view.thread.id).collect::<Vec<_>>());
        spawn_local(async move {
            let (mut read, mut cursor) = (Vec::new(), None);
            loop {
                match list_threads(id, cursor).await {
                    Ok(page) => {
                        read.extend(page.items.iter().map(|view| view.thread.id));
                        // None: the page was left meanwhile.
                        if self.threads.try_update(|all| take(all, page.items)).is_none() {
                            return;
                        }
                        cursor = page.next_cursor;
                    }
                    Err(failure) => return self.complain(&failure),
                }
                if cursor.is_none() {
                    break;
                }
            }
            // Those that were here and were not read again are gone; those that came meanwhile are not.
            self.threads.try_update(|all| all.retain(|view| read.contains(&view.thread.id) || !before.contains(&view.thread.id)));
            if let Some(comment) = wanted {
                self.follow_link(comment);
            }
        });
    }

    /// Reads who can be mentioned, the first time that somebody writes.
    pub(super) fn read_people(self) {
        if !self.people.with_untracked(Vec::is_empty) {
            return;
        }
        let id = self.id;
        spawn_local(async move {
            if let Ok(people) = list_mentionable(id).await {
                self.people.try_set(people);
            }
        });
    }

    /// Marks the thread that one looks at as read, as long as one does look: the column is open and the page in sight.
    pub(super) fn mark_what_is_seen(self) {
        let in_sight = RwSignal::new(true);
        Effect::new(move |_| {
            let look = move || in_sight.set(!document().hidden());
            look();
            let handle = window_event_listener(ev::visibilitychange, move |_| look());
            on_cleanup(move || handle.remove());
        });
        let seen = Memo::new(move |_| {
            let active = self.active.get().filter(|_| self.open.get() && in_sight.get())?;
            self.threads.with(|all| unread_up_to(all, active))
        });
        Effect::new(move |_| {
            if let Some((thread, last)) = seen.get() {
                self.note_read(thread, last);
            }
        });
    }

    fn note_read(self, thread: CommentId, last: CommentId) {
        self.threads.update(|all| {
            // Replies that are not shown are not read.
            if let Some(view) = all.iter_mut().find(|view| view.thread.id == thread && is_whole(view)) {
                view.thread.unread = false;
            }
        });
        let id = self.id;
        spawn_local(async move {
            // Shown as unread again with the next page load if this fails.
            let _ = mark_thread_read(id, thread, last).await;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::When;
    use model::{
        Timestamp,
        comments::{Comment, Thread},
    };

    const FIRST: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
    const REPLY: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a12";
    const OTHER: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a13";

    fn id(text: &str) -> CommentId {
        text.parse().expect("an id")
    }

    fn comment(of: &str) -> Comment {
        Comment {
            id: id(of),
            author: None,
            mine: false,
            text: String::new(),
            html: String::new(),
            mentions: Vec::new(),
            reactions: Vec::new(),
            created_at: Timestamp(0),
            edited_at: None,
            deleted: false,
        }
    }

    fn thread(comments: &[&str], replies: u32) -> ThreadView {
        let comments: Vec<Comment> = comments.iter().map(|of| comment(of)).collect();
        let written = comments.iter().map(|_| When { iso: String::new(), text: String::new() }).collect();
        let id = comments.first().expect("a comment").id;
        let thread = Thread { id, quote: None, range: None, resolved_at: None, resolved_by: None, unread: true, mine: false, replies, comments };
        ThreadView { thread, written }
    }

    #[test]
    fn a_reply_leads_to_its_thread_unless_the_list_has_left_it_out() {
        let all = [thread(&[OTHER], 0), thread(&[FIRST, REPLY], 1)];
        assert_eq!(thread_with(&all, id(REPLY)), Some(id(FIRST)));
        assert_eq!(thread_with(&all, id(FIRST)), Some(id(FIRST)));
        assert_eq!(thread_with(&[thread(&[FIRST], 1)], id(REPLY)), None);
    }

    #[test]
    fn threads_are_taken_once_each_and_stay_in_their_order() {
        let mut all = vec![thread(&[REPLY], 0)];
        take(&mut all, vec![thread(&[OTHER], 0), thread(&[FIRST], 0)]);
        take(&mut all, vec![thread(&[REPLY], 7)]);
        let said: Vec<_> = all.iter().map(|view| (view.thread.id, view.thread.replies)).collect();
        assert_eq!(said, [(id(FIRST), 0), (id(REPLY), 7), (id(OTHER), 0)]);
    }

    #[test]
    fn what_is_marked_as_read_goes_up_to_the_last_comment_that_is_shown() {
        let cut = thread(&[FIRST, REPLY], 5);
        assert!(!is_whole(&cut) && is_whole(&thread(&[FIRST, REPLY], 1)));
        let mut read = thread(&[OTHER], 0);
        read.thread.unread = false;
        let all = [cut, read];
        assert_eq!(unread_up_to(&all, id(FIRST)), Some((id(FIRST), id(REPLY))));
        assert_eq!(unread_up_to(&all, id(OTHER)), None);
    }
}
