//! Accounts and videos in numbers.

use super::{
    Post, Stage, TikTok,
    envelope::{invalid, ok},
};
use axum::{Json, extract::State, http::HeaderMap, response::Response};
use serde_json::{Value, json};

pub(super) async fn user(State(tiktok): State<TikTok>, headers: HeaderMap) -> Response {
    let who = match tiktok.who(&headers, "user.info.basic", "user_info", 600) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let videos = videos(&tiktok, &who.open_id).len();
    ok(&json!({ "user": {
        "open_id": who.open_id, "union_id": format!("u-{}", who.open_id), "avatar_url": "https://sandbox.invalid/avatar.png",
        "display_name": format!("{} (sandbox)", who.open_id), "username": who.open_id, "follower_count": 1200, "following_count": 80,
        "likes_count": 5300, "video_count": videos,
    } }))
}

/// What is out, newest first. A video is listed as soon as it is out; for a private one its id is never public.
fn videos(tiktok: &TikTok, open_id: &str) -> Vec<Value> {
    let state = tiktok.lock();
    let out = state.posts.iter().rev().filter(|post| post.open_id == open_id && post.stage == Stage::Complete);
    out.filter_map(video).collect()
}

fn video(post: &Post) -> Option<Value> {
    let id = post.public_id.as_ref()?;
    Some(json!({
        "id": id, "title": post.title, "cover_image_url": "https://sandbox.invalid/cover.jpg",
        "share_url": format!("https://www.tiktok.com/@{}/video/{id}", post.open_id), "create_time": post.made_at / 1000, "duration": 12,
        "view_count": 340, "like_count": 25, "comment_count": 3, "share_count": 2,
    }))
}

pub(super) async fn list(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let who = match tiktok.who(&headers, "video.list", "video_list", 600) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let many = body["max_count"].as_u64().unwrap_or(10);
    if many > 20 {
        return invalid("max_count");
    }
    let mut all = videos(&tiktok, &who.open_id);
    let from = usize::try_from(body["cursor"].as_u64().unwrap_or_default()).unwrap_or(usize::MAX).min(all.len());
    let to = (from + usize::try_from(many).unwrap_or(20)).min(all.len());
    let more = to < all.len();
    let page: Vec<Value> = all.drain(from..to).collect();
    ok(&json!({ "videos": page, "cursor": to, "has_more": more }))
}

pub(super) async fn query(State(tiktok): State<TikTok>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let who = match tiktok.who(&headers, "video.list", "video_query", 600) {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let ids = body["filters"]["video_ids"].as_array().cloned().unwrap_or_default();
    if ids.is_empty() || ids.len() > 20 {
        return invalid("video_ids");
    }
    let found: Vec<Value> = videos(&tiktok, &who.open_id).into_iter().filter(|video| ids.contains(&video["id"])).collect();
    ok(&json!({ "videos": found }))
}
