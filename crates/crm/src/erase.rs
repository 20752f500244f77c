//! A fan who asks to be forgotten.

use crate::{Crm, gateway::number, money, policy::Act, store};
use model::{ErrorCode, FanId, Result, UserId};
use serde_json::Value;

/// Events that are looked at in one go.
const AT_ONCE: i64 = 500;

/// How long after it what was under way still comes, in milliseconds.
const UNDER_WAY: i64 = 60_000;

/// The ids at the gateway of all whom an event names: fans, and the creator perhaps.
pub(crate) fn named_in(event: &str, payload: &Value) -> Vec<String> {
    // Who comes online may be named without a `user` around it.
    let seen = if event.starts_with("users.") { number(&payload["id"]) } else { None };
    let mut ids: Vec<String> = ["fromUser", "toUser", "user"].iter().filter_map(|who| number(&payload[who]["id"])).collect();
    ids.extend(seen);
    ids.extend(money::fan_of(payload));
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether an event of the journal is about the fan with this id at the gateway.
fn is_about(body: &str, fan: &str) -> bool {
    let event: Value = serde_json::from_str(body).unwrap_or_default();
    named_in(event["event"].as_str().unwrap_or_default(), &event["payload"]).iter().any(|id| id == fan)
}

impl Crm {
    /// Deletes a fan like [`Self::delete_fan`], and empties what the journal keeps of events about them, so that no replay
    /// brings them back. Events that are under way meanwhile are not kept either. Says how many events were emptied.
    ///
    /// # Errors
    /// As [`Self::delete_fan`].
    pub async fn erase_fan(&self, me: UserId, id: FanId) -> Result<u32> {
        let (creator, fan) = store::fans::whose(self.0.db.read(), id).await?;
        self.allowed(me, creator, Act::Manage).await?;
        let account = store::creators::get(self.0.db.read(), creator).await?.gateway_id;
        let (mut after, mut about) = (String::new(), Vec::new());
        loop {
            let some = store::journal::mentioning(self.0.db.read(), &account, &fan, &after, AT_ONCE).await?;
            let Some((last, _)) = some.last() else { break };
            after.clone_from(last);
            about.extend(some.into_iter().filter(|(_, body)| is_about(body, &fan)).map(|(id, _)| id));
        }
        let mut tx = self.0.db.write().await?;
        let now = self.now().0;
        if !store::profiles::delete(&mut tx, id, now).await? {
            return Err(ErrorCode::TooLate.into());
        }
        store::happened::erase(&mut tx, creator, &fan, now + UNDER_WAY).await?;
        // What came while the journal was looked through; what comes still is emptied when its turn comes.
        let some = store::journal::mentioning(&mut *tx, &account, &fan, &after, i64::MAX).await?;
        about.extend(some.into_iter().filter(|(_, body)| is_about(body, &fan)).map(|(id, _)| id));
        for event in &about {
            store::journal::empty(&mut tx, event, now).await?;
        }
        self.done(tx, creator).await?;
        Ok(u32::try_from(about.len()).unwrap_or(u32::MAX))
    }
}
