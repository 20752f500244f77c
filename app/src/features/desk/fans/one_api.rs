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
use model::{
    CreatorId, Error, UserId,
    crm::{Fan, FanSort, Role, Segment},
    error::Problem,
};
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
    let doubles = if may && !fan.name.is_empty() { of_files(&desk, me.id, fan.creator, &fan.name).await? } else { Vec::new() };
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
        doubles: doubles.iter().filter(|one| one.id != id).take(5).map(|one| one.called().to_owned()).collect(),
        side: side_of(&me, profile),
        payments: payments.items.into_iter().map(row).collect(),
        next: payments.next_cursor,
        may,
    })
}

/// The fans of an account whom only files have named and who have these words in their names.
#[cfg(feature = "ssr")]
async fn of_files(desk: &crm::Crm, me: UserId, account: CreatorId, words: &str) -> Result<Vec<Fan>, Error> {
    let segment = Segment { name: words.chars().take(100).collect(), ..Segment::default() };
    let request = model::PageRequest { cursor: None, limit: Some(100) };
    let found = desk.fans_like(me, Some(account), &segment, FanSort::Spend, &request).await?;
    Ok(found.items.into_iter().filter(|fan| fan.gateway_id.starts_with("import:")).collect())
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
        let stays = desk.about_fan(me.id, id).await?;
        let name = entry.trim().trim_start_matches('@').to_lowercase();
        let found = if name.is_empty() { Vec::new() } else { of_files(&desk, me.id, stays.creator, &name).await? };
        let is = |fan: &&Fan| fan.id != id && [&fan.username, &fan.name, &fan.custom_name].iter().any(|one| one.to_lowercase() == name);
        let mut those = found.iter().filter(is);
        match (those.next(), those.next()) {
            (Some(gone), None) => desk.merge_fans(me.id, id, gone.id).await,
            // Who may not is told so whatever stands there.
            _ => desk
                .merge_fans(me.id, id, id)
                .await
                .map_err(|error| if error.code == model::ErrorCode::Invalid { Error::field("entry", Problem::UnknownValue) } else { error }),
        }
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
