//! A last look before an automatic message goes out: much may have happened since it was written.

use super::plan::out_at;
use crate::store::{
    automations,
    outbox::{self, Row},
    queue,
};
use db::WriteTx;
use model::{
    Result,
    crm::{SendState, Stopped},
};

/// What is to be done with it.
pub(crate) enum Last {
    /// It goes out.
    Go,
    /// It was put off, or taken back: look for the next one.
    Next,
}

/// Looks once more: whether it is still on, whether somebody wrote, whether it is night.
pub(crate) async fn look(tx: &mut WriteTx, message: &Row, now: i64) -> Result<Last> {
    let Some((of, happened_at, zone)) = automations::of_message(tx, &message.id).await? else {
        return take_back(tx, message, Stopped::Off, now).await;
    };
    if of.active_since.is_none() {
        return take_back(tx, message, Stopped::Off, now).await;
    }
    if let Some(why) = automations::stopped(&mut **tx, &of, &message.fan_id, Some(&message.id), happened_at, now).await? {
        return take_back(tx, message, why, now).await;
    }
    let at = out_at(&of, now, now, &zone);
    if at > now {
        outbox::renew(tx, &message.id, at).await?;
        queue::back(tx, &message.id, at, false).await?;
        return Ok(Last::Next);
    }
    Ok(Last::Go)
}

async fn take_back(tx: &mut WriteTx, message: &Row, why: Stopped, now: i64) -> Result<Last> {
    outbox::change(tx, &message.id, SendState::Queued, SendState::Cancelled, why.code(), None, now).await?;
    queue::remove(tx, &message.id).await?;
    Ok(Last::Next)
}
