//! A fan who asks to be forgotten.

use crate::{Crm, gateway::number, money, policy::Act, store};
use model::{ErrorCode, FanId, Result, UserId};
use serde_json::Value;

/// Events that are looked at in one go.
const AT_ONCE: i64 = 500;

/// Whether an event's payload is about the fan with this id at the gateway.
fn is_about(event: &Value, fan: &str) -> bool {
    let payload = &event["payload"];
    let is = |value: &Value| number(value).is_some_and(|id| id == fan);
    // Who comes online may be named without a `user` around it.
    let seen = event["event"].as_str().is_some_and(|event| event.starts_with("users.")) && is(&payload["id"]);
    let named = ["fromUser", "toUser", "user"].iter().any(|who| is(&payload[who]["id"]));
    seen || named || money::fan_of(payload).is_some_and(|id| id == fan)
}

impl Crm {
    /// Deletes a fan like [`Self::delete_fan`], and empties what the journal keeps of events about them, so that no replay
    /// brings them back. Says how many events that were.
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
            let of = |body: &str| serde_json::from_str::<Value>(body).is_ok_and(|body| is_about(&body, &fan));
            about.extend(some.into_iter().filter(|(_, body)| of(body)).map(|(id, _)| id));
        }
        let mut tx = self.0.db.write().await?;
        if !store::profiles::delete(&mut tx, id, self.now().0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        for event in &about {
            store::journal::empty(&mut tx, event, self.now().0).await?;
        }
        self.done(tx, creator).await?;
        Ok(u32::try_from(about.len()).unwrap_or(u32::MAX))
    }
}
