//! What comes before a post, its start, and where it stands.

use super::{
    Post, Stage, TikTok,
    envelope::{invalid, ok, refused},
    state::Grant,
};
use crate::common::token;
use axum::{Json, extract::State, http::HeaderMap, response::Response};
use serde_json::{Value, json};

const MB: u64 = 1024 * 1024;

pub(super) async fn creator_info(State(tiktok): State<TikTok>, headers: HeaderMap) -> Response {
    let who = match tiktok.who(&headers, "video.publish", "creator_info", 20) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let settings = tiktok.lock().settings.clone();
    if let Some(code) = settings.refuses {
        return refused(200, &code, "The user cannot post now.");
    }
    ok(&json!({
        "creator_username": who.open_id, "creator_nickname": format!("{} (sandbox)", who.open_id),
        "creator_avatar_url": "https://sandbox.invalid/avatar.png", "privacy_level_options": settings.privacy,
        "comment_disabled": settings.disabled[0], "duet_disabled": settings.disabled[1], "stitch_disabled": settings.disabled[2],
        "max_video_post_duration_sec": settings.longest,
    }))
}

pub(super) async fn direct(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    start(&tiktok, &headers, &body, "video.publish", "video_init", Kind::Direct).await
}

pub(super) async fn inbox(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    start(&tiktok, &headers, &body, "video.upload", "inbox_init", Kind::Inbox).await
}

pub(super) async fn photos(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let kind = if body["post_mode"] == "MEDIA_UPLOAD" { Kind::PhotosToInbox } else { Kind::Photos };
    start(&tiktok, &headers, &body, "video.publish", "content_init", kind).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Direct,
    Inbox,
    Photos,
    PhotosToInbox,
}

impl Kind {
    fn to_inbox(self) -> bool {
        matches!(self, Self::Inbox | Self::PhotosToInbox)
    }
}

async fn start(tiktok: &TikTok, headers: &HeaderMap, body: &Value, scope: &str, call: &'static str, kind: Kind) -> Response {
    let who = match tiktok.who(headers, scope, call, 6) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    if let Err(answer) = allowed(tiktok, &who, body, kind) {
        return answer;
    }
    let source = &body["source_info"];
    let pulled: Vec<&str> = match (source["source"].as_str(), kind) {
        (Some("PULL_FROM_URL"), Kind::Photos | Kind::PhotosToInbox) => {
            source["photo_images"].as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
        }
        (Some("PULL_FROM_URL"), _) => source["video_url"].as_str().into_iter().collect(),
        (Some("FILE_UPLOAD"), Kind::Direct | Kind::Inbox) => return upload(tiktok, &who, body, kind),
        _ => return invalid("source"),
    };
    if pulled.is_empty() || pulled.len() > 35 {
        return invalid("between 1 and 35 addresses are needed");
    }
    let verified = tiktok.lock().settings.verified.clone();
    if !pulled.iter().all(|url| verified.iter().any(|beginning| url.starts_with(beginning.as_str()))) {
        return refused(403, "url_ownership_unverified", "Verify the domain or URL prefix of the media.");
    }
    let reason = if kind == Kind::Photos { "photo_pull_failed" } else { "video_pull_failed" };
    let mut doomed = None;
    for url in pulled {
        if !fetched(url).await {
            doomed = Some(reason.to_owned());
        }
    }
    let mut post = tiktok.post(&who, body, kind, "p_pull_url~");
    (post.stage, post.whole_at, post.doomed) = (Stage::Processing, Some(tiktok.clock().now()), doomed);
    let answer = ok(&json!({ "publish_id": post.publish_id }));
    tiktok.lock().posts.push(post);
    answer
}

/// Whether TikTok's servers get the media. They follow no redirect.
async fn fetched(url: &str) -> bool {
    let Ok(client) = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build() else { return false };
    matches!(client.get(url).send().await, Ok(answer) if answer.status().is_success())
}

#[expect(clippy::result_large_err, reason = "the answer is the error; it is made once and handed on")]
fn allowed(tiktok: &TikTok, who: &Grant, body: &Value, kind: Kind) -> Result<(), Response> {
    let state = tiktok.lock();
    let settings = &state.settings;
    if let Some(code) = &settings.refuses {
        return Err(refused(403, code, "The user cannot post now."));
    }
    let day_ago = tiktok.clock().now() - 86_400_000;
    let waiting = state.posts.iter().filter(|post| post.open_id == who.open_id && post.stage == Stage::Inbox && post.made_at > day_ago).count();
    if waiting >= settings.pending {
        return Err(refused(403, "spam_risk_too_many_pending_share", "Too many posts wait in the inbox."));
    }
    if kind.to_inbox() {
        return Ok(());
    }
    let info = &body["post_info"];
    let privacy = info["privacy_level"].as_str().unwrap_or_default();
    if !settings.privacy.iter().any(|option| option == privacy) {
        return Err(refused(403, "privacy_level_option_mismatch", "Choose one of the options of creator_info."));
    }
    if !settings.audited && privacy != "SELF_ONLY" {
        return Err(refused(403, "unaudited_client_can_only_post_to_private_accounts", "The app has not passed the audit."));
    }
    let (title, description) = if kind == Kind::Photos { (90, 4000) } else { (2200, 0) };
    let units = |name: &str| info[name].as_str().map_or(0, |text| text.encode_utf16().count());
    if units("title") > title || units("description") > description {
        return Err(invalid("the title or the description is too long"));
    }
    Ok(())
}

fn upload(tiktok: &TikTok, who: &Grant, body: &Value, kind: Kind) -> Response {
    let number = |name: &str| body["source_info"][name].as_u64().unwrap_or_default();
    let (size, chunk, count) = (number("video_size"), number("chunk_size"), number("total_chunk_count"));
    let whole = size < 5 * MB && chunk == size && count == 1;
    let one = chunk == size && count == 1 && size <= 64 * MB;
    let many = (5 * MB..=64 * MB).contains(&chunk) && chunk > 0 && count == size / chunk && (1..=1000).contains(&count);
    if size == 0 || size > 4 * 1024 * MB || !(whole || one || many) {
        return invalid("The chunk size or chunk count is invalid.");
    }
    let mut post = tiktok.post(who, body, kind, "v_pub_file~");
    (post.size, post.chunk, post.chunks) = (size, chunk, count);
    let mut state = tiktok.lock();
    let url = format!("{}/upload/{}", state.settings.base, post.publish_id);
    let answer = ok(&json!({ "publish_id": post.publish_id, "upload_url": url }));
    state.posts.push(post);
    answer
}

impl TikTok {
    fn post(&self, who: &Grant, body: &Value, kind: Kind, prefix: &str) -> Post {
        let info = |name: &str| body["post_info"][name].as_str().unwrap_or_default().to_owned();
        Post {
            publish_id: token(prefix),
            open_id: who.open_id.clone(),
            title: info("title"),
            privacy: info("privacy_level"),
            size: 0,
            received: 0,
            chunk: 0,
            chunks: 0,
            stage: Stage::Uploading,
            fail_reason: None,
            public_id: None,
            made_at: self.clock().now(),
            whole_at: None,
            inbox: kind.to_inbox(),
            doomed: None,
        }
    }
}

pub(super) async fn status(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let who = match tiktok.who(&headers, "", "status", 30) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let state = tiktok.lock();
    let post = state.posts.iter().find(|post| body["publish_id"] == post.publish_id.as_str() && post.open_id == who.open_id);
    let Some(post) = post else { return invalid("publish_id") };
    let ids: Vec<u64> = post.public_id.iter().filter_map(|id| id.parse().ok()).collect();
    let mut data = json!({ "status": post.status(), "publicaly_available_post_id": ids, "uploaded_bytes": post.received });
    if let Some(reason) = &post.fail_reason {
        data["fail_reason"] = json!(reason);
    }
    ok(&data)
}
