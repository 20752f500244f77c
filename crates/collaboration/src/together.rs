//! A room, and the rooms of the same post on other servers.
//!
//! What a room has written is said to the others once it is in the database, with its numbers in the log. A room that
//! misses a number, or may have missed a message, reads what it does not have from the database.

use crate::{
    abroad::{Abroad, Told, whose},
    last_writer::WritersAbroad,
    protocol,
    replica::Broken,
    room::{Command, Room},
    said::{self, Said},
    update,
};
use bytes::Bytes;
use cluster::{Bus, Ear, Heard, LONGEST, ServerId};
use content::{Contents, Since};
use model::{ContentId, ErrorCode, Result};
use std::{future::pending, time::Duration};
use tokio::{task::JoinHandle, time::Instant};

/// How long a gap may be filled by messages that are on their way.
const GAP_MAX: Duration = Duration::from_millis(100);
/// How often the database is looked at in any case, while Redis answers,
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// and while it does not.
const LOOK_EVERY_ALONE: Duration = Duration::from_secs(3);
/// Clients in one message of presence. Their states are bounded ([`crate::Settings::presence_max`]).
const CLIENTS_AT_ONCE: usize = 16;

/// A room's line to the others.
pub(crate) struct Together {
    ear: Ear,
    pub(crate) abroad: Abroad,
    pub(crate) writers: WritersAbroad,
    /// Reads what others have written.
    reading: Option<JoinHandle<Result<Since>>>,
    /// When the database was last looked at.
    looked_at: Instant,
    /// When it is to be looked at because something is missing.
    missing_at: Option<Instant>,
    /// What waits until that has been read,
    waiting: Vec<Command>,
    /// and what came while it was being read.
    later: Vec<Command>,
    again: bool,
    /// Whether those who are connected here were told that the others are heard.
    linked: bool,
}

/// What happens on that line.
pub(crate) enum News {
    /// Something was heard.
    Heard(Heard),
    /// What others have written has been read.
    Read(Result<Since>),
}

/// What happens next; never ends where there are no other servers. May be dropped and asked again.
pub(crate) async fn news(together: &mut Option<Together>) -> News {
    match together {
        None => pending().await,
        Some(Together { ear, reading, .. }) => tokio::select! {
            heard = ear.next() => News::Heard(heard),
            since = read(reading) => News::Read(since),
        },
    }
}

async fn read(reading: &mut Option<JoinHandle<Result<Since>>>) -> Result<Since> {
    let Some(task) = reading else { return pending().await };
    let done = task.await;
    *reading = None;
    done.unwrap_or_else(|error| {
        tracing::error!(%error, "reading what other servers wrote died");
        Err(ErrorCode::Internal.into())
    })
}

impl Together {
    /// Listens from now on; what comes before the room is there waits.
    pub(crate) fn new(bus: &Bus, id: ContentId) -> Self {
        let ear = bus.listen(&format!("post:{id}"));
        let linked = ear.is_live();
        Self {
            ear,
            abroad: Abroad::default(),
            writers: WritersAbroad::default(),
            reading: None,
            looked_at: Instant::now(),
            missing_at: None,
            waiting: Vec::new(),
            later: Vec::new(),
            again: false,
            linked,
        }
    }

    /// Says something to the rooms of this post on other servers. What is lost is made up for when they are level again.
    pub(crate) fn say(&self, message: &[u8]) {
        let _said = self.ear.say(message);
    }

    /// Whether the others are heard, as far as anybody was told.
    pub(crate) fn is_linked(&self) -> bool {
        self.linked
    }

    /// When to look at the database; `None` while that happens.
    pub(crate) fn due(&self) -> Option<Instant> {
        let every = self.looked_at + if self.ear.is_live() { LOOK_EVERY } else { LOOK_EVERY_ALONE };
        self.reading.is_none().then(|| self.missing_at.map_or(every, |missing| missing.min(every)))
    }

    /// Somebody waits for it.
    pub(crate) fn is_awaited(&self) -> bool {
        !self.waiting.is_empty() || !self.later.is_empty()
    }

    /// Reads what has come after `upto`, now or once more after what is being read.
    fn read(&mut self, contents: &Contents, id: ContentId, upto: i64) {
        if self.reading.is_some() {
            self.again = true;
            return;
        }
        let contents = contents.clone();
        (self.looked_at, self.missing_at) = (Instant::now(), None);
        self.waiting.append(&mut self.later);
        self.reading = Some(tokio::spawn(async move { contents.updates_since(id, upto).await }));
    }
}

impl Room {
    /// Looks at the database if it is time.
    pub(crate) fn read_if_due(&mut self, now: Instant) {
        if self.together.as_ref().and_then(Together::due).is_some_and(|due| due <= now) {
            self.read_others();
        }
    }

    fn read_others(&mut self) {
        if let Some(together) = &mut self.together {
            together.read(&self.shared.contents, self.id, self.numbers.upto());
        }
    }

    /// Says to the others what is in the database now: updates with the numbers from `first` to `last`.
    pub(crate) fn announce(&mut self, first: i64, last: i64, updates: &[Vec<u8>]) {
        self.numbers.note(first, last);
        if let Some(together) = &self.together {
            together.ear.say(&said::updates(first, last, updates, LONGEST));
        }
        self.mind_the_gap();
    }

    /// What is missing may be on its way; if it is not, the database has it.
    fn mind_the_gap(&mut self) {
        if let Some(together) = self.together.as_mut().filter(|_| self.numbers.has_gap()) {
            together.missing_at.get_or_insert_with(|| Instant::now() + GAP_MAX);
        }
    }

    /// Says to the others who is connected here, of these clients.
    pub(crate) fn say_presence(&self, clients: &[u64]) {
        let Some(together) = &self.together else { return };
        for some in clients.chunks(CLIENTS_AT_ONCE) {
            if let Some(body) = self.presence.encode(some.iter().copied()) {
                together.ear.say(&said::presence(&body));
            }
        }
    }

    /// Does something once all that other servers have written until now is here.
    pub(crate) fn when_level(&mut self, command: Command) {
        if let Some(together) = &mut self.together {
            together.later.push(command);
        }
        self.read_others();
    }

    /// Takes what happened on the line to the others.
    pub(crate) async fn take_news(&mut self, news: News) {
        match news {
            News::Heard(Heard::Level) => {
                self.read_others();
                let Some(together) = &self.together else { return };
                together.ear.say(&said::who_is_here());
                let alive = together.ear.others();
                self.keep_abroad(|server| alive.contains(&server));
                // They say it again: what they said before may be missing.
                self.keep_writers(|_| false);
                self.say_presence(&self.presence.shown());
                self.say_writers();
                self.tell_linked(true);
            }
            News::Heard(Heard::Lost) => self.tell_linked(false),
            News::Heard(Heard::Gone(gone)) => {
                self.keep_abroad(|server| server != gone);
                self.chores.inherit();
                self.keep_writers(|server| server != gone);
            }
            News::Heard(Heard::Said(server, message)) => self.hear(server, &message).await,
            News::Read(since) => self.has_read(since).await,
        }
    }

    /// Tells those who are connected here whether the other servers are heard.
    fn tell_linked(&mut self, linked: bool) {
        let Some(together) = &mut self.together else { return };
        if std::mem::replace(&mut together.linked, linked) != linked {
            self.members.announce(&protocol::linked(linked));
        }
    }

    async fn hear(&mut self, server: ServerId, message: &Bytes) {
        let heard = match said::read(message) {
            Ok(Said::Updates(first, last, updates)) if !self.numbers.has(first, last) => {
                let updates: Vec<Bytes> = updates.into_iter().map(|update| message.slice_ref(update)).collect();
                self.take_checked(first, last, &updates).await
            }
            Ok(Said::Numbers(first, last)) if !self.numbers.has(first, last) => {
                self.read_others();
                Ok(())
            }
            Ok(Said::Updates(..) | Said::Numbers(..)) => Ok(()),
            Ok(Said::Presence(body)) => self.hear_presence(server, body),
            Ok(Said::WhoIsHere) => {
                self.say_presence(&self.presence.shown());
                self.say_writers();
                Ok(())
            }
            Ok(Said::Writers(there)) => {
                self.hear_writers(server, there);
                Ok(())
            }
            Err(why) => Err(why),
        };
        if let Err(why) = heard {
            tracing::warn!(content = %self.id, %server, why, "what another server said cannot be used; the database is read instead");
            self.read_others();
        }
    }

    /// Updates that were checked when another server took them, and are checked again: they came over a wire.
    async fn take_checked(&mut self, first: i64, last: i64, updates: &[Bytes]) -> std::result::Result<(), &'static str> {
        for (at, update) in updates.iter().enumerate() {
            let outline = update::read(update)?;
            // Noted only: it is in the database, and part of the document whatever its depth.
            let _bears = self.replica.bears(&outline);
            if self.replica.follows(&outline) != Ok(true) {
                // What it builds on is a third server's and on its way; the database has all, in order.
                self.take_in(&updates[..at]).await;
                self.read_others();
                return Ok(());
            }
        }
        self.take_in(updates).await;
        self.numbers.note(first, last);
        self.mind_the_gap();
        Ok(())
    }

    /// Makes what others have written part of the document, and tells it to those who are connected here.
    async fn take_in(&mut self, updates: &[Bytes]) {
        if self.ruined || updates.is_empty() {
            return;
        }
        match self.replica.apply(updates) {
            Ok(news) => {
                for update in &news {
                    self.members.broadcast(&protocol::update(update), |_, member| member.synced);
                }
                if !news.is_empty() {
                    // Of all who leave, the last one may be here.
                    self.chores.others_wrote(self.has_writers());
                }
            }
            Err(Broken) => {
                tracing::error!(content = %self.id, "updates of another server broke a document; it is loaded again");
                self.load_again().await;
            }
        }
    }

    async fn has_read(&mut self, since: Result<Since>) {
        let good = since.is_ok();
        match since {
            Ok(Since { updates, seq }) => {
                let updates: Vec<Bytes> = updates.into_iter().map(Bytes::from).collect();
                self.take_in(&updates).await;
                self.numbers.level(seq);
            }
            Err(error) => tracing::warn!(content = %self.id, code = error.code.as_str(), "what other servers wrote could not be read"),
        }
        let retry = self.shared.settings.retry_within;
        let Some(together) = &mut self.together else { return };
        together.missing_at = (!good).then(|| Instant::now() + retry);
        let waiting = std::mem::take(&mut together.waiting);
        if std::mem::take(&mut together.again) || !together.later.is_empty() {
            self.read_others();
        }
        self.mind_the_gap();
        for command in waiting {
            match command {
                Command::Edit(_, answer) | Command::Settle(answer) if !good => drop(answer.send(Err(ErrorCode::Unavailable.into()))),
                Command::Edit(edit, answer) => self.edit(edit, answer).await,
                Command::Settle(answer) => self.settle(answer),
                _ => {}
            }
        }
    }

    fn hear_presence(&mut self, server: ServerId, body: &[u8]) -> std::result::Result<(), &'static str> {
        let (presence, max) = (&mut self.presence, self.shared.settings.presence_max);
        let Some(together) = &mut self.together else { return Ok(()) };
        // Twice what a client may say: its identity comes to it.
        let told = together.abroad.hear(server, body, 2 * max, |entry| match presence.state(entry.client) {
            None => false,
            // Its line to this server is dead, and its new one goes to the other.
            Some(state) if entry.state != "null" && whose(state) == whose(entry.state) => {
                presence.moved(entry.client);
                false
            }
            Some(_) => true,
        })?;
        self.pass_on(told);
        Ok(())
    }

    fn keep_abroad(&mut self, alive: impl Fn(ServerId) -> bool) {
        if let Some(together) = &mut self.together {
            let told = together.abroad.retain(alive);
            self.pass_on(told);
        }
    }

    fn pass_on(&mut self, told: Told) {
        for (client, clock) in told.left {
            self.presence.note_left(client, clock);
        }
        if let Some(message) = told.message {
            self.members.broadcast(&protocol::presence(&message), |_, _| true);
        }
    }
}
