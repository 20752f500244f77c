//! Updates become part of the document: in one step for a turn, one by one if that fails.

use crate::{
    presence::ConnectionId,
    protocol,
    replica::{Broken, News},
    room::{Answer, Loaded, Room, ServerEdit, load},
    turn::{BREAKS, Edit},
};
use bytes::Bytes;
use model::{ErrorCode, live::Close};

impl Room {
    /// Integrates a turn's updates at once. If that breaks the document, it is loaded again and each
    /// update is tried by itself; whoever sent one that breaks it is sent away.
    pub(crate) async fn integrate(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let updates: Vec<Bytes> = edits.iter().map(|edit| edit.update.clone()).filter(|update| !update.is_empty()).collect();
        if !updates.is_empty() {
            match self.replica.apply(&updates) {
                Ok(news) => {
                    self.note_writers(&edits, &news);
                    let mut writers = edits.iter().filter(|edit| !edit.update.is_empty()).map(|edit| edit.from);
                    let only = writers.next().filter(|&first| writers.all(|other| other == first));
                    self.tell(news, only);
                }
                Err(Broken) => return self.integrate_one_by_one(edits).await,
            }
        }
        for edit in &edits {
            self.count(edit.from);
        }
    }

    async fn integrate_one_by_one(&mut self, edits: Vec<Edit>) {
        self.load_again().await;
        for edit in edits {
            if !edit.update.is_empty() {
                if self.ruined {
                    continue;
                }
                match self.replica.apply(std::slice::from_ref(&edit.update)) {
                    Ok(news) => {
                        self.note_writers(std::slice::from_ref(&edit), &news);
                        self.tell(news, Some(edit.from));
                    }
                    Err(Broken) => {
                        if let Some(member) = self.members.get_mut(edit.from) {
                            *self.strikes.entry(member.who.who).or_default() += 1;
                            tracing::warn!(content = %self.id, who = %member.who.who, "an update broke a document and was refused");
                        }
                        self.send_away(edit.from, Close::Malformed, BREAKS);
                        self.load_again().await;
                        continue;
                    }
                }
            }
            self.count(edit.from);
        }
    }

    /// Takes the document from the database again, with what is on its way there.
    pub(crate) async fn load_again(&mut self) {
        let unwritten = self.journal.unwritten_updates().map(<[u8]>::to_vec).collect();
        match load(self.id, &self.shared, unwritten).await {
            Ok(Loaded { replica, seq, .. }) => {
                self.replica = replica;
                self.numbers.level(seq);
                // What other servers have written meanwhile is in it, and nobody here has been told of that.
                if self.together.is_some()
                    && let Ok(all) = self.replica.encode()
                {
                    self.members.broadcast(&protocol::update(&all), |_, member| member.synced);
                }
            }
            Err(_) => {
                self.ruined = true;
                self.ending = true;
                self.chores.disappoint(&ErrorCode::Unavailable.into());
                self.send_all_away(Close::Restarting);
            }
        }
    }

    /// Counts a document message of a connection, and tells it if that is durable already.
    fn count(&mut self, id: ConnectionId) {
        let (taken, durable) = (self.journal.taken(), self.journal.durable());
        self.members.count(id, taken, durable);
    }

    /// Notes who has written, for revisions.
    fn note_writers(&mut self, edits: &[Edit], news: &News) {
        if news.is_empty() {
            return;
        }
        for edit in edits.iter().filter(|edit| !edit.update.is_empty()) {
            if let Some(member) = self.members.get_mut(edit.from) {
                self.journal.wrote(member.who.who);
            }
        }
    }

    /// Logs what is new and tells it to everybody but the one who said it.
    fn tell(&mut self, news: News, but: Option<ConnectionId>) {
        for update in &news {
            self.journal.push(update);
            self.chores.changed();
            self.members.broadcast(&protocol::update(update), |id, member| member.synced && Some(id) != but);
        }
    }

    pub(crate) async fn edit(&mut self, edit: ServerEdit, answer: Answer) {
        if self.ruined {
            let _ = answer.send(Err(ErrorCode::Unavailable.into()));
            return;
        }
        if !self.replica.takes(edit.bytes, edit.exact.as_ref(), self.shared.settings.document_max) {
            let _ = answer.send(Err(ErrorCode::TooLarge.into()));
            return;
        }
        match self.replica.edit(edit.change) {
            Ok(news) => {
                if let Some(who) = edit.who.filter(|_| !news.is_empty()) {
                    self.journal.wrote(who);
                }
                self.tell(news, None);
                self.journal.hurry();
                self.chores.wait_written(self.journal.taken(), answer);
            }
            Err(Broken) => {
                let _ = answer.send(Err(ErrorCode::Internal.into()));
                self.load_again().await;
            }
        }
    }
}
