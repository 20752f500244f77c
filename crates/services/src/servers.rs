//! The other servers: what they say is done here too, and what may have been missed is looked up in the database.
//!
//! What is said of rights only says where to look; the database says what holds, whatever came in which order.

use crate::{Services, events::Broadcast};
use cluster::{ALL, Heard, ServerId};
use collaboration::Change;
use model::{ContentId, Result, UserId, events::Event};
use std::{collections::HashSet, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// While Redis is away, and after a failure, rights are looked up again after so long.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Posts that the database is asked about at once.
const AT_ONCE: usize = 500;

/// How it is with the other servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Servers {
    /// Whether Redis answers.
    pub redis_answers: bool,
    /// How many others are alive.
    pub others: usize,
}

impl Services {
    /// The other servers; `None` if this one works alone.
    pub fn servers(&self) -> Option<Servers> {
        self.bus.as_ref().map(|bus| Servers { redis_answers: bus.is_live(), others: bus.others().len() })
    }

    /// Hears the other servers. Returns at once where there are none, and never where there are.
    pub async fn hear_others(&self) {
        let Some(bus) = &self.bus else { return };
        let mut ear = bus.listen(ALL);
        let mut ticks = interval(LOOK_AGAIN);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failed = false;
        loop {
            let done = tokio::select! {
                heard = ear.next() => match heard {
                    Heard::Level => {
                        let alive = bus.others();
                        self.hub.keep_servers(|server| alive.contains(&server));
                        self.hub.tell_all_of_mine();
                        self.look_again().await
                    }
                    // The clock below finds out what is not heard.
                    Heard::Lost => Ok(()),
                    Heard::Gone(gone) => {
                        self.hub.keep_servers(|server| server != gone);
                        Ok(())
                    }
                    Heard::Said(server, message) => self.hear(server, &message).await,
                },
                _ = ticks.tick() => {
                    if failed || !bus.is_live() {
                        failed = false;
                        self.look_again().await
                    } else {
                        Ok(())
                    }
                }
            };
            failed |= done.is_err();
        }
    }

    async fn hear(&self, server: ServerId, message: &[u8]) -> Result<()> {
        let news: Broadcast = match serde_json::from_slice(message) {
            Ok(news) => news,
            Err(error) => {
                // A server of another version may say what this one does not know.
                tracing::warn!(%server, %error, "what another server said is not understood");
                return self.look_again().await;
            }
        };
        match news {
            Broadcast::Change(Change::HereOfMine(id, people)) => self.hub.others_are_here(server, id, people),
            Broadcast::Change(Change::Guests(id)) => self.recheck_guests_here(id).await?,
            Broadcast::Change(Change::Role(id, who, said)) => {
                let now = self.role_now(who, id).await;
                self.apply(Change::Role(id, who, now.clone().unwrap_or(said))).await;
                now?;
            }
            Broadcast::Change(Change::Here(..)) => {}
            Broadcast::Change(change) => self.apply(change).await,
            Broadcast::To(..) => self.events.deliver(&news),
        }
        Ok(())
    }

    /// Does on this server what a change asks for.
    async fn apply(&self, change: Change) {
        self.hub.apply(&change).await;
        self.events.deliver(&Broadcast::Change(change));
    }

    /// Looks at the rights and sessions of everybody who is connected here, and whether the posts are still there.
    async fn look_again(&self) -> Result<()> {
        let inside = self.hub.inside().await;
        // Their owners have a right to them still.
        let posts: Vec<ContentId> = inside.iter().map(|(id, ..)| *id).collect::<HashSet<_>>().into_iter().collect();
        for some in posts.chunks(AT_ONCE) {
            for (id, at) in self.contents.trashed(some).await? {
                self.hub.gone_at(id, at).await;
            }
        }
        for (id, who) in inside.iter().map(|(id, who, _)| (*id, *who)).collect::<HashSet<_>>() {
            self.apply(Change::Role(id, who, self.role_now(who, id).await?)).await;
        }
        for (user, id) in self.events.watching() {
            if self.role_now(user.into(), id).await?.is_none() {
                self.apply(Change::Role(id, user.into(), None)).await;
            }
        }
        let mut sessions = self.events.sessions();
        let people: HashSet<UserId> = sessions.iter().map(|(user, _)| *user).collect();
        sessions.extend(inside.into_iter().filter_map(|(_, who, session)| Some((who.user()?, session?))));
        for (user, session) in sessions {
            if !self.lives(user, &session).await? {
                self.apply(Change::SignedOut(user, session)).await;
            }
        }
        for user in people {
            let count = self.notifications.unread(user).await?;
            self.events.deliver(&Broadcast::To(user, Event::Unread { count }));
        }
        Ok(())
    }

    /// Whether a session or a token is still good.
    async fn lives(&self, user: UserId, session: &str) -> Result<bool> {
        let signed_in = self.accounts.sessions().load(session).await?;
        Ok(signed_in.is_some_and(|session| session.user_id == Some(user)) || self.accounts.token_is_good(session).await?)
    }
}
