//! Ownership, the owner's settings of sharing, and the log of a post's access.

use super::{
    bodies::ListBody,
    extract::{Asked, Body, Id},
    sharing_bodies::{LogBody, SettingsBody},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{ContentId, ErrorCode, PageRequest, UserId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(pass_on)).routes(routes!(settings, set)).routes(routes!(log))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PassOn {
    /// A collaborator.
    #[schema(format = "uuid")]
    user_id: String,
}

/// Makes a collaborator the owner; you become an editor.
#[utoipa::path(post, path = "/api/content/{id}/ownership", tag = "sharing", params(("id" = String, Path, format = "uuid")), request_body = PassOn, responses(
    (status = 204, description = "The post is theirs"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the post, or somebody with access of this id", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`owner_stays`: it is yours already", body = Document, content_type = "application/problem+json"),
))]
async fn pass_on(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>, Body(to): Body<PassOn>) -> Result<StatusCode, Problem> {
    app.services.contents.role(identity.user.id, id).await?;
    let to: UserId = to.user_id.parse().map_err(|_| ErrorCode::NotFound)?;
    app.services.pass_ownership(identity.user.id, id, to).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the owner decided about sharing.
#[utoipa::path(get, path = "/api/content/{id}/sharing", tag = "sharing", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The settings", body = SettingsBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn settings(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<SettingsBody>, Problem> {
    Ok(Json(app.services.contents.sharing_settings(identity.user.id, id).await?.into()))
}

/// Decides about sharing, for the guests who are inside too.
#[utoipa::path(put, path = "/api/content/{id}/sharing", tag = "sharing", params(("id" = String, Path, format = "uuid")), request_body = SettingsBody, responses(
    (status = 204, description = "It holds from now on"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn set(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Body(settings): Body<SettingsBody>,
) -> Result<StatusCode, Problem> {
    app.services.set_sharing_settings(identity.user.id, id, settings.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct LogQuery {
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// Who gave or took what access, when; newest first.
#[utoipa::path(get, path = "/api/content/{id}/access-log", tag = "sharing", params(("id" = String, Path, format = "uuid"), LogQuery), responses(
    (status = 200, description = "One page of the log", body = ListBody<LogBody>),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn log(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Asked(query): Asked<LogQuery>,
) -> Result<Json<ListBody<LogBody>>, Problem> {
    let LogQuery { cursor, limit } = query;
    Ok(Json(ListBody::page(app.services.contents.access_log(identity.user.id, id, &PageRequest { cursor, limit }).await?)))
}
