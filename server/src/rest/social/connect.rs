//! Connecting an account: to the platform, and back with what it says. Both are addresses for browsers.

use crate::{identity::SignedIn, problem::Problem, rest::extract::Asked, start::App};
use axum::{
    Extension,
    extract::{Path, State},
    response::Redirect,
};
use model::{
    ErrorCode,
    social::{Platform, SignIn},
};
use serde::Deserialize;
use services::Caller;
use social::Callback;

use utoipa_axum::{router::OpenApiRouter, routes};

/// Where people see what they have connected.
const PAGE: &str = "/settings/connections";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(callback))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
struct Way {
    /// `own` (the default), or `facebook` for Instagram by Facebook.
    sign_in: Option<String>,
}

fn named(platform: &str) -> Result<Platform, Problem> {
    Platform::from_code(platform).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Sends the browser to the platform's page on which one allows the connection. For browsers: the way back is bound to the
/// session, so a token is of no use here.
#[utoipa::path(get, path = "/api/auth/{platform}/start", tag = "social accounts",
    params(("platform" = String, Path, description = "`tiktok`, `instagram` or `reddit`"), Way),
    responses(
        (status = 303, description = "To the platform, or back to the page with what is wrong"),
        (status = 403, description = "`forbidden`: signed in by a token"),
        (status = 429, description = "`too_many`, with Retry-After: 20 a minute"),
    ))]
async fn start(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Path(platform): Path<String>,
    Asked(Way { sign_in }): Asked<Way>,
) -> Result<Redirect, Problem> {
    let platform = named(&platform)?;
    if identity.by_token {
        return Err(Problem::because(ErrorCode::Forbidden, "Connect accounts in a browser: the way back is bound to its session."));
    }
    let sign_in = SignIn::from_code(sign_in.as_deref().unwrap_or("own")).ok_or(ErrorCode::BadRequest)?;
    Ok(match app.services.social_start(identity.user.id, &identity.session, platform, sign_in).await? {
        Ok(address) => Redirect::to(&address),
        Err(trouble) => Redirect::to(&format!("{PAGE}?platform={}&problem={}", platform.code(), trouble.code.as_str())),
    })
}

/// What platforms send browsers back with.
#[derive(Deserialize, utoipa::IntoParams)]
struct Back {
    /// As it was sent to the platform.
    state: Option<String>,
    /// Good for tokens, once.
    code: Option<String>,
    /// What was refused.
    error: Option<String>,
    /// The platform's words for it.
    error_description: Option<String>,
}

/// Takes the browser back from the platform, once, in the session that began it.
#[utoipa::path(get, path = "/api/auth/{platform}/callback", tag = "social accounts",
    params(("platform" = String, Path, description = "`tiktok`, `instagram` or `reddit`"), Back),
    responses((status = 303, description = "To the page of connections: `connected` with how many, or `problem` with a code")))]
async fn callback(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(platform): Path<String>,
    Asked(back): Asked<Back>,
) -> Result<Redirect, Problem> {
    let platform = named(&platform)?;
    let told = |what: &str| Redirect::to(&format!("{PAGE}?platform={}&{what}", platform.code()));
    let Ok(identity) = caller.identity() else {
        // The page asks for a sign-in, and says then what became of it.
        return Ok(told("problem=flow_over"));
    };
    let Back { state, code, error, error_description } = back;
    let callback = Callback { state, code, error, error_description };
    Ok(match app.services.social_callback(identity.user.id, &identity.session, platform, callback).await? {
        Ok(accounts) => told(&format!("connected={}", accounts.len())),
        Err(trouble) => told(&format!("problem={}", trouble.code.as_str())),
    })
}
