//! What is on its way to the database.
//!
//! Changes are numbered in the order in which the room took them. They are collected for a moment and
//! written as one batch, one batch at a time, while the room goes on. A batch that fails is tried again
//! until it succeeds or the post is gone; nothing is dropped and nothing counts as durable meanwhile.

use crate::{Settings, merge::merge};
use bytes::Bytes;
use content::{Contents, Writers};
use model::{ContentId, ErrorCode, Reader, live::Close};
use std::{sync::Arc, time::Duration};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

/// Rows of the log.
type Rows = Arc<Vec<Vec<u8>>>;

/// What is durable now.
pub(crate) struct Written {
    pub(crate) rows: Rows,
    /// The number of the last of them in the log.
    pub(crate) seq: i64,
}

/// There is nowhere to write to any more: the code with which everybody is sent away.
#[derive(Debug)]
pub(crate) struct Lost(pub(crate) Close);

struct Batch {
    updates: Rows,
    writers: Arc<Writers>,
    bytes: usize,
    upto: u64,
    task: JoinHandle<Result<(Rows, i64), Lost>>,
}

/// The changes of one document that are not durable yet.
pub(crate) struct Journal {
    id: ContentId,
    contents: Contents,
    settings: Arc<Settings>,
    waiting: Vec<Vec<u8>>,
    waiting_writers: Writers,
    waiting_bytes: usize,
    first: Instant,
    last: Instant,
    hurry: bool,
    writing: Option<Batch>,
    taken: u64,
    durable: u64,
}

impl Journal {
    pub(crate) fn new(id: ContentId, contents: Contents, settings: Arc<Settings>) -> Self {
        let now = Instant::now();
        let waiting = Vec::new();
        Self {
            id,
            contents,
            settings,
            waiting,
            waiting_writers: Writers::default(),
            waiting_bytes: 0,
            first: now,
            last: now,
            hurry: false,
            writing: None,
            taken: 0,
            durable: 0,
        }
    }

    /// Takes a change.
    pub(crate) fn push(&mut self, update: &Bytes) {
        self.last = Instant::now();
        if self.waiting.is_empty() {
            self.first = self.last;
        }
        self.waiting_bytes += update.len();
        self.waiting.push(update.to_vec());
        self.taken += 1;
    }

    /// Somebody has made the next change.
    pub(crate) fn wrote(&mut self, who: Reader) {
        self.waiting_writers.add(who);
    }

    /// The number of the last change that was taken.
    pub(crate) fn taken(&self) -> u64 {
        self.taken
    }

    /// Changes up to this number are durable.
    pub(crate) fn durable(&self) -> u64 {
        self.durable
    }

    /// Whether everything is durable.
    pub(crate) fn is_clean(&self) -> bool {
        self.durable == self.taken
    }

    /// Bytes that are not durable yet.
    pub(crate) fn unwritten(&self) -> usize {
        self.waiting_bytes + self.writing.as_ref().map_or(0, |batch| batch.bytes)
    }

    /// All changes that are not durable yet, the oldest first.
    pub(crate) fn unwritten_updates(&self) -> impl Iterator<Item = &[u8]> {
        let writing = self.writing.iter().flat_map(|batch| batch.updates.iter());
        writing.chain(&self.waiting).map(Vec::as_slice)
    }

    /// Writes without waiting for more.
    pub(crate) fn hurry(&mut self) {
        self.hurry = !self.waiting.is_empty();
    }

    /// When the next batch is to be written; `None` while one is, or if there is nothing.
    pub(crate) fn due(&self) -> Option<Instant> {
        if self.writing.is_some() || self.waiting.is_empty() {
            return None;
        }
        let due = (self.last + self.settings.write_after).min(self.first + self.settings.write_within);
        Some(if self.hurry { self.first } else { due })
    }

    /// Begins to write what is waiting, if it is time.
    pub(crate) fn write_if_due(&mut self, now: Instant) {
        if self.due().is_none_or(|due| due > now) {
            return;
        }
        self.hurry = false;
        let updates = Arc::new(std::mem::take(&mut self.waiting));
        let bytes = std::mem::take(&mut self.waiting_bytes);
        let writers = Arc::new(std::mem::take(&mut self.waiting_writers));
        let task = self.start(updates.clone(), writers.clone(), Duration::ZERO);
        self.writing = Some(Batch { updates, writers, bytes, upto: self.taken, task });
    }

    fn start(&self, updates: Rows, writers: Arc<Writers>, after: Duration) -> JoinHandle<Result<(Rows, i64), Lost>> {
        let (contents, id, settings) = (self.contents.clone(), self.id, self.settings.clone());
        tokio::spawn(async move {
            sleep(after).await;
            let rows = as_rows(updates).await;
            let seq = write(&contents, id, &rows, &writers, &settings).await?;
            Ok((rows, seq))
        })
    }

    /// Waits until the batch that is being written is durable, and says what it became. Never ends if none is being
    /// written; may be dropped and asked again at any time.
    pub(crate) async fn written(&mut self) -> Result<Written, Lost> {
        loop {
            let Some(batch) = &mut self.writing else { return std::future::pending().await };
            match (&mut batch.task).await {
                Ok(outcome) => {
                    let upto = batch.upto;
                    self.writing = None;
                    let (rows, seq) = outcome?;
                    self.durable = upto;
                    return Ok(Written { rows, seq });
                }
                // The task died; the updates are still here.
                Err(error) => {
                    tracing::error!(content = %self.id, %error, "writing a document's changes died; trying again");
                    let (updates, writers) = (batch.updates.clone(), batch.writers.clone());
                    let task = self.start(updates, writers, self.settings.retry_within);
                    if let Some(batch) = &mut self.writing {
                        batch.task = task;
                    }
                }
            }
        }
    }

    /// Forgets everything: the post is gone.
    pub(crate) fn forget(&mut self) {
        if let Some(batch) = self.writing.take() {
            batch.task.abort();
        }
        self.waiting.clear();
        self.waiting_writers = Writers::default();
        self.waiting_bytes = 0;
        self.durable = self.taken;
    }
}

/// A batch as one row, where it can be one.
async fn as_rows(updates: Rows) -> Rows {
    if updates.len() < 2 {
        return updates;
    }
    let batch = updates.clone();
    // A batch may be megabytes that were pasted.
    let merged = tokio::task::spawn_blocking(move || merge(&batch)).await.ok().flatten();
    merged.map_or(updates, |one| Arc::new(vec![one]))
}

/// Writes rows, however often that has to be tried, and says the number of the last one.
async fn write(contents: &Contents, id: ContentId, rows: &[Vec<u8>], writers: &Writers, settings: &Settings) -> Result<i64, Lost> {
    let mut wait = settings.retry_after;
    loop {
        match contents.append_updates(id, rows, writers).await {
            Ok(seq) => return Ok(seq),
            Err(error) if error.code == ErrorCode::NotFound => return Err(Lost(Close::Gone)),
            // The bounds of a room are set so that this cannot be; trying again would not help.
            Err(error) if error.code == ErrorCode::TooLarge => return Err(Lost(Close::TooBig)),
            Err(error) => {
                tracing::warn!(content = %id, code = error.code.as_str(), rows = rows.len(), "a document's changes wait for the database");
                sleep(wait).await;
                wait = (wait * 2).min(settings.retry_within);
            }
        }
    }
}
