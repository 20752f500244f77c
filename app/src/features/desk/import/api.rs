//! Server functions of the import; the file itself goes to the REST API.

use crate::Failure;
use leptos::prelude::*;
use model::CreatorId;

/// The accounts that one may take fans in for: id and name.
#[server(prefix = "/fn", endpoint = "load_import_accounts")]
pub async fn load_import_accounts() -> Result<Vec<(CreatorId, String)>, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?.id, ssr::services().desk);
    let creators = desk.creators_for(me, crm::policy::Act::Import).await?;
    if creators.is_empty() && !desk.creators(me).await?.is_empty() {
        return Err(model::ErrorCode::Forbidden.into());
    }
    Ok(creators.into_iter().map(|one| (one.id, one.name)).collect())
}
