//! `/api/content/{id}/links`.

use super::{
    bodies::ListBody,
    extract::{Body, Id, Ids},
    sharing_bodies::LinkBody,
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{
    ContentId, Error, LinkId, Result, Timestamp,
    content::Role,
    error::Problem as Wrong,
    sharing::{LinkChange, NewLink},
};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, make)).routes(routes!(change, revoke))
}

/// The links of a post, newest first. Their addresses are not among it: they are shown once.
#[utoipa::path(get, path = "/api/content/{id}/links", tag = "sharing", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "All of them", body = ListBody<LinkBody>),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<ListBody<LinkBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.sharing.links(&identity.user, id).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Make {
    /// `editor`, `commenter` or `viewer`.
    role: String,
    /// From 6 characters.
    #[schema(format = "password")]
    password: Option<String>,
    /// As `2026-11-22T13:30:00.000Z`.
    #[schema(value_type = Option<String>, format = "date-time")]
    expires_at: Option<Timestamp>,
    /// How many guests may come by it, 1 to 10,000.
    max_uses: Option<u32>,
    /// Up to 80 characters.
    #[serde(default)]
    name: String,
}

/// Makes a link. The owner, and editors where the owner lets them.
#[utoipa::path(post, path = "/api/content/{id}/links", tag = "sharing", params(("id" = String, Path, format = "uuid")), request_body = Make, responses(
    (status = 201, description = "The link; its address is never shown again", body = LinkBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn make(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Body(make): Body<Make>,
) -> Result<(StatusCode, Json<LinkBody>), Problem> {
    app.services.contents.role(identity.user.id, id).await?;
    let Make { role, password, expires_at, max_uses, name } = make;
    let new = NewLink { role: role_of(&role)?, password, expires_at, max_uses, name };
    let made = app.services.sharing.make_link(&identity.user, id, &new).await?;
    Ok((StatusCode::CREATED, Json(LinkBody::made(made))))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Change {
    /// `editor`, `commenter` or `viewer`.
    role: Option<String>,
    /// `null` takes it away. With another one, guests who came before must come again.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = "password")]
    password: Option<Option<String>>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = "date-time")]
    expires_at: Option<Option<Timestamp>>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    max_uses: Option<Option<u32>>,
    /// Up to 80 characters.
    name: Option<String>,
}

/// A field that is there, be it `null`.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Changes a link, for the guests who are inside too. What is left out stays.
#[utoipa::path(patch, path = "/api/content/{id}/links/{linkId}", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("linkId" = String, Path, format = "uuid")), request_body = Change, responses(
    (status = 200, description = "The link as it is now", body = LinkBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn change(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, which): Ids<ContentId, LinkId>,
    Body(change): Body<Change>,
) -> Result<Json<LinkBody>, Problem> {
    app.services.contents.role(identity.user.id, id).await?;
    let Change { role, password, expires_at, max_uses, name } = change;
    let change = LinkChange { role: role.as_deref().map(role_of).transpose()?, password, expires_at, max_uses, name };
    Ok(Json(app.services.change_link(&identity.user, id, which, &change).await?.into()))
}

/// Revokes a link. The sockets of its guests close at once.
#[utoipa::path(delete, path = "/api/content/{id}/links/{linkId}", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("linkId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It works no longer"),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn revoke(State(app): State<App>, SignedIn(identity): SignedIn, Ids(id, which): Ids<ContentId, LinkId>) -> Result<StatusCode, Problem> {
    app.services.revoke_link(&identity.user, id, which).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn role_of(code: &str) -> Result<Role> {
    Role::from_code(code).filter(|role| Role::GIVEN.contains(role)).ok_or_else(|| Error::field("role", Wrong::UnknownValue))
}
