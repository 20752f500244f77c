//! A room's turn: everything that waited at its door is handled, then the others are told.

use crate::{
    members::Member,
    presence::{self, ConnectionId},
    protocol::{self, Message},
    replica::Broken,
    room::{Answer, Command, Room},
    update::Outline,
};
use bytes::Bytes;
use model::{ErrorCode, Reader, content::Role, live::Close};
use tokio::time::Instant;

pub(crate) const BREAKS: &str = "this update cannot be applied";
const NO_PAST: &str = "this update builds on edits that are not here";
const TOO_DEEP: &str = "the document's nodes nest too deep";
const DATABASE_BUSY: &str = "the server cannot save right now; connect again";
/// So many updates that break the document, and a person's updates are not tried any more.
const STRIKES: u32 = 3;

/// A document message of this turn.
pub(crate) struct Edit {
    pub(crate) from: ConnectionId,
    /// Empty if it changes nothing; it is counted all the same.
    pub(crate) update: Bytes,
}

/// What is to be done with an update that is allowed.
enum Judged {
    New,
    /// Nothing in it is new.
    Known,
    /// What it builds on has not come.
    Early,
}

impl Room {
    /// Handles what waited at the door.
    pub(crate) async fn turn(&mut self, inbox: &mut Vec<Command>) {
        let mut edits = Vec::new();
        for command in inbox.drain(..) {
            match command {
                Command::Join(id, member, answer) => self.join(id, *member, answer),
                Command::Said(from, message) => self.said(from, message, &mut edits),
                Command::Refuse(id, code, why) => self.send_away(id, code, why),
                Command::Leave(id) => self.leave(id),
                Command::Role(who, role) => {
                    // What they wrote before is theirs.
                    self.integrate(std::mem::take(&mut edits)).await;
                    let theirs = self.members.which(|member| member.who.who == who);
                    if theirs.is_empty() {
                        continue;
                    }
                    for id in theirs {
                        match role {
                            Some(role) => self.members.set_role(id, role),
                            None => self.send_away(id, Close::NoAccess, Close::NoAccess.reason()),
                        }
                    }
                    self.writers_changed();
                }
                Command::SessionEnded(user, but) => self.signed_out(|member| member.who.who == Reader::User(user) && member.session != but),
                Command::SignedOut(user, session) => {
                    self.signed_out(|member| member.who.who == Reader::User(user) && member.session.as_ref() == Some(&session));
                }
                // What is done to the document, or read from it, is done to what all servers know.
                command @ (Command::Edit(..) | Command::Settle(_)) if self.together.is_some() => self.when_level(command),
                Command::Edit(edit, answer) => {
                    self.integrate(std::mem::take(&mut edits)).await;
                    self.edit(edit, answer).await;
                }
                Command::Comments(thread) => self.members.announce(&protocol::comments(thread)),
                Command::Settle(answer) => {
                    self.integrate(std::mem::take(&mut edits)).await;
                    self.settle(answer);
                }
                Command::Who(answer) => drop(answer.send(self.members.sessions())),
                Command::Gone => {
                    self.send_all_away(Close::Gone);
                    self.ending = true;
                }
                Command::GoneAt(at) => {
                    for id in self.members.which(|member| member.since < at) {
                        self.send_away(id, Close::Gone, Close::Gone.reason());
                    }
                }
                Command::Stop => {
                    self.stop_after = Some(u64::MAX);
                    self.ending = true;
                }
            }
        }
        self.integrate(edits).await;
        if self.stop_after == Some(u64::MAX) {
            self.stop_after = Some(self.journal.taken());
        }
    }

    fn join(&mut self, id: ConnectionId, member: Member, answer: Answer) {
        if self.ruined || self.stop_after.is_some() {
            let _ = answer.send(Err(ErrorCode::Unavailable.into()));
            return;
        }
        let Ok(state_vector) = self.replica.state_vector() else {
            let _ = answer.send(Err(ErrorCode::Internal.into()));
            return;
        };
        self.ending = false;
        self.members.add(id, member);
        self.members.tell_role(id);
        if self.together.as_ref().is_some_and(|together| !together.is_linked()) {
            self.members.tell_unlinked(id);
        }
        self.members.send(id, protocol::step_1(&state_vector));
        let everybody = self.presence.everybody();
        if everybody[..] != *presence::NOBODY {
            self.members.send(id, everybody);
        }
        if let Some(abroad) = self.together.as_ref().and_then(|together| together.abroad.everybody()) {
            self.members.send(id, protocol::presence(&abroad));
        }
        self.writers_are_news();
        self.here_is_news();
        // One who stopped waiting for the answer does not leave by itself.
        if answer.send(Ok(())).is_err() {
            self.leave(id);
        }
    }

    fn said(&mut self, from: ConnectionId, message: Message, edits: &mut Vec<Edit>) {
        let Some(member) = self.members.get_mut(from) else { return };
        match message {
            Message::Step1(state_vector) => match self.replica.answer(&state_vector) {
                Ok(frame) => {
                    // From here on it hears every change: what this turn brings is told after this.
                    member.synced = true;
                    self.members.send(from, frame);
                }
                Err(Broken) => self.send_away(from, Close::Malformed, BREAKS),
            },
            Message::Step2(update, outline) => {
                (member.asked, member.early) = (false, false);
                match self.judge(from, &update, &outline, edits) {
                    // Asked again, it would say the same again.
                    Ok(Judged::Early) => self.send_away(from, Close::Malformed, NO_PAST),
                    judged => self.take(from, update, judged, edits),
                }
            }
            Message::Edit(update, outline) => {
                let judged = self.judge(from, &update, &outline, edits);
                if matches!(judged, Ok(Judged::Early)) {
                    self.ask_for_past(from);
                }
                self.take(from, update, judged, edits);
            }
            Message::Presence(body) => {
                let (who, mut client) = (member.who.clone(), member.client);
                if client.is_none() && self.together.as_ref().is_some_and(|together| together.abroad.is_taken(&body, who.who)) {
                    return;
                }
                let members = &self.members;
                let same_person = |id| members.is_of(id, who.who);
                let said = self.presence.say(from, &who, &mut client, &body, self.shared.settings.presence_max, same_person);
                if let Some(member) = self.members.get_mut(from) {
                    member.client = client;
                }
                if let (Some(together), Some(client)) = (&mut self.together, client) {
                    together.abroad.came_here(client);
                }
                match said {
                    Ok(()) => {}
                    Err(presence::Refused::TooBig) => self.send_away(from, Close::TooBig, Close::TooBig.reason()),
                    Err(presence::Refused::Malformed(why)) => self.send_away(from, Close::Malformed, why),
                }
            }
            Message::QueryPresence => {
                let everybody = self.presence.everybody();
                self.members.send(from, everybody);
                if let Some(abroad) = self.together.as_ref().and_then(|together| together.abroad.everybody()) {
                    self.members.send(from, protocol::presence(&abroad));
                }
            }
        }
    }

    fn take(&mut self, from: ConnectionId, update: Bytes, judged: Result<Judged, (Close, &'static str)>, edits: &mut Vec<Edit>) {
        match judged {
            Ok(Judged::New) => edits.push(Edit { from, update }),
            Ok(Judged::Known | Judged::Early) => edits.push(Edit { from, update: Bytes::new() }),
            Err((code, why)) => self.send_away(from, code, why),
        }
    }

    /// A client sends what is typed as soon as its line is open, and what was typed before only when it is asked.
    fn ask_for_past(&mut self, from: ConnectionId) {
        let Some(member) = self.members.get_mut(from) else { return };
        member.early = true;
        if std::mem::replace(&mut member.asked, true) {
            return;
        }
        match self.replica.state_vector() {
            Ok(state_vector) => self.members.send(from, protocol::step_1(&state_vector)),
            Err(Broken) => self.send_away(from, Close::Restarting, BREAKS),
        }
    }

    /// Whether an update may change the document, and whether it can.
    fn judge(&mut self, from: ConnectionId, update: &Bytes, outline: &Outline, edits: &[Edit]) -> Result<Judged, (Close, &'static str)> {
        let Some(member) = self.members.get_mut(from) else { return Ok(Judged::Known) };
        let (role, user) = (member.role, member.who.who);
        if outline.is_empty() {
            return Ok(Judged::Known);
        }
        if !Role::writes(role) {
            // A reader's answer to our step 1 repeats all deletions that it knows of.
            return if self.replica.knows(update, outline) { Ok(Judged::Known) } else { Err((Close::NoAccess, Close::NoAccess.reason())) };
        }
        let settings = &self.shared.settings;
        let turn: usize = edits.iter().map(|edit| edit.update.len()).sum();
        if self.ruined || self.journal.unwritten() + turn > settings.unwritten_max {
            return Err((Close::Restarting, DATABASE_BUSY));
        }
        let too_big = !outline.inserted.is_empty() && !self.replica.fits(turn + update.len(), settings.document_max);
        if too_big && !self.replica.knows(update, outline) {
            return Err((Close::TooBig, "the document is too big"));
        }
        if self.strikes.get(&user).is_some_and(|&strikes| strikes >= STRIKES) {
            return Err((Close::Malformed, BREAKS));
        }
        match self.replica.bears(outline) {
            Ok(true) => {}
            Ok(false) => return Err((Close::Malformed, TOO_DEEP)),
            Err(Broken) => return Err((Close::Malformed, BREAKS)),
        }
        match self.replica.follows(outline) {
            Ok(true) => Ok(Judged::New),
            Ok(false) => Ok(Judged::Early),
            Err(Broken) => Err((Close::Malformed, BREAKS)),
        }
    }

    pub(crate) fn settle(&mut self, answer: Answer) {
        if self.ruined {
            let _ = answer.send(Err(ErrorCode::Unavailable.into()));
            return;
        }
        self.journal.hurry();
        self.chores.wait_derived(self.journal.taken(), answer);
    }

    fn leave(&mut self, id: ConnectionId) {
        if let Some(member) = self.members.remove(id) {
            self.left(id, member.client);
        }
    }

    pub(crate) fn send_away(&mut self, id: ConnectionId, code: Close, why: &'static str) {
        if let Some(client) = self.members.close(id, code, why) {
            self.left(id, client);
        }
    }

    fn signed_out(&mut self, which: impl Fn(&Member) -> bool) {
        for id in self.members.which(which) {
            self.send_away(id, Close::SignedOut, Close::SignedOut.reason());
        }
    }

    pub(crate) fn send_all_away(&mut self, code: Close) {
        for id in self.members.which(|_| true) {
            self.send_away(id, code, code.reason());
        }
    }

    fn left(&mut self, id: ConnectionId, client: Option<u64>) {
        if let Some(client) = client {
            self.presence.leave(id, client);
        }
        if self.members.is_empty() {
            self.empty_since = Instant::now();
        }
        self.writers_changed();
        self.here_is_news();
    }
}
