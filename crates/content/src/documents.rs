//! The stored documents: a snapshot and the log of updates since. For the live rooms, which have asked who
//! may do what.

use crate::{
    Contents, DOCUMENT_MAX, Writers,
    posts::{blocking, unreadable},
    store,
};
use model::{CommentId, ContentId, ErrorCode, Result, Timestamp, UserId};
use std::collections::BTreeMap;

/// A document as it is stored: a snapshot, and the updates since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredDocument {
    /// The snapshot: a Yjs update (v1).
    pub state: Vec<u8>,
    /// The updates after the snapshot, oldest first.
    pub updates: Vec<Vec<u8>>,
    /// The number of the last update; the next one gets the number after it.
    pub seq: i64,
    /// The number of the last update that is in the snapshot.
    pub(crate) folded: i64,
}

impl StoredDocument {
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(&self.state).chain(&self.updates).map(Vec::as_slice)
    }

    /// Everything as one Yjs update.
    pub(crate) fn merged(&self) -> Result<Vec<u8>, document::NotADocument> {
        Ok(document::encode(&document::load(self.parts())?))
    }
}

/// What a document has got since some update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Yjs updates (v1). The first one is the whole snapshot where that has more than was known.
    pub updates: Vec<Vec<u8>>,
    /// The number of the last one; the number that was asked with if there is nothing new.
    pub seq: i64,
}

/// What lists and exports show of a post, as it was derived last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The title.
    pub title: String,
    /// The body as ProseMirror JSON.
    pub json: String,
    /// Whose post it is.
    pub owner: UserId,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Contents {
    /// What has come after update `seq`, whichever server wrote it.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn updates_since(&self, id: ContentId, seq: i64) -> Result<Since> {
        store::updates_since(self.db.read(), id, seq).await
    }

    /// Those of these posts whose texts, for lists, search and exports, are older than their documents.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn underived(&self, ids: &[ContentId]) -> Result<Vec<ContentId>> {
        if ids.is_empty() { Ok(Vec::new()) } else { store::underived(self.db.read(), ids).await }
    }

    /// The texts of a post, for other slices, which have asked who may do what.
    ///
    /// # Errors
    /// `NotFound` if the post is gone.
    pub async fn texts(&self, id: ContentId) -> Result<Texts> {
        store::texts(self.db.read(), id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// A document with its log.
    ///
    /// # Errors
    /// `NotFound` if the post is gone.
    pub async fn load_document(&self, id: ContentId) -> Result<StoredDocument> {
        store::load_document(self.db.read(), id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Where the words of each thread of comments are in a post's text, in characters: the first, and the one after
    /// the last. As of the last time that the text was derived.
    ///
    /// # Errors
    /// `NotFound` if the post is gone.
    pub async fn anchors(&self, id: ContentId) -> Result<BTreeMap<CommentId, (u32, u32)>> {
        let json = store::body_json(self.db.read(), id).await?.ok_or(ErrorCode::NotFound)?;
        blocking(move || Ok(document::anchors(&json))).await
    }

    /// The posts whose log is not folded: those that are open, and those that a server left behind when it died.
    pub async fn logged(&self) -> Result<Vec<ContentId>> {
        store::logged(self.db.read()).await
    }

    /// Adds updates to a document's log with who wrote them, and returns the last one's number. They are durable when
    /// this returns.
    ///
    /// # Errors
    /// `NotFound` if the post is gone, `TooLarge` if the document would be over its bound even when folded;
    /// nothing is kept then.
    pub async fn append_updates(&self, id: ContentId, updates: &[Vec<u8>], writers: &Writers) -> Result<i64> {
        if let Some(seq) = self.try_append(id, updates, writers).await? {
            return Ok(seq);
        }
        // The log may have much in it that the document no longer has.
        self.fold(id).await?;
        self.try_append(id, updates, writers).await?.ok_or_else(|| ErrorCode::TooLarge.into())
    }

    /// `None` if the document would be over its bound.
    async fn try_append(&self, id: ContentId, updates: &[Vec<u8>], writers: &Writers) -> Result<Option<i64>> {
        let mut tx = self.db.write().await?;
        let seq = match store::reserve(&mut tx, id, updates).await? {
            None => return Err(ErrorCode::NotFound.into()),
            Some((_, bytes)) if bytes > DOCUMENT_MAX as i64 => return Ok(None),
            Some((seq, _)) => seq,
        };
        let before = seq - updates.len() as i64;
        store::append(&mut tx, id, before, updates, db::now()).await?;
        store::note_writers(&mut tx, id, writers, before, seq).await?;
        tx.commit().await?;
        Ok(Some(seq))
    }

    /// Folds a document's log into its snapshot. What is appended meanwhile stays in the log.
    ///
    /// # Errors
    /// `NotFound` if the post is gone.
    pub async fn fold(&self, id: ContentId) -> Result<()> {
        let stored = self.load_document(id).await?;
        if stored.updates.is_empty() {
            return Ok(());
        }
        // Merging may take long, so it happens outside of the transaction; the transaction changes nothing
        // if somebody else has folded since the rows were read.
        let (stored, state) = blocking(move || {
            let state = stored.merged().map_err(|error| unreadable(id, &error))?;
            Ok((stored, state))
        })
        .await?;
        let freed = stored.parts().map(<[u8]>::len).sum::<usize>() as i64 - state.len() as i64;
        let mut tx = self.db.write().await?;
        if store::replace_snapshot(&mut tx, id, stored.folded, stored.seq, &state, freed).await? {
            tx.commit().await?;
        }
        Ok(())
    }
}
