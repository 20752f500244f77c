//! What a room does by itself, and when.

use crate::{presence, protocol, room::Room, together::Together};
use model::live::Close;
use tokio::time::Instant;

const TOO_SLOW: &str = "you could not keep up; connect again";

impl Room {
    /// When the room has something to do by itself next.
    pub(crate) fn next_deed(&self) -> Instant {
        let (settings, now) = (&self.shared.settings, Instant::now());
        let far = now + settings.silence_max;
        // Once that has passed, it is the end of a chore or a write that wakes the room.
        let leaving = Some(self.empty_since + settings.linger).filter(|&at| self.members.is_empty() && at > now);
        let presence = self.presence.has_news().then(|| self.presence_sent + settings.presence_every);
        let silence = Some(self.silence_broken + settings.silence_max / 2).filter(|_| !self.members.is_empty());
        let together = self.together.as_ref().and_then(Together::due);
        [leaving, presence, silence, self.journal.due(), self.chore_due(now), together].into_iter().flatten().fold(far, Instant::min)
    }

    /// The last texts of a room are those of what is written, so that whoever reads them knows that they are whole.
    fn chore_due(&self, now: Instant) -> Option<Instant> {
        let leaving = self.leaves(now);
        if self.ruined || (leaving && !self.journal.is_clean()) { None } else { self.chores.due(&self.shared.settings, leaving) }
    }

    /// Nobody is here or waits, and it is time to go.
    pub(crate) fn leaves(&self, now: Instant) -> bool {
        let awaited = self.chores.is_awaited() || self.together.as_ref().is_some_and(Together::is_awaited);
        self.members.is_empty() && !awaited && (self.ending || now >= self.empty_since + self.shared.settings.linger)
    }

    pub(crate) fn may_end(&self, now: Instant) -> bool {
        self.leaves(now) && self.journal.is_clean() && (self.ruined || self.chores.are_done())
    }

    /// Does what it is time for.
    pub(crate) fn act(&mut self, now: Instant) {
        let settings = self.shared.settings.clone();
        let leaving = self.leaves(now);
        if self.ending || leaving {
            self.journal.hurry();
        }
        if leaving {
            self.chores.writers_left();
        }
        self.journal.write_if_due(now);
        self.read_if_due(now);
        if self.chore_due(now).is_some_and(|due| due <= now) {
            let Self { chores, replica, shared, id, numbers, .. } = self;
            chores.begin(*id, shared, leaving, numbers.upto(), || {
                let state = replica.encode().ok()?;
                replica.encoded(state.len());
                Some(state)
            });
        }
        self.chores.answer(self.journal.durable());
        if self.stop_after.is_some_and(|change| self.journal.durable() >= change) {
            self.send_all_away(Close::Restarting);
        }
        if self.presence.has_news() && now >= self.presence_sent + settings.presence_every {
            self.tell_presence(now);
        }
        if now >= self.silence_broken + settings.silence_max / 2 {
            self.members.wake_silent(self.silence_broken, &protocol::presence(presence::NOTHING));
            self.silence_broken = now;
        }
        for id in self.members.take_late() {
            self.send_away(id, Close::Restarting, TOO_SLOW);
        }
    }

    fn tell_presence(&mut self, now: Instant) {
        self.presence_sent = now;
        let news = self.presence.take_news();
        self.say_presence(&news.iter().copied().collect::<Vec<_>>());
        if let Some(all) = self.presence.encode(news.iter().copied()) {
            let is_own = |client: Option<u64>| client.is_some_and(|client| news.contains(&client));
            self.members.broadcast(&protocol::presence(&all), |_, member| !is_own(member.client));
            // Those of whom there is news hear the rest of it: their own state would come back to them late.
            for id in self.members.which(|member| is_own(member.client)) {
                let own = self.members.get_mut(id).and_then(|member| member.client);
                if let Some(rest) = self.presence.encode(news.iter().copied().filter(|&client| Some(client) != own)) {
                    self.members.send(id, protocol::presence(&rest));
                }
            }
        }
    }
}
