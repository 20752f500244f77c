//! What every request passes: the key, and the faults.

use crate::onlyfans::{
    OnlyFans,
    answer::Refusal,
    faults::{Fault, On},
};
use axum::{
    extract::{Request, State},
    http::{Method, header::AUTHORIZATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::time::Duration;

/// On a request whose page is to be a short one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short;

pub(crate) async fn pass(State(sandbox): State<OnlyFans>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let shown = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    if shown != Some(sandbox.0.settings.key.as_str()) {
        return Refusal::unauthorized("Check your API key.").into_response();
    }
    let account = path.split('/').nth(2).unwrap_or_default().to_owned();
    let sends = request.method() == Method::POST && ["/messages", "/mass-messaging"].iter().any(|end| path.ends_with(end));
    let fault = sandbox.faults().next(if sends { On::Send } else { On::Read });
    let refusal = match fault {
        None | Some(Fault::Twice | Fault::Late | Fault::Lost) => return next.run(request).await,
        Some(Fault::ShortPage) => {
            request.extensions_mut().insert(Short);
            return next.run(request).await;
        }
        Some(Fault::SilentBefore) => return std::future::pending().await,
        Some(Fault::SilentAfter) => {
            next.run(request).await;
            return std::future::pending().await;
        }
        Some(Fault::SlowAfter(wait)) => {
            let answer = next.run(request).await;
            tokio::time::sleep(Duration::from_millis(wait)).await;
            return answer;
        }
        Some(Fault::BrokenAfter(status)) => {
            next.run(request).await;
            Refusal::new(status, json!({ "error": "Server error" }))
        }
        Some(Fault::Broken(status)) => Refusal::new(status, json!({ "error": "Server error" })),
        Some(Fault::Unauthorized) => Refusal::unauthorized("Check your API key."),
        Some(Fault::OutOfCredits) => Refusal::new(402, json!({ "error": "Not enough credits" })),
        Some(Fault::NotFound) => Refusal::not_found("Account"),
        Some(Fault::CannotSend) => Refusal::cannot_send(),
        Some(Fault::Banned) => Refusal::invalid("The text contains words that are not allowed"),
        Some(Fault::TooMany { header, body }) => Refusal::too_many(header, body),
        Some(Fault::SessionExpires) => {
            sandbox.session(&account, false);
            return next.run(request).await;
        }
    };
    refusal.into_response()
}
