//! `/api/auth`.

use super::{
    bodies::UserBody,
    extract::{Body, read},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use accounts::NewAccount;
use axum::{
    Extension, Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
};
use model::{ErrorCode, Language};
use serde::Deserialize;
use services::Caller;
use tower_sessions::Session;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The largest picture, in bytes.
const PICTURE_MAX: usize = 5 << 20;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(login))
        .routes(routes!(logout))
        .routes(routes!(me))
        .routes(routes!(set_picture, remove_picture))
}

#[derive(Deserialize, ToSchema)]
struct Register {
    /// From 2 characters.
    name: String,
    #[schema(format = "email")]
    email: String,
    /// From 8 characters, not a common one.
    #[schema(format = "password")]
    password: String,
}

/// Signs up, and in.
#[utoipa::path(post, path = "/api/auth/register", tag = "auth", request_body = Register, security(()), responses(
    (status = 201, description = "The new account; the cookie is set", body = UserBody),
    (status = 409, description = "`email_taken`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn register(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Extension(session): Extension<Session>,
    headers: HeaderMap,
    Body(new): Body<Register>,
) -> Result<(StatusCode, Json<UserBody>), Problem> {
    let language = headers.get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok()).map(Language::accepted).unwrap_or_default();
    let new = NewAccount { name: new.name, email: new.email, password: new.password, language, time_zone: String::new() };
    let user = app.services.accounts.register(new, &caller.address).await?;
    app::ssr::start_session(&session, user.id, false).await?;
    Ok((StatusCode::CREATED, Json(user.into())))
}

#[derive(Deserialize, ToSchema)]
struct Login {
    #[schema(format = "email")]
    email: String,
    #[schema(format = "password")]
    password: String,
    /// Stay signed in for 30 days.
    #[serde(default)]
    remember: bool,
}

/// Signs in.
#[utoipa::path(post, path = "/api/auth/login", tag = "auth", request_body = Login, security(()), responses(
    (status = 200, description = "You; the cookie is set", body = UserBody),
    (status = 401, description = "`wrong_credentials`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After", body = Document, content_type = "application/problem+json"),
))]
async fn login(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Extension(session): Extension<Session>,
    Body(login): Body<Login>,
) -> Result<Json<UserBody>, Problem> {
    let user = app.services.accounts.sign_in(&login.email, &login.password, &caller.address).await?;
    app::ssr::start_session(&session, user.id, login.remember).await?;
    Ok(Json(user.into()))
}

/// Signs out: the cookie is worth nothing afterwards. A token stays good; it is revoked in the settings.
#[utoipa::path(post, path = "/api/auth/logout", tag = "auth", responses((status = 204, description = "Signed out")))]
async fn logout(State(app): State<App>, Extension(caller): Extension<Caller>, Extension(session): Extension<Session>) -> Result<StatusCode, Problem> {
    if let Some(identity) = caller.identity.filter(|identity| !identity.by_token) {
        app.services.sign_out(identity.user.id, &identity.session).await?;
        app::ssr::end_session(&session).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Who you are.
#[utoipa::path(get, path = "/api/auth/me", tag = "auth", responses(
    (status = 200, description = "You", body = UserBody),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
))]
async fn me(SignedIn(identity): SignedIn) -> Json<UserBody> {
    Json(identity.user.into())
}

/// Sets your picture: PNG, JPEG or WebP up to 5 MB.
#[utoipa::path(put, path = "/api/auth/me/picture", tag = "auth",
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses(
        (status = 200, description = "You, with the picture's path", body = UserBody),
        (status = 413, description = "`too_large`", body = Document, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: not a picture that can be read", body = Document, content_type = "application/problem+json"),
    ))]
async fn set_picture(State(app): State<App>, SignedIn(identity): SignedIn, request: Request) -> Result<Json<UserBody>, Problem> {
    if !request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"image/")) {
        return Err(Problem::because(ErrorCode::WrongType, "Send the picture itself, with content-type image/png, image/jpeg or image/webp."));
    }
    let bytes = read(request, PICTURE_MAX).await?;
    Ok(Json(app.services.accounts.set_picture(identity.user.id, &bytes).await?.into()))
}

/// Takes your picture away.
#[utoipa::path(delete, path = "/api/auth/me/picture", tag = "auth", responses((status = 200, description = "You", body = UserBody)))]
async fn remove_picture(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<UserBody>, Problem> {
    Ok(Json(app.services.accounts.remove_picture(identity.user.id).await?.into()))
}
