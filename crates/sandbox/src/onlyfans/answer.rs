//! Answers: the envelope that all data comes in, and refusals.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// What a route answers.
pub(crate) type Answer = Result<Json<Value>, Refusal>;

/// Data in its envelope.
pub(crate) fn data(data: Value) -> Answer {
    paged(data, None)
}

/// Data with the address of the next page.
pub(crate) fn paged(data: Value, next: Option<String>) -> Answer {
    let mut answer = json!({
        "data": data,
        "_meta": {
            "_credits": { "used": 1, "balance": 1_000_000, "note": "sandbox" },
            "_cache": { "is_cached": false },
            "_rate_limits": { "limit_minute": 1000, "limit_day": 50_000, "remaining_minute": 999, "remaining_day": 49_999 },
        },
    });
    if let Some(next) = next {
        answer["_pagination"] = json!({ "next_page": next });
    }
    Ok(Json(answer))
}

/// A status with a body, perhaps with `Retry-After`.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    body: Value,
    retry_after: Option<u32>,
}

impl Refusal {
    pub fn new(status: u16, body: Value) -> Self {
        Self { status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body, retry_after: None }
    }

    pub fn unauthorized(why: &str) -> Self {
        Self::new(401, json!({ "error": format!("Unauthorized. {why}") }))
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(404, json!({ "error": format!("{what} not found") }))
    }

    pub fn invalid(why: &str) -> Self {
        Self::new(422, json!({ "error": why }))
    }

    pub fn cannot_send() -> Self {
        Self::new(400, json!({ "error": "Cannot send message to this user" }))
    }

    pub fn too_many(header: Option<u32>, body: Option<u32>) -> Self {
        let mut refusal = Self::new(429, json!({ "error": "Too many requests" }));
        if let Some(seconds) = body {
            refusal.body["retry_after"] = json!(seconds);
        }
        refusal.retry_after = header;
        refusal
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
