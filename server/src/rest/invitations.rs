//! `/api/content/{id}/invitations`, and answering one by the secret of its mail.

use super::{
    bodies::ListBody,
    collaborators::role,
    extract::{Body, Id, Ids},
    sharing_bodies::InvitationBody,
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Extension, Json, extract::State, http::StatusCode};
use model::{ContentId, Error, ErrorCode, InvitationId, error::Problem as Wrong};
use serde::{Deserialize, Serialize};
use services::{Caller, Which};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, invite))
        .routes(routes!(revoke))
        .routes(routes!(resend))
        .routes(routes!(accept))
        .routes(routes!(decline))
}

/// The invitations that wait, newest first.
#[utoipa::path(get, path = "/api/content/{id}/invitations", tag = "sharing", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "All of them", body = ListBody<InvitationBody>),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<ListBody<InvitationBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.sharing.invitations(&identity.user, id).await?)))
}

#[derive(Deserialize, ToSchema)]
struct Invite {
    #[schema(format = "email")]
    email: String,
    /// `editor`, `commenter` or `viewer`.
    permission: String,
    /// Up to 500 characters, in the mail.
    #[serde(default)]
    message: String,
}

/// Invites an address, with or without an account here. The owner, and editors where the owner lets them.
#[utoipa::path(post, path = "/api/content/{id}/invitations", tag = "sharing", params(("id" = String, Path, format = "uuid")), request_body = Invite, responses(
    (status = 201, description = "The invitation; its mail is on its way, or for somebody with a confirmed account a notification", body = InvitationBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`already_invited`, `already_shared` or `limit_reached`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`own_address` or `invalid`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn invite(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Body(invite): Body<Invite>,
) -> Result<(StatusCode, Json<InvitationBody>), Problem> {
    // Strangers hear first that there is nothing, whatever they sent.
    app.services.contents.role(identity.user.id, id).await?;
    let invited = app.services.invite_one(&identity.user, id, &invite.email, role(&invite.permission)?, invite.message.as_str()).await?;
    Ok((StatusCode::CREATED, Json(invited.into())))
}

/// Takes an invitation back: its link works no longer.
#[utoipa::path(delete, path = "/api/content/{id}/invitations/{invitationId}", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("invitationId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is gone"),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn revoke(State(app): State<App>, SignedIn(identity): SignedIn, Ids(id, which): Ids<ContentId, InvitationId>) -> Result<StatusCode, Problem> {
    app.services.sharing.revoke_invitation(&identity.user, id, which).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an invitation again, with a new link that works for 7 days; the old link works no longer.
#[utoipa::path(post, path = "/api/content/{id}/invitations/{invitationId}/resend", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("invitationId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The invitation", body = InvitationBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn resend(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, which): Ids<ContentId, InvitationId>,
) -> Result<Json<InvitationBody>, Problem> {
    Ok(Json(app.services.sharing.resend_invitation(&identity.user, id, which).await?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Answer {
    /// What stands after `/invitations/` in the mail's link.
    secret: Option<String>,
    /// Instead of it, the post: for whom the invitation is addressed to, once they have confirmed the address.
    #[schema(format = "uuid")]
    content_id: Option<String>,
}

impl Answer {
    fn which(self) -> Result<Which, Error> {
        match (self.secret, self.content_id) {
            (Some(secret), None) => Ok(Which::Secret(secret)),
            // What is no id names nothing.
            (None, Some(id)) => id.parse().map(Which::Post).map_err(|_| ErrorCode::LinkExpired.into()),
            _ => Err(Error::field("secret", Wrong::Required)),
        }
    }
}

/// What an accepted invitation gives.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedBody {
    #[schema(format = "uuid")]
    content_id: String,
    /// What you may do now.
    role: String,
}

/// Accepts an invitation that was sent to your address.
#[utoipa::path(post, path = "/api/invitations/accept", tag = "sharing", request_body = Answer, responses(
    (status = 200, description = "You have access", body = AcceptedBody),
    (status = 403, description = "`other_address`: it was sent to somebody else", body = Document, content_type = "application/problem+json"),
    (status = 410, description = "`link_expired`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: send either `secret` or `contentId`", body = Document, content_type = "application/problem+json"),
))]
async fn accept(State(app): State<App>, SignedIn(identity): SignedIn, Body(answer): Body<Answer>) -> Result<Json<AcceptedBody>, Problem> {
    let (id, role) = app.services.accept_invitation(&identity.user, &answer.which()?).await?;
    Ok(Json(AcceptedBody { content_id: id.to_string(), role: role.code().to_owned() }))
}

/// Declines an invitation; the one who invited is told. Having its secret is enough.
#[utoipa::path(post, path = "/api/invitations/decline", tag = "sharing", request_body = Answer, security(()), responses(
    (status = 204, description = "It is declined"),
    (status = 410, description = "`link_expired`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: send either `secret` or `contentId`", body = Document, content_type = "application/problem+json"),
))]
async fn decline(State(app): State<App>, Extension(caller): Extension<Caller>, Body(answer): Body<Answer>) -> Result<StatusCode, Problem> {
    app.services.decline_invitation(&caller, &answer.which()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
