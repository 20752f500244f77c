//! The REST API, and its description.

mod access;
mod auth;
mod bodies;
mod campaigns;
mod collaborators;
mod comments;
mod content;
mod desk;
pub mod docs;
mod export;
pub mod extract;
mod guests;
mod import;
mod invitations;
mod links;
mod monitoring;
mod notifications;
mod outbox;
mod requests;
mod revisions;
mod sharing_bodies;
mod social;

use crate::{problem, start::App};
use axum::{Json, Router, response::IntoResponse, routing::get};
use std::sync::Arc;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

/// The largest JSON body, in bytes.
pub const JSON_MAX: usize = 1 << 20;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Huntaze",
        description = "Sign in by `POST /api/auth/login` and keep the cookie, or send an API token from your settings as \
                       `Authorization: Bearer hz_…`. Lists are `{items, nextCursor}`; errors are problem documents \
                       (RFC 9457) with a stable `code`. What you may not know of is answered with 404."
    ),
    components(schemas(problem::Document<'_>, problem::FieldProblem)),
    modifiers(&SignIn),
    security(("token" = []), ("cookie" = []))
)]
struct Description;

struct SignIn;

impl Modify for SignIn {
    fn modify(&self, openapi: &mut openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::sessions::COOKIE));
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie));
    }
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(auth::router())
        .merge(content::router())
        .merge(export::router())
        .merge(collaborators::router())
        .merge(comments::router())
        .merge(invitations::router())
        .merge(links::router())
        .merge(guests::router())
        .merge(requests::router())
        .merge(access::router())
        .merge(notifications::router())
        .merge(revisions::router())
        .merge(desk::router())
        .merge(outbox::router())
        .merge(campaigns::router())
        .merge(import::router())
        .merge(monitoring::router())
        .merge(social::router())
}

/// The description of all routes.
pub fn openapi() -> openapi::OpenApi {
    described().into_openapi()
}

/// All routes under `/api`, the description among them.
pub fn router() -> Router<App> {
    let (routes, openapi) = described().split_for_parts();
    let docs = docs::Page::new(&openapi);
    let openapi = Arc::new(openapi);
    routes
        .route("/api/openapi.json", get(move || async move { Json(openapi.as_ref().clone()).into_response() }))
        .route("/api/docs", get(move || async move { docs.into_response() }))
}
