//! Errors in the form of the Graph API.

use crate::common::json_answer;
use axum::response::Response;
use serde_json::json;

/// A code and a subcode with words.
pub(super) fn error(status: u16, code: i64, subcode: i64, message: &str) -> Response {
    json_answer(
        status,
        &json!({ "error": {
        "message": message, "type": "OAuthException", "code": code, "error_subcode": subcode, "is_transient": false,
        "error_user_title": message, "error_user_msg": message, "fbtrace_id": "SANDBOX",
    } }),
    )
}

pub(super) fn missing() -> Response {
    error(
        400,
        100,
        33,
        "Unsupported get request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation",
    )
}
