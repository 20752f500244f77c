//! Server functions of what a team keeps: lists, fields, segments.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::Kept;
#[cfg(feature = "ssr")]
use super::{read, rows::KeptOf};
use crate::Failure;
use leptos::prelude::*;
use model::{CreatorId, FieldId, ListId, SegmentId, crm::FieldKind};

/// What the team of an account keeps; of the first one where none is named.
#[server(prefix = "/fn", endpoint = "load_kept")]
pub async fn load_kept(account: Option<CreatorId>) -> Result<Kept, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let accounts: Vec<(CreatorId, String)> = desk.creators(me.id).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let Some(account) = account.or_else(|| accounts.first().map(|(id, _)| *id)) else { return Ok(Kept { accounts, shown: None }) };
    let may = desk.role(me.id, account).await? != model::crm::Role::Chatter;
    let segments = desk.segments(me.id, account).await?.into_iter();
    let shown = KeptOf {
        account,
        may,
        lists: desk.lists(me.id, account).await?.into_iter().map(|list| (list.id, list.name, list.fans)).collect(),
        fields: desk.fields(me.id, account).await?.into_iter().map(|field| (field.id, field.name, field.kind)).collect(),
        segments: segments.map(|one| (one.id, one.name, read::asked(&one.segment).query())).collect(),
    };
    Ok(Kept { accounts, shown: Some(shown) })
}

/// Makes a list.
#[server(prefix = "/fn", endpoint = "add_list")]
pub async fn add_list(account: CreatorId, name: String) -> Result<(), Failure> {
    use crate::ssr;
    let added = ssr::services().desk.add_list(ssr::me()?.id, account, &name).await;
    added.map(drop).map_err(|error| Failure::keeping(error, [("name", &name)]))
}

/// Gives a list another name.
#[server(prefix = "/fn", endpoint = "rename_list")]
pub async fn rename_list(id: ListId, name: String) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.rename_list(ssr::me()?.id, id, &name).await?)
}

/// Deletes a list.
#[server(prefix = "/fn", endpoint = "delete_list")]
pub async fn delete_list(id: ListId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.delete_list(ssr::me()?.id, id).await?)
}

/// Makes a field.
#[server(prefix = "/fn", endpoint = "add_field")]
pub async fn add_field(account: CreatorId, name: String, kind: FieldKind) -> Result<(), Failure> {
    use crate::ssr;
    let added = ssr::services().desk.add_field(ssr::me()?.id, account, &name, kind).await;
    added.map(drop).map_err(|error| Failure::keeping(error, [("name", &name)]))
}

/// Gives a field another name.
#[server(prefix = "/fn", endpoint = "rename_field")]
pub async fn rename_field(id: FieldId, name: String) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.rename_field(ssr::me()?.id, id, &name).await?)
}

/// Deletes a field.
#[server(prefix = "/fn", endpoint = "delete_field")]
pub async fn delete_field(id: FieldId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.delete_field(ssr::me()?.id, id).await?)
}

/// Throws a saved segment away.
#[server(prefix = "/fn", endpoint = "delete_segment")]
pub async fn delete_segment(id: SegmentId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.delete_segment(ssr::me()?.id, id).await?)
}
