//! `/api/content/{id}/revisions`. Who may read the post reads these too, guests of a link among them; keeping, naming and
//! restoring take an account.

mod bodies;

use super::{
    bodies::ListBody,
    export::{ExportQuery, Texts, file},
    extract::{Asked, Body, Id, Ids, Ids3},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use bodies::{ComparedBody, RestoredBody, RevisionBody, RevisionSummaryBody};
use model::{
    ContentId, ErrorCode, PageRequest, RevisionId,
    revisions::{Revision, Side, Which},
};
use serde::Deserialize;
use services::Caller;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, save))
        .routes(routes!(show, rename))
        .routes(routes!(export))
        .routes(routes!(compare))
        .routes(routes!(restore))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// `1`: only those with a name.
    named: Option<String>,
    /// Only those that this person has written in.
    #[param(format = "uuid")]
    who: Option<String>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// A post's revisions, the newest first.
#[utoipa::path(get, path = "/api/content/{id}/revisions", tag = "revisions", params(("id" = String, Path, format = "uuid"), ListQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<RevisionSummaryBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before, or `who` is no id", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Id(id): Id<ContentId>,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<ListBody<RevisionSummaryBody>>, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    let ListQuery { named, who, cursor, limit } = query;
    let who = who.map(|who| who.parse().map_err(|_| ErrorCode::BadRequest)).transpose()?;
    let which = Which { named: named.as_deref() == Some("1"), who };
    let page = app.services.revisions.list(reader, id, which, &PageRequest { cursor, limit }).await?;
    Ok(Json(ListBody::page(page)))
}

#[derive(Deserialize, ToSchema)]
struct Save {
    /// 1 to 100 characters.
    name: String,
}

/// Keeps the post as it is now, with a name. Where the last revision is the same and has none, it gets the name.
#[utoipa::path(post, path = "/api/content/{id}/revisions", tag = "revisions", params(("id" = String, Path, format = "uuid")), request_body = Save, responses(
    (status = 201, description = "The revision", body = RevisionSummaryBody),
    (status = 403, description = "`forbidden`: owner and editors may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`: 500 of a post may have a name", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what; `unchanged` if the last revision is the same and has a name", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn save(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ContentId>,
    Body(save): Body<Save>,
) -> Result<(StatusCode, Json<RevisionSummaryBody>), Problem> {
    let saved = app.services.save_revision(identity.user.id, id, &save.name).await?;
    Ok((StatusCode::CREATED, Json(saved.into())))
}

/// A revision, whole.
#[utoipa::path(get, path = "/api/content/{id}/revisions/{revisionId}", tag = "revisions",
    params(("id" = String, Path, format = "uuid"), ("revisionId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The revision", body = RevisionBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Ids(id, revision): Ids<ContentId, RevisionId>,
) -> Result<Json<RevisionBody>, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    Ok(Json(app.services.revisions.get(reader, id, revision).await?.into()))
}

#[derive(Deserialize, ToSchema)]
struct Rename {
    /// Up to 100 characters; `null` or nothing takes the name away.
    name: Option<String>,
}

/// Gives a revision another name.
#[utoipa::path(patch, path = "/api/content/{id}/revisions/{revisionId}", tag = "revisions",
    params(("id" = String, Path, format = "uuid"), ("revisionId" = String, Path, format = "uuid")), request_body = Rename, responses(
    (status = 200, description = "The revision", body = RevisionSummaryBody),
    (status = 403, description = "`forbidden`: owner and editors may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`: 500 of a post may have a name", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn rename(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, revision): Ids<ContentId, RevisionId>,
    Body(rename): Body<Rename>,
) -> Result<Json<RevisionSummaryBody>, Problem> {
    let name = rename.name.unwrap_or_default();
    Ok(Json(app.services.revisions.rename(identity.user.id, id, revision, &name).await?.into()))
}

/// A revision as a file.
#[utoipa::path(get, path = "/api/content/{id}/revisions/{revisionId}/export", tag = "revisions",
    params(("id" = String, Path, format = "uuid"), ("revisionId" = String, Path, format = "uuid"), ExportQuery), responses(
    (status = 200, description = "The file", content((String = "text/markdown"), (String = "text/html"), (String = "text/plain"))),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn export(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Ids(id, revision): Ids<ContentId, RevisionId>,
    Asked(query): Asked<ExportQuery>,
) -> Result<Response, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    let Revision { title, markdown, html, text, .. } = app.services.revisions.get(reader, id, revision).await?;
    Ok(file(query.format, &title, Texts { markdown: &markdown, html: &html, text: &text }))
}

/// How a revision became another one, or what the post is now.
#[utoipa::path(get, path = "/api/content/{id}/revisions/{revisionId}/compare/{otherId}", tag = "revisions",
    params(("id" = String, Path, format = "uuid"), ("revisionId" = String, Path, format = "uuid"), ("otherId" = String, Path, description = "another revision, or `now`")), responses(
    (status = 200, description = "What each changed piece was and is", body = ComparedBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn compare(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Ids3(id, from, to): Ids3<ContentId, RevisionId, Side>,
) -> Result<Json<ComparedBody>, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    Ok(Json(app.services.compare_revisions(reader, id, from, to).await?.into()))
}

/// Makes the post again what it was, for everybody who has it open. What it is now is kept first.
#[utoipa::path(post, path = "/api/content/{id}/revisions/{revisionId}/restore", tag = "revisions",
    params(("id" = String, Path, format = "uuid"), ("revisionId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "It is restored", body = RestoredBody),
    (status = 403, description = "`forbidden`: owner and editors may", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 413, description = "`too_large`: the document would be over its bound", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn restore(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Ids(id, revision): Ids<ContentId, RevisionId>,
) -> Result<Json<RestoredBody>, Problem> {
    let before = app.services.restore_revision(identity.user.id, id, revision).await?;
    Ok(Json(RestoredBody::new(before)))
}
