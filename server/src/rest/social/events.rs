//! `/api/social/events`: the journal of webhooks, for administrators.

use super::bodies::EventBody;
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Asked, Id},
    },
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{PageRequest, WebhookId};
use serde::Deserialize;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(replay))
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Paging {
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    limit: Option<u32>,
}

/// What platforms told by webhooks, the newest first. For administrators.
#[utoipa::path(get, path = "/api/social/events", tag = "social accounts", params(Paging), responses(
    (status = 200, description = "The events", body = ListBody<EventBody>),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(Paging { cursor, limit }): Asked<Paging>,
) -> Result<Json<ListBody<EventBody>>, Problem> {
    Ok(Json(ListBody::page(app.services.social_journal(&identity.user, &PageRequest { cursor, limit }).await?)))
}

/// Has an event worked on again; doing so twice changes nothing. For administrators.
#[utoipa::path(post, path = "/api/social/events/{id}/replay", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 202, description = "It is worked on"),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn replay(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<WebhookId>) -> Result<StatusCode, Problem> {
    app.services.social_replay(&identity.user, id).await?;
    Ok(StatusCode::ACCEPTED)
}
