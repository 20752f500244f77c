//! `/api/social/media`: files that come in pieces.

use super::bodies::MediaBody;
use crate::{
    identity::SignedIn,
    media::serve,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Asked, Body},
    },
    start::App,
};
use axum::{
    Json,
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use model::{
    ErrorCode,
    social::{CHUNK_MAX, MEDIA_MAX},
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Files that one person may announce in a minute.
const UPLOADS: u32 = 60;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, begin)).routes(routes!(show, append, erase)).routes(routes!(content))
}

#[derive(Deserialize, ToSchema)]
struct Begin {
    /// The file's name; shown, and never believed.
    name: String,
    /// Its size in bytes, at most 4 GB.
    size: u64,
}

/// Announces a file. Its bytes follow in pieces.
#[utoipa::path(post, path = "/api/social/media", tag = "social accounts", request_body = Begin, responses(
    (status = 201, description = "It is announced", body = MediaBody),
    (status = 409, description = "`limit_reached`: 20 GB, or ten unfinished uploads", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 60 a minute", body = Document, content_type = "application/problem+json"),
    (status = 507, description = "`no_space`: the server's disk is full", body = Document, content_type = "application/problem+json"),
))]
async fn begin(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Body(Begin { name, size }): Body<Begin>,
) -> Result<(StatusCode, Json<MediaBody>), Problem> {
    app.services.accounts.limit(format!("social uploads {}", identity.user.id), UPLOADS, 60)?;
    let media = app.services.uploads.begin(identity.user.id, &name, size).await?;
    Ok((StatusCode::CREATED, Json(media.into())))
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Place {
    /// Where the piece begins: what `received` says.
    from: u64,
}

/// The next piece of a file, at most 16 MiB. After the last one the answer says what the bytes are.
#[utoipa::path(put, path = "/api/social/media/{key}", tag = "social accounts", params(("key" = String, Path), Place),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "How far it is", body = MediaBody),
        (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
        (status = 409, description = "`too_late`: it stands elsewhere; ask where", body = Document, content_type = "application/problem+json"),
        (status = 413, description = "`too_large`: more than 16 MiB, or than was announced", body = Document, content_type = "application/problem+json"),
        (status = 415, description = "`wrong_type`: none of the files that platforms take. It is erased", body = Document, content_type = "application/problem+json"),
        (status = 507, description = "`no_space`: the piece is not kept, what came before is", body = Document, content_type = "application/problem+json"),
    ))]
async fn append(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Path(key): Path<String>,
    Asked(Place { from }): Asked<Place>,
    request: Request,
) -> Result<Json<MediaBody>, Problem> {
    let pieces = request.into_body().into_data_stream();
    app.services.uploads.append(identity.user.id, &key, from, pieces).await.map(|media| Json(media.into())).map_err(|error| match error.code {
        ErrorCode::WrongType => Problem::because(
            error.code,
            "By its bytes this is none of the files that platforms take: JPEG, PNG, WebP, GIF, MP4, MOV, WebM. It was erased; choose another.",
        ),
        ErrorCode::TooLarge => Problem::because(
            error.code,
            format!("A piece has at most {CHUNK_MAX} bytes, a file {MEDIA_MAX}, and not more than was announced. The piece was not kept."),
        ),
        ErrorCode::TooLate => Problem::because(error.code, "The file stands elsewhere. Ask for it, and go on from `received`."),
        ErrorCode::BadRequest => Problem::because(error.code, "The piece broke off and was not kept. Send it again."),
        _ => error.into(),
    })
}

/// Your files, the newest first; at most 200.
#[utoipa::path(get, path = "/api/social/media", tag = "social accounts", responses((status = 200, description = "The files", body = ListBody<MediaBody>)))]
async fn list(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<ListBody<MediaBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.social_media(identity.user.id).await?)))
}

/// A file, or how far it is.
#[utoipa::path(get, path = "/api/social/media/{key}", tag = "social accounts", params(("key" = String, Path)), responses(
    (status = 200, description = "The file", body = MediaBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, SignedIn(identity): SignedIn, Path(key): Path<String>) -> Result<Json<MediaBody>, Problem> {
    Ok(Json(app.services.uploads.get(identity.user.id, &key).await?.into()))
}

/// Erases a file.
#[utoipa::path(delete, path = "/api/social/media/{key}", tag = "social accounts", params(("key" = String, Path)), responses(
    (status = 204, description = "It is erased"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: a publication needs it", body = Document, content_type = "application/problem+json"),
))]
async fn erase(State(app): State<App>, SignedIn(identity): SignedIn, Path(key): Path<String>) -> Result<StatusCode, Problem> {
    app.services.social_media_delete(identity.user.id, &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The bytes of a file that is whole; ranges are answered.
#[utoipa::path(get, path = "/api/social/media/{key}/content", tag = "social accounts", params(("key" = String, Path)), responses(
    (status = 200, description = "The bytes", content_type = "application/octet-stream"),
    (status = 206, description = "The part that was asked for", content_type = "application/octet-stream"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn content(State(app): State<App>, SignedIn(identity): SignedIn, Path(key): Path<String>, request: Request) -> Result<Response, Problem> {
    let media = app.services.uploads.get(identity.user.id, &key).await?;
    if media.kind.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    serve(&app, &media, request).await
}
