//! The server's own copy of a document, guarded against updates that yrs does not survive.
//!
//! yrs takes updates of peers at their word. [`crate::update`] refuses what is known to harm; what is left
//! may still panic in the middle of integrating, and there is no way back from there: a transaction
//! commits when it is dropped, even while unwinding, which panics again and ends the process. So a
//! transaction is never dropped before it is committed, a panic is caught, and the copy is given up
//! together with it (it leaks, since nothing in it can be trusted, its destructor included). The room
//! then loads the document again from what is stored.

use crate::{
    nesting::DEPTH_MAX,
    protocol,
    room::Exact,
    update::{self, Outline},
};
use bytes::Bytes;
use std::{
    mem::ManuallyDrop,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};
use yrs::{Doc, IdSet, ReadTxn, StateVector, Transact, Update, block::ClientID, updates::decoder::Decode, updates::encoder::Encode};

/// An update that can't be integrated. The copy is of no use any more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// What is to be logged and told to others after a turn's updates; empty if nothing was new.
pub(crate) type News = Vec<Bytes>;

/// An update up to this size is passed on as it came. A bigger one may repeat much that is known: the answer to a
/// step 1 lists all deletions that its sender knows of.
const PASSED_ON_MAX: usize = 1 << 10;

/// The state vector of one who has nothing.
const NOTHING: &[u8] = &[0];

/// A document in memory.
pub(crate) struct Replica {
    doc: Doc,
    /// Nodes nest no deeper than this.
    depth: u32,
    /// About how many bytes the document takes when it is encoded; never too few by more than a change.
    size: usize,
    /// The size is not a sum of updates, but was found.
    measured: bool,
    /// The answer to one who has nothing yet, kept while nothing changes: many may come at once.
    whole: Option<Bytes>,
    /// All that is deleted, kept between the checks of readers that come one after the other.
    deleted: Option<IdSet>,
    /// The clock of each client, with what was found to have its past and is about to be integrated.
    clocks: Option<StateVector>,
}

impl Replica {
    /// From a snapshot and the updates after it.
    pub(crate) fn load<'a>(updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Broken> {
        let doc = guarded(|| document::load(updates))?.map_err(|_| Broken)?;
        let mut replica = Self { doc, depth: 0, size: 0, measured: false, whole: None, deleted: None, clocks: None };
        replica.measure()?;
        Ok(replica)
    }

    /// Finds depth and size anew.
    fn measure(&mut self) -> Result<(), Broken> {
        let state = self.encode()?;
        (self.size, self.measured) = (state.len(), true);
        self.depth = update::read(&state).map_err(|_| Broken)?.deepens;
        Ok(())
    }

    /// Whether the document stays within its depth with this update. What is asked in between is only
    /// the sum of what each update can add; the real depth is found once the sum is over the bound.
    pub(crate) fn bears(&mut self, outline: &Outline) -> Result<bool, Broken> {
        if self.depth + outline.deepens > DEPTH_MAX {
            self.measure()?;
        }
        let bears = self.depth + outline.deepens <= DEPTH_MAX;
        if bears {
            self.depth += outline.deepens;
        }
        Ok(bears)
    }

    /// Whether so many bytes more stay within a bound. The size is found anew where its estimate, which knows of
    /// nothing that was deleted, says no.
    pub(crate) fn fits(&mut self, more: usize, most: usize) -> bool {
        if self.size + more > most && !self.measured {
            // One that cannot be encoded keeps its estimate.
            let _ = self.measure();
        }
        self.size + more <= most
    }

    /// Whether the document takes a change of so many bytes at most; where that is too much, of as many as are found out.
    pub(crate) fn takes(&mut self, bytes: usize, exact: Option<&Exact>, most: usize) -> bool {
        if bytes == 0 || self.fits(bytes, most) {
            return true;
        }
        let Some(exact) = exact else { return false };
        let doc = &self.doc;
        guarded(|| exact(doc)).is_ok_and(|bytes| bytes == 0 || self.fits(bytes, most))
    }

    /// Whether an update would change nothing: its inserts are known and its deletions are done.
    pub(crate) fn knows(&mut self, bytes: &[u8], outline: &Outline) -> bool {
        let doc = &self.doc;
        let deleted = &mut self.deleted;
        guarded(|| {
            let txn = doc.transact();
            let state = txn.state_vector();
            if outline.inserted.iter().any(|&(client, end)| state.get(&ClientID::new(client)) < end) {
                return false;
            }
            if outline.deleted == 0 {
                return true;
            }
            let deleted = deleted.get_or_insert_with(|| txn.snapshot().delete_set);
            Update::decode_v1(bytes).is_ok_and(|update| update.delete_set().diff(deleted).is_empty())
        })
        .unwrap_or(false)
    }

    /// Whether all that an update builds on is here, so that it can be integrated after those that were asked about
    /// before. yrs would keep an early one for later, and tell others of the hole before it in a way that no client
    /// can read (its version 0.28; `rooms.rs` has a test).
    pub(crate) fn follows(&mut self, outline: &Outline) -> Result<bool, Broken> {
        let doc = &self.doc;
        let clocks = &mut self.clocks;
        guarded(|| {
            let clocks = clocks.get_or_insert_with(|| doc.transact().state_vector());
            let follows = outline.needs.iter().all(|&(client, clock)| clocks.get(&ClientID::new(client)) >= clock);
            if follows {
                for &(client, end) in &outline.inserted {
                    clocks.set_max(ClientID::new(client), end);
                }
            }
            follows
        })
    }

    /// Integrates the updates of one turn in one transaction.
    pub(crate) fn apply(&mut self, updates: &[Bytes]) -> Result<News, Broken> {
        let doc = &self.doc;
        let news = guarded(|| {
            let mut txn = ManuallyDrop::new(doc.transact_mut());
            for update in updates {
                let update = Update::decode_v1(update).map_err(|_| Broken)?;
                txn.apply_update(update).map_err(|_| Broken)?;
            }
            let news = match updates {
                _ if !txn.has_changes() => Vec::new(),
                [one] if one.len() <= PASSED_ON_MAX => vec![one.clone()],
                _ => vec![txn.encode_update_v1().into()],
            };
            txn.commit();
            drop(ManuallyDrop::into_inner(txn));
            Ok(news)
        })??;
        self.grew(&news);
        Ok(news)
    }

    /// Changes the document from here.
    pub(crate) fn edit(&mut self, edit: impl FnOnce(&Doc)) -> Result<News, Broken> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = heard.clone();
        let doc = &self.doc;
        guarded(|| {
            let listening = doc.observe_update_v1("edit", move |_, event| {
                ear.lock().unwrap_or_else(PoisonError::into_inner).push(Bytes::copy_from_slice(&event.update));
            });
            edit(doc);
            if listening.is_ok() { doc.unobserve_update_v1("edit").map(drop) } else { Ok(()) }
        })?
        .map_err(|_| Broken)?;
        let news = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
        self.grew(&news);
        // What the server writes is shallow; found exactly all the same.
        self.depth = DEPTH_MAX;
        Ok(news)
    }

    fn grew(&mut self, news: &[Bytes]) {
        if !news.is_empty() {
            self.size += news.iter().map(Bytes::len).sum::<usize>();
            self.measured = false;
            self.whole = None;
            self.deleted = None;
            self.clocks = None;
        }
    }

    /// What the document has, for a step 1.
    pub(crate) fn state_vector(&self) -> Result<Vec<u8>, Broken> {
        guarded(|| self.doc.transact().state_vector().encode_v1())
    }

    /// The answer to a step 1: what one with this state vector does not have.
    pub(crate) fn answer(&mut self, state_vector: &[u8]) -> Result<Bytes, Broken> {
        if state_vector != NOTHING {
            return Ok(protocol::step_2(&self.missing(state_vector)?));
        }
        if self.whole.is_none() {
            self.whole = Some(protocol::step_2(&self.encode()?));
        }
        self.whole.clone().ok_or(Broken)
    }

    /// Nobody has come for a while: what was kept for those who do takes as much room as the document.
    pub(crate) fn rest(&mut self) {
        self.whole = None;
    }

    fn missing(&self, state_vector: &[u8]) -> Result<Vec<u8>, Broken> {
        guarded(|| {
            let state_vector = StateVector::decode_v1(state_vector).map_err(|_| Broken)?;
            Ok(self.doc.transact().encode_state_as_update_v1(&state_vector))
        })?
    }

    /// The whole document.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, Broken> {
        guarded(|| document::encode(&self.doc))
    }
}

fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, Broken> {
    // Nothing behind the call is used again after a panic.
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| Broken)
}

#[cfg(test)]
mod tests;
