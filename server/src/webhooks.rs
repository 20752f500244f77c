//! What services outside tell us. They are answered at once; what they say is done afterwards.

use crate::{desk::WEBHOOK, log::RequestId, problem::Problem, rest::extract, start::App};
use axum::{
    Extension, Router,
    extract::{Path, Query, Request, State},
    http::StatusCode,
    routing::{get, post},
};
use crm::Incoming;
use model::{ErrorCode, social::Platform};
use social::WebhookRefused;

/// The largest body of a platform's webhook.
const SOCIAL_MAX: usize = 1 << 20;

pub(crate) fn router() -> Router<App> {
    Router::new().route(WEBHOOK, post(onlyfans)).route("/api/webhooks/{platform}", get(handshake).post(platform))
}

/// 204 for what is kept or was known already; the gateway comes again after anything else.
async fn onlyfans(State(app): State<App>, request: Request) -> Result<StatusCode, Problem> {
    let headers = request.headers().clone();
    let body = extract::read(request, crm::BODY_MAX).await?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let incoming =
        Incoming { signature: text("signature"), key: text("x-ofapi-idempotency-key"), redelivery_of: text("x-ofapi-redelivery-of"), body: &body };
    match app.services.desk.receive(incoming).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT),
        Err(error) if error.code == ErrorCode::WrongCredentials => Err(Problem::because(
            error.code,
            "The header Signature does not sign this body with a secret that is set here (ONLYFANS_WEBHOOK_SECRET).",
        )),
        Err(error) => Err(error.into()),
    }
}

fn named(platform: &str) -> Result<Platform, Problem> {
    Platform::from_code(platform).filter(|platform| *platform != Platform::Reddit).ok_or_else(|| ErrorCode::NotFound.into())
}

/// The answer to a subscription: what was asked, if it names what we both know.
async fn handshake(State(app): State<App>, Path(platform): Path<String>, Query(query): Query<Vec<(String, String)>>) -> Result<String, Problem> {
    let answer = app.services.social.handshake(named(&platform)?, &query);
    answer.ok_or_else(|| Problem::because(ErrorCode::Forbidden, "This does not name the token that is set here (INSTAGRAM_WEBHOOK_VERIFY_TOKEN)."))
}

/// 200 for what is kept or was known already, before anything is done; the platform comes again after anything else.
async fn platform(
    State(app): State<App>,
    Path(platform): Path<String>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let platform = named(&platform)?;
    let headers = request.headers().clone();
    let body = extract::read(request, SOCIAL_MAX).await?;
    match app.services.social.receive(platform, &headers, &body).await? {
        Ok(received) => {
            tracing::info!(request = id, platform = platform.code(), new = received.new, known = received.known, "webhook");
            Ok(StatusCode::OK)
        }
        Err(WebhookRefused::Unreadable) => Err(Problem::because(ErrorCode::BadRequest, WebhookRefused::Unreadable.to_string())),
        Err(refused) => Err(Problem::because(ErrorCode::WrongCredentials, refused.to_string())),
    }
}
