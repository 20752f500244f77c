//! `/api/content`.

use super::{
    bodies::{ContentBody, ListBody, SummaryBody},
    extract::{Asked, Body, Id},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Extension, Json, extract::State, http::StatusCode};
use model::{
    ContentId, Error, ErrorCode, PageRequest,
    content::{ContentQuery, Role, Sort, Status, Whose},
    error::Problem as Wrong,
};
use serde::Deserialize;
use services::Caller;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(show, change, delete))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// `mine` (the default) or `shared`: with you, by others.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    whose: Whose,
    /// `draft`, `archived` or `trash`; drafts and archived ones where it is left out.
    #[param(value_type = Option<String>)]
    status: Option<Status>,
    /// Words that title or text contain.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    search: String,
    /// `updated` (the default), `created` or `title`.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    sort: Sort,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// Lists posts.
#[utoipa::path(get, path = "/api/content", tag = "content", params(ListQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<SummaryBody>),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn, Asked(query): Asked<ListQuery>) -> Result<Json<ListBody<SummaryBody>>, Problem> {
    let ListQuery { whose, status, search, sort, cursor, limit } = query;
    let wanted = ContentQuery { whose, status, search, sort };
    let page = app.services.posts(identity.user.id, &wanted, &PageRequest { cursor, limit }).await?;
    Ok(Json(ListBody::page(page)))
}

#[derive(Deserialize, ToSchema)]
struct Create {
    /// Up to 300 characters.
    title: String,
    /// The text it begins with.
    markdown: Option<String>,
}

/// Makes a post.
#[utoipa::path(post, path = "/api/content", tag = "content", request_body = Create, responses(
    (status = 201, description = "The new post", body = ContentBody),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn create(State(app): State<App>, SignedIn(identity): SignedIn, Body(new): Body<Create>) -> Result<(StatusCode, Json<ContentBody>), Problem> {
    let content = app.services.contents.create(identity.user.id, &new.title, new.markdown.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(content.into())))
}

/// A post, with all that has been typed up to now.
#[utoipa::path(get, path = "/api/content/{id}", tag = "content", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The post", body = ContentBody),
    (status = 404, description = "`not_found`: there is none, or it is not shared with you", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, Extension(caller): Extension<Caller>, Id(id): Id<ContentId>) -> Result<Json<ContentBody>, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    Ok(Json(app.services.content(reader, id).await?.into()))
}

#[derive(Deserialize, ToSchema)]
struct Change {
    /// Up to 300 characters. Owner and editors.
    title: Option<String>,
    /// The text, up to 1 MiB. Owner and editors. Only what differs is changed, in the live document: whoever has it open
    /// sees it arrive.
    markdown: Option<String>,
    /// `draft`, `archived` or `trash`. The owner.
    status: Option<String>,
}

/// Changes title, text or status. What is left out stays. Guests of a link that lets them edit may change title and text.
#[utoipa::path(patch, path = "/api/content/{id}", tag = "content", params(("id" = String, Path, format = "uuid")), request_body = Change, responses(
    (status = 200, description = "The post as it is now", body = ContentBody),
    (status = 403, description = "`forbidden`: your role does not allow it; nothing was changed", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 413, description = "`too_large`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: `markdown` 30 times a minute", body = Document, content_type = "application/problem+json"),
))]
async fn change(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Id(id): Id<ContentId>,
    Body(change): Body<Change>,
) -> Result<Json<ContentBody>, Problem> {
    // Asked before anything changes: all of it happens, or nothing.
    let (reader, role) = app.services.reader(&caller, id).await?;
    let status = change.status.map(|code| Status::from_code(&code).ok_or_else(|| Error::field("status", Wrong::UnknownValue))).transpose()?;
    if status.is_some() && role != Role::Owner {
        return Err(ErrorCode::Forbidden.into());
    }
    if change.title.is_some() || change.markdown.is_some() {
        app.services.set_texts(reader, id, change.title.as_deref(), change.markdown).await?;
    }
    if let (Some(status), Some(me)) = (status, reader.user()) {
        app.services.set_status(me, id, status).await?;
    }
    Ok(Json(app.services.content(reader, id).await?.into()))
}

/// Moves a post into the trash; it is gone for good 30 days later.
#[utoipa::path(delete, path = "/api/content/{id}", tag = "content", params(("id" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is in the trash"),
    (status = 403, description = "`forbidden`: only the owner may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn delete(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ContentId>) -> Result<StatusCode, Problem> {
    app.services.set_status(identity.user.id, id, Status::Trash).await?;
    Ok(StatusCode::NO_CONTENT)
}
