//! A state becomes a revision, unless it is the last one already.

use crate::{
    Revisions, State, blocking, packed,
    policy::Act,
    state,
    store::{self, Newest, Row},
};
use db::WriteTx;
use model::{
    ContentId, Error, ErrorCode, Result, RevisionId, Timestamp, UserId,
    error::{Check, Problem},
    revisions::{Cause, NAME_MAX, NAMED_MAX, RevisionSummary},
};

/// How often another revision may come in between.
const TRIES: usize = 5;

/// How a state is kept.
pub(crate) struct Wish<'a> {
    pub cause: Cause,
    pub name: Option<&'a str>,
    /// When the post was in this state.
    pub at: Timestamp,
    /// Who is taken for the author where nobody is known to have written.
    pub author: Option<UserId>,
}

/// What became of it.
pub(crate) enum Kept {
    /// It is a revision.
    New(RevisionId),
    /// It is the same as the last one.
    SameAs(Newest),
}

impl Revisions {
    /// Keeps a post as it is stored now, with a name.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who only read, `Invalid` for a name over its bound or none,
    /// and where the last revision has this state and another name, `LimitReached` in a post with as many names as
    /// there may be.
    pub async fn save(&self, me: UserId, id: ContentId, name: &str) -> Result<RevisionSummary> {
        self.allowed(me, id, Act::Name).await?;
        let name = named(name, 1)?;
        let wish = Wish { cause: Cause::Manual, name: Some(&name), at: db::now(), author: Some(me) };
        let revision = match self.keep(id, self.present(id).await?, wish).await? {
            Kept::New(revision) => revision,
            Kept::SameAs(newest) if newest.name.is_none() => {
                self.set_name(id, newest.id, Some(&name)).await?;
                newest.id
            }
            Kept::SameAs(_) => return Err(Error::field("name", Problem::Unchanged)),
        };
        self.summary(id, revision).await
    }

    /// Gives a revision another name; an empty one takes it away.
    ///
    /// # Errors
    /// `NotFound` for strangers and for revisions that are not there, `Forbidden` for those who only read,
    /// `Invalid` for a name over its bound, `LimitReached` in a post with as many names as there may be.
    pub async fn rename(&self, me: UserId, id: ContentId, revision: RevisionId, name: &str) -> Result<RevisionSummary> {
        self.allowed(me, id, Act::Name).await?;
        let name = named(name, 0)?;
        self.set_name(id, revision, Some(name.as_str()).filter(|name| !name.is_empty())).await?;
        self.summary(id, revision).await
    }

    async fn set_name(&self, id: ContentId, revision: RevisionId, name: Option<&str>) -> Result<()> {
        let mut tx = self.db.write().await?;
        if name.is_some() {
            room_for_name(&mut tx, id, revision).await?;
        }
        if !store::set_name(&mut tx, id, revision, name).await? {
            return Err(ErrorCode::NotFound.into());
        }
        tx.commit().await
    }

    /// A post as it is stored now.
    pub(crate) async fn present(&self, id: ContentId) -> Result<State> {
        let texts = self.contents.texts(id).await?;
        State::of(texts.title, texts.json).await
    }

    /// Keeps a state, with all who have written since the last revision.
    pub(crate) async fn keep(&self, id: ContentId, is: State, wish: Wish<'_>) -> Result<Kept> {
        let hash = is.hash();
        for _ in 0..TRIES {
            let newest = store::newest(self.db.read(), id).await?;
            let last = newest.as_ref().map(|newest| newest.id);
            if let Some(newest) = newest.as_ref().filter(|newest| newest.hash == hash) {
                if wish.cause.is_restore_point() {
                    let mut tx = self.db.write().await?;
                    store::keep_for_good(&mut tx, newest.id).await?;
                    tx.commit().await?;
                }
                return Ok(Kept::SameAs(newest.clone()));
            }
            // What takes long comes before the transaction.
            let was = newest.map_or_else(State::empty, |newest| newest.state);
            let comparison = state::compare(was, is.clone()).await?;
            let json = is.json.clone();
            let body = blocking(move || packed::pack(&json)).await?.map_err(|_| ErrorCode::Internal)?;
            let mut tx = self.db.write().await?;
            store::take_head(&mut tx, id).await?;
            if store::newest_id(&mut tx, id).await? != last {
                continue;
            }
            let revision = db::new_id();
            if wish.name.is_some() {
                room_for_name(&mut tx, id, revision).await?;
            }
            let (words_added, words_removed) = (comparison.words_added, comparison.words_removed);
            let row = Row { id: revision, wish: &wish, words_added, words_removed, hash: &hash, title: &is.title, body: &body };
            store::insert(&mut tx, id, &row).await?;
            store::take_writers(&mut tx, id, revision, wish.author).await?;
            tx.commit().await?;
            return Ok(Kept::New(revision));
        }
        Err(ErrorCode::Unavailable.into())
    }
}

async fn room_for_name(tx: &mut WriteTx, id: ContentId, revision: RevisionId) -> Result<()> {
    if store::count_named(tx, id, revision).await? >= NAMED_MAX { Err(ErrorCode::LimitReached.into()) } else { Ok(()) }
}

/// A name on one line.
fn named(name: &str, min: u32) -> Result<String> {
    let name: String = name.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut check = Check::new();
    check.length("name", &name, min, NAME_MAX);
    check.done()?;
    Ok(name)
}
