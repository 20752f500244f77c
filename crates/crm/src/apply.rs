//! What the gateway tells of, kept: from events, from answers and from reading, in any order and as often as it comes.

use crate::{
    automations::happened,
    gateway::{self, Message, cents, moment},
    store::{fans, messages, outbox},
    text::{line, plain},
};
use db::WriteTx;
use model::{CreatorId, Result, Timestamp, crm::SendState};

/// Keeps a message of a chat; one of ours that it is becomes delivered, or read.
pub(crate) async fn keep(tx: &mut WriteTx, creator: CreatorId, place: &fans::Place, message: &Message, mine: bool, now: i64) -> Result<bool> {
    let told = messages::Told {
        gateway_id: message.id.clone(),
        mine,
        text: plain(&message.text),
        price_cents: cents(&message.price).unwrap_or(0),
        media_count: message.media_count.clamp(0, 1000),
        is_tip: message.is_tip,
        opened: message.is_opened,
        at: moment(&message.created_at).unwrap_or(now),
    };
    let new = messages::keep(tx, creator, &place.conversation_id, &told).await?;
    if mine && let Some(row) = outbox::of_message(tx, creator, &message.id).await? {
        seen(tx, &row, message.is_opened, now).await?;
    }
    Ok(new)
}

/// A message of ours was seen in the chat.
pub(crate) async fn seen(tx: &mut WriteTx, row: &outbox::Row, opened: bool, now: i64) -> Result<()> {
    if row.state()? == SendState::Sent {
        outbox::change(tx, &row.id, SendState::Sent, SendState::Delivered, "seen in the chat", None, now).await?;
    }
    if opened && matches!(row.state()?, SendState::Sent | SendState::Delivered) {
        outbox::change(tx, &row.id, SendState::Delivered, SendState::Read, "the fan opened it", None, now).await?;
    }
    Ok(())
}

/// Keeps what is told of a fan.
pub(crate) async fn fan(tx: &mut WriteTx, creator: CreatorId, fan: &gateway::Fan, now: i64) -> Result<fans::Place> {
    let data = fan.subscribed_on_data.as_ref();
    let told = fans::Told {
        gateway_id: fan.id.clone(),
        username: line(&fan.username, 100),
        name: line(&plain(&fan.name), 100),
        avatar: fan.avatar.as_deref().filter(|url| url.starts_with("https://") && url.len() <= 1000).map(str::to_owned),
        subscribed_at: data.and_then(|data| moment(&data.subscribe_at)),
        expires_at: data.and_then(|data| moment(&data.expired_at)),
        price_cents: data.and_then(|data| cents(&data.price)),
        last_seen_at: moment(&fan.last_seen),
    };
    // Events say no more than a name: only what a reading tells is compared.
    let tells = told.subscribed_at.is_some() || told.expires_at.is_some() || told.last_seen_at.is_some();
    let before = if tells { fans::before(tx, creator, &told.gateway_id).await? } else { None };
    let place = fans::ensure(tx, creator, &told, Timestamp(now)).await?;
    if tells {
        happened::compare(tx, creator, &place.fan_id, before.as_ref(), &told, now).await?;
    }
    if let Some(expires) = told.expires_at {
        // As of now; an event of a later moment still counts.
        fans::subscribed(tx, &place.fan_id, if expires > now { "active" } else { "expired" }, now).await?;
    }
    Ok(place)
}
