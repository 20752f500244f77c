//! What the rooms of this server have to do with the other servers.

use crate::{Change, Hub, room::Command};
use cluster::{Bus, ServerId};
use model::{ContentId, Reader, Timestamp, reader::Participant};
use std::collections::HashSet;
use tokio::sync::oneshot;

/// Somebody who is connected to a post here, and what they are signed in with.
pub type Inside = (ContentId, Reader, Option<String>);

impl Hub {
    /// Rooms that open from now on hear those of other servers on this line.
    pub fn connect(&self, bus: Bus) {
        if self.shared.bus.set(bus).is_err() {
            tracing::warn!("this hub is connected to other servers already");
        }
    }

    /// Does in the rooms of this server what a change asks for, wherever it was made.
    pub async fn apply(&self, change: &Change) {
        match change {
            Change::Role(id, who, role) => self.say(*id, Command::Role(*who, *role)).await,
            Change::Gone(id) => self.say(*id, Command::Gone).await,
            Change::Comments(id, thread) => self.say(*id, Command::Comments(*thread)).await,
            Change::SessionsEnded(user, but) => {
                for room in self.all() {
                    let _ = room.send(Command::SessionEnded(*user, but.clone())).await;
                }
            }
            Change::SignedOut(user, session) => {
                for room in self.all() {
                    let _ = room.send(Command::SignedOut(*user, session.clone())).await;
                }
            }
            // Of people, and for those who look at the database.
            Change::Here(..) | Change::HereOfMine(..) | Change::Guests(_) => {}
        }
    }

    /// A post is in the trash since then, as the database says: here who came before that is sent away.
    pub async fn gone_at(&self, id: ContentId, at: Timestamp) {
        self.say(id, Command::GoneAt(at)).await;
    }

    async fn say(&self, id: ContentId, command: Command) {
        if let Some(room) = self.if_open(id) {
            // A room that has ended has nobody inside.
            let _ = room.send(command).await;
        }
    }

    /// The links of a post have changed: other servers look at their guests.
    pub fn guests_changed(&self, id: ContentId) {
        self.shared.announce(Change::Guests(id));
    }

    /// Whether a post is open on this server.
    pub fn is_open(&self, id: ContentId) -> bool {
        self.if_open(id).is_some()
    }

    /// Everybody who is connected to this server, each once for a post and a session.
    pub async fn inside(&self) -> Vec<Inside> {
        let mut inside = Vec::new();
        for (id, room) in self.rooms() {
            let (answer, who) = oneshot::channel();
            if room.send(Command::Who(answer)).await.is_ok()
                && let Ok(who) = who.await
            {
                inside.extend(who.into_iter().map(|(who, session)| (id, who, session)));
            }
        }
        inside
    }

    /// Everybody who is connected to a post on this server, each once. The room itself says it: the lists of who is here
    /// are late where many come.
    pub async fn inside_of(&self, id: ContentId) -> HashSet<Reader> {
        let Some(room) = self.if_open(id) else { return HashSet::new() };
        let (answer, who) = oneshot::channel();
        if room.send(Command::Who(answer)).await.is_err() {
            return HashSet::new();
        }
        who.await.unwrap_or_default().into_iter().map(|(who, _)| who).collect()
    }

    /// Tells who is in which post on this server, for servers that do not know yet.
    pub fn tell_all_of_mine(&self) {
        for (id, people) in self.shared.here.mine() {
            self.shared.announce(Change::HereOfMine(id, people));
        }
    }

    /// Who is in a post on another server.
    pub fn others_are_here(&self, server: ServerId, id: ContentId, people: Vec<Participant>) {
        if let Some(all) = self.shared.here.set_others(server, id, people) {
            self.shared.announce(Change::Here(id, all));
        }
    }

    /// Forgets the people of servers that are not alive.
    pub fn keep_servers(&self, alive: impl Fn(ServerId) -> bool) {
        for server in self.shared.here.servers().into_iter().filter(|server| !alive(*server)) {
            for (id, people) in self.shared.here.forget(server) {
                self.shared.announce(Change::Here(id, people));
            }
        }
    }
}
