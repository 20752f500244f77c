//! Tickets that were received are held until their messages are dealt with: kept from other servers while the account's bucket lets
//! its messages wait, then deleted, or let go to the dead letters.

use super::Said;
use crate::{
    Crm,
    store::tickets::{self, Place},
};
use amazon::{Queue, Received};
use model::{Result, crm::SendState};
use std::{
    collections::{HashMap, HashSet},
    future::pending,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// Tickets that are held at once; more are taken out when some are dealt with.
const HELD_MAX: usize = 500;
/// A message that is due later than this needs no ticket until then, in milliseconds.
const SOON: i64 = 300_000;
/// SQS lets nobody hold a letter for 12 hours.
const HELD_FOR: Duration = Duration::from_secs(11 * 3600);
/// A ticket of a dead letter that has come so often goes to no other queue.
const COMES_AGAIN: u32 = 20;

/// The tickets that this server holds, by what they are deleted by.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<HashMap<String, One>>);

#[derive(Debug, Clone)]
struct One {
    message: String,
    account: String,
    receives: u32,
    since: Instant,
    /// Until when others do not see it.
    until: Instant,
}

/// What is to be done with a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Its message waits for its turn.
    Keep,
    /// There is nothing to do any more.
    Delete,
    /// Its message was given up: it is let go, until SQS puts it to the dead letters.
    LetGo,
    /// Its message is due later, or cannot be sent now: another ticket tells of it then.
    Later,
}

impl Held {
    fn all(&self) -> MutexGuard<'_, HashMap<String, One>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.all().len()
    }

    /// The accounts that they are of.
    pub fn accounts(&self) -> HashSet<String> {
        self.all().values().map(|one| one.account.clone()).collect()
    }
}

impl Crm {
    /// Receives tickets, and deals with those that are held. Never returns.
    pub(crate) async fn hold_all(&self) {
        let Some(queue) = self.tickets() else { return pending().await };
        tokio::select! {
            () = self.receive_all(queue) => {}
            () = self.settle_all(queue) => {}
        }
    }

    async fn receive_all(&self, queue: &Queue) {
        let settings = &self.0.settings;
        loop {
            if self.0.held.count() >= HELD_MAX {
                sleep(settings.look).await;
                continue;
            }
            match queue.receive(settings.listen).await {
                Ok(received) => self.hold(queue, received).await,
                Err(_) => {
                    // The database's queue goes on alone.
                    self.0.told.notify_one();
                    sleep(settings.idle()).await;
                }
            }
        }
    }

    async fn hold(&self, queue: &Queue, received: Vec<Received>) {
        let (mut over, mut tests) = (Vec::new(), Vec::new());
        let now = Instant::now();
        for one in received {
            match serde_json::from_str::<Said>(&one.body) {
                Ok(Said { message_id: Some(message), account_id: Some(account), .. }) => {
                    let held = One { message, account, receives: one.receives, since: now, until: now + queue.visibility() };
                    self.0.held.all().insert(one.handle, held);
                }
                Ok(Said { test_id: Some(test), .. }) => {
                    tests.push(test);
                    over.push(one.handle);
                }
                // It is not ours to delete: SQS puts it to the dead letters when it has come often enough.
                _ => tracing::warn!("a letter in the queue at SQS is no ticket"),
            }
        }
        let handles: Vec<&str> = over.iter().map(String::as_str).collect();
        // A test that cannot be deleted has failed.
        if !handles.is_empty() && queue.delete(&handles).await.is_ok() {
            for test in tests {
                let _ = self.test_is_back(&test).await;
            }
        }
        self.0.told.notify_one();
    }

    async fn settle_all(&self, queue: &Queue) {
        loop {
            if queue.spoils() {
                sleep(self.0.settings.idle()).await;
            } else {
                let _ = timeout(self.0.settings.look, self.0.dealt.notified()).await;
            }
            if self.0.held.count() > 0 {
                // Errors are logged where they happen; what is held is looked at again.
                let _ = self.settle_held(queue).await;
            }
            // What others see by now is theirs.
            self.0.held.all().retain(|_, one| one.until > Instant::now());
        }
    }

    /// Looks at what became of the messages whose tickets are held.
    pub(crate) async fn settle_held(&self, queue: &Queue) -> Result<()> {
        let held: Vec<(String, One)> = self.0.held.all().iter().map(|(handle, one)| (handle.clone(), one.clone())).collect();
        let messages: HashSet<&str> = held.iter().map(|(_, one)| one.message.as_str()).collect();
        let messages: Vec<&str> = messages.into_iter().collect();
        let places = tickets::places(self.0.db.read(), &messages).await?;
        let unknown: Vec<&str> = held.iter().filter(|(_, one)| !places.contains_key(&one.message)).map(|(_, one)| one.account.as_str()).collect();
        let ours = tickets::ours(self.0.db.read(), &unknown).await?;
        let now = self.now().0;
        let (mut done, mut let_go, mut keep, mut later) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (handle, one) in &held {
            let place = places.get(&one.message);
            if place.is_none() && !ours.contains(&one.account) {
                tracing::warn!("a ticket in the queue at SQS is of another installation");
                self.let_go(&[handle]);
                continue;
            }
            match fate(one, place, now) {
                Fate::Delete => done.push(handle.as_str()),
                Fate::LetGo => let_go.push(handle.as_str()),
                Fate::Later => {
                    later.push(one.message.as_str());
                    done.push(handle);
                }
                Fate::Keep if one.until < Instant::now() + queue.visibility() / 2 => keep.push(handle.as_str()),
                Fate::Keep => {}
            }
        }
        self.untell(&later).await?;
        // What SQS does not hear of comes again, and is found dealt with.
        if !done.is_empty() && queue.delete(&done).await.is_ok() {
            self.let_go(&done);
        }
        if !let_go.is_empty() && queue.hide(&let_go, Duration::ZERO).await.is_ok() {
            self.let_go(&let_go);
        }
        if !keep.is_empty() {
            let until = Instant::now() + queue.visibility();
            if let Ok(lost) = queue.hide(&keep, queue.visibility()).await {
                let mut all = self.0.held.all();
                for handle in keep {
                    if let Some(one) = all.get_mut(handle) {
                        one.until = until;
                    }
                }
                all.retain(|handle, _| !lost.contains(handle));
            }
        }
        Ok(())
    }

    /// Lets go what is held, before a stop: others would wait for it, and each time that a ticket comes again brings it nearer to
    /// the dead letters. Other tickets tell of what waits.
    pub(crate) async fn leave_held(&self) {
        let Some(queue) = self.tickets() else { return };
        let _ = self.settle_held(queue).await;
        let held: Vec<(String, One)> = self.0.held.all().drain().collect();
        let messages: Vec<&str> = held.iter().map(|(_, one)| one.message.as_str()).collect();
        let handles: Vec<&str> = held.iter().map(|(handle, _)| handle.as_str()).collect();
        if self.untell(&messages).await.is_ok() {
            let _ = queue.delete(&handles).await;
        }
    }

    async fn untell(&self, messages: &[&str]) -> Result<()> {
        if messages.is_empty() {
            return Ok(());
        }
        let mut tx = self.0.db.write().await?;
        tickets::untell(&mut tx, messages).await?;
        tx.commit().await
    }

    fn let_go(&self, handles: &[&str]) {
        let mut all = self.0.held.all();
        for handle in handles {
            all.remove(*handle);
        }
    }
}

fn fate(one: &One, place: Option<&Place>, now: i64) -> Fate {
    let Some(place) = place else { return Fate::Delete };
    match place.visible_at {
        None if place.dead && one.receives < COMES_AGAIN => Fate::LetGo,
        None => Fate::Delete,
        Some(_) if place.state == SendState::InFlight.code() => Fate::Keep,
        Some(at) if !place.can_send || at.max(place.paused_until) > now + SOON || one.since.elapsed() > HELD_FOR => Fate::Later,
        Some(_) => Fate::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> One {
        One { message: "m".to_owned(), account: "a".to_owned(), receives: 1, since: Instant::now(), until: Instant::now() }
    }

    fn place(state: SendState, visible_at: Option<i64>) -> Place {
        Place { state: state.code().to_owned(), visible_at, dead: false, can_send: true, paused_until: 0 }
    }

    #[test]
    fn a_ticket_is_kept_while_its_message_waits_and_deleted_when_it_is_dealt_with() {
        let of = |place: Option<Place>| fate(&one(), place.as_ref(), 1_000_000);
        assert_eq!(of(None), Fate::Delete);
        assert_eq!(of(Some(place(SendState::Sent, None))), Fate::Delete);
        assert_eq!(of(Some(place(SendState::Queued, Some(999_000)))), Fate::Keep);
        assert_eq!(of(Some(place(SendState::InFlight, Some(1_060_000)))), Fate::Keep);
        assert_eq!(of(Some(place(SendState::Queued, Some(1_004_000)))), Fate::Keep);
        assert_eq!(of(Some(place(SendState::Queued, Some(9_000_000)))), Fate::Later);
        assert_eq!(of(Some(Place { can_send: false, ..place(SendState::Queued, Some(0)) })), Fate::Later);
        assert_eq!(of(Some(Place { paused_until: 9_000_000, ..place(SendState::Queued, Some(0)) })), Fate::Later);
    }

    #[test]
    fn a_dead_letters_ticket_is_let_go_but_not_for_ever() {
        let dead = Place { dead: true, ..place(SendState::Failed, None) };
        assert_eq!(fate(&one(), Some(&dead), 0), Fate::LetGo);
        assert_eq!(fate(&One { receives: COMES_AGAIN, ..one() }, Some(&dead), 0), Fate::Delete);
    }
}
