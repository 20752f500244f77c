//! `/api/crm/replies`: words that are used again and again.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Body, Id},
    },
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{CreatorId, ErrorCode, ReplyId, crm::Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(edit, delete))
}

/// A saved reply.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SavedReply)]
pub struct ReplyBody {
    #[schema(format = "uuid")]
    id: String,
    /// The account whose team shares it; null for your own.
    #[schema(format = "uuid")]
    account_id: Option<String>,
    /// What it is called up by, after a slash.
    name: String,
    /// With `{first_name}` or `{first_name|dear}` where names come.
    text: String,
    #[schema(format = "date-time")]
    changed_at: String,
}

impl From<Reply> for ReplyBody {
    fn from(reply: Reply) -> Self {
        Self {
            id: reply.id.to_string(),
            account_id: reply.account.map(|id| id.to_string()),
            name: reply.name,
            text: reply.text,
            changed_at: reply.changed_at.to_string(),
        }
    }
}

/// Your own saved replies and those of your teams, by name.
#[utoipa::path(get, path = "/api/crm/replies", tag = "fan desk", responses(
    (status = 200, description = "All of them", body = ListBody<ReplyBody>),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<ListBody<ReplyBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.desk.replies(identity.user.id).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewSavedReply)]
struct Add {
    /// One word of letters, digits, `-` and `_`, up to 40.
    name: String,
    /// Up to 5,000 characters. `{first_name}` becomes the fan's first name, and `{first_name|dear}` becomes "dear" for those
    /// who have none.
    text: String,
    /// Of whose team it is to be; your own where it is left out.
    #[schema(format = "uuid")]
    account_id: Option<String>,
}

/// Keeps a reply; up to 200 of your own and 200 of each team, for which creators and managers keep them.
#[utoipa::path(post, path = "/api/crm/replies", tag = "fan desk", request_body = Add, responses(
    (status = 201, description = "The reply", body = ReplyBody),
    (status = 403, description = "`forbidden`: chatters may not for the team", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn add(State(app): State<App>, SignedIn(identity): SignedIn, Body(new): Body<Add>) -> Result<(StatusCode, Json<ReplyBody>), Problem> {
    let account = new.account_id.map(|id| id.parse::<CreatorId>().map_err(|_| ErrorCode::NotFound)).transpose()?;
    let added = app.services.desk.add_reply(identity.user.id, account, &new.name, &new.text).await?;
    Ok((StatusCode::CREATED, Json(added.into())))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ChangedSavedReply)]
struct Edit {
    /// One word of letters, digits, `-` and `_`, up to 40.
    name: String,
    /// Up to 5,000 characters.
    text: String,
}

/// Changes a reply: your own, or a team's as its creator or manager.
#[utoipa::path(put, path = "/api/crm/replies/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), request_body = Edit, responses(
    (status = 200, description = "The reply", body = ReplyBody),
    (status = 403, description = "`forbidden`: chatters may not for the team", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn edit(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ReplyId>, Body(new): Body<Edit>) -> Result<Json<ReplyBody>, Problem> {
    Ok(Json(app.services.desk.edit_reply(identity.user.id, id, &new.name, &new.text).await?.into()))
}

/// Deletes a reply: your own, or a team's as its creator or manager.
#[utoipa::path(delete, path = "/api/crm/replies/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 204, description = "Gone"),
    (status = 403, description = "`forbidden`: chatters may not for the team", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn delete(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ReplyId>) -> Result<StatusCode, Problem> {
    app.services.desk.delete_reply(identity.user.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
