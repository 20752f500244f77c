//! What a server function answers when it can't do what was asked.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use model::{Error, ErrorCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An error on its way to a screen, with what was typed, so that a form without JavaScript can show it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// Field names and what was typed in them; never passwords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<(String, String)>,
}

impl Failure {
    /// The error with what was typed.
    pub fn keeping<const N: usize>(error: Error, kept: [(&str, &str); N]) -> Self {
        let kept = kept.into_iter().map(|(field, text)| (field.to_owned(), text.to_owned())).collect();
        Self { error, kept }
    }

    /// What was typed in a field.
    pub fn kept(&self, field: &str) -> String {
        self.kept.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.error.code.message())
    }
}

impl std::error::Error for Failure {}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, kept: Vec::new() }
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Error::from(code).into()
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => ErrorCode::BadRequest,
            ServerFnErrorErr::Request(_) => ErrorCode::Unavailable,
            _ => ErrorCode::Internal,
        }
        .into()
    }
}
