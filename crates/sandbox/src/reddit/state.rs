//! What this Reddit remembers.

use super::{Reddit, Settings};
use crate::common::{Memory, has_words, json_answer};
use axum::{http::HeaderMap, response::Response};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};

/// What a person has allowed.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub name: String,
    pub scope: String,
    /// Until when, in seconds.
    pub until: i64,
}

/// One post.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its full name, as `t3_…`.
    pub name: String,
    /// Where.
    pub sr: String,
    /// Its title.
    pub title: String,
    /// self, link, image or video.
    pub kind: String,
    /// Its text or address.
    pub body: String,
    /// By whom.
    pub author: String,
    /// When it is out, in milliseconds.
    pub out_at: i64,
    /// Who removed it.
    pub removed: Option<String>,
    /// The comments below it.
    pub comments: Vec<String>,
}

impl Post {
    pub(super) fn listed(&self) -> Value {
        json!({ "kind": "t3", "data": {
            "name": self.name, "id": self.name.trim_start_matches("t3_"), "title": self.title, "subreddit": self.sr, "author": self.author,
            "created_utc": self.out_at / 1000, "score": 12, "upvote_ratio": 0.93, "num_comments": self.comments.len(),
            "removed_by_category": self.removed, "locked": false, "permalink": self.path(), "url": self.body,
        } })
    }

    pub(super) fn path(&self) -> String {
        format!("/r/{}/comments/{}/", self.sr, self.name.trim_start_matches("t3_"))
    }
}

/// All of it.
#[derive(Debug)]
pub struct State {
    pub(super) settings: Settings,
    pub(super) codes: HashMap<String, Grant>,
    pub(super) tokens: HashMap<String, Grant>,
    pub(super) refresh: HashMap<String, Grant>,
    pub(super) posts: Vec<Post>,
    calls: VecDeque<i64>,
}

impl Memory for State {
    type Settings = Settings;

    fn new(settings: Settings) -> Self {
        Self { settings, codes: HashMap::new(), tokens: HashMap::new(), refresh: HashMap::new(), posts: Vec::new(), calls: VecDeque::new() }
    }

    fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }
}

impl Reddit {
    /// A User-Agent of the form that Reddit asks for, or its refusal.
    #[expect(clippy::result_large_err, reason = "the answer is the error; it is made once and handed on")]
    pub(super) fn agent(&self, headers: &HeaderMap) -> Result<(), Response> {
        let agent = headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or_default();
        if agent.contains(" (by /u/") && agent.split(" (by").next().is_some_and(|a| a.split(':').count() == 3) {
            Ok(())
        } else {
            Err(json_answer(403, &json!({ "message": "Forbidden", "error": 403 })))
        }
    }

    /// Who is asking, and the headers that tell what is left of the limit.
    #[expect(clippy::result_large_err, reason = "the answer is the error; it is made once and handed on")]
    pub(super) fn who(&self, headers: &HeaderMap, scope: &str) -> Result<Grant, Response> {
        self.agent(headers)?;
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default();
        let mut state = self.lock();
        let grant = state.tokens.get(bearer).filter(|grant| grant.until > self.clock().seconds()).cloned();
        let Some(grant) = grant else { return Err(json_answer(401, &json!({ "message": "Unauthorized", "error": 401 }))) };
        if !has_words(&grant.scope, scope) {
            return Err(json_answer(403, &json!({ "message": "Forbidden", "error": 403 })));
        }
        let now = self.clock().now();
        while state.calls.front().is_some_and(|at| *at <= now - 600_000) {
            state.calls.pop_front();
        }
        state.calls.push_back(now);
        if state.calls.len() > state.settings.limit as usize {
            return Err(self.rated(&state, json_answer(429, &json!({ "message": "Too Many Requests", "error": 429 }))));
        }
        Ok(grant)
    }

    /// The answer with the headers of the limit.
    pub(super) fn rated(&self, state: &State, mut answer: Response) -> Response {
        let used = state.calls.len();
        let left = (state.settings.limit as usize).saturating_sub(used);
        let first = state.calls.front().copied().unwrap_or_default();
        let reset = ((first + 600_000 - self.clock().now()) / 1000).max(1);
        let headers =
            [("x-ratelimit-used", used.to_string()), ("x-ratelimit-remaining", format!("{left}.0")), ("x-ratelimit-reset", reset.to_string())];
        for (name, value) in headers {
            if let Ok(value) = value.parse() {
                answer.headers_mut().insert(name, value);
            }
        }
        answer
    }

    /// A good answer with the headers of the limit.
    pub(super) fn say(&self, body: &Value) -> Response {
        self.rated(&self.lock(), json_answer(200, body))
    }
}
