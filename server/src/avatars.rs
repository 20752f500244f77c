//! Pictures of people, for those who are signed in.

use crate::{identity::SignedIn, problem::Problem, rest::extract::Id, start::App};
use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use model::UserId;

/// `/avatars/{id}`.
pub fn router() -> Router<App> {
    Router::new().route("/avatars/{id}", get(show))
}

async fn show(State(app): State<App>, _: SignedIn, Id(id): Id<UserId>) -> Result<Response, Problem> {
    let png = app.services.accounts.picture(id).await?;
    // The address changes with the picture.
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((headers, png).into_response())
}
