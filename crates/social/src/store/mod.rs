//! All SQL of this slice.

pub(crate) mod accounts;
pub(crate) mod attempts;
pub(crate) mod flows;
pub(crate) mod holds;
pub(crate) mod media;
pub(crate) mod numbers;
pub(crate) mod pauses;
pub(crate) mod publications;
pub(crate) mod turns;
pub(crate) mod untold;
pub(crate) mod webhooks;

use db::rows::known;
use model::Result;
use serde::de::DeserializeOwned;

/// A value that is kept as JSON.
fn json<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    known(name, serde_json::from_str(text).ok())
}
