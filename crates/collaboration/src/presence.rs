//! Who is where in a document: y-protocols' awareness, with identities that nobody can choose.
//!
//! A client is known by a number that it draws itself. A connection speaks for one such number: the
//! first that it names and that nobody else has. What it says of others is left out (clients repeat what
//! they hear), and `user` in its state is always the person of its session, or the guest.

mod state;

use crate::{
    protocol,
    wire::{Bad, Reader, put_bytes, put_number},
};
use bytes::Bytes;
use model::reader::Participant;
use std::collections::{HashMap, HashSet, VecDeque};

/// Numbers of clients that left are kept up to here, so that they are seen when they come back.
const LEFT_MAX: usize = 1000;
/// What an entry takes beside its state, in bytes, at the most.
const ENTRY_OVERHEAD: usize = 16;

/// A connection's number within the server.
pub(crate) type ConnectionId = u64;

/// Why presence was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    TooBig,
    Malformed(Bad),
}

/// One entry of a presence message.
pub(crate) struct Entry<'a> {
    pub(crate) client: u64,
    pub(crate) clock: u32,
    pub(crate) state: &'a str,
}

pub(crate) fn entries(body: &[u8]) -> Result<impl Iterator<Item = Result<Entry<'_>, Bad>>, Bad> {
    let mut reader = Reader::new(body);
    let count = reader.count(3)?;
    Ok((0..count).map(move |_| Ok(Entry { client: reader.number()?, clock: reader.small()?, state: reader.text()? })))
}

/// Whether a presence message is whole.
pub(crate) fn check(body: &[u8]) -> Result<(), Bad> {
    let mut reader = Reader::new(body);
    for _ in 0..reader.count(3)? {
        reader.number()?;
        reader.small()?;
        reader.text()?;
    }
    reader.end()
}

/// Clients with their clocks and states as one message body; `None` without any.
pub(crate) fn encode<'a>(clients: impl Iterator<Item = (u64, u32, &'a str)>) -> Option<Vec<u8>> {
    let mut count = 0;
    let mut body = Vec::new();
    for (client, clock, state) in clients {
        put_number(&mut body, client);
        put_number(&mut body, u64::from(clock));
        put_bytes(&mut body, state.as_bytes());
        count += 1;
    }
    if count == 0 {
        return None;
    }
    let mut message = Vec::with_capacity(body.len() + 3);
    put_number(&mut message, count);
    message.extend_from_slice(&body);
    Some(message)
}

/// A message that says nothing, so that a silent line is known to be alive.
pub(crate) const NOTHING: &[u8] = &[0];
/// The same as a frame.
pub(crate) const NOBODY: &[u8] = &[1, 1, 0];

struct Client {
    connection: ConnectionId,
    /// The clock as it is sent to others.
    clock: u32,
    /// How much that is ahead of the client's own: one that returns would otherwise be ignored until
    /// its clock has passed the one with which it left.
    ahead: u32,
    /// `None` while it hides.
    state: Option<String>,
}

/// The presence of everybody in one room.
#[derive(Default)]
pub(crate) struct Presence {
    clients: HashMap<u64, Client>,
    /// The last clocks of those that left.
    left: HashMap<u64, u32>,
    /// Whose state others have not been told of yet,
    changed: HashSet<u64>,
    /// and in which order: where not all of it can be told at once, nobody is left behind.
    queue: VecDeque<u64>,
    /// Everybody, as one frame for all who come between two samples: what changes after it was made is told with
    /// the next sample.
    everybody: Option<Bytes>,
}

impl Presence {
    /// Takes what a connection says of itself. `mine` is the number that it speaks for, if it has one.
    pub(crate) fn say(
        &mut self,
        connection: ConnectionId,
        who: &Participant,
        mine: &mut Option<u64>,
        body: &[u8],
        state_max: usize,
        same_person: impl Fn(ConnectionId) -> bool,
    ) -> Result<(), Refused> {
        for entry in entries(body).map_err(Refused::Malformed)? {
            let entry = entry.map_err(Refused::Malformed)?;
            match *mine {
                Some(client) if client == entry.client => {}
                Some(_) => continue,
                None if entry.state == "null" => continue,
                None => match self.clients.get_mut(&entry.client) {
                    // The same person again: a line that broke without the server noticing yet.
                    Some(client) if same_person(client.connection) => {
                        client.connection = connection;
                        *mine = Some(entry.client);
                    }
                    Some(_) => continue,
                    None => *mine = Some(entry.client),
                },
            }
            if entry.state.len() > state_max {
                return Err(Refused::TooBig);
            }
            let state = state::with_identity(entry.state, who).map_err(Refused::Malformed)?;
            self.set(connection, entry.client, entry.clock, state);
        }
        Ok(())
    }

    fn set(&mut self, connection: ConnectionId, id: u64, clock: u32, state: Option<String>) {
        let left = self.left.remove(&id);
        let client = self.clients.entry(id).or_insert_with(|| {
            let ahead = left.map_or(0, |left| (left + 1).saturating_sub(clock));
            Client { connection, clock: 0, ahead, state: None }
        });
        client.connection = connection;
        let clock = clock.saturating_add(client.ahead);
        // As in y-protocols: the newer clock wins, and of two equal ones the one that says goodbye.
        if clock > client.clock || (clock == client.clock && state.is_none()) || (client.clock == 0 && client.state.is_none()) {
            client.clock = clock;
            client.state = state;
            self.note(id);
        }
    }

    /// Takes a connection's client out, unless it has come back through another one.
    pub(crate) fn leave(&mut self, connection: ConnectionId, client: u64) {
        if self.clients.get(&client).is_some_and(|known| known.connection == connection) {
            let clock = self.clients.remove(&client).map_or(0, |known| known.clock);
            self.note_left(client, clock);
            self.note(client);
        }
    }

    fn note(&mut self, client: u64) {
        if self.changed.insert(client) {
            self.queue.push_back(client);
        }
    }

    /// A client has left with this clock, perhaps another server: should it come here, its clock goes on from there.
    pub(crate) fn note_left(&mut self, client: u64, clock: u32) {
        if self.left.len() >= LEFT_MAX {
            self.left.clear();
        }
        self.left.insert(client, clock);
    }

    /// Whose a client's state is that is connected here.
    pub(crate) fn state(&self, client: u64) -> Option<&str> {
        self.clients.get(&client).and_then(|client| client.state.as_deref())
    }

    /// A client is connected to another server now: its line to this one is dead, and nobody has noticed yet.
    pub(crate) fn moved(&mut self, client: u64) {
        self.clients.remove(&client);
        self.changed.remove(&client);
        self.queue.retain(|&waiting| waiting != client);
        self.everybody = None;
    }

    /// The clients that are connected here and do not hide.
    pub(crate) fn shown(&self) -> Vec<u64> {
        self.clients.iter().filter(|(_, client)| client.state.is_some()).map(|(&id, _)| id).collect()
    }

    /// Whether others have something to be told.
    pub(crate) fn has_news(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The clients whose state changed, those first that have waited longest: as many as `bytes` have room for, and
    /// one at least.
    pub(crate) fn take_news(&mut self, bytes: usize) -> Vec<u64> {
        self.everybody = None;
        let (mut news, mut taken) = (Vec::new(), 0);
        while let Some(&client) = self.queue.front() {
            taken += ENTRY_OVERHEAD + self.clients.get(&client).and_then(|client| client.state.as_ref()).map_or(4, String::len);
            if taken > bytes && !news.is_empty() {
                break;
            }
            self.queue.pop_front();
            self.changed.remove(&client);
            news.push(client);
        }
        news
    }

    /// Whether a client's clock is sent as a later one than its own: it would take its own state, as it comes back,
    /// for a newer one.
    pub(crate) fn is_ahead(&self, client: u64) -> bool {
        self.clients.get(&client).is_some_and(|client| client.ahead > 0)
    }

    /// Everybody who is connected here, as one frame.
    pub(crate) fn everybody(&mut self) -> Bytes {
        if let Some(frame) = &self.everybody {
            return frame.clone();
        }
        let frame = protocol::presence(self.encode(self.shown().into_iter()).as_deref().unwrap_or(NOTHING));
        self.everybody = Some(frame.clone());
        frame
    }

    /// The state of these clients as one message body; `None` without any.
    pub(crate) fn encode(&self, ids: impl Iterator<Item = u64>) -> Option<Vec<u8>> {
        encode(ids.map(|id| match self.clients.get(&id) {
            Some(client) => (id, client.clock, client.state.as_deref().unwrap_or("null")),
            None => (id, self.left.get(&id).copied().unwrap_or(0), "null"),
        }))
    }
}

#[cfg(test)]
mod tests;
