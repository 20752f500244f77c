//! The server function of the vault.

use super::rows::VaultPage;
use crate::Failure;
use leptos::prelude::*;
use model::ConversationId;

/// A page of the vault of a conversation's account, the last first.
#[server(prefix = "/fn", endpoint = "load_vault")]
pub async fn load_vault(
    /// In which conversation it is to be used.
    id: ConversationId,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<VaultPage, Failure> {
    use crate::ssr;
    let page = ssr::services().vault_for(ssr::me()?.id, id, cursor).await?;
    Ok(VaultPage { items: page.items, next: page.next_cursor })
}
