//! Files for platforms that fetch them: by addresses that are signed and end after an hour. And for their owners, as they see them.

use crate::{problem::Problem, start::App};
use axum::{
    Router,
    body::Body,
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use model::{ErrorCode, social::MediaView};
use serde::Deserialize;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// `/media/{key}`.
pub fn router() -> Router<App> {
    Router::new().route("/media/{key}", get(fetched))
}

#[derive(Deserialize)]
struct Signed {
    #[serde(default)]
    until: i64,
    #[serde(default)]
    signature: String,
}

async fn fetched(
    State(app): State<App>,
    Path(key): Path<String>,
    signed: Result<Query<Signed>, QueryRejection>,
    request: Request,
) -> Result<Response, Problem> {
    // Who has no good address is told nothing, whatever is there.
    let admitted = signed.is_ok_and(|Query(signed)| app.services.files.folder.admits(&key, signed.until, &signed.signature, db::now().0));
    if !admitted {
        return Err(ErrorCode::NotFound.into());
    }
    let media = app.services.uploads.whole(&key).await?;
    serve(&app, &media, request).await
}

/// A file, or the part of it that is asked for.
pub async fn serve(app: &App, media: &MediaView, request: Request) -> Result<Response, Problem> {
    let path = app.services.files.folder.path(&media.key).ok_or(ErrorCode::NotFound)?;
    let served = ServeFile::new(path).oneshot(request).await.unwrap_or_else(|never| match never {});
    let mut response = served.map(Body::new).into_response();
    if response.status() == StatusCode::NOT_FOUND {
        return Err(ErrorCode::NotFound.into());
    }
    let kind = media.content_type.as_deref().and_then(|kind| HeaderValue::from_str(kind).ok());
    if let (Some(kind), true) = (kind, response.status().is_success()) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}
