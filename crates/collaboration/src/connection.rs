//! One client's line to a room, and what waits to be sent to it.

use crate::{
    Settings,
    presence::ConnectionId,
    protocol,
    room::{Command, RoomSender},
};
use bytes::Bytes;
use model::live::Close;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::mpsc;

/// What the server sends to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// A binary frame.
    Frame(Bytes),
    /// The last thing: the socket is to be closed with this code and reason.
    Close(Close, &'static str),
}

/// A client's line to a room. Dropping it leaves the room.
#[derive(Debug)]
pub struct Connection {
    id: ConnectionId,
    room: RoomSender,
    settings: Arc<Settings>,
    /// What is to be sent to the client.
    pub outgoing: Outbox,
}

impl Connection {
    pub(crate) fn new(id: ConnectionId, room: RoomSender, settings: Arc<Settings>, outgoing: Outbox) -> Self {
        Self { id, room, settings, outgoing }
    }

    /// The half that takes what the client sends, so that both directions can run at once.
    pub fn incoming(&self) -> Incoming {
        Incoming { id: self.id, room: self.room.clone(), settings: self.settings.clone() }
    }

    /// Takes a frame from the client. Waits while the room is busy, so that a client cannot send faster
    /// than its document takes.
    pub async fn receive(&self, frame: Bytes) {
        self.incoming().receive(frame).await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // After the frames that are on their way: the last letter before the tab was closed counts.
        if let Err(mpsc::error::TrySendError::Full(leave)) = self.room.try_send(Command::Leave(self.id)) {
            let room = self.room.clone();
            if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                runtime.spawn(async move { room.send(leave).await });
            }
        }
    }
}

/// Where frames from a client go.
#[derive(Debug, Clone)]
pub struct Incoming {
    id: ConnectionId,
    room: RoomSender,
    settings: Arc<Settings>,
}

impl Incoming {
    /// Takes a frame from the client; see [`Connection::receive`].
    pub async fn receive(&self, frame: Bytes) {
        let command = if frame.len() > self.settings.frame_max {
            Command::Refuse(self.id, Close::TooBig, Close::TooBig.reason())
        } else {
            match protocol::read(&frame) {
                Ok(message) => Command::Said(self.id, message),
                Err(why) => Command::Refuse(self.id, Close::Malformed, why),
            }
        };
        // A room that has ended has closed its connections.
        let _ = self.room.send(command).await;
    }

    /// Closes the connection for a message that is too big to be read at all.
    pub async fn too_big(&self) {
        let _ = self.room.send(Command::Refuse(self.id, Close::TooBig, Close::TooBig.reason())).await;
    }

    /// Closes the connection for a frame that is no message at all, such as text.
    pub async fn refuse(&self, why: &'static str) {
        let _ = self.room.send(Command::Refuse(self.id, Close::Malformed, why)).await;
    }
}

/// What waits to be sent to a client.
#[derive(Debug)]
pub struct Outbox {
    queue: mpsc::Receiver<Outgoing>,
    bytes: Arc<AtomicUsize>,
    ended: bool,
}

impl Outbox {
    /// The next thing to send; `None` after the close.
    pub async fn next(&mut self) -> Option<Outgoing> {
        if self.ended {
            return None;
        }
        let next = self.queue.recv().await;
        // A room that ends without a word died: its clients connect again.
        let next = next.unwrap_or(Outgoing::Close(Close::Restarting, Close::Restarting.reason()));
        Some(self.taken(next))
    }

    /// The next thing to send, if it is there already: so that a socket is flushed once for all of them.
    pub fn try_next(&mut self) -> Option<Outgoing> {
        if self.ended {
            return None;
        }
        let next = self.queue.try_recv().ok()?;
        Some(self.taken(next))
    }

    fn taken(&mut self, next: Outgoing) -> Outgoing {
        match &next {
            Outgoing::Frame(frame) => drop(self.bytes.fetch_sub(frame.len(), Ordering::Relaxed)),
            Outgoing::Close(..) => self.ended = true,
        }
        next
    }
}

/// The room's end of an [`Outbox`].
#[derive(Debug)]
pub(crate) struct Line {
    queue: mpsc::Sender<Outgoing>,
    /// Room for the close, kept free from the beginning.
    last: Option<mpsc::OwnedPermit<Outgoing>>,
    bytes: Arc<AtomicUsize>,
    bytes_max: usize,
}

impl Line {
    /// A line and its other end.
    pub(crate) fn new(settings: &Settings) -> (Self, Outbox) {
        let (queue, outbox) = mpsc::channel(settings.waiting_frames + 1);
        let bytes = Arc::new(AtomicUsize::new(0));
        let last = queue.clone().try_reserve_owned().ok();
        let line = Self { queue, last, bytes: bytes.clone(), bytes_max: settings.waiting_bytes };
        (line, Outbox { queue: outbox, bytes, ended: false })
    }

    /// Sends a frame without waiting. `false`: the reader can't keep up, or is not there any more.
    #[must_use]
    pub(crate) fn send(&self, frame: Bytes) -> bool {
        // What is waiting counts, not the frame itself: a big document gets through to a reader that keeps up.
        if self.bytes.load(Ordering::Relaxed) > self.bytes_max {
            return false;
        }
        let length = frame.len();
        self.bytes.fetch_add(length, Ordering::Relaxed);
        self.queue.try_send(Outgoing::Frame(frame)).is_ok()
    }

    /// Sends the last thing.
    pub(crate) fn close(mut self, code: Close, why: &'static str) {
        if let Some(place) = self.last.take() {
            place.send(Outgoing::Close(code, why));
        }
    }
}
