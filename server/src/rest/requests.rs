//! `/api/content/{id}/access-requests`.

use super::{
    bodies::ListBody,
    collaborators::role,
    extract::{Body, Id, Ids},
    sharing_bodies::RequestBody,
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{ContentId, RequestId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, ask)).routes(routes!(accept)).routes(routes!(decline))
}

#[derive(Deserialize, ToSchema)]
struct Ask {
    /// Up to 500 characters, for the owner.
    #[serde(default)]
    message: String,
}

/// Asks the owner for access. The answer is the same whether or not there is such a post.
#[utoipa::path(post, path = "/api/content/{id}/access-requests", tag = "sharing", params(("id" = String, Path, format = "uuid")), request_body = Ask, responses(
    (status = 202, description = "If there is such a post, its owner hears of it"),
    (status = 409, description = "`already_shared`: you have access", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn ask(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>, Body(ask): Body<Ask>) -> Result<StatusCode, Problem> {
    app.services.ask(&identity.user, id, &ask.message).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The requests that wait for your answer, oldest first.
#[utoipa::path(get, path = "/api/content/{id}/access-requests", tag = "sharing", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "All of them", body = ListBody<RequestBody>),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<ListBody<RequestBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.sharing.requests(identity.user.id, id).await?)))
}

#[derive(Deserialize, ToSchema)]
struct Accept {
    /// `editor`, `commenter` or `viewer`.
    permission: String,
}

/// Gives the one who asked access; they are told.
#[utoipa::path(post, path = "/api/content/{id}/access-requests/{requestId}/accept", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("requestId" = String, Path, format = "uuid")), request_body = Accept, responses(
    (status = 204, description = "They have access"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`already_shared`: they had access already, and keep their role", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`", body = Document, content_type = "application/problem+json"),
))]
async fn accept(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, which): Ids<ContentId, RequestId>,
    Body(accept): Body<Accept>,
) -> Result<StatusCode, Problem> {
    app.services.contents.role(identity.user.id, id).await?;
    app.services.accept_request(identity.user.id, id, which, role(&accept.permission)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Declines. The one who asked is told; asking again is heard only some days later.
#[utoipa::path(post, path = "/api/content/{id}/access-requests/{requestId}/decline", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("requestId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is declined"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn decline(State(app): State<App>, SignedIn(identity): SignedIn, Ids(id, which): Ids<ContentId, RequestId>) -> Result<StatusCode, Problem> {
    app.services.decline_request(identity.user.id, id, which).await?;
    Ok(StatusCode::NO_CONTENT)
}
