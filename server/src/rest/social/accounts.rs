//! `/api/social/accounts`: what is connected.

use super::bodies::{AccountBody, CheckedBody, DisconnectedBody, NumberBody, SubredditBody};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Asked, Id},
    },
    start::App,
};
use axum::{
    Json,
    extract::{Path, State},
};
use model::{ErrorCode, SocialAccountId};
use serde::Deserialize;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, disconnect))
        .routes(routes!(check))
        .routes(routes!(subreddit))
        .routes(routes!(numbers))
}

/// Your connected accounts.
#[utoipa::path(get, path = "/api/social/accounts", tag = "social accounts", responses(
    (status = 200, description = "The accounts", body = ListBody<AccountBody>),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<ListBody<AccountBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.social_accounts(identity.user.id).await?)))
}

/// One of them.
#[utoipa::path(get, path = "/api/social/accounts/{id}", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The account", body = AccountBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<SocialAccountId>) -> Result<Json<AccountBody>, Problem> {
    Ok(Json(app.services.social_account(identity.user.id, id).await?.into()))
}

/// Gives the tokens back at the platform, and erases them here in any case.
#[utoipa::path(delete, path = "/api/social/accounts/{id}", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "It is disconnected; `trouble` is what the platform could not do", body = DisconnectedBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn disconnect(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<SocialAccountId>) -> Result<Json<DisconnectedBody>, Problem> {
    let trouble = app.services.social_disconnect(identity.user.id, id).await?;
    Ok(Json(DisconnectedBody { trouble: trouble.map(Into::into) }))
}

/// Asks the platform how the account is: what may be chosen, what quota is left.
#[utoipa::path(post, path = "/api/social/accounts/{id}/check", tag = "social accounts", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The account as it is now; `trouble` is what the platform has against it", body = CheckedBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn check(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<SocialAccountId>) -> Result<Json<CheckedBody>, Problem> {
    let checked = app.services.social_check(identity.user.id, id).await?;
    Ok(Json(CheckedBody { account: checked.account.into(), trouble: checked.trouble.map(Into::into) }))
}

/// What a subreddit takes: kinds, flairs, rules for titles.
#[utoipa::path(get, path = "/api/social/accounts/{id}/subreddits/{name}", tag = "social accounts",
    params(("id" = String, Path, format = "uuid"), ("name" = String, Path, description = "Without `r/`")),
    responses(
        (status = 200, description = "What it takes", body = SubredditBody),
        (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: the name; or what Reddit has against it, as `no_subreddit`", body = Document, content_type = "application/problem+json"),
        (status = 429, description = "`too_many`, with Retry-After: 60 a minute", body = Document, content_type = "application/problem+json"),
        (status = 503, description = "What keeps Reddit from answering, as `throttled`", body = Document, content_type = "application/problem+json"),
    ))]
async fn subreddit(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Path((id, name)): Path<(String, String)>,
) -> Result<Json<SubredditBody>, Problem> {
    let id = id.parse().map_err(|_| ErrorCode::NotFound)?;
    Ok(Json(app.services.social_subreddit(identity.user.id, id, &name).await??.into()))
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Days {
    /// So many days until today, 1 to 366; 30 where nothing is said.
    days: Option<u32>,
}

/// The account's own numbers by day, as the platform counts them.
#[utoipa::path(get, path = "/api/social/accounts/{id}/numbers", tag = "social accounts", params(("id" = String, Path, format = "uuid"), Days), responses(
    (status = 200, description = "The numbers", body = ListBody<NumberBody>),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn numbers(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<SocialAccountId>,
    Asked(Days { days }): Asked<Days>,
) -> Result<Json<ListBody<NumberBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.social_account_numbers(identity.user.id, id, days.unwrap_or(30)).await?)))
}
