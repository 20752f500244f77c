//! One post: made, read, copied, archived, deleted.

use crate::{Contents, DOCUMENT_MAX, MARKDOWN_MAX, policy::Act, store};
use db::WriteTx;
use document::Derived;
use model::{
    ContentId, ErrorCode, Reader, Result, Timestamp, UserId,
    content::{Content, Status, TITLE_MAX, TRASH_DAYS},
    error::Check,
};

const DAY: i64 = 86_400_000;

impl Contents {
    /// A new post, with this title and text.
    ///
    /// # Errors
    /// `Invalid` for a title over its bound, `TooLarge` for a text over its.
    pub async fn create(&self, me: UserId, title: &str, markdown: Option<&str>) -> Result<Content> {
        let mut check = Check::new();
        check.length("title", title.trim(), 0, TITLE_MAX);
        check.done()?;
        let markdown = markdown.unwrap_or_default().to_owned();
        if markdown.len() > MARKDOWN_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        let title = title.to_owned();
        self.insert(me, move || Ok(document::create(&title, &markdown))).await
    }

    /// A post, whole.
    ///
    /// # Errors
    /// `NotFound` for strangers.
    pub async fn get(&self, me: impl Into<Reader>, id: ContentId) -> Result<Content> {
        let role = self.allowed(me, id, Act::Read).await?;
        let row = store::get(self.db.read(), id).await?.ok_or(ErrorCode::NotFound)?;
        Ok(Content { role, markdown: document::markdown_of(&row.json), ..row.content })
    }

    /// A copy of a post that this person may read. The copy is theirs, and nobody else has access to it.
    ///
    /// # Errors
    /// `NotFound` for strangers.
    pub async fn duplicate(&self, me: UserId, id: ContentId, title: &str) -> Result<Content> {
        self.allowed(me, id, Act::Read).await?;
        let stored = self.load_document(id).await?;
        let title = title.to_owned();
        self.insert(me, move || stored.merged().and_then(|state| document::copy(&state, &title)).map_err(|error| unreadable(id, &error))).await
    }

    /// Makes the document, off the threads that serve, and keeps it as a new post.
    async fn insert(&self, me: UserId, make: impl FnOnce() -> Result<Vec<u8>> + Send + 'static) -> Result<Content> {
        let id: ContentId = db::new_id();
        let (state, derived) = blocking(move || {
            let state = make()?;
            let derived = document::derive_update(&state).map_err(|error| unreadable(id, &error))?;
            Ok((state, derived))
        })
        .await?;
        if state.len() > DOCUMENT_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        let mut tx = self.db.write().await?;
        store::insert(&mut tx, id, me, &derived, &state, db::now()).await?;
        tx.commit().await?;
        self.get(me, id).await
    }

    /// Archives, deletes (into the trash), restores.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for all but the owner.
    pub async fn set_status(&self, me: UserId, id: ContentId, status: Status) -> Result<()> {
        self.allowed(me, id, Act::SetStatus).await?;
        let mut tx = self.db.write().await?;
        store::set_status(&mut tx, id, status, db::now()).await?;
        tx.commit().await
    }

    /// Those of these posts that are in the trash, and since when.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn trashed(&self, ids: &[ContentId]) -> Result<Vec<(ContentId, Timestamp)>> {
        if ids.is_empty() { Ok(Vec::new()) } else { store::trashed(self.db.read(), ids).await }
    }

    /// Deletes a post in the trash for ever.
    ///
    /// # Errors
    /// `NotFound` for strangers and for posts that are not in the trash, `Forbidden` for all but the owner.
    pub async fn delete_for_good(&self, me: UserId, id: ContentId) -> Result<()> {
        self.allowed(me, id, Act::Destroy).await?;
        let mut tx = self.db.write().await?;
        if !store::delete_trashed(&mut tx, id).await? {
            return Err(ErrorCode::NotFound.into());
        }
        tx.commit().await
    }

    /// Deletes a person's posts and ends their collaborations, before their account goes. Returns the posts
    /// that are gone: their rooms must close.
    ///
    /// # Errors
    /// `Unavailable` if the database is; nothing is changed then, as the caller's transaction is not committed.
    pub async fn erase_user(&self, tx: &mut WriteTx, me: UserId) -> Result<Vec<ContentId>> {
        store::erase_user(tx, me).await
    }

    /// Deletes what has been in the trash for longer than it keeps posts. Failures are in the log; the next
    /// round tries again.
    pub async fn prune(&self) {
        let before = db::now().0 - TRASH_DAYS * DAY;
        let pruned = async {
            let mut tx = self.db.write().await?;
            let count = store::prune(&mut tx, before).await?;
            tx.commit().await?;
            Ok::<_, model::Error>(count)
        };
        if let Ok(count @ 1..) = pruned.await {
            tracing::info!(count, "posts deleted from the trash for good");
        }
    }

    /// Keeps what was derived from a document with everything up to update `seq`, unless something newer is kept. The
    /// time of the last change moves only if something changed; a post that is gone stays gone.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn save_derived(&self, id: ContentId, derived: &Derived, seq: i64) -> Result<()> {
        let mut tx = self.db.write().await?;
        store::save_derived(&mut tx, id, derived, seq, db::now()).await?;
        tx.commit().await
    }
}

/// Runs work that takes long enough to hold others up.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "work on a document was cut off");
            Err(ErrorCode::Internal.into())
        }
    }
}

/// A stored document that yrs does not read: logged here, where it is found.
pub(crate) fn unreadable(id: ContentId, error: &document::NotADocument) -> model::Error {
    tracing::error!(content = %id, %error, "a stored document cannot be read");
    ErrorCode::Internal.into()
}
