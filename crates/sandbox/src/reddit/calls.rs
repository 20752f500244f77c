//! Everything but signing in and posting.

use super::{Reddit, Subreddit};
use crate::common::{form, json_answer};
use axum::{
    body::Bytes,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
};
use serde_json::{Value, json};
use std::collections::HashMap;

macro_rules! who {
    ($reddit:expr, $headers:expr, $scope:literal) => {
        match $reddit.who(&$headers, $scope) {
            Ok(who) => who,
            Err(answer) => return answer,
        }
    };
}

fn missing() -> Response {
    json_answer(404, &json!({ "message": "Not Found", "error": 404 }))
}

impl Reddit {
    fn rules(&self, sr: &str) -> Option<Subreddit> {
        self.lock().settings.subreddits.iter().find(|one| one.name.eq_ignore_ascii_case(sr)).cloned()
    }

    fn listing(&self, children: &[Value]) -> Response {
        self.say(&json!({ "kind": "Listing", "data": { "children": children, "after": null } }))
    }
}

pub(super) async fn me(State(reddit): State<Reddit>, headers: HeaderMap) -> Response {
    let who = who!(reddit, headers, "identity");
    let suspended = reddit.lock().settings.suspended;
    reddit.say(&json!({
        "name": who.name, "id": format!("id-{}", who.name), "icon_img": "https://sandbox.invalid/icon.png", "link_karma": 210,
        "comment_karma": 95, "created_utc": 1_500_000_000, "is_suspended": suspended,
    }))
}

pub(super) async fn flairs(State(reddit): State<Reddit>, headers: HeaderMap, Path(sr): Path<String>) -> Response {
    let _ = who!(reddit, headers, "flair");
    if reddit.rules(&sr).is_none() {
        return missing();
    }
    reddit.say(&json!([{ "id": "flair-1", "text": "Photo", "text_editable": false, "mod_only": false },
                       { "id": "flair-2", "text": "News", "text_editable": true, "mod_only": true }]))
}

pub(super) async fn requirements(State(reddit): State<Reddit>, headers: HeaderMap, Path(sr): Path<String>) -> Response {
    let _ = who!(reddit, headers, "submit");
    let Some(rules) = reddit.rules(&sr) else { return missing() };
    reddit.say(&json!({
        "title_text_min_length": rules.title_min, "title_text_max_length": 300, "body_text_min_length": null, "body_text_max_length": null,
        "title_regexes": [], "title_blacklisted_strings": rules.forbidden, "title_required_strings": [], "body_blacklisted_strings": [],
        "body_required_strings": [], "domain_blacklist": [], "domain_whitelist": [], "is_flair_required": rules.needs_flair,
    }))
}

pub(super) async fn about(State(reddit): State<Reddit>, headers: HeaderMap, Path(sr): Path<String>) -> Response {
    let _ = who!(reddit, headers, "read");
    let Some(rules) = reddit.rules(&sr) else { return missing() };
    reddit.say(&json!({ "kind": "t5", "data": {
        "display_name": rules.name, "submission_type": rules.submission_type, "allow_images": rules.media, "allow_videos": rules.media,
        "user_is_banned": rules.banned, "over18": false,
    } }))
}

pub(super) async fn info(State(reddit): State<Reddit>, headers: HeaderMap, Query(query): Query<HashMap<String, String>>) -> Response {
    let _ = who!(reddit, headers, "read");
    let ids: Vec<&str> = query.get("id").map(|ids| ids.split(',').collect()).unwrap_or_default();
    let found: Vec<Value> = reddit.posts().iter().filter(|post| ids.contains(&post.name.as_str())).take(100).map(super::Post::listed).collect();
    reddit.listing(&found)
}

pub(super) async fn submitted(State(reddit): State<Reddit>, headers: HeaderMap, Path(name): Path<String>) -> Response {
    let _ = who!(reddit, headers, "history");
    let now = reddit.clock().now();
    let found: Vec<Value> =
        reddit.posts().iter().rev().filter(|post| post.author == name && post.out_at <= now).take(100).map(super::Post::listed).collect();
    reddit.listing(&found)
}

pub(super) async fn comment(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    let _ = who!(reddit, headers, "submit");
    change(&reddit, &body, "thing_id", |post, fields| post.comments.push(fields.get("text").cloned().unwrap_or_default()))
}

pub(super) async fn edit(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    let _ = who!(reddit, headers, "edit");
    change(&reddit, &body, "thing_id", |post, fields| post.body = fields.get("text").cloned().unwrap_or_default())
}

pub(super) async fn delete(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    let _ = who!(reddit, headers, "edit");
    change(&reddit, &body, "id", |post, _| post.removed = Some("deleted".to_owned()))
}

fn change(reddit: &Reddit, body: &Bytes, id: &str, how: impl FnOnce(&mut super::Post, &HashMap<String, String>)) -> Response {
    let fields = form(body);
    let done = {
        let mut state = reddit.lock();
        let name = fields.get(id).map_or("", String::as_str);
        state.posts.iter_mut().find(|post| post.name == name).map(|post| how(post, &fields))
    };
    match done {
        Some(()) => reddit.say(&json!({ "json": { "errors": [], "data": {} } })),
        None => reddit.say(&json!({ "json": { "errors": [["NO_THING_ID", "id not specified", "parent"]] } })),
    }
}
