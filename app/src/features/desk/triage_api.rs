//! Server functions of the inbox as a list to work through.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::Failure;
use leptos::prelude::*;
use model::{ConversationId, crm::ConversationState};
#[cfg(feature = "ssr")]
use model::{Error, UserId, error::Problem};

/// Says that a conversation is done, open or waiting.
#[server(prefix = "/fn", endpoint = "set_conversation_state")]
pub async fn set_conversation_state(id: ConversationId, state: ConversationState) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.set_state(ssr::me()?.id, id, state, None).await?)
}

/// Puts a conversation aside.
#[server(prefix = "/fn", endpoint = "snooze_conversation")]
pub async fn snooze_conversation(
    /// Which.
    id: ConversationId,
    /// A code of the menu, or a local time in the person's time zone.
    until: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let desk = ssr::services().desk;
    // Strangers hear first that there is nothing.
    desk.fan_in(me.id, id).await?;
    let moment = super::snooze::moment(&until, &me.time_zone, db::now()).map_err(|error| Failure::keeping(error, [("until", &until)]))?;
    Ok(desk.set_state(me.id, id, ConversationState::Snoozed, Some(moment)).await?)
}

/// Says who answers.
#[server(prefix = "/fn", endpoint = "assign_conversation")]
pub async fn assign_conversation(
    /// Which.
    id: ConversationId,
    /// Who: a user id, `me`, or nothing for nobody.
    who: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    desk.fan_in(me.id, id).await?;
    let who = match who.as_str() {
        "" => None,
        "me" => Some(me.id),
        id => Some(id.parse::<UserId>().map_err(|_| Error::field("who", Problem::UnknownValue))?),
    };
    Ok(desk.assign(me.id, id, who).await?)
}
