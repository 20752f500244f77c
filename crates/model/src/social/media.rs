//! Files that were uploaded to be published.

use super::{MediaFile, MediaKind};
use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// The largest file, in bytes: what TikTok takes.
pub const MEDIA_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// The largest piece of an upload, in bytes.
pub const CHUNK_MAX: u64 = 16 * 1024 * 1024;
/// How many bytes somebody may keep.
pub const QUOTA: u64 = 20 * 1024 * 1024 * 1024;

/// A file, or as much of it as is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaView {
    /// Its name in the store: what a draft's `media` names.
    pub key: String,
    /// The name that it was uploaded with; shown, and never believed.
    pub name: String,
    /// The size that was announced.
    pub size: u64,
    /// The bytes that are here. The next piece begins there.
    pub received: u64,
    /// What the bytes are, once all are here.
    pub kind: Option<MediaKind>,
    /// As in `video/mp4`, by the bytes.
    pub content_type: Option<String>,
    /// Begun at.
    pub created_at: Timestamp,
}

impl MediaView {
    /// As a draft names it; `None` while bytes are missing.
    pub fn file(&self) -> Option<MediaFile> {
        Some(MediaFile { key: self.key.clone(), kind: self.kind?, content_type: self.content_type.clone()?, size: self.size })
    }
}
