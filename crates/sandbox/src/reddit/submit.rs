//! A post.

use super::{Post, Reddit};
use crate::common::{form, token};
use axum::{body::Bytes, extract::State, http::HeaderMap, response::Response};
use serde_json::{Value, json};

fn refused(code: &str, message: &str, field: &str) -> Value {
    json!({ "json": { "errors": [[code, message, field]] } })
}

pub(super) async fn submit(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    let who = match reddit.who(&headers, "submit") {
        Ok(who) => who,
        Err(answer) => return answer,
    };
    let fields = form(&body);
    let get = |name: &str| fields.get(name).map_or("", String::as_str);
    let answer = {
        let mut state = reddit.lock();
        let (sr, title, kind) = (get("sr"), get("title"), get("kind"));
        let content = if kind == "self" { get("text") } else { get("url") };
        let rules = state.settings.subreddits.iter().find(|one| one.name.eq_ignore_ascii_case(sr)).cloned();
        let again = state.posts.iter().any(|post| post.sr == sr && kind == "link" && post.kind == "link" && post.body == content);
        let wait = state.settings.wait.clone();
        match rules {
            None => refused("SUBREDDIT_NOEXIST", "that subreddit doesn't exist", "sr"),
            Some(_) if wait.is_some() => {
                let wait = wait.unwrap_or_default();
                refused("RATELIMIT", &format!("Looks like you've been doing that a lot. Take a break for {wait} before trying again."), "ratelimit")
            }
            Some(sr) if sr.banned => refused("SUBREDDIT_NOTALLOWED", "you aren't allowed to post there.", "sr"),
            Some(sr) if sr.submission_type == "link" && kind == "self" => refused("NO_SELFS", "this subreddit only allows links", "sr"),
            Some(sr) if sr.submission_type == "self" && kind != "self" => refused("NO_LINKS", "this subreddit only allows text posts", "sr"),
            Some(sr) if sr.needs_flair && get("flair_id").is_empty() => {
                refused("SUBMIT_VALIDATION_FLAIR_REQUIRED", "Your post must contain post flair.", "flair")
            }
            Some(_) if title.chars().count() > 300 => refused("TOO_LONG", "this is too long (max: 300)", "title"),
            Some(_) if again && get("resubmit") != "true" => refused("ALREADY_SUB", "that link has already been submitted", "url"),
            Some(rules) => {
                let media = matches!(kind, "image" | "video");
                let id = token("")[..7].to_owned();
                let post = Post {
                    name: format!("t3_{id}"),
                    sr: rules.name,
                    title: title.to_owned(),
                    kind: kind.to_owned(),
                    body: content.to_owned(),
                    author: who.name.clone(),
                    out_at: reddit.clock().now() + if media { state.settings.media_takes } else { 0 },
                    removed: None,
                    comments: Vec::new(),
                };
                let data = if media {
                    json!({ "user_submitted_page": format!("https://www.reddit.com/user/{}/submitted/", who.name), "websocket_url": "wss://sandbox.invalid/" })
                } else {
                    json!({ "url": format!("https://www.reddit.com{}", post.path()), "id": id, "name": post.name })
                };
                state.posts.push(post);
                json!({ "json": { "errors": [], "data": data } })
            }
        }
    };
    reddit.say(&answer)
}
