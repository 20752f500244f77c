//! What open tabs hear outside of documents: notifications, and who is in which post.
//!
//! [`Events::publish`] is the one place through which all of it goes. Between several servers it also hands the news
//! to the others, which call [`Events::deliver`]: [`Broadcast`] is all that crosses.

mod line;

pub use line::{Line, Said};

use cluster::{ALL, Bus};
use collaboration::Change;
use line::Entry;
use model::{ContentId, Reader, UserId, events::Event, live::Close};
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

/// Something that tabs hear, wherever they are connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Broadcast {
    /// For all tabs of a person.
    To(UserId, Event),
    /// Something that happened in the live rooms.
    Change(Change),
}

/// The open tabs of this server. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Events(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    lines: Mutex<Lines>,
    /// The line to other servers, where there are any.
    bus: OnceLock<Bus>,
}

#[derive(Debug, Default)]
struct Lines {
    next: u64,
    open: HashMap<u64, Entry>,
    stopped: bool,
}

impl Events {
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on other servers hear what is published.
    pub fn connect(&self, bus: Bus) {
        if self.0.bus.set(bus).is_err() {
            tracing::warn!("these events are connected to other servers already");
        }
    }

    /// A new tab of somebody who is signed in with this session. `None` while the server stops.
    ///
    /// The caller looks at the session once more afterwards: one that ended before the entry has missed this tab.
    pub(crate) fn open(&self, user: UserId, session: &str) -> Option<Line> {
        let mut lines = self.lines();
        if lines.stopped {
            return None;
        }
        let number = lines.next;
        lines.next += 1;
        let (entry, said) = Entry::new(user, session);
        lines.open.insert(number, entry);
        Some(Line::new(self.clone(), number, said))
    }

    /// Tells it to everybody whom it concerns.
    pub fn publish(&self, news: &Broadcast) {
        self.deliver(news);
        // Who is in a post altogether, every server finds by itself.
        if let Some(bus) = self.0.bus.get()
            && !matches!(news, Broadcast::Change(Change::Here(..)))
        {
            // Texts, numbers and ids only: always JSON. What is not said is looked up later.
            let _said = bus.say(ALL, &serde_json::to_vec(news).expect("news is JSON"));
        }
    }

    /// Tells it to the tabs of this server.
    pub fn deliver(&self, news: &Broadcast) {
        let mut lines = self.lines();
        match news {
            Broadcast::To(user, event) => lines.tell(event, |entry| entry.user == *user),
            Broadcast::Change(Change::Here(content, people)) => {
                let event = Event::Here { content: *content, people: people.clone() };
                lines.tell(&event, |entry| entry.watched.contains(content));
            }
            Broadcast::Change(Change::Role(content, Reader::User(user), None)) => lines.forget(*content, Some(*user)),
            Broadcast::Change(Change::Gone(content)) => lines.forget(*content, None),
            Broadcast::Change(Change::SessionsEnded(user, but)) => {
                lines.close(|entry| entry.user == *user && but.as_ref() != Some(&entry.session), Close::SignedOut);
            }
            Broadcast::Change(Change::SignedOut(user, session)) => {
                lines.close(|entry| entry.user == *user && entry.session == *session, Close::SignedOut);
            }
            Broadcast::Change(Change::Role(..) | Change::HereOfMine(..) | Change::Guests(_) | Change::Comments(..)) => {}
        }
    }

    /// Closes all tabs' sockets and opens none any more.
    pub fn shutdown(&self) {
        let mut lines = self.lines();
        lines.stopped = true;
        lines.close(|_| true, Close::Restarting);
    }

    /// With which sessions and tokens people are connected to this server, each pair once.
    pub(crate) fn sessions(&self) -> HashSet<(UserId, String)> {
        self.lines().open.values().map(|entry| (entry.user, entry.session.clone())).collect()
    }

    /// Who follows which posts here.
    pub(crate) fn watching(&self) -> HashSet<(UserId, ContentId)> {
        let lines = self.lines();
        lines.open.values().flat_map(|entry| entry.watched.iter().map(|post| (entry.user, *post))).collect()
    }

    /// How many tabs are connected to this server.
    pub fn open_tabs(&self) -> usize {
        self.lines().open.len()
    }

    /// From now on a tab follows these posts, and no others; first it hears what `now` returns, which is asked for
    /// while nothing can be told in between.
    fn watch(&self, number: u64, posts: HashSet<ContentId>, now: impl FnOnce() -> Vec<Event>) {
        let mut lines = self.lines();
        let Some(entry) = lines.open.get_mut(&number) else { return };
        entry.watched = posts;
        if !now().iter().all(|event| entry.send(event)) {
            lines.open.remove(&number);
        }
    }

    /// Tells one tab.
    fn tell(&self, number: u64, event: &Event) {
        let mut lines = self.lines();
        if lines.open.get(&number).is_some_and(|entry| !entry.send(event)) {
            lines.open.remove(&number);
        }
    }

    fn leave(&self, number: u64) {
        self.lines().open.remove(&number);
    }
}

impl Lines {
    /// Tells those for whom `to` holds; one that does not keep up is cut off, and comes back.
    fn tell(&mut self, event: &Event, to: impl Fn(&Entry) -> bool) {
        self.open.retain(|_, entry| !to(entry) || entry.send(event));
    }

    /// Somebody, or everybody, follows a post no more.
    fn forget(&mut self, content: ContentId, user: Option<UserId>) {
        for entry in self.open.values_mut().filter(|entry| user.is_none_or(|user| entry.user == user)) {
            entry.watched.remove(&content);
        }
    }

    fn close(&mut self, which: impl Fn(&Entry) -> bool, why: Close) {
        self.open.retain(|_, entry| {
            let stays = !which(entry);
            if !stays {
                entry.close(why);
            }
            stays
        });
    }
}
