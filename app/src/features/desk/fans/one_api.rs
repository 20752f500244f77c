//! Server functions of a fan's page, and of what the column beside the chat shares with it.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::FanView;
#[cfg(feature = "ssr")]
use super::rows::PaymentRow;
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{
    features::desk::{rows::money, side_api::side_of},
    when::When,
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use model::crm::Role;
use model::{FanId, FieldId, ListId};

/// A fan with what is known of them.
#[server(prefix = "/fn", endpoint = "load_fan")]
pub async fn load_fan(
    /// Who.
    id: FanId,
    /// Where the page of payments before ended.
    cursor: Option<String>,
) -> Result<FanView, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let profile = desk.profile(me.id, id).await?;
    let fan = profile.fan.clone();
    let may = desk.role(me.id, fan.creator).await? != Role::Chatter;
    let payments = desk.payments(me.id, id, &model::PageRequest { cursor, limit: None }).await?;
    let doubles = if may { desk.likely_entries(me.id, &fan).await? } else { Vec::new() };
    let row = |one: model::crm::Payment| PaymentRow {
        id: one.id,
        kind: one.kind,
        money: money(me.language, one.amount_cents),
        when: When::new(one.at, me.language, &me.time_zone),
    };
    Ok(FanView {
        account: fan.creator,
        conversation: fan.conversation,
        username: fan.username,
        only_imported: profile.only_imported,
        doubles: doubles.iter().map(|one| one.called().to_owned()).collect(),
        side: side_of(&me, profile),
        payments: payments.items.into_iter().map(row).collect(),
        next: payments.next_cursor,
        may,
    })
}

/// Puts a fan on a list, or takes them off.
#[server(prefix = "/fn", endpoint = "list_fan")]
pub async fn list_fan(id: FanId, list: ListId, on: bool) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.list_fan(ssr::me()?.id, id, list, on).await?)
}

/// Says what stands in a field for a fan.
#[server(prefix = "/fn", endpoint = "fill_field")]
pub async fn fill_field(id: FanId, field: FieldId, #[server(default)] value: String) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.fill_field(ssr::me()?.id, id, field, &value).await?)
}

/// Makes an entry of a file one with a fan.
#[server(prefix = "/fn", endpoint = "merge_fans")]
pub async fn merge_fans(
    /// The fan who stays.
    id: FanId,
    /// The name or user name of the entry.
    entry: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let merged = async {
        let gone = desk.entry_called(me.id, &desk.about_fan(me.id, id).await?, &entry).await?;
        desk.merge_fans(me.id, id, gone).await
    };
    merged.await.map_err(|error| Failure::keeping(error, [("entry", &entry)]))
}

/// Deletes a fan, and goes to those who are left.
#[server(prefix = "/fn", endpoint = "delete_fan")]
pub async fn delete_fan(
    /// Who.
    id: FanId,
    /// Whether the journal forgets them too.
    #[server(default)]
    erase: bool,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let account = desk.about_fan(me.id, id).await?.creator;
    if erase {
        desk.erase_fan(me.id, id).await?;
    } else {
        desk.delete_fan(me.id, id).await?;
    }
    leptos_axum::redirect(&format!("/fans?account={account}"));
    Ok(())
}
