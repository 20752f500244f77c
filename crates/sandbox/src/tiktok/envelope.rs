//! The envelope of API answers, and who is asking.

use super::{TikTok, state::Grant};
use crate::common::{has_words, json_answer};
use axum::{http::HeaderMap, response::Response};
use serde_json::{Value, json};

pub(super) fn ok(data: &Value) -> Response {
    json_answer(200, &json!({ "data": data, "error": { "code": "ok", "message": "", "log_id": "20261122SANDBOX" } }))
}

pub(super) fn refused(status: u16, code: &str, message: &str) -> Response {
    json_answer(status, &json!({ "data": {}, "error": { "code": code, "message": message, "log_id": "20261122SANDBOX" } }))
}

pub(super) fn invalid(message: &str) -> Response {
    refused(400, "invalid_params", message)
}

impl TikTok {
    /// Who is asking; counts the call against its limit a minute.
    #[expect(clippy::result_large_err, reason = "the answer is the error; it is made once and handed on")]
    pub(super) fn who(&self, headers: &HeaderMap, scope: &str, call: &'static str, limit: usize) -> Result<Grant, Response> {
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default();
        let mut state = self.lock();
        let grant = state.tokens.get(bearer).filter(|grant| grant.until > self.clock().seconds()).cloned();
        let Some(grant) = grant else {
            return Err(refused(401, "access_token_invalid", "The access token is invalid or not found in the request."));
        };
        if !has_words(&grant.scope, scope) {
            return Err(refused(401, "scope_not_authorized", "The user did not authorize the scope required for completing this request."));
        }
        if !state.may_call(bearer, call, limit, self.clock().now()) {
            return Err(refused(429, "rate_limit_exceeded", "The API rate limit was exceeded."));
        }
        Ok(grant)
    }
}
