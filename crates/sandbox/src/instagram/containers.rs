//! Containers, and what becomes public.

use super::{
    Instagram,
    errors::{error, missing},
    graph::{Fields, who},
    state::{Container, Media, new_id},
};
use crate::common::{form, json_answer};
use axum::{
    body::Bytes,
    extract::{Path, State},
    response::Response,
};
use serde_json::json;

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

pub(super) async fn make(State(instagram): State<Instagram>, Path((_, ig)): Path<(String, String)>, body: Bytes) -> Response {
    let fields = form(&body);
    let who = who!(instagram, fields, "content_publish");
    if who.ig != ig {
        return missing();
    }
    if get(&fields, "caption").encode_utf16().count() > 2200 {
        return error(400, 36004, 2_207_010, "The caption was too long.");
    }
    let kind = match get(&fields, "media_type") {
        "" => "IMAGE",
        "REELS" => "REELS",
        "STORIES" => "STORIES",
        "CAROUSEL" => "CAROUSEL",
        _ => return error(400, 100, 0, "media_type"),
    };
    let source = if kind == "CAROUSEL" {
        let children = get(&fields, "children");
        let known = instagram.containers();
        let all: Vec<&str> = children.split(',').filter(|id| known.iter().any(|one| one.id == *id && one.child)).collect();
        if !(2..=10).contains(&all.len()) || all.len() != children.split(',').count() {
            return error(400, 100, 0, "children: 2 to 10 containers are needed");
        }
        children.to_owned()
    } else {
        let url = if get(&fields, "video_url").is_empty() { get(&fields, "image_url") } else { get(&fields, "video_url") };
        if let Err(answer) = instagram.fetch(url, kind).await {
            return answer;
        }
        url.to_owned()
    };
    let container = Container {
        id: new_id(),
        kind: kind.to_owned(),
        source,
        caption: get(&fields, "caption").to_owned(),
        child: get(&fields, "is_carousel_item") == "true",
        made_at: instagram.clock().now(),
        published: None,
        ig,
    };
    let answer = json_answer(200, &json!({ "id": container.id }));
    instagram.lock().containers.push(container);
    answer
}

impl Instagram {
    /// Fetches the media's address as their servers do.
    async fn fetch(&self, url: &str, kind: &str) -> Result<(), Response> {
        if !self.lock().settings.fetches {
            return Ok(());
        }
        let gone = || error(400, 9004, 2_207_052, "The media could not be fetched from this URI.");
        let answer = reqwest::get(url).await.map_err(|_| gone())?;
        if !answer.status().is_success() {
            return Err(gone());
        }
        let is = answer.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = answer.bytes().await.map_err(|_| gone())?;
        match kind {
            "IMAGE" if is != "image/jpeg" => Err(error(400, 36001, 2_207_005, "The image format is not supported.")),
            "IMAGE" if bytes.len() > 8 * 1024 * 1024 => Err(error(400, 36000, 2_207_004, "The image is too large to download.")),
            _ => Ok(()),
        }
    }
}

pub(super) async fn publish(State(instagram): State<Instagram>, Path((_, ig)): Path<(String, String)>, body: Bytes) -> Response {
    let fields = form(&body);
    let who = who!(instagram, fields, "content_publish");
    let now = instagram.clock().now();
    let mut state = instagram.lock();
    if who.ig != ig {
        return missing();
    }
    let Some(at) = state.containers.iter().position(|one| one.id == get(&fields, "creation_id") && one.ig == ig) else {
        return error(400, 24, 2_207_008, "The media builder does not exist.");
    };
    match state.status(&state.containers[at], now).0 {
        "IN_PROGRESS" => return error(400, 9007, 2_207_027, "The media is not ready for publishing, please wait for a moment."),
        "FINISHED" => {}
        "ERROR" => return error(400, -1, 2_207_053, "unknown upload error"),
        // Twice would be public twice at the real one: here it is, too, so that tests see it.
        _ if state.containers[at].published.is_none() => return error(400, -2, 2_207_020, "The media you are trying to access has expired."),
        _ => {}
    }
    if state.used(&ig, now) >= state.settings.quota as usize {
        return error(403, 9, 2_207_042, "You reached the maximum number of posts that is allowed to be published.");
    }
    let id = new_id();
    let media = Media {
        id: id.clone(),
        ig,
        kind: state.containers[at].kind.clone(),
        caption: state.containers[at].caption.clone(),
        comments: Vec::new(),
        at: now,
    };
    state.containers[at].published = Some(id.clone());
    state.media.push(media);
    json_answer(200, &json!({ "id": id }))
}

pub(super) async fn comment(State(instagram): State<Instagram>, Path((_, id)): Path<(String, String)>, body: Bytes) -> Response {
    let fields = form(&body);
    let who = who!(instagram, fields, "manage_comments");
    let mut state = instagram.lock();
    let Some(media) = state.media.iter_mut().find(|media| media.id == id && media.ig == who.ig) else { return missing() };
    media.comments.push(get(&fields, "message").to_owned());
    json_answer(200, &json!({ "id": new_id() }))
}
