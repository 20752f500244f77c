//! Server functions of the fan desk: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{Chat, Inbox};
#[cfg(feature = "ssr")]
use super::{
    rows::{AccountRow, Answerer, ConversationRow, Line, money},
    why::why,
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::when::When;
use leptos::prelude::*;
use model::{ConversationId, CreatorId, OutgoingId, crm::Filter};
#[cfg(feature = "ssr")]
use model::{
    accounts::User,
    crm::{ChatMessage, Colleague, Conversation, Outgoing, SendState, Thread},
};

/// The inbox: accounts, and a page of conversations.
#[server(prefix = "/fn", endpoint = "load_inbox")]
pub async fn load_inbox(
    /// Which conversations.
    filter: Filter,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Inbox, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let accounts = services.desk.creators(me.id).await?;
    let sandbox = match services.imitation {
        // Only an empty inbox offers them.
        Some(imitation) if accounts.is_empty() => Some(services.desk.free(imitation.gateway().accounts()).await?),
        Some(_) => Some(Vec::new()),
        None => None,
    };
    let ask = match accounts.is_empty() && !services.desk.may_connect(me.id).await? {
        true => Some(services.desk.administrators().await?),
        false => None,
    };
    let page = services.desk.conversations(me.id, None, filter, &model::PageRequest { cursor, limit: None }).await?;
    let mut lists = Vec::new();
    for one in &accounts {
        let called = |name: String| if accounts.len() > 1 { format!("{name} ({})", one.name) } else { name };
        lists.extend(services.desk.list_names(me.id, one.id).await?.into_iter().map(|(id, name)| (id.to_string(), called(name))));
    }
    // Who has no account yet may become the creator of one, in this very page.
    let manages = accounts.is_empty() || !services.desk.creators_for(me.id, crm::policy::Act::Manage).await?.is_empty();
    Ok(Inbox {
        manages,
        lists,
        accounts: accounts.into_iter().map(|one| AccountRow { id: one.id, name: one.name, state: one.state }).collect(),
        sandbox,
        ask,
        sending: services.desk.sends(),
        rows: page.items.into_iter().map(|one| row(&me, one)).collect(),
        next: page.next_cursor,
    })
}

#[cfg(feature = "ssr")]
fn row(me: &User, one: Conversation) -> ConversationRow {
    ConversationRow {
        id: one.id,
        name: one.fan.called().to_owned(),
        last_text: one.last_text,
        last_mine: one.last_mine,
        unread: one.unread,
        when: When::new(one.last_at, me.language, &me.time_zone),
        spent: spent(me, one.fan.spent_cents),
        snoozed_until: one.snoozed_until.map(|at| When::new(at, me.language, &me.time_zone)),
        assigned: one.assigned.map(|who| if who.id == me.id { Answerer::Me } else { Answerer::Other(who.name) }),
    }
}

#[cfg(feature = "ssr")]
fn spent(me: &User, cents: i64) -> Option<String> {
    (cents != 0).then(|| money(me.language, cents))
}

/// A conversation with a page of what is said in it.
#[server(prefix = "/fn", endpoint = "load_chat")]
pub async fn load_chat(
    /// Which.
    id: ConversationId,
    /// Where the page of newer messages ended.
    before: Option<String>,
    /// Where the page of messages that are not in the chat ended: then only those after it are shown.
    waiting: Option<String>,
) -> Result<Chat, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let desk = ssr::services().desk;
    let page = |cursor: Option<String>, limit: Option<u32>| model::PageRequest { cursor, limit };
    let thread = match waiting {
        Some(_) => {
            let (conversation, waiting) = desk.waiting(me.id, id, &page(waiting, Some(100))).await?;
            Thread { conversation, messages: model::Page { items: Vec::new(), next_cursor: None }, waiting }
        }
        None => desk.thread(me.id, id, &page(before, None)).await?,
    };
    let team = desk.colleagues(me.id, id).await?;
    let zone = desk.zone(me.id, id).await?;
    let Conversation { fan, unread, can_send, cannot_send_reason, state, snoozed_until, assigned, .. } = thread.conversation;
    let mut lines: Vec<Line> = thread.messages.items.into_iter().rev().map(|one| said(&me, one)).collect();
    lines.extend(thread.waiting.items.into_iter().map(|one| waits(&me, &team, &zone, one)));
    Ok(Chat {
        id,
        name: fan.called().to_owned(),
        spent: spent(&me, fan.spent_cents),
        username: fan.username,
        subscription: fan.subscription,
        can_send,
        cannot_send_reason,
        unread: unread > 0,
        state,
        snoozed_until: snoozed_until.map(|at| When::new(at, me.language, &me.time_zone)),
        assigned: assigned.map(|who| who.id),
        team,
        zone,
        lines,
        older: thread.messages.next_cursor,
        waiting: thread.waiting.next_cursor,
    })
}

#[cfg(feature = "ssr")]
fn said(me: &User, message: ChatMessage) -> Line {
    Line {
        id: message.id.to_string(),
        mine: message.mine,
        text: message.text,
        price: spent(me, message.price_cents),
        media: message.media_count,
        tip: message.is_tip,
        opened: message.opened,
        when: When::new(message.at, me.language, &me.time_zone),
        author: message.author.filter(|author| author.id != me.id).map(|author| author.name),
        automation: message.automation,
        state: message.state,
        why: None,
        outgoing: None,
        later: None,
    }
}

#[cfg(feature = "ssr")]
fn waits(me: &User, team: &[Colleague], zone: &str, message: Outgoing) -> Line {
    let author = message.author.filter(|author| *author != me.id);
    let why = why(me.language, &message);
    let later = message.state == SendState::Queued && message.due_at > db::now();
    Line {
        id: message.id.to_string(),
        mine: true,
        price: spent(me, message.price_cents),
        media: u32::try_from(message.media.len()).unwrap_or(u32::MAX),
        tip: false,
        opened: false,
        when: When::new(message.due_at, me.language, &me.time_zone),
        // Who left the team has no name here; the chat says it once the message is in it.
        author: author.and_then(|author| team.iter().find(|one| one.id == author)).map(|one| one.name.clone()),
        automation: message.automation,
        state: Some(message.state),
        why,
        outgoing: Some(message.id),
        later: later.then(|| crm::as_local(message.due_at, zone)),
        text: message.text,
    }
}

/// Writes to the fan of a conversation.
#[server(prefix = "/fn", endpoint = "write_message")]
pub async fn write_message(
    /// Where.
    id: ConversationId,
    /// What.
    text: String,
    /// The browser's own name for it: said twice, it is one message. Empty without JavaScript.
    key: String,
    /// When, as a local time in the account's time zone; empty for now.
    #[server(default)]
    later: String,
    /// Ids of media in the vault, with spaces between them.
    #[server(default)]
    media: String,
    /// Dollars; empty where it is free.
    #[server(default)]
    price: String,
) -> Result<(), Failure> {
    use super::campaigns::filled::{dollars, names};
    use crate::ssr;
    let me = ssr::me()?;
    let sent = async {
        let price_cents = match price.trim() {
            "" => 0,
            typed => dollars(typed).ok_or_else(|| model::Error::field("priceCents", model::error::Problem::UnknownValue))?,
        };
        let key = Some(key).filter(|key| !key.is_empty());
        ssr::services().write_in(me.id, id, &text, (names(&media), price_cents), key, &later).await
    };
    sent.await.map(drop).map_err(|error| Failure::keeping(error, [("text", &text), ("later", &later), ("price", &price)]))
}

/// Tells colleagues that one writes in a conversation.
#[server(prefix = "/fn", endpoint = "answer_conversation")]
pub async fn answer_conversation(id: ConversationId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().answering(&ssr::me()?, id).await?)
}

/// Changes a message that waits.
#[server(prefix = "/fn", endpoint = "edit_message")]
pub async fn edit_message(
    /// Which.
    id: OutgoingId,
    /// Its words.
    text: String,
    /// When, as a local time in the account's time zone; empty for now.
    #[server(default)]
    later: String,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().edit_in(ssr::me()?.id, id, &text, &later).await.map(drop)?)
}

/// Notes that a conversation is read.
#[server(prefix = "/fn", endpoint = "read_chat")]
pub async fn read_chat(id: ConversationId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.mark_read(ssr::me()?.id, id).await?)
}

/// Takes a message back.
#[server(prefix = "/fn", endpoint = "cancel_message")]
pub async fn cancel_message(id: OutgoingId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.cancel(ssr::me()?.id, id).await.map(drop)?)
}

/// Tries a message again that certainly did not arrive.
#[server(prefix = "/fn", endpoint = "retry_message")]
pub async fn retry_message(id: OutgoingId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().retry_message(ssr::me()?.id, id).await.map(drop)?)
}

/// Says what became of a message whose answer was lost.
#[server(prefix = "/fn", endpoint = "settle_message")]
pub async fn settle_message(
    /// Which.
    id: OutgoingId,
    /// Whether it is in the chat.
    arrived: bool,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.decide(ssr::me()?.id, id, arrived).await.map(drop)?)
}

/// Takes up an account that is connected at the gateway.
#[server(prefix = "/fn", endpoint = "connect_account")]
pub async fn connect_account(account: String) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let connected = ssr::services().desk.connect(me.id, account.trim(), &me.time_zone).await;
    connected.map(drop).map_err(|error| Failure::keeping(error, [("account", &account)]))
}

/// Asks whether an account can send again.
#[server(prefix = "/fn", endpoint = "check_account")]
pub async fn check_account(id: CreatorId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.check(ssr::me()?.id, id).await.map(drop)?)
}
