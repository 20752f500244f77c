//! Errors on the wire: problem documents (RFC 9457) for programs, a small page for people.
//!
//! Handlers answer with a [`Problem`]; [`finish`] writes the document, because only there the request's id is
//! known and answers that no handler made (no such route, wrong method, a panic) pass by.

use crate::{headers, log::RequestId};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use model::{Error, ErrorCode, Language, error::FieldError, social::Trouble};
use serde::Serialize;

/// Content type of problem documents.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// An error on its way out.
#[derive(Debug, Clone)]
pub struct Problem {
    error: Error,
    detail: Option<String>,
    trouble: Option<Trouble>,
}

impl Problem {
    /// An error with a sentence about this very case.
    pub fn because(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self::explained(code.into(), detail)
    }

    /// An error with its fields, and a sentence about this very case.
    pub fn explained(error: Error, detail: impl Into<String>) -> Self {
        Self { error, detail: Some(detail.into()), trouble: None }
    }
}

/// What a platform has against something: its own code, what happened and what to do.
impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        let code = if trouble.retryable { ErrorCode::OutsideUnavailable } else { ErrorCode::Invalid };
        let what = trouble.code.what(Language::En);
        Self { error: code.into(), detail: Some(what.to_owned()), trouble: Some(trouble) }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self { error, detail: None, trouble: None }
    }
}

impl From<ErrorCode> for Problem {
    fn from(code: ErrorCode) -> Self {
        Error::from(code).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = status(self.error.code).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The HTTP status of an error.
pub fn status(code: ErrorCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A problem document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct Document<'a> {
    /// Always `about:blank`: `code` says which problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The stable name of the problem.
    code: &'static str,
    /// What it is, in a few words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened here and what to do.
    detail: &'a str,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schema(value_type = Vec<FieldProblem>)]
    fields: &'a [FieldError],
    /// Seconds until another try is worth it.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    /// What to do, where a platform has something against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    what_to_do: Option<&'a str>,
    /// Whether the same again may go well, where a platform has something against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    /// The platform's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    platform_says: Option<&'a str>,
    /// Names the request in the server's logs.
    request_id: &'a str,
}

/// What is wrong with one field.
#[derive(Debug, utoipa::ToSchema)]
#[schema(as = FieldProblem)]
#[expect(dead_code, reason = "describes model::error::FieldError, which knows no OpenAPI")]
pub struct FieldProblem {
    /// The field's name as it was sent.
    field: String,
    /// What is wrong, as `required`, `too_short` or `unknown_value`.
    problem: String,
    /// The bound that was crossed, where there is one.
    bound: Option<u32>,
}

/// Writes the document of every error that leaves. Outside everything that may fail.
pub async fn finish(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let wants_page = request.method() == http::Method::GET && !path.starts_with("/api/") && !path.starts_with("/fn/") && accepts_html(&request);
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>().or_else(|| unspoken(&response, &path)) else {
        return response;
    };
    let text = problem.detail.as_deref().unwrap_or(problem.error.code.message());
    let (body, kind) =
        if wants_page { (page(problem.error.code, text, &id), "text/html; charset=utf-8") } else { (document(&problem, text, &id), PROBLEM_JSON) };
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, headers::NO_STORE);
    if let Some(seconds) = problem.error.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if problem.error.code == ErrorCode::SignInNeeded {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn document(problem: &Problem, detail: &str, request_id: &str) -> Vec<u8> {
    let Error { code, fields, retry_after } = &problem.error;
    let trouble = problem.trouble.as_ref();
    let status = status(*code);
    let document = Document {
        kind: "about:blank",
        code: trouble.map_or(code.as_str(), |trouble| trouble.code.as_str()),
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        detail,
        fields,
        retry_after: *retry_after,
        what_to_do: trouble.map(|trouble| trouble.code.todo(Language::En)).filter(|todo| !todo.is_empty()),
        retryable: trouble.map(|trouble| trouble.retryable),
        platform_says: trouble.map(|trouble| trouble.detail.as_str()).filter(|words| !words.is_empty()),
        request_id,
    };
    serde_json::to_vec(&document).expect("texts and numbers always become JSON")
}

fn page(code: ErrorCode, detail: &str, request_id: &str) -> Vec<u8> {
    let title = status(code).canonical_reason().unwrap_or("Error");
    let detail = crate::rest::docs::escape(detail);
    let request_id = crate::rest::docs::escape(request_id);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title></head><body><main><h1>{title}</h1><p>{detail}</p><p><a href=\"/\">Huntaze</a></p>\
         <p><small>{request_id}</small></p></main></body></html>"
    )
    .into_bytes()
}

/// The error of an answer that no handler of ours made.
fn unspoken(response: &Response, path: &str) -> Option<Problem> {
    let status = response.status();
    // Server functions have their own form of errors.
    if response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return None;
    }
    let has_text = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    if has_text || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND if path.starts_with("/api") => {
            return Some(Problem::because(ErrorCode::NotFound, "There is no such address. /api/docs lists all of them."));
        }
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::WrongType,
        StatusCode::SERVICE_UNAVAILABLE => ErrorCode::Unavailable,
        status if status.is_server_error() => ErrorCode::Internal,
        _ => {
            return Some(Problem::because(ErrorCode::BadRequest, ErrorCode::BadRequest.message()));
        }
    };
    Some(code.into())
}

fn accepts_html(request: &Request) -> bool {
    request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}
