//! `/api/content/{id}/collaborators`.

use super::{
    bodies::{CollaboratorBody, ListBody},
    extract::{Body, Id, Ids},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{ContentId, Error, Result, UserId, content::Role, error::Problem as Wrong};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(set, remove))
}

/// Who has access, the owner first.
#[utoipa::path(get, path = "/api/content/{id}/collaborators", tag = "collaborators", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "Everybody", body = ListBody<CollaboratorBody>),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<ListBody<CollaboratorBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.contents.collaborators(identity.user.id, id).await?)))
}

#[derive(Deserialize, ToSchema)]
struct Add {
    #[schema(format = "email")]
    email: String,
    /// `editor`, `commenter` or `viewer`.
    permission: String,
}

/// Gives a registered person access. The owner, and editors where the owner lets them.
#[utoipa::path(post, path = "/api/content/{id}/collaborators", tag = "collaborators", params(("id" = String, Path, format = "uuid")), request_body = Add, responses(
    (status = 201, description = "Who has access now", body = CollaboratorBody),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`already_shared` or `owner_stays`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`unknown_person` or `invalid`", body = Document, content_type = "application/problem+json"),
))]
async fn add(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Body(add): Body<Add>,
) -> Result<(StatusCode, Json<CollaboratorBody>), Problem> {
    // Strangers hear first that there is nothing, whatever they sent.
    app.services.contents.role(identity.user.id, id).await?;
    let added = app.services.add_collaborator(identity.user.id, id, &add.email, role(&add.permission)?).await?;
    Ok((StatusCode::CREATED, Json(added.into())))
}

#[derive(Deserialize, ToSchema)]
struct Set {
    /// `editor`, `commenter` or `viewer`.
    permission: String,
}

/// Changes what somebody may do, at once.
#[utoipa::path(put, path = "/api/content/{id}/collaborators/{userId}", tag = "collaborators",
    params(("id" = String, Path, format = "uuid"), ("userId" = String, Path, format = "uuid")), request_body = Set, responses(
    (status = 200, description = "What they may do now", body = CollaboratorBody),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`owner_stays`", body = Document, content_type = "application/problem+json"),
))]
async fn set(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, who): Ids<ContentId, UserId>,
    Body(set): Body<Set>,
) -> Result<Json<CollaboratorBody>, Problem> {
    app.services.contents.role(identity.user.id, id).await?;
    Ok(Json(app.services.set_role(identity.user.id, id, who, role(&set.permission)?).await?.into()))
}

/// Ends somebody's access, at once. Collaborators may end their own.
#[utoipa::path(delete, path = "/api/content/{id}/collaborators/{userId}", tag = "collaborators",
    params(("id" = String, Path, format = "uuid"), ("userId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "Their access has ended"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`owner_stays`", body = Document, content_type = "application/problem+json"),
))]
async fn remove(State(app): State<App>, SignedIn(identity): SignedIn, Ids(id, who): Ids<ContentId, UserId>) -> Result<StatusCode, Problem> {
    app.services.remove_collaborator(identity.user.id, id, who).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn role(code: &str) -> Result<Role> {
    Role::from_code(code).filter(|role| Role::GIVEN.contains(role)).ok_or_else(|| Error::field("permission", Wrong::UnknownValue))
}
