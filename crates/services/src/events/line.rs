//! One tab's end of the line.

use super::Events;
use model::{ContentId, UserId, events::Event, live::Close};
use std::collections::HashSet;
use tokio::sync::{mpsc, watch};

/// Events that may wait for a tab; one that is further behind is cut off.
const WAITING_MAX: usize = 256;

/// What a tab hears next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Something happened.
    Event(Event),
    /// The socket is closed for this reason.
    Close(Close),
}

/// A tab, as the hub of events knows it.
#[derive(Debug)]
pub(super) struct Entry {
    pub user: UserId,
    pub session: String,
    pub watched: HashSet<ContentId>,
    events: mpsc::Sender<Event>,
    closed: watch::Sender<Option<Close>>,
}

/// What [`Line`] listens to.
#[derive(Debug)]
pub(super) struct Ears {
    events: mpsc::Receiver<Event>,
    closed: watch::Receiver<Option<Close>>,
}

impl Entry {
    pub fn new(user: UserId, session: &str) -> (Self, Ears) {
        let (events, events_heard) = mpsc::channel(WAITING_MAX);
        // Apart from the events: a close does not wait behind them.
        let (closed, closed_heard) = watch::channel(None);
        let entry = Self { user, session: session.to_owned(), watched: HashSet::new(), events, closed };
        (entry, Ears { events: events_heard, closed: closed_heard })
    }

    /// Whether the tab keeps up.
    pub fn send(&self, event: &Event) -> bool {
        self.events.try_send(event.clone()).is_ok()
    }

    pub fn close(&self, why: Close) {
        self.closed.send_replace(Some(why));
    }
}

/// A connected tab; dropped, it is gone.
#[derive(Debug)]
pub struct Line {
    events: Events,
    number: u64,
    ears: Ears,
}

impl Line {
    pub(super) fn new(events: Events, number: u64, ears: Ears) -> Self {
        Self { events, number, ears }
    }

    /// The next thing to be told; waits for it.
    pub async fn next(&mut self) -> Said {
        tokio::select! {
            biased;
            closed = self.ears.closed.wait_for(Option::is_some) => Said::Close(closed.ok().and_then(|why| *why).unwrap_or(Close::Restarting)),
            event = self.ears.events.recv() => event.map_or(Said::Close(Close::Restarting), Said::Event),
        }
    }

    /// Follows these posts, and no others; hears first how it is now.
    pub(crate) fn watch(&self, posts: HashSet<ContentId>, now: impl FnOnce() -> Vec<Event>) {
        self.events.watch(self.number, posts, now);
    }

    /// Tells this tab alone.
    pub(crate) fn tell(&self, event: &Event) {
        self.events.tell(self.number, event);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.events.leave(self.number);
    }
}
