//! Server functions of the page. The slice refuses whoever is not an administrator.

#[cfg(feature = "ssr")]
use super::rows::BucketRow;
use super::rows::{Checks, EventRow, Sending, TroubledRow};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{features::desk::why::in_words, when::When};
use leptos::prelude::*;
use model::{OutgoingId, Page, WebhookId};
#[cfg(feature = "ssr")]
use model::{
    PageRequest,
    accounts::User,
    crm::{EventState, Troubled},
};

/// Numbers, settings, buckets.
#[server(prefix = "/fn", endpoint = "load_sending")]
pub async fn load_sending() -> Result<Sending, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let now = services.desk.monitoring(&me).await?;
    let queue = services.desk.queue_state(&me).await?;
    let buckets = services.desk.buckets(&me).await?;
    Ok(Sending {
        sending: now.sending,
        sandbox: services.imitation.is_some(),
        queue,
        depth: now.depth,
        later: now.later,
        in_flight: now.in_flight,
        dead_letters: now.dead_letters,
        unconfirmed: now.unconfirmed,
        hour_processed: now.hour_processed,
        hour_failed: now.hour_failed,
        alarms: now.alarms,
        settings: services.about.sending.clone(),
        buckets: buckets
            .into_iter()
            .map(|one| BucketRow {
                gateway_id: one.gateway_id,
                name: one.name,
                state: one.state,
                tokens: one.tokens,
                depth: one.depth,
                paused: one.paused_until.map(|at| When::new(at, me.language, &me.time_zone)),
            })
            .collect(),
    })
}

/// Asks the gateway, Redis, the database, SQS and CloudWatch whether they work.
#[server(prefix = "/fn", endpoint = "check_sending")]
pub async fn check_sending() -> Result<Checks, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let last_event = services.desk.last_event(&me).await?;
    let [gateway, redis, database, sqs, cloudwatch] = services.check_sending(&me).await?;
    Ok(Checks { gateway, redis, database, sqs, cloudwatch, last_event: last_event.map(|at| When::new(at, me.language, &me.time_zone)) })
}

/// Messages that were given up, the last first.
#[server(prefix = "/fn", endpoint = "list_dead_letters")]
pub async fn list_dead_letters(
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<TroubledRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let page = ssr::services().desk.dead_letters(&me, &PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|one| row(&me, one)))
}

/// Messages whose answer was lost, the last tried first.
#[server(prefix = "/fn", endpoint = "list_unconfirmed")]
pub async fn list_unconfirmed(
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<TroubledRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let page = ssr::services().desk.unconfirmed(&me, &PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|one| row(&me, one)))
}

#[cfg(feature = "ssr")]
fn row(me: &User, one: Troubled) -> TroubledRow {
    TroubledRow {
        id: one.id,
        account: one.account,
        fan: one.fan,
        text: one.text,
        why: crm::Why::in_state(one.state, &one.reason).map(|why| in_words(me.language, why)),
        reason: one.reason,
        when: When::new(one.at, me.language, &me.time_zone),
    }
}

/// Events of the gateway, the last first: all, or those that could not be done.
#[server(prefix = "/fn", endpoint = "list_events")]
pub async fn list_events(
    /// Only those that could not be done.
    failed: bool,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<EventRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let page = ssr::services().desk.journal(&me, failed.then_some(EventState::Failed), &PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|one| EventRow {
        id: one.id,
        event: one.event,
        account: one.gateway_account,
        state: one.state,
        error: one.error,
        when: When::new(one.at, me.language, &me.time_zone),
    }))
}

/// Puts a message that was given up back into the queue.
#[server(prefix = "/fn", endpoint = "redrive_message")]
pub async fn redrive_message(
    /// Which.
    id: OutgoingId,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.redrive(&ssr::me()?, id).await?)
}

/// Puts all messages that were given up back into the queue; how many.
#[server(prefix = "/fn", endpoint = "redrive_messages")]
pub async fn redrive_messages() -> Result<u64, Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.redrive_all(&ssr::me()?).await?)
}

/// Says what became of a message whose answer was lost.
#[server(prefix = "/fn", endpoint = "settle_any_message")]
pub async fn settle_any_message(
    /// Which.
    id: OutgoingId,
    /// Whether it is in the chat.
    arrived: bool,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.decide_for(&ssr::me()?, id, arrived).await?)
}

/// Lets an event be done again.
#[server(prefix = "/fn", endpoint = "replay_event")]
pub async fn replay_event(
    /// Which.
    id: WebhookId,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.replay_event(&ssr::me()?, id).await?)
}
