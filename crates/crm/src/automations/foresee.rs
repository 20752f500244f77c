//! Who would have got an automatic message: what really happened in the last 30 days, asked the same questions.

use super::written::{NewAutomation, check};
use crate::{Crm, policy::Act, segments::kept_name, store};
use model::{
    CreatorId, Result, Timestamp, UserId,
    crm::{Foreseen, Stopped},
};
use std::collections::HashMap;

const DAY: i64 = 86_400_000;
/// How far back is looked.
const BACK: i64 = 30 * DAY;
/// The most that is looked at.
const LOOKED_AT: i64 = 2_000;
/// How many are named.
const NAMED: usize = 20;

impl Crm {
    /// Who would have got it in the last 30 days. What each fan has of tags and lists is as it is now.
    ///
    /// # Errors
    /// `Invalid` with the fields; `NotFound`, also for others'.
    pub async fn foresee(&self, me: UserId, creator: CreatorId, new: &NewAutomation) -> Result<Foreseen> {
        self.allowed(me, creator, Act::See).await?;
        kept_name(&new.name)?;
        check(new)?;
        let now = self.now().0;
        let happened = store::happened::last(self.0.db.read(), creator, new, now - BACK, LOOKED_AT).await?;
        let mut given: HashMap<String, i64> = HashMap::new();
        let mut found = Foreseen { happened: u32::try_from(happened.len()).unwrap_or(u32::MAX), sent: 0, last: Vec::new() };
        // The oldest first: who got it then does not get it again so soon.
        for one in &happened {
            let again = given.get(&one.fan_id).is_some_and(|at| one.at - at < i64::from(new.again_days) * DAY);
            let why = match one.stopped(new) {
                None if again => Some(Stopped::Again),
                why => why,
            };
            if why.is_none() {
                given.insert(one.fan_id.clone(), one.at);
                found.sent += 1;
            }
            found.last.push((one.called.clone(), Timestamp(one.at), why));
        }
        found.last.reverse();
        found.last.truncate(NAMED);
        Ok(found)
    }
}
