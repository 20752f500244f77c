//! What a room does by itself, and when.

use crate::{presence, protocol, room::Room, together::Together};
use model::live::Close;
use std::collections::HashSet;
use tokio::time::Instant;

const TOO_SLOW: &str = "you could not keep up; connect again";

impl Room {
    /// When the room has something to do by itself next.
    pub(crate) fn next_deed(&self) -> Instant {
        let (settings, now) = (&self.shared.settings, Instant::now());
        let far = now + settings.silence_max;
        // Once that has passed, it is the end of a chore or a write that wakes the room.
        let leaving = Some(self.empty_since + settings.linger).filter(|&at| self.members.is_empty() && at > now);
        let (presence, here) = (self.presence_due(), self.here_due());
        let silence = Some(self.silence_broken + settings.silence_max / 2).filter(|_| !self.members.is_empty());
        let together = self.together.as_ref().and_then(Together::due);
        [leaving, presence, here, silence, self.journal.due(), self.chore_due(now), together].into_iter().flatten().fold(far, Instant::min)
    }

    /// The last texts of a room are those of what is written, so that whoever reads them knows that they are whole.
    fn chore_due(&self, now: Instant) -> Option<Instant> {
        let leaving = self.leaves(now);
        let durable = self.journal.durable();
        if self.ruined || (leaving && !self.journal.is_clean()) { None } else { self.chores.due(&self.shared.settings, leaving, durable) }
    }

    /// Nobody is here or waits, and it is time to go.
    pub(crate) fn leaves(&self, now: Instant) -> bool {
        let awaited = self.chores.is_awaited() || self.together.as_ref().is_some_and(Together::is_awaited);
        self.members.is_empty() && !awaited && (self.ending || now >= self.empty_since + self.shared.settings.linger)
    }

    pub(crate) fn may_end(&self, now: Instant) -> bool {
        self.leaves(now) && !self.here_changed && self.journal.is_clean() && (self.ruined || self.chores.are_done())
    }

    /// Does what it is time for.
    pub(crate) fn act(&mut self, now: Instant) {
        let settings = self.shared.settings.clone();
        let leaving = self.leaves(now);
        if self.ending || leaving {
            self.journal.hurry();
        }
        if leaving {
            self.note_writers_left();
        }
        self.journal.write_if_due(now);
        self.read_if_due(now);
        let durable = self.journal.durable();
        if self.chore_due(now).is_some_and(|due| due <= now) {
            self.chores.begin(self.id, &self.shared, leaving, durable);
        }
        self.chores.answer(durable);
        if self.stop_after.is_some_and(|change| self.journal.durable() >= change) {
            self.send_all_away(Close::Restarting);
        }
        if self.presence_due().is_some_and(|due| due <= now) {
            self.tell_presence(now);
        }
        if now >= self.silence_broken + settings.silence_max / 2 {
            self.members.wake_silent(self.silence_broken, &protocol::presence(presence::NOTHING));
            self.silence_broken = now;
            self.replica.rest();
        }
        for id in self.members.take_late() {
            self.send_away(id, Close::Restarting, TOO_SLOW);
        }
        if self.here_due().is_some_and(|due| due <= now) {
            self.tell_here();
        }
    }

    fn presence_due(&self) -> Option<Instant> {
        self.presence.has_news().then(|| self.presence_sent + self.shared.settings.presence_gap(self.members.len()))
    }

    /// Who is here has changed: told at once of a few, and sampled as presence is of many. It is the whole list each
    /// time, and to tell all of it of each who comes would make many who come quadratic.
    pub(crate) fn here_is_news(&mut self) {
        self.here_changed = true;
        if self.shared.settings.are_few(self.members.len()) {
            self.tell_here();
        }
    }

    fn here_due(&self) -> Option<Instant> {
        self.here_changed.then(|| self.here_told + self.shared.settings.presence_gap(self.members.len()))
    }

    fn tell_here(&mut self) {
        self.here_changed = false;
        self.here_told = Instant::now();
        self.shared.set_here(self.id, self.members.people());
    }

    /// One frame for all. A client takes nothing from its own entry, which is never newer than what it knows.
    fn tell_presence(&mut self, now: Instant) {
        self.presence_sent = now;
        let news = self.presence.take_news(self.shared.settings.presence_bytes);
        self.say_presence(&news);
        let Some(all) = self.presence.encode(news.iter().copied()) else { return };
        // But for the few whose clocks are sent as later ones, who get the rest of it by itself.
        let ahead: HashSet<u64> = news.iter().copied().filter(|&client| self.presence.is_ahead(client)).collect();
        let only = if let [one] = news[..] { Some(one) } else { None };
        let hears = |client: u64| Some(client) != only && !ahead.contains(&client);
        self.members.broadcast(&protocol::presence(&all), |_, member| member.client.is_none_or(hears));
        if ahead.is_empty() || only.is_some() {
            return;
        }
        for id in self.members.which(|member| member.client.is_some_and(|client| ahead.contains(&client))) {
            let own = self.members.get_mut(id).and_then(|member| member.client);
            if let Some(rest) = self.presence.encode(news.iter().copied().filter(|&client| Some(client) != own)) {
                self.members.send(id, protocol::presence(&rest));
            }
        }
    }
}
