//! Server functions of the import; the file itself goes to the REST API.

use crate::Failure;
use leptos::prelude::*;
use model::CreatorId;

/// One's accounts: id and name.
#[server(prefix = "/fn", endpoint = "load_import_accounts")]
pub async fn load_import_accounts() -> Result<Vec<(CreatorId, String)>, Failure> {
    use crate::ssr;
    let creators = ssr::services().desk.creators(ssr::me()?.id).await?;
    Ok(creators.into_iter().map(|one| (one.id, one.name)).collect())
}
