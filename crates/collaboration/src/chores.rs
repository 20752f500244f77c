//! What a room does beside the live traffic: derived texts, and the log folded into the snapshot.
//! One chore at a time, each in a task of its own.

use crate::{Listener, Settings, Since, durability::Lost, hub::Shared, room::Answer};
use content::{Contents, StoredDocument, Writers};
use document::Derived;
use model::{ContentId, Error, ErrorCode, Result, live::Close};
use std::sync::Arc;
use tokio::{task::JoinHandle, time::Instant};

/// How far a document has come, as a room sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Version {
    /// Changes that this room has made, in the order in which it took them.
    own: u64,
    /// How often others have changed what is stored, seen from here.
    others: u64,
}

impl Version {
    fn covers(self, other: Self) -> bool {
        self.own >= other.own && self.others >= other.others
    }
}

/// What a chore came to.
pub(crate) enum Done {
    /// The texts of this version of the document are kept, and the listener knows what had happened; perhaps that the
    /// last writer has left.
    Derived(Version, bool, Result<()>),
    /// So many updates of the log are in the snapshot now.
    Folded(usize, Result<()>),
}

/// Somebody who waits for a change to be durable, and perhaps for a version to be derived.
struct Waiting {
    change: u64,
    version: Version,
    answer: Answer,
}

/// The chores of one room.
pub(crate) struct Chores {
    running: Option<JoinHandle<Done>>,
    version: Version,
    derived: Version,
    /// The listener does not know yet that the last writer has left.
    left: bool,
    /// Something has changed here that the listener does not know yet. Of what other servers have changed, their
    /// listeners hear.
    own: bool,
    /// Something has changed since the last writer left, on whichever server.
    written: bool,
    dirty_since: Instant,
    changed_at: Instant,
    not_before: Instant,
    /// Updates in the log.
    rows: usize,
    /// Folding failed; the log can stay as it is.
    fold_failed: bool,
    waiting: Vec<Waiting>,
}

impl Chores {
    /// With so many updates in the log. A log that is not empty is a room's that did not end well: its
    /// texts may be old. Unless this server is not `alone`: another one may be writing it.
    pub(crate) fn new(rows: usize, alone: bool, now: Instant) -> Self {
        Self {
            running: None,
            version: Version { own: 0, others: u64::from(rows > 0) },
            derived: Version::default(),
            left: false,
            own: rows > 0,
            written: rows > 0 && alone,
            dirty_since: now,
            changed_at: now,
            not_before: now,
            rows,
            fold_failed: false,
            waiting: Vec::new(),
        }
    }

    /// The document has changed here.
    pub(crate) fn changed(&mut self) {
        self.note_change();
        self.version.own += 1;
        (self.own, self.written) = (true, true);
    }

    /// What is stored was changed by another server, or has to be looked at again.
    pub(crate) fn heard(&mut self) {
        self.note_change();
        self.version.others += 1;
    }

    /// People on other servers have changed the text, while people who write are here too, or not.
    pub(crate) fn others_wrote(&mut self, writers_here: bool) {
        self.heard();
        self.written |= writers_here;
    }

    fn note_change(&mut self) {
        self.changed_at = Instant::now();
        if self.derived == self.version {
            self.dirty_since = self.changed_at;
        }
    }

    /// Nobody who may write is here any more.
    pub(crate) fn writers_left(&mut self) {
        if std::mem::take(&mut self.written) {
            (self.left, self.own) = (true, true);
        }
    }

    /// A server that may have written this document is gone, and its listener with it.
    pub(crate) fn inherit(&mut self) {
        self.heard();
        self.own = true;
    }

    /// So many updates were added to the log.
    pub(crate) fn logged(&mut self, count: usize) {
        self.rows += count;
    }

    /// Somebody waits for a change to be durable.
    pub(crate) fn wait_written(&mut self, change: u64, answer: Answer) {
        self.waiting.push(Waiting { change, version: Version::default(), answer });
    }

    /// Somebody waits for the texts of now.
    pub(crate) fn wait_derived(&mut self, change: u64, answer: Answer) {
        self.waiting.push(Waiting { change, version: self.version, answer });
    }

    /// Answers those who have waited long enough.
    pub(crate) fn answer(&mut self, durable: u64) {
        let derived = self.derived;
        for done in self.waiting.extract_if(.., |waiting| waiting.change <= durable && derived.covers(waiting.version)) {
            let _ = done.answer.send(Ok(()));
        }
    }

    /// Answers all who wait with an error.
    pub(crate) fn disappoint(&mut self, error: &Error) {
        for waiting in self.waiting.drain(..) {
            let _ = waiting.answer.send(Err(error.clone()));
        }
    }

    pub(crate) fn is_awaited(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub(crate) fn are_done(&self) -> bool {
        self.running.is_none() && self.derived == self.version && !self.left && (self.rows == 0 || self.fold_failed)
    }

    /// When the next chore begins; `None` while one runs, or if there is nothing to do. What is derived is read from
    /// the database: this room's first `durable` changes, and what others have written.
    pub(crate) fn due(&self, settings: &Settings, leaving: bool, durable: u64) -> Option<Instant> {
        if self.running.is_some() {
            return None;
        }
        let stored = self.stored(durable);
        // That the last writer has left is told when all they have left is stored, even if the texts are those of now.
        let derive = (!self.derived.covers(stored) || (self.left && stored == self.version)).then(|| {
            let hurry = leaving || self.left || self.waiting.iter().any(|waiting| !self.derived.covers(waiting.version));
            let calm = (self.changed_at + settings.derive_after).min(self.dirty_since + settings.derive_within);
            if hurry { self.not_before } else { calm.max(self.not_before) }
        });
        let fold = self.folds(settings, leaving).then_some(self.not_before);
        derive.into_iter().chain(fold).min()
    }

    fn folds(&self, settings: &Settings, leaving: bool) -> bool {
        !self.fold_failed && (self.rows >= settings.fold_after || (leaving && self.rows > 0 && self.derived == self.version))
    }

    fn stored(&self, durable: u64) -> Version {
        Version { own: durable, ..self.version }
    }

    /// Begins what is due.
    pub(crate) fn begin(&mut self, id: ContentId, shared: &Shared, leaving: bool, durable: u64) {
        let contents = shared.contents.clone();
        self.running = Some(if self.folds(&shared.settings, leaving) {
            let rows = self.rows;
            tokio::spawn(async move { Done::Folded(rows, contents.fold(id).await) })
        } else {
            let version = self.stored(durable);
            let listener = shared.listener.clone().filter(|_| self.own);
            let mut left = false;
            if version == self.version {
                // Otherwise the listener hears of the rest, and that the last writer has left, when all is stored.
                self.own = false;
                left = std::mem::take(&mut self.left);
            }
            tokio::spawn(async move {
                let done = derive(&contents, listener, id, left).await;
                Done::Derived(version, left, done)
            })
        });
    }

    /// Waits for the chore that runs; never ends if none does. May be dropped and asked again.
    pub(crate) async fn done(&mut self) -> Done {
        let Some(running) = &mut self.running else { return std::future::pending().await };
        let done = running.await;
        self.running = None;
        done.unwrap_or_else(|error| {
            tracing::error!(%error, "a document's chore died");
            Done::Derived(self.version, false, Err(ErrorCode::Internal.into()))
        })
    }

    /// Notes what a chore came to.
    pub(crate) fn take_done(&mut self, done: Done, settings: &Settings) -> Result<(), Lost> {
        let (what, outcome) = match &done {
            Done::Derived(_, _, outcome) => ("derived texts", outcome),
            Done::Folded(_, outcome) => ("the fold of the log", outcome),
        };
        let failed = match outcome {
            Ok(()) => None,
            Err(error) if error.code == ErrorCode::NotFound => return Err(Lost(Close::Gone)),
            Err(error) => {
                tracing::warn!(code = error.code.as_str(), what, "a document's chore failed");
                self.not_before = Instant::now() + settings.retry_within;
                Some(error.code)
            }
        };
        match done {
            // Only a database that is away is worth another try with the same text.
            Done::Derived(version, ..) if failed != Some(ErrorCode::Unavailable) => {
                self.derived = version;
                self.dirty_since = Instant::now();
            }
            Done::Derived(_, left, _) => {
                self.left |= left;
                // Told again, at worst of what it knows.
                self.own = true;
            }
            Done::Folded(rows, Ok(())) => self.rows = self.rows.saturating_sub(rows),
            Done::Folded(..) => self.fold_failed = true,
        }
        Ok(())
    }
}

/// From what is stored and not from the room's copy, which would have to be encoded while its writers wait.
async fn derive(contents: &Contents, listener: Option<Arc<dyn Listener>>, id: ContentId, left: bool) -> Result<()> {
    let StoredDocument { state, updates, seq, .. } = contents.load_document(id).await?;
    let derived = tokio::task::spawn_blocking(move || {
        let doc = document::load(std::iter::once(&state).chain(&updates).map(Vec::as_slice))?;
        Ok::<_, document::NotADocument>(document::derive(&doc))
    });
    match derived.await {
        Ok(Ok(derived)) => {
            if let Some(listener) = listener
                && let Err(error) = tell(contents, &*listener, id, &derived, (seq, left)).await
            {
                if error.code == ErrorCode::Unavailable {
                    return Err(error);
                }
                // Lists and exports do not wait for it.
                tracing::error!(content = %id, code = error.code.as_str(), "what a document has become could not be kept");
            }
            contents.save_derived(id, &derived, seq).await
        }
        Ok(Err(error)) => {
            tracing::error!(content = %id, %error, "a document's texts cannot be derived");
            Err(ErrorCode::Internal.into())
        }
        Err(error) => {
            tracing::error!(content = %id, %error, "deriving a document's texts died");
            Err(ErrorCode::Internal.into())
        }
    }
}

/// What a document has become with all updates up to `seq`, and who wrote them. They are asked for in the database, where
/// they came with the updates: a server that died has not taken them along.
async fn tell(contents: &Contents, listener: &dyn Listener, id: ContentId, derived: &Derived, (seq, left): (i64, bool)) -> Result<()> {
    let writers = contents.untold_writers(id, seq).await?;
    let nobody = writers.is_empty();
    let Writers { people, guests } = writers;
    listener.derived(id, derived, &Since { writers: people, guests, left }).await?;
    if nobody { Ok(()) } else { contents.writers_told(id, seq).await }
}
