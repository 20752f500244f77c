//! `/api/content/{id}/comments`.

mod bodies;

use super::{
    bodies::ListBody,
    extract::{Asked, Body, Id, Ids},
};
use crate::{
    problem::{Document, Problem},
    start::App,
};
use axum::{
    Extension, Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use bodies::{AnchorBody, CommentBody, ThreadBody};
use model::{
    CommentId, ContentId, Error, PageRequest, Reader,
    comments::{Filter, Thread},
    error::Problem as Wrong,
};
use serde::Deserialize;
use services::{Caller, Services};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, write))
        .routes(routes!(show, change, delete))
        .routes(routes!(resolve))
        .routes(routes!(reopen))
        .routes(routes!(read))
        .routes(routes!(react, unreact))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// `open`, `resolved`, `mine` or `unread`; all threads where it is left out.
    #[param(value_type = Option<String>)]
    filter: Option<Filter>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Threads a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// Lists the threads of a post, the oldest first, each with its first 20 replies.
#[utoipa::path(get, path = "/api/content/{id}/comments", tag = "comments", params(("id" = String, Path, format = "uuid"), ListQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<ThreadBody>),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Id(id): Id<ContentId>,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<ListBody<ThreadBody>>, Problem> {
    let ListQuery { filter, cursor, limit } = query;
    let (me, _) = app.services.reader(&caller, id).await?;
    Ok(Json(ListBody::page(app.services.threads(me, id, filter, &PageRequest { cursor, limit }).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Write {
    /// Markdown, up to 10,000 characters. `@[Ana](her id)` mentions her, if she has access;
    /// `@[leo@example.org](invite)` invites him to comment, if you may share.
    text: String,
    /// The words that a new thread is about; left out for the whole post.
    anchor: Option<AnchorBody>,
    /// A comment of the thread that this replies to.
    #[schema(format = "uuid")]
    parent_id: Option<String>,
}

/// Starts a thread, or replies in one. Owner, editors and commenters; guests whose link lets them.
#[utoipa::path(post, path = "/api/content/{id}/comments", tag = "comments", params(("id" = String, Path, format = "uuid")), request_body = Write, responses(
    (status = 201, description = "The new comment", body = CommentBody),
    (status = 403, description = "`forbidden`: viewers do not comment, or you may not invite whom you mention", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the post, or the comment that it replies to", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`: 1,000 threads a post, 500 replies a thread, 20 invitations a comment", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`anchor_not_found`, or `invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 comments and reactions a minute, 300 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn write(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Id(id): Id<ContentId>,
    Body(new): Body<Write>,
) -> Result<(StatusCode, Json<CommentBody>), Problem> {
    // Strangers hear first that there is nothing, whatever they sent.
    let (me, _) = app.services.reader(&caller, id).await?;
    let anchor = new.anchor.map(AnchorBody::read).transpose()?;
    let (written, thread) = match new.parent_id {
        Some(_) if anchor.is_some() => return Err(Error::field("anchor", Wrong::UnknownValue).into()),
        Some(parent) => {
            let parent: CommentId = parent.parse().map_err(|_| Error::field("parentId", Wrong::UnknownValue))?;
            app.services.reply(me, id, parent, &new.text).await?
        }
        None => {
            let thread = app.services.start_thread(me, id, &new.text, anchor).await?;
            (thread.id, thread)
        }
    };
    Ok((StatusCode::CREATED, Json(one(thread, written)?)))
}

/// The comment that an address names, and as whom it is asked for.
struct At {
    services: Services,
    me: Reader,
    id: ContentId,
    comment: CommentId,
}

impl FromRequestParts<App> for At {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Ids(id, comment) = Ids::from_request_parts(parts, app).await?;
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
        let (me, _) = app.services.reader(&caller, id).await?;
        Ok(Self { services: app.services.clone(), me, id, comment })
    }
}

/// One comment of a thread.
fn one(thread: Thread, comment: CommentId) -> Result<CommentBody, Problem> {
    let id = thread.id;
    let found = thread.comments.into_iter().find(|one| one.id == comment);
    // Somebody may have deleted it just now.
    found.map(|comment| CommentBody::new(id, comment)).ok_or_else(|| model::ErrorCode::NotFound.into())
}

/// A thread with all its replies, by the id of any of its comments.
#[utoipa::path(get, path = "/api/content/{id}/comments/{commentId}", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The thread", body = ThreadBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(At { services, me, id, comment }: At) -> Result<Json<ThreadBody>, Problem> {
    Ok(Json(services.thread(me, id, comment).await?.into()))
}

#[derive(Deserialize, ToSchema)]
struct Change {
    /// Markdown, up to 10,000 characters.
    text: String,
}

/// Changes one's own comment.
#[utoipa::path(put, path = "/api/content/{id}/comments/{commentId}", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), request_body = Change, responses(
    (status = 200, description = "The comment as it is now", body = CommentBody),
    (status = 403, description = "`forbidden`: it is not yours", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 comments and reactions a minute, 300 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn change(At { services, me, id, comment }: At, Body(change): Body<Change>) -> Result<Json<CommentBody>, Problem> {
    let thread = services.edit_comment(me, id, comment, &change.text).await?;
    Ok(Json(one(thread, comment)?))
}

/// Deletes one's own comment. The first one of a thread with replies stays as a gap.
#[utoipa::path(delete, path = "/api/content/{id}/comments/{commentId}", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is deleted"),
    (status = 403, description = "`forbidden`: it is not yours", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn delete(At { services, me, id, comment }: At) -> Result<StatusCode, Problem> {
    services.delete_comment(me, id, comment).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Resolves a thread. Whoever started it, editors and the owner.
#[utoipa::path(post, path = "/api/content/{id}/comments/{commentId}/resolve", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The thread as it is now", body = ThreadBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn resolve(At { services, me, id, comment }: At) -> Result<Json<ThreadBody>, Problem> {
    Ok(Json(services.set_resolved(me, id, comment, true).await?.into()))
}

/// Reopens a thread. Whoever started it, editors and the owner.
#[utoipa::path(post, path = "/api/content/{id}/comments/{commentId}/reopen", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The thread as it is now", body = ThreadBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn reopen(At { services, me, id, comment }: At) -> Result<Json<ThreadBody>, Problem> {
    Ok(Json(services.set_resolved(me, id, comment, false).await?.into()))
}

/// Notes that you have read a thread as it is now.
#[utoipa::path(post, path = "/api/content/{id}/comments/{commentId}/read", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is read"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn read(At { services, me, id, comment }: At) -> Result<StatusCode, Problem> {
    services.comments.mark_read(me, id, comment).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct React {
    /// One of 👍 ❤️ 😂 🎉 🚀 👀 😮 😢.
    emoji: String,
}

/// Adds your reaction to a comment. Owner, editors and commenters.
#[utoipa::path(post, path = "/api/content/{id}/comments/{commentId}/reactions", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid")), request_body = React, responses(
    (status = 200, description = "The comment as it is now", body = CommentBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: the emoji is not one of those", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 comments and reactions a minute, 300 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn react(At { services, me, id, comment }: At, Body(React { emoji }): Body<React>) -> Result<Json<CommentBody>, Problem> {
    let thread = services.react(me, id, comment, &emoji, true).await?;
    Ok(Json(one(thread, comment)?))
}

/// Takes your reaction back.
#[utoipa::path(delete, path = "/api/content/{id}/comments/{commentId}/reactions", tag = "comments",
    params(("id" = String, Path, format = "uuid"), ("commentId" = String, Path, format = "uuid"), React), responses(
    (status = 200, description = "The comment as it is now", body = CommentBody),
    (status = 403, description = "`forbidden`", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 30 comments and reactions a minute, 300 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn unreact(At { services, me, id, comment }: At, Asked(React { emoji }): Asked<React>) -> Result<Json<CommentBody>, Problem> {
    let thread = services.react(me, id, comment, &emoji, false).await?;
    Ok(Json(one(thread, comment)?))
}
