//! What services outside tell us. They are answered at once; what they say is done afterwards.

use crate::{desk::WEBHOOK, problem::Problem, rest::extract, start::App};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    routing::post,
};
use crm::Incoming;
use model::ErrorCode;

pub(crate) fn router() -> Router<App> {
    Router::new().route(WEBHOOK, post(onlyfans))
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
