//! What happened becomes messages: each once for each automatic message that is on, whichever server sees it first.

use super::quiet;
use crate::{
    Crm, personal,
    settings::ms,
    store::{self, automations::Due, outbox::New},
};
use db::new_id;
use model::{
    CreatorId, OutgoingId, Result,
    crm::{Automation, Origin, SendState, Stopped},
};

/// What is decided in one round.
const ROUND: i64 = 200;
/// Before campaigns, whose messages have 5; after people in any case.
const PRIORITY: u8 = 6;
const MINUTE: i64 = 60_000;

/// A moment between two delays, by chance.
fn delay(from: u32, to: u32) -> i64 {
    let (from, to) = (i64::from(from) * MINUTE, i64::from(to) * MINUTE);
    // The end of an id is random.
    let chance: OutgoingId = new_id();
    let chance = i64::try_from(chance.0.as_u128() & 0x7FFF_FFFF).unwrap_or_default();
    from + chance % (to - from + 1)
}

/// When a message goes out that is to go at a moment: not before now, and not in quiet hours.
pub(super) fn out_at(of: &Automation, wanted: i64, now: i64, zone: &str) -> i64 {
    let at = wanted.max(now);
    of.quiet.and_then(|hours| quiet::until(at, zone, hours)).unwrap_or(at)
}

impl Crm {
    /// Decides on what happened and nobody has decided on; says how many messages were written.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn plan_automatic(&self) -> Result<usize> {
        let due = store::automations::due(self.0.db.read(), self.now().0, ROUND).await?;
        let mut written = 0;
        for one in &due {
            match self.plan_one(one).await {
                Ok(new) => written += usize::from(new),
                // The next round tries it again; the others do not wait for it.
                Err(error) => tracing::warn!(%error, automation = one.automation_id, "an automatic message could not be written"),
            }
        }
        if written > 0 {
            self.0.metrics.queued(written);
            self.0.queued.notify_one();
        }
        Ok(written)
    }

    /// One transaction: the decision and the message are there together, or neither is.
    async fn plan_one(&self, due: &Due) -> Result<bool> {
        let creator: CreatorId = due.account_id.parse().map_err(|_| model::ErrorCode::Internal)?;
        let zone = store::creators::get(self.0.db.read(), creator).await?.time_zone;
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        // Who switches it off, or decides too, waits for us or we for them.
        store::creators::hold(&mut tx, creator).await?;
        let Some(of) = store::automations::active(&mut tx, &due.automation_id, due.at).await? else { return Ok(false) };
        if !store::automations::decide(&mut tx, due, now).await? {
            return Ok(false);
        }
        let late = now - (due.at + i64::from(of.delay_to) * MINUTE) > ms(self.0.settings.stale);
        let stopped = match late {
            true => Some(Stopped::Late),
            false => store::automations::stopped(&mut *tx, &of, &due.fan_id, None, due.at, now).await?,
        };
        if let Some(why) = stopped {
            store::automations::not_written(&mut tx, due, why).await?;
            tx.commit().await?;
            return Ok(false);
        }
        let receiver = store::automations::receiver(&mut tx, &due.fan_id).await?;
        let id: OutgoingId = new_id();
        let due_at = out_at(&of, due.at + delay(of.delay_from, of.delay_to), now, &zone);
        let key = format!("automatic {} {}", due.automation_id, due.happened_id);
        let row = New {
            id,
            creator,
            fan: due.fan_id.parse().map_err(|_| model::ErrorCode::Internal)?,
            author: None,
            origin: Origin::Automatic,
            campaign: None,
            automation: Some(due.automation_id.clone()),
            client_key: Some(&key),
            text: &personal::fill(of.text.trim(), &receiver),
            media: serde_json::to_string(&of.media).map_err(|_| model::ErrorCode::Internal)?,
            previews: "[]".to_owned(),
            locked_text: false,
            price_cents: of.price_cents,
            reply_to: None,
            priority: PRIORITY,
            due_at,
            at: now,
        };
        if !store::outbox::insert(&mut tx, &row).await? {
            return Ok(false);
        }
        store::outbox::log(&mut tx, &id.to_string(), SendState::Queued, "written by itself", None, now).await?;
        store::queue::put(&mut tx, &id.to_string(), creator, store::queue::place(Origin::Automatic, PRIORITY), due_at).await?;
        store::automations::written(&mut tx, due, &id.to_string()).await?;
        tx.commit().await?;
        self.changed(creator);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_within_its_bounds_and_not_always_the_same() {
        let all: std::collections::HashSet<i64> = (0..100).map(|_| delay(5, 10)).collect();
        assert!(all.len() > 50 && all.iter().all(|delay| (5 * MINUTE..=10 * MINUTE).contains(delay)), "{all:?}");
        assert_eq!(delay(3, 3), 3 * MINUTE);
    }
}
