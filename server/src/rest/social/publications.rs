//! `/api/social/publications`: what is published, and what became of it.

use super::bodies::{AttemptBody, ChangeBody, PublicationBody, PublishBody, RetryBody, SettleBody};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Asked, Body, Id},
    },
    start::App,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use model::{
    Error, ErrorCode, PageRequest, PublicationId, error,
    social::{Decision, PublicationState},
};
use serde::Deserialize;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, publish))
        .routes(routes!(show, change))
        .routes(routes!(attempts))
        .routes(routes!(retry))
        .routes(routes!(cancel))
        .routes(routes!(settle))
}

/// Publishes to several accounts or subreddits at once: each becomes a publication of its own, all of them or none. The same
/// request twice (by `Idempotency-Key`, or `key`) publishes once, and is answered as things are by then. A request without a
/// name whose answer is lost may have been taken: look at the list before sending it again.
#[utoipa::path(post, path = "/api/social/publications", tag = "social accounts", request_body = PublishBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Your own name for this request, 1 to 60 bytes")),
    responses(
        (status = 202, description = "They are taken, in the order of the targets; a worker does the rest", body = ListBody<PublicationBody>),
        (status = 403, description = "`forbidden`: the post is one that you may only read", body = Document, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`: the post or an account", body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`account_waits`: an account is disconnected or asks for you", body = Document, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: `fields` says what, as `targets.0.title`. Nothing was begun", body = Document, content_type = "application/problem+json"),
        (status = 429, description = "`too_many`, with Retry-After: 60 targets a minute", body = Document, content_type = "application/problem+json"),
    ))]
async fn publish(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    headers: HeaderMap,
    Body(body): Body<PublishBody>,
) -> Result<(StatusCode, Json<ListBody<PublicationBody>>), Problem> {
    // A name that cannot be read is none to publish without.
    let key = headers.get("idempotency-key").map(|key| key.to_str().map(str::to_owned)).transpose();
    let key = key.map_err(|_| Error::field("key", error::Problem::UnknownValue))?;
    let time = body.time();
    let request = body.read(key)?;
    let taken = app.services.social_publish(&identity.user, request).await.map_err(|error| time.of(error))?;
    Ok((StatusCode::ACCEPTED, Json(ListBody::whole(taken))))
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Which {
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    limit: Option<u32>,
    /// Only those in a state, as `failed`.
    state: Option<String>,
}

/// Your publications, the newest first.
#[utoipa::path(get, path = "/api/social/publications", tag = "social accounts", params(Which), responses(
    (status = 200, description = "The publications, without their numbers", body = ListBody<PublicationBody>),
    (status = 400, description = "`bad_request`: no such state or cursor", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(Which { cursor, limit, state }): Asked<Which>,
) -> Result<Json<ListBody<PublicationBody>>, Problem> {
    let state = state.map(|state| PublicationState::from_code(&state).ok_or(ErrorCode::BadRequest)).transpose()?;
    let page = app.services.social_publications(identity.user.id, &PageRequest { cursor, limit }, state).await?;
    Ok(Json(ListBody::page(page)))
}

/// A publication, with what the platform counts.
#[utoipa::path(get, path = "/api/social/publications/{id}", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The publication", body = PublicationBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<PublicationId>) -> Result<Json<PublicationBody>, Problem> {
    Ok(Json(app.services.social_publication(identity.user.id, id).await?.into()))
}

/// What was tried for it, oldest first.
#[utoipa::path(get, path = "/api/social/publications/{id}/attempts", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The attempts", body = ListBody<AttemptBody>),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn attempts(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<PublicationId>) -> Result<Json<ListBody<AttemptBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.social_attempts(identity.user.id, id).await?)))
}

/// Changes what has not begun, until a minute before its time.
#[utoipa::path(patch, path = "/api/social/publications/{id}", tag = "social accounts", params(("id" = String, Path, format = "uuid")), request_body = ChangeBody, responses(
    (status = 200, description = "The publication", body = PublicationBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn change(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<PublicationId>,
    Body(body): Body<ChangeBody>,
) -> Result<Json<PublicationBody>, Problem> {
    let time = body.time();
    let (draft, when) = body.read()?;
    let changed = app.services.social_change(&identity.user, id, draft, when).await.map_err(|error| time.of(error))?;
    Ok(Json(changed.into()))
}

/// Cancels what has not begun, until a minute before its time, or what failed.
#[utoipa::path(post, path = "/api/social/publications/{id}/cancel", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The publication", body = PublicationBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`", body = Document, content_type = "application/problem+json"),
))]
async fn cancel(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<PublicationId>) -> Result<Json<PublicationBody>, Problem> {
    Ok(Json(app.services.social_cancel(identity.user.id, id).await?.into()))
}

/// Begins what failed anew: as it was, or mended.
#[utoipa::path(post, path = "/api/social/publications/{id}/retry", tag = "social accounts", params(("id" = String, Path, format = "uuid")), request_body = RetryBody, responses(
    (status = 202, description = "It begins anew", body = PublicationBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it has not failed", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn retry(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<PublicationId>,
    Body(body): Body<RetryBody>,
) -> Result<(StatusCode, Json<PublicationBody>), Problem> {
    let time = body.time();
    let (draft, when) = body.read()?;
    let begun = app.services.social_retry(&identity.user, id, draft, when).await.map_err(|error| time.of(error))?;
    Ok((StatusCode::ACCEPTED, Json(begun.into())))
}

/// Says what became of a publication of which nobody could find out.
#[utoipa::path(post, path = "/api/social/publications/{id}/settle", tag = "social accounts", params(("id" = String, Path, format = "uuid")), request_body = SettleBody, responses(
    (status = 200, description = "The publication", body = PublicationBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it is not unconfirmed", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `url`", body = Document, content_type = "application/problem+json"),
))]
async fn settle(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<PublicationId>,
    Body(SettleBody { public, url }): Body<SettleBody>,
) -> Result<Json<PublicationBody>, Problem> {
    let decision = match (public, url) {
        (true, url) => Decision::IsPublic(url),
        (false, None) => Decision::IsNot,
        (false, Some(_)) => return Err(Error::field("url", error::Problem::UnknownValue).into()),
    };
    Ok(Json(app.services.social_settle(identity.user.id, id, decision).await?.into()))
}
