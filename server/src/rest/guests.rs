//! Coming in by a link, and `/api/content/{id}/guests`.

use super::{
    bodies::ListBody,
    extract::{Body, Id, Ids},
    sharing_bodies::GuestBody,
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use model::{ContentId, ErrorCode, GuestId, Language};
use serde::{Deserialize, Serialize};
use services::Caller;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(enter)).routes(routes!(list)).routes(routes!(remove))
}

#[derive(Deserialize, ToSchema)]
struct Enter {
    /// What stands after `/s/` in the link.
    token: String,
    /// Where the link asks for one.
    #[schema(format = "password")]
    password: Option<String>,
    /// How others see you, up to 40 characters; where it is left out, as a "Guest fox".
    #[serde(default)]
    name: String,
}

/// Where a link led to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnteredBody {
    #[schema(format = "uuid")]
    content_id: String,
    /// What you may do with the post: `editor`, `commenter` or `viewer`.
    role: String,
    #[schema(format = "uuid")]
    guest_id: String,
    /// How others see you.
    name: String,
}

/// Comes in by a link, as a guest. The cookie that it sets opens the post, by REST and by socket.
#[utoipa::path(post, path = "/api/links/enter", tag = "sharing", request_body = Enter, security(()), responses(
    (status = 200, description = "You are in; the cookie is set", body = EnteredBody),
    (status = 401, description = "`link_password_needed`", body = Document, content_type = "application/problem+json"),
    (status = 410, description = "`link_expired`: or revoked, or used as often as it may be", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`wrong_link_password` or `invalid`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn enter(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Body(enter): Body<Enter>,
) -> Result<Response, Problem> {
    let language = headers.get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok()).map(Language::accepted).unwrap_or_default();
    let entered = app.services.enter(&caller, &enter.token, enter.password.as_deref(), &enter.name, language).await?;
    let body = EnteredBody {
        content_id: entered.content_id.to_string(),
        role: entered.role.code().to_owned(),
        guest_id: entered.guest.id.to_string(),
        name: entered.guest.name,
    };
    let mut response = Json(body).into_response();
    if let Some(secret) = entered.secret {
        let cookie = app::ssr::guest_cookie(&secret, &app.services.about.public_url);
        let cookie = HeaderValue::from_str(&cookie).map_err(|_| ErrorCode::Internal)?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The guests of a post, newest first; at most 500.
#[utoipa::path(get, path = "/api/content/{id}/guests", tag = "sharing", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "All of them", body = ListBody<GuestBody>),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<Json<ListBody<GuestBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.sharing.guests(&identity.user, id).await?)))
}

/// Puts a guest out, at once; they can't come back by the same link.
#[utoipa::path(delete, path = "/api/content/{id}/guests/{guestId}", tag = "sharing",
    params(("id" = String, Path, format = "uuid"), ("guestId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "They are out"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn remove(State(app): State<App>, SignedIn(identity): SignedIn, Ids(id, guest): Ids<ContentId, GuestId>) -> Result<StatusCode, Problem> {
    app.services.remove_guest(&identity.user, id, guest).await?;
    Ok(StatusCode::NO_CONTENT)
}
