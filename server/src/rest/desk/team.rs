//! `/api/crm/accounts/{id}/team`: who works with an account.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Body, Id, Ids},
    },
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{
    CreatorId, Error, Result, UserId,
    crm::{Member, Role},
    error::Problem as Wrong,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(set, remove))
}

/// Somebody who works with an account.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TeamMember)]
pub struct MemberBody {
    #[schema(format = "uuid")]
    user_id: String,
    name: String,
    /// Only for the account's creator, and of oneself.
    email: Option<String>,
    /// `creator`, `manager` (everything but saying who works with the account) or `chatter` (reads and answers).
    role: String,
}

impl From<Member> for MemberBody {
    fn from(member: Member) -> Self {
        Self { user_id: member.id.to_string(), name: member.name, email: member.email, role: member.role.code().to_owned() }
    }
}

fn role(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| Error::field("role", Wrong::UnknownValue))
}

/// Who works with an account, the creator first.
#[utoipa::path(get, path = "/api/crm/accounts/{id}/team", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "Everybody", body = ListBody<MemberBody>),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
) -> std::result::Result<Json<ListBody<MemberBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.desk.members(identity.user.id, id).await?)))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTeamMember)]
struct Add {
    #[schema(format = "email")]
    email: String,
    /// `manager` or `chatter`.
    role: String,
}

/// Takes a registered person into the team, at most 50 people. Only the account's creator.
#[utoipa::path(post, path = "/api/crm/accounts/{id}/team", tag = "fan desk", params(("id" = String, Path, format = "uuid")), request_body = Add, responses(
    (status = 201, description = "Everybody who works with the account now", body = ListBody<MemberBody>),
    (status = 403, description = "`forbidden`: only the creator may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`already_shared` or `limit_reached`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`unknown_person`, or `invalid` for another role", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 60 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn add(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
    Body(add): Body<Add>,
) -> std::result::Result<(StatusCode, Json<ListBody<MemberBody>>), Problem> {
    let me = identity.user.id;
    // Strangers hear first that there is nothing, whatever they sent.
    app.services.desk.may_share(me, id).await?;
    app.services.take_in(me, id, &add.email, role(&add.role)?).await?;
    Ok((StatusCode::CREATED, Json(ListBody::whole(app.services.desk.members(me, id).await?))))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TeamRole)]
struct Set {
    /// `manager` or `chatter`.
    role: String,
}

/// Gives somebody a role, at once. Only the account's creator, whose own stays.
#[utoipa::path(put, path = "/api/crm/accounts/{id}/team/{userId}", tag = "fan desk",
    params(("id" = String, Path, format = "uuid"), ("userId" = String, Path, format = "uuid")), request_body = Set, responses(
    (status = 204, description = "It is so"),
    (status = 403, description = "`forbidden`: only the creator may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account, or the person", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`owner_stays` or `limit_reached`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: another role", body = Document, content_type = "application/problem+json"),
))]
async fn set(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, who): Ids<CreatorId, UserId>,
    Body(set): Body<Set>,
) -> std::result::Result<StatusCode, Problem> {
    app.services.desk.may_share(identity.user.id, id).await?;
    app.services.desk.set_role(identity.user.id, id, who, role(&set.role)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends somebody's part in the team, at once: the creator lets others go, everybody else may leave.
#[utoipa::path(delete, path = "/api/crm/accounts/{id}/team/{userId}", tag = "fan desk",
    params(("id" = String, Path, format = "uuid"), ("userId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "They are out"),
    (status = 403, description = "`forbidden`: only the creator lets others go", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account, or somebody who is not in", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`owner_stays`: the creator", body = Document, content_type = "application/problem+json"),
))]
async fn remove(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, who): Ids<CreatorId, UserId>,
) -> std::result::Result<StatusCode, Problem> {
    app.services.let_go(identity.user.id, id, who).await?;
    Ok(StatusCode::NO_CONTENT)
}
