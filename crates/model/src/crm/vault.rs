//! Media that an account keeps at the gateway.

use serde::{Deserialize, Serialize};

words! {
    /// What something in the vault is.
    MediaKind {
        /// A picture.
        Photo = "photo",
        /// A film.
        Video = "video",
        /// A sound.
        Audio = "audio",
        /// A picture that moves.
        Gif = "gif",
        /// Anything else.
        Other = "other",
    }
}

/// Something in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VaultMedia {
    /// Its id at the gateway.
    pub id: String,
    /// What it is.
    pub kind: MediaKind,
}
