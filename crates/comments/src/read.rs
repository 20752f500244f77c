//! Threads, page by page and one by one.

use crate::{Comments, mentions, policy::Act, store};
use model::{
    CommentId, ContentId, ErrorCode, Page, PageRequest, Reader, Result,
    accounts::Person,
    comments::{Comment, Filter, Thread},
};

/// Comments of a thread that a list shows: the first, and the first replies.
const SHOWN: i64 = 21;
/// All that a thread can have.
const ALL: i64 = model::comments::REPLIES_MAX + 1;

impl Comments {
    /// One page of a post's threads, the oldest first, each with its first replies. Where their words are is not
    /// known here.
    ///
    /// # Errors
    /// `NotFound` for strangers, `BadRequest` for a cursor that is not from the page before.
    pub async fn list(&self, me: impl Into<Reader>, id: ContentId, filter: Option<Filter>, page: &PageRequest) -> Result<Page<Thread>> {
        let me = me.into();
        self.allowed(me, id, Act::Read).await?;
        // The cursor is the last thread's id.
        let after: Option<CommentId> = page.cursor.as_deref().map(str::parse).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let limit = usize::try_from(page.limit()).unwrap_or(1);
        let mut threads = store::threads(self.db.read(), me, id, filter, after, page.limit() + 1).await?;
        let more = threads.len() > limit;
        threads.truncate(limit);
        self.fill(me, &mut threads, SHOWN).await?;
        let next_cursor = threads.last().filter(|_| more).map(|thread| thread.id.to_string());
        Ok(Page { items: threads, next_cursor })
    }

    /// A thread with all its replies, by the id of any of its comments.
    ///
    /// # Errors
    /// `NotFound` for strangers and for comments of other posts.
    pub async fn thread(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<Thread> {
        let me = me.into();
        self.allowed(me, id, Act::Read).await?;
        let place = store::place(self.db.read(), id, comment).await?.ok_or(ErrorCode::NotFound)?;
        let mut threads = vec![store::thread(self.db.read(), me, place.thread).await?.ok_or(ErrorCode::NotFound)?];
        self.fill(me, &mut threads, ALL).await?;
        threads.pop().ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Notes that a person or a guest has read a thread as it is now.
    ///
    /// # Errors
    /// `NotFound` for strangers and for comments of other posts.
    pub async fn mark_read(&self, me: impl Into<Reader>, id: ContentId, comment: CommentId) -> Result<()> {
        let me = me.into();
        self.allowed(me, id, Act::Read).await?;
        let place = store::place(self.db.read(), id, comment).await?.ok_or(ErrorCode::NotFound)?;
        let mut tx = self.db.write().await?;
        store::mark_read(&mut tx, me, place.thread, None).await?;
        tx.commit().await
    }

    /// Notes that a person or a guest has read a thread up to one of its comments, the last that they were shown.
    ///
    /// # Errors
    /// `NotFound` for strangers, for threads of other posts and comments of other threads.
    pub async fn mark_read_up_to(&self, me: impl Into<Reader>, id: ContentId, thread: CommentId, last: CommentId) -> Result<()> {
        let me = me.into();
        self.allowed(me, id, Act::Read).await?;
        let place = store::place(self.db.read(), id, last).await?.filter(|place| place.thread == thread).ok_or(ErrorCode::NotFound)?;
        let mut tx = self.db.write().await?;
        store::mark_read(&mut tx, me, place.thread, Some(last)).await?;
        tx.commit().await
    }

    /// Whom a reader can mention: everybody with access; a guest, to whom the list of people is closed, those whose
    /// comments they can read.
    ///
    /// # Errors
    /// `NotFound` for strangers.
    pub async fn people(&self, me: impl Into<Reader>, id: ContentId) -> Result<Vec<Person>> {
        let me = me.into();
        self.allowed(me, id, Act::Read).await?;
        let Reader::User(user) = me else {
            let mut people = Vec::new();
            for person in store::writers(self.db.read(), id).await? {
                if self.has_access(person.id, id).await? {
                    people.push(person);
                }
            }
            return Ok(people);
        };
        let all = self.contents.collaborators(user, id).await?;
        Ok(all.into_iter().map(|one| Person { id: one.user_id, name: one.name, color: one.color, picture: one.picture }).collect())
    }

    /// Fills in the comments of threads.
    async fn fill(&self, me: Reader, threads: &mut [Thread], most: i64) -> Result<()> {
        let ids: Vec<CommentId> = threads.iter().map(|thread| thread.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut mentions = store::mentions(self.db.read(), &ids).await?;
        let mut reactions = store::reactions(self.db.read(), me, &ids).await?;
        for row in store::comments(self.db.read(), &ids, most).await? {
            let Some(thread) = threads.iter_mut().find(|thread| thread.id == row.thread) else { continue };
            let mentions = mentions.remove(&row.id).unwrap_or_default();
            thread.comments.push(Comment {
                id: row.id,
                mine: row.author.as_ref().is_some_and(|author| author.who == me),
                author: row.author,
                html: mentions::html(&row.text, &mentions),
                text: row.text,
                mentions,
                reactions: reactions.remove(&row.id).unwrap_or_default(),
                created_at: row.created_at,
                edited_at: row.edited_at,
                deleted: row.deleted,
            });
        }
        Ok(())
    }
}
