//! Revisions that are kept by themselves.

use crate::{
    Revisions, State,
    keep::{Kept, Wish},
    state,
    store::{self, Newest, Pending},
};
use document::Derived;
use model::{
    ContentId, ErrorCode, Result, RevisionId, Timestamp, UserId,
    revisions::{Cause, Comparison, Span},
};

/// Changes are kept after so many milliseconds at the latest.
const EVERY: i64 = 5 * 60_000;
/// So many characters that came or went are worth a revision at once,
const CHARACTERS: usize = 500;
/// and so is one part of so many of the text,
const PART: usize = 5;
/// if that is at least so many characters: a text that has just begun would be kept at every word.
const PART_MIN: usize = 100;

/// Who has written in a post.
#[derive(Debug, Clone, Copy)]
pub struct Writers<'a> {
    /// People.
    pub users: &'a [UserId],
    /// Guests have, too: nothing else is known of them later.
    pub guests: bool,
}

impl<'a> From<&'a [UserId]> for Writers<'a> {
    fn from(users: &'a [UserId]) -> Self {
        Self { users, guests: false }
    }
}

impl<'a, const N: usize> From<&'a [UserId; N]> for Writers<'a> {
    fn from(users: &'a [UserId; N]) -> Self {
        Self { users, guests: false }
    }
}

impl Revisions {
    /// A post has become this; its former texts are still stored. `writers` have changed it since the last call;
    /// `left` says that nobody who writes is in it any more.
    ///
    /// # Errors
    /// `Unavailable` if the database is: tell it again. A post that is gone is no error.
    pub async fn heard<'a>(&self, id: ContentId, derived: &Derived, writers: impl Into<Writers<'a>>, left: bool) -> Result<()> {
        let writers = writers.into();
        let newest = match store::newest(self.db.read(), id).await? {
            Some(newest) => Some(newest),
            None => match self.keep_beginning(id).await {
                Err(error) if error.code == ErrorCode::NotFound => return Ok(()),
                done => done?,
            },
        };
        let is = State::of(derived.title.clone(), derived.json.clone()).await?;
        match &newest {
            Some(newest) if newest.hash == is.hash() => return self.credit(id, newest.id, writers).await,
            None if is == State::empty() => return Ok(()),
            _ => {}
        }
        let (now, changed_at) = (db::now(), self.note(id, writers).await?);
        let was = newest.map_or_else(State::empty, |newest| newest.state);
        let cause = if left {
            Cause::Left
        } else if now.0 - changed_at.0 >= EVERY {
            Cause::Time
        } else if is_significant(&state::compare(was, is.clone()).await?) {
            Cause::Change
        } else {
            return Ok(());
        };
        self.keep(id, is, Wish { cause, name: None, at: now, author: None }).await?;
        Ok(())
    }

    /// Keeps what was changed five minutes ago in posts where nobody has written since: no change comes that would say
    /// so. Failures are in the log; the next round tries again.
    pub async fn keep_due(&self) {
        let Ok(due) = store::due(self.db.read(), Timestamp(db::now().0 - EVERY)).await else { return };
        for (id, changed_at) in due {
            if let Err(error) = self.keep_waiting(id, changed_at).await {
                tracing::warn!(content = %id, code = error.code.as_str(), "what was changed could not be kept");
            }
        }
    }

    async fn keep_waiting(&self, id: ContentId, changed_at: Timestamp) -> Result<()> {
        let newest = store::newest(self.db.read(), id).await?;
        let is = self.present(id).await?;
        // Kept meanwhile, and what was read may be older.
        if store::pending(self.db.read(), id).await?.changed_at != Some(changed_at) {
            return Ok(());
        }
        match newest {
            Some(newest) if newest.hash == is.hash() => self.credit(id, newest.id, Writers { users: &[], guests: false }).await,
            _ => self.keep(id, is, Wish { cause: Cause::Time, name: None, at: db::now(), author: None }).await.map(drop),
        }
    }

    /// Keeps what a post was before its first change, unless it was empty.
    async fn keep_beginning(&self, id: ContentId) -> Result<Option<Newest>> {
        let texts = self.contents.texts(id).await?;
        let state = State::of(texts.title, texts.json).await?;
        if state == State::empty() {
            return Ok(None);
        }
        let wish = Wish { cause: Cause::Time, name: None, at: texts.updated_at, author: Some(texts.owner) };
        match self.keep(id, state, wish).await? {
            Kept::New(_) => store::newest(self.db.read(), id).await,
            Kept::SameAs(newest) => Ok(Some(newest)),
        }
    }

    /// The post is its last revision: whoever has written since, or was not known yet when it was kept, is one of its
    /// authors, and nothing waits to be kept.
    async fn credit(&self, id: ContentId, newest: RevisionId, writers: Writers<'_>) -> Result<()> {
        let nobody = writers.users.is_empty() && !writers.guests;
        if nobody && store::pending(self.db.read(), id).await?.changed_at.is_none() {
            return Ok(());
        }
        let mut tx = self.db.write().await?;
        store::note(&mut tx, id, writers, db::now()).await?;
        // Where another one has come meanwhile, they are its successor's.
        if store::newest_id(&mut tx, id).await? == Some(newest) {
            store::take_head(&mut tx, id).await?;
            store::take_writers(&mut tx, id, newest, None).await?;
        }
        tx.commit().await
    }

    /// Notes who has written, and returns when the first change since the last revision was.
    async fn note(&self, id: ContentId, writers: Writers<'_>) -> Result<Timestamp> {
        let Pending { changed_at, users, guests } = store::pending(self.db.read(), id).await?;
        if let Some(changed_at) = changed_at
            && writers.users.iter().all(|writer| users.contains(writer))
            && (guests || !writers.guests)
        {
            return Ok(changed_at);
        }
        let now = db::now();
        let mut tx = self.db.write().await?;
        store::note(&mut tx, id, writers, now).await?;
        tx.commit().await?;
        Ok(changed_at.unwrap_or(now))
    }
}

fn is_significant(comparison: &Comparison) -> bool {
    let (mut changed, mut whole) = (0, 0);
    for span in comparison.title.iter().chain(comparison.lines.iter().flat_map(|line| &line.spans)) {
        match span {
            Span::Added(run) | Span::Removed(run) => changed += run.text.chars().count(),
            Span::Same(run) => whole += run.text.chars().count(),
            Span::Formatted { text, .. } => whole += text.chars().count(),
        }
    }
    changed >= CHARACTERS || changed >= ((whole + changed) / PART).max(PART_MIN)
}
