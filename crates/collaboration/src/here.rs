//! Who is in which post: on this server, and on the others.

use cluster::ServerId;
use model::{ContentId, reader::Participant};
use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

type People = HashMap<ContentId, Vec<Participant>>;

/// Lists that are read for pages and tabs. The lock is not held across an await.
#[derive(Default)]
pub(crate) struct Here(RwLock<Lists>);

#[derive(Default)]
struct Lists {
    mine: People,
    others: HashMap<ServerId, People>,
}

impl Lists {
    /// Everybody in a post, each once.
    fn of(&self, id: ContentId) -> Vec<Participant> {
        let lists = std::iter::once(&self.mine).chain(self.others.values());
        let mut people: Vec<Participant> = lists.filter_map(|list| list.get(&id)).flatten().cloned().collect();
        people.sort_by(|a, b| (&a.name, a.who).cmp(&(&b.name, b.who)));
        people.dedup_by_key(|person| person.who);
        people
    }

    /// Everybody in a post after a change, if that is others than before.
    fn change(&mut self, id: ContentId, change: impl FnOnce(&mut Self)) -> Option<Vec<Participant>> {
        let before = self.of(id);
        change(self);
        Some(self.of(id)).filter(|after| *after != before)
    }
}

fn set(list: &mut People, id: ContentId, people: Vec<Participant>) {
    if people.is_empty() {
        list.remove(&id);
    } else {
        list.insert(id, people);
    }
}

impl Here {
    fn read(&self) -> RwLockReadGuard<'_, Lists> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Lists> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is in a post on this server now. Whether that is news, and everybody in it if that is.
    pub(crate) fn set_mine(&self, id: ContentId, people: Vec<Participant>) -> (bool, Option<Vec<Participant>>) {
        let mut lists = self.write();
        // A second tab of the same person changes nothing.
        let news = lists.mine.get(&id).map_or(&[][..], Vec::as_slice) != people;
        (news, lists.change(id, |lists| set(&mut lists.mine, id, people)))
    }

    /// Who is in a post on another server now. Everybody in it, if that is news.
    pub(crate) fn set_others(&self, server: ServerId, id: ContentId, people: Vec<Participant>) -> Option<Vec<Participant>> {
        self.write().change(id, |lists| set(lists.others.entry(server).or_default(), id, people))
    }

    /// A server is gone, and its people with it. Who is in the posts that they were in.
    pub(crate) fn forget(&self, server: ServerId) -> Vec<(ContentId, Vec<Participant>)> {
        let mut lists = self.write();
        let gone = lists.others.remove(&server).unwrap_or_default();
        gone.into_keys().map(|id| (id, lists.of(id))).collect()
    }

    /// The servers whose people are listed.
    pub(crate) fn servers(&self) -> Vec<ServerId> {
        self.read().others.keys().copied().collect()
    }

    /// Everybody in these posts. Those with nobody inside are left out.
    pub(crate) fn all(&self, ids: &[ContentId]) -> People {
        let lists = self.read();
        ids.iter().map(|id| (*id, lists.of(*id))).filter(|(_, people)| !people.is_empty()).collect()
    }

    /// Who is in which post on this server.
    pub(crate) fn mine(&self) -> People {
        self.read().mine.clone()
    }
}
