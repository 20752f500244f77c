//! Small helpers for handlers.

use axum::{
    body::Bytes,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::Value;
use std::collections::HashMap;

pub(crate) fn json_answer(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

pub(crate) fn html(status: u16, body: String) -> Response {
    (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), Html(body)).into_response()
}

/// A body of form fields; of several fields of one name the last counts.
pub(crate) fn form(body: &Bytes) -> HashMap<String, String> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

/// A new secret with a prefix.
pub(crate) fn token(prefix: &str) -> String {
    format!("{prefix}{}", super::sign::hex(&rand::random::<[u8; 16]>()))
}

/// Whether all of `words` (separated by commas or spaces) are among `granted`.
pub(crate) fn has_words(granted: &str, words: &str) -> bool {
    let separate = |c: char| c == ',' || c == ' ';
    words.split(separate).filter(|w| !w.is_empty()).all(|word| granted.split(separate).any(|g| g == word))
}
