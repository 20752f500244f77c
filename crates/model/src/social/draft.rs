//! What is to be published.

use crate::{Error, Result, error::Problem};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A video.
    Video,
}

impl MediaKind {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
        }
    }

    /// The kind of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Image, Self::Video].into_iter().find(|kind| kind.code() == code)
    }
}

/// A file of the media store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// Its name in the store.
    pub key: String,
    /// Its kind. The server looks it up by the key, as it does with what follows.
    pub kind: MediaKind,
    /// As in `video/mp4`.
    pub content_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A draft for one account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text: caption or body.
    #[serde(default)]
    pub text: String,
    /// The files, in order.
    #[serde(default)]
    pub media: Vec<MediaFile>,
    /// The platform's own choices, as its folder defines them.
    #[serde(default)]
    pub options: Value,
}

impl Draft {
    /// The platform's own choices.
    ///
    /// # Errors
    /// `Invalid` with the field `options` if they are of another form.
    pub fn options<T: for<'a> Deserialize<'a>>(&self) -> Result<T> {
        T::deserialize(&self.options).map_err(|_| Error::field("options", Problem::UnknownValue))
    }
}
