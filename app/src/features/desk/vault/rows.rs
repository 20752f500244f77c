//! What is shown of a vault.

use model::crm::VaultMedia;
use serde::{Deserialize, Serialize};

/// A page of the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultPage {
    /// What is in it.
    pub items: Vec<VaultMedia>,
    /// Where the next page begins.
    pub next: Option<String>,
}
