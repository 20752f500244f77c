//! Who is connected to a room.

use crate::{connection::Line, presence::ConnectionId, protocol};
use bytes::Bytes;
use model::{Reader, Timestamp, content::Role, live::Close, reader::Participant};
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::time::Instant;

/// A connection, as its room knows it.
pub(crate) struct Member {
    pub(crate) who: Participant,
    pub(crate) session: Option<String>,
    pub(crate) role: Role,
    /// When it came, by this server's clock.
    pub(crate) since: Timestamp,
    wants_acks: bool,
    line: Line,
    last_sent: Instant,
    /// Has got a step 2: it hears every change from then on.
    pub(crate) synced: bool,
    /// Has been sent a step 1, and not answered yet.
    pub(crate) asked: bool,
    /// Has sent what builds on what is not here. Its answer to a step 1 will hold both; until then nothing of it
    /// counts as durable.
    pub(crate) early: bool,
    /// The client that it speaks for.
    pub(crate) client: Option<u64>,
    /// How many document messages it has sent.
    sent: u64,
    /// Of those, the first `.0` are durable once the room's change number `.1` is.
    marks: VecDeque<(u64, u64)>,
}

impl Member {
    pub(crate) fn new(who: Participant, session: Option<String>, role: Role, wants_acks: bool, line: Line) -> Self {
        let marks = VecDeque::new();
        Self {
            who,
            session,
            role,
            since: db::now(),
            wants_acks,
            line,
            last_sent: Instant::now(),
            synced: false,
            asked: true,
            early: false,
            client: None,
            sent: 0,
            marks,
        }
    }

    /// How many of its document messages are durable, if that is news.
    fn newly_durable(&mut self, durable: u64) -> Option<u64> {
        let mut count = None;
        while let Some(&(sent, _)) = self.marks.front().filter(|mark| mark.1 <= durable) {
            count = Some(sent);
            self.marks.pop_front();
        }
        count
    }
}

/// Everybody who is connected to a room.
#[derive(Default)]
pub(crate) struct Members {
    list: HashMap<ConnectionId, Member>,
    /// Those that could not keep up; the room takes them out when the turn ends.
    late: Vec<ConnectionId>,
}

impl Members {
    pub(crate) fn add(&mut self, id: ConnectionId, member: Member) {
        self.list.insert(id, member);
    }

    pub(crate) fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Member> {
        self.list.get_mut(&id)
    }

    /// Takes a connection out without a word.
    pub(crate) fn remove(&mut self, id: ConnectionId) -> Option<Member> {
        self.list.remove(&id)
    }

    /// Takes a connection out and closes its line.
    pub(crate) fn close(&mut self, id: ConnectionId, code: Close, why: &'static str) -> Option<Option<u64>> {
        let member = self.list.remove(&id)?;
        member.line.close(code, why);
        Some(member.client)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The connections that this holds for.
    pub(crate) fn which(&self, holds: impl Fn(&Member) -> bool) -> Vec<ConnectionId> {
        self.list.iter().filter(|(_, member)| holds(member)).map(|(&id, _)| id).collect()
    }

    /// Whether a connection is this person's or guest's.
    pub(crate) fn is_of(&self, id: ConnectionId, who: Reader) -> bool {
        self.list.get(&id).is_some_and(|member| member.who.who == who)
    }

    /// Everybody with what they are signed in with, each pair once.
    pub(crate) fn sessions(&self) -> Vec<(Reader, Option<String>)> {
        let all: HashSet<(Reader, Option<String>)> = self.list.values().map(|member| (member.who.who, member.session.clone())).collect();
        all.into_iter().collect()
    }

    /// Everybody, each person once.
    pub(crate) fn people(&self) -> Vec<Participant> {
        let mut people: Vec<Participant> = self.list.values().map(|member| member.who.clone()).collect();
        people.sort_by(|a, b| (&a.name, a.who).cmp(&(&b.name, b.who)));
        people.dedup_by_key(|person| person.who);
        people
    }

    /// Sends a frame to one connection.
    pub(crate) fn send(&mut self, id: ConnectionId, frame: Bytes) {
        if let Some(member) = self.list.get_mut(&id) {
            member.last_sent = Instant::now();
            if !member.line.send(frame) {
                self.late.push(id);
            }
        }
    }

    /// Sends a frame, encoded once, to everybody for whom `to` holds.
    pub(crate) fn broadcast(&mut self, frame: &Bytes, to: impl Fn(ConnectionId, &Member) -> bool) {
        let now = Instant::now();
        for (&id, member) in &mut self.list {
            if to(id, member) {
                member.last_sent = now;
                if !member.line.send(frame.clone()) {
                    self.late.push(id);
                }
            }
        }
    }

    /// Sends an empty presence message to those that have heard nothing since then.
    pub(crate) fn wake_silent(&mut self, since: Instant, frame: &Bytes) {
        self.broadcast(frame, |_, member| member.last_sent < since);
    }

    /// Tells those that asked for it what is durable now.
    pub(crate) fn acknowledge(&mut self, durable: u64) {
        for (&id, member) in &mut self.list {
            if let Some(count) = member.newly_durable(durable) {
                member.last_sent = Instant::now();
                if !member.line.send(protocol::durable(count)) {
                    self.late.push(id);
                }
            }
        }
    }

    /// Counts a document message of a connection, which is durable once change number `upto` is.
    pub(crate) fn count(&mut self, id: ConnectionId, upto: u64, durable: u64) {
        let Some(member) = self.list.get_mut(&id).filter(|member| member.wants_acks) else { return };
        member.sent += 1;
        if member.early {
            return;
        }
        match member.marks.back_mut() {
            Some(mark) if mark.1 == upto => mark.0 = member.sent,
            _ => member.marks.push_back((member.sent, upto)),
        }
        if let Some(count) = member.newly_durable(durable) {
            self.send(id, protocol::durable(count));
        }
    }

    /// Gives a connection another role and tells it.
    pub(crate) fn set_role(&mut self, id: ConnectionId, role: Role) {
        if let Some(member) = self.list.get_mut(&id).filter(|member| member.role != role) {
            member.role = role;
            self.tell_role(id);
        }
    }

    /// Tells a connection its role, if it asked for our messages.
    pub(crate) fn tell_role(&mut self, id: ConnectionId) {
        if let Some(role) = self.list.get(&id).filter(|member| member.wants_acks).map(|member| member.role) {
            self.send(id, protocol::role(role));
        }
    }

    /// Tells a connection that other servers are not heard, if it asked for our messages.
    pub(crate) fn tell_unlinked(&mut self, id: ConnectionId) {
        if self.list.get(&id).is_some_and(|member| member.wants_acks) {
            self.send(id, protocol::linked(false));
        }
    }

    /// Tells everybody who asked for our messages.
    pub(crate) fn announce(&mut self, frame: &Bytes) {
        self.broadcast(frame, |_, member| member.wants_acks);
    }

    /// Those that could not keep up since the last call.
    pub(crate) fn take_late(&mut self) -> Vec<ConnectionId> {
        std::mem::take(&mut self.late)
    }
}
