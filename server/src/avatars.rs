//! Pictures of people, for those who are signed in, and for guests: they see who is in a post with them.

use crate::{problem::Problem, rest::extract::Id, start::App};
use axum::{
    Extension, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use model::{ErrorCode, UserId};
use services::Caller;

/// `/avatars/{id}`.
pub fn router() -> Router<App> {
    Router::new().route("/avatars/{id}", get(show))
}

async fn show(State(app): State<App>, Extension(caller): Extension<Caller>, Id(id): Id<UserId>) -> Result<Response, Problem> {
    if caller.identity.is_none() && caller.guest.is_none() {
        return Err(ErrorCode::SignInNeeded.into());
    }
    let png = app.services.accounts.picture(id).await?;
    // The address changes with the picture.
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((headers, png).into_response())
}
