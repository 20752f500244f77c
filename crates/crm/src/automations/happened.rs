//! What happened to fans that a message may answer: told by events and seen in readings, noted once.

use crate::store::{
    fans::{Before, Told},
    happened,
};
use db::WriteTx;
use model::{CreatorId, Result, crm::Trigger};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Who was seen within this time was not away.
const AWAY: i64 = 12 * HOUR;
/// What was seen longer ago is no news of now.
const NEWS: i64 = HOUR / 2;
/// What is further apart than this is no renewal but a correction.
const LONGER: i64 = DAY;

/// How near to each other two reports of one kind are the same thing: an event and a reading never name the same moment.
fn apart(trigger: Trigger) -> i64 {
    match trigger {
        Trigger::New | Trigger::Expired => 3 * DAY,
        Trigger::Renewed => 7 * DAY,
        Trigger::Online => AWAY,
    }
}

/// Notes it, unless that was done already or is long ago. The fan's row is held by this transaction, so nobody else notes the
/// same meanwhile.
pub(crate) async fn note(tx: &mut WriteTx, creator: CreatorId, fan: &str, trigger: Trigger, at: i64, now: i64) -> Result<()> {
    if at < now - happened::KEPT || at > now + DAY {
        return Ok(());
    }
    if trigger == Trigger::Online && !happened::wants_online(&mut **tx, creator).await? {
        return Ok(());
    }
    happened::insert(tx, creator, fan, trigger, at, apart(trigger), now).await
}

/// Notes what a reading shows that was otherwise before.
pub(crate) async fn compare(tx: &mut WriteTx, creator: CreatorId, fan: &str, before: Option<&Before>, told: &Told, now: i64) -> Result<()> {
    let subscribed = before.and_then(|before| before.subscribed_at);
    if let Some(at) = told.subscribed_at.filter(|at| subscribed != Some(*at))
        && !(before.is_none() && happened::forgotten(tx, creator, &told.gateway_id, at).await?)
    {
        note(tx, creator, fan, Trigger::New, at, now).await?;
    }
    let Some(before) = before else { return Ok(()) };
    if let Some(expires) = told.expires_at {
        let longer = before.expires_at.is_some_and(|known| expires > known + LONGER) && expires > now;
        // Said to be active after that end: an event told of it, and what it was is noted.
        let told = before.expires_at.is_some_and(|known| before.subscription_at > known);
        match before.subscription.as_str() {
            "active" if expires <= now => note(tx, creator, fan, Trigger::Expired, expires, now).await?,
            "active" if longer && !told => note(tx, creator, fan, Trigger::Renewed, now, now).await?,
            "expired" if longer => note(tx, creator, fan, Trigger::New, now, now).await?,
            _ => {}
        }
    }
    if let Some(seen) = told.last_seen_at {
        came(tx, creator, fan, before.last_seen_at, seen, now).await?;
    }
    Ok(())
}

/// Notes that somebody is there who was away.
pub(crate) async fn came(tx: &mut WriteTx, creator: CreatorId, fan: &str, before: Option<i64>, seen: i64, now: i64) -> Result<()> {
    if seen > now - NEWS && before.is_some_and(|before| seen - before >= AWAY) {
        note(tx, creator, fan, Trigger::Online, seen, now).await?;
    }
    Ok(())
}
