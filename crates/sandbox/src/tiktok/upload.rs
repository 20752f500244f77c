//! Chunks of a video.

use super::{Stage, TikTok};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

const LAST: u64 = 128 * 1024 * 1024;

pub(super) async fn put(State(tiktok): State<TikTok>, Path(task): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let now = tiktok.clock().now();
    let mut state = tiktok.lock();
    let lives = state.settings.upload_lives;
    let Some(post) = state.posts.iter_mut().find(|post| post.publish_id == task && post.size > 0) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if now > post.made_at + lives {
        return StatusCode::FORBIDDEN.into_response();
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    if !matches!(header("content-type").as_str(), "video/mp4" | "video/quicktime" | "video/webm") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Some((from, to, total)) = range(&header("content-range")) else { return StatusCode::BAD_REQUEST.into_response() };
    let length = body.len() as u64;
    let last = to + 1 == total;
    let fits = if last { length <= LAST } else { length == post.chunk };
    if total != post.size || to < from || to - from + 1 != length || !fits {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let stands = |received: u64| [("content-range", format!("bytes 0-{}/{total}", received.saturating_sub(1)))];
    if from != post.received {
        return (StatusCode::RANGE_NOT_SATISFIABLE, stands(post.received)).into_response();
    }
    post.received += length;
    if post.received < total {
        return (StatusCode::PARTIAL_CONTENT, stands(post.received)).into_response();
    }
    (post.stage, post.whole_at) = (Stage::Processing, Some(now));
    (StatusCode::CREATED, stands(post.received)).into_response()
}

/// First, last and total of `bytes F-L/T`.
fn range(text: &str) -> Option<(u64, u64, u64)> {
    let (span, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (from, to) = span.split_once('-')?;
    Some((from.parse().ok()?, to.parse().ok()?, total.parse().ok()?))
}
