//! Who listens to what, on this server.

use crate::{Heard, ServerId, bus::Shared};
use bytes::Bytes;
use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::mpsc;

/// What may wait at an ear. What is too much is left out, and the ear is told that something is missing.
const WAITING_MAX: usize = 1024;

struct End {
    number: u64,
    queue: mpsc::Sender<Heard>,
    missed: Arc<AtomicBool>,
}

impl End {
    fn tell(&self, heard: Heard) {
        if self.queue.try_send(heard).is_err() {
            self.missed.store(true, Ordering::Release);
        }
    }
}

/// The ears of this server: one for each topic.
#[derive(Default)]
pub(crate) struct Ears(Mutex<(u64, HashMap<String, End>)>);

impl Ears {
    fn list(&self) -> MutexGuard<'_, (u64, HashMap<String, End>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new ear takes the place of an older one for the same topic.
    pub(crate) fn add(shared: &Arc<Shared>, topic: &str) -> Ear {
        let (queue, heard) = mpsc::channel(WAITING_MAX);
        let missed = Arc::new(AtomicBool::new(false));
        let mut list = shared.ears.list();
        list.0 += 1;
        let number = list.0;
        list.1.insert(topic.to_owned(), End { number, queue, missed: missed.clone() });
        Ear { topic: topic.to_owned(), number, shared: shared.clone(), heard, missed }
    }

    fn remove(&self, topic: &str, number: u64) {
        let mut list = self.list();
        if list.1.get(topic).is_some_and(|end| end.number == number) {
            list.1.remove(topic);
        }
    }

    pub(crate) fn has(&self, topic: &str) -> bool {
        self.list().1.contains_key(topic)
    }

    pub(crate) fn topics(&self) -> Vec<String> {
        self.list().1.keys().cloned().collect()
    }

    pub(crate) fn tell(&self, topic: &str, heard: Heard) {
        if let Some(end) = self.list().1.get(topic) {
            end.tell(heard);
        }
    }

    pub(crate) fn tell_all(&self, heard: &Heard) {
        for end in self.list().1.values() {
            end.tell(heard.clone());
        }
    }
}

/// Listens to one topic until it is dropped.
pub struct Ear {
    topic: String,
    number: u64,
    shared: Arc<Shared>,
    heard: mpsc::Receiver<Heard>,
    missed: Arc<AtomicBool>,
}

impl Ear {
    /// What is heard next; waits for it. May be dropped and asked again.
    pub async fn next(&mut self) -> Heard {
        if let Ok(heard) = self.heard.try_recv() {
            return heard;
        }
        if self.missed.swap(false, Ordering::Acquire) {
            return Heard::Level;
        }
        match self.heard.recv().await {
            Some(heard) => heard,
            // A newer ear has this one's place.
            None => std::future::pending().await,
        }
    }

    /// Says something to those who listen to the same topic on other servers; see [`crate::Bus::say`].
    pub fn say(&self, body: &[u8]) -> bool {
        self.shared.say(&self.topic, body)
    }

    /// Whether Redis answers.
    pub fn is_live(&self) -> bool {
        self.shared.is_live()
    }

    /// The other servers that are alive.
    pub fn others(&self) -> Vec<ServerId> {
        self.shared.peers.all()
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.shared.ears.remove(&self.topic, self.number);
        self.shared.topic_changed(&self.topic);
    }
}

impl fmt::Debug for Ear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ear").field("topic", &self.topic).finish_non_exhaustive()
    }
}

/// A message's body as its own bytes.
pub(crate) fn said(from: ServerId, body: &[u8]) -> Heard {
    Heard::Said(from, Bytes::copy_from_slice(body))
}
