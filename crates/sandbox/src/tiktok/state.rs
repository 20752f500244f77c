//! What this TikTok remembers.

use super::{Event, Post, Settings};
use crate::common::Memory;
use serde_json::Value;
use std::collections::{HashMap, VecDeque};

/// What a person has allowed.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub open_id: String,
    pub scope: String,
    /// Until when, in seconds.
    pub until: i64,
}

/// A code that waits to be exchanged.
#[derive(Debug)]
pub(super) struct Code {
    pub grant: Grant,
    pub redirect_uri: String,
    pub challenge: Option<String>,
}

/// All of it.
#[derive(Debug)]
pub struct State {
    pub(super) settings: Settings,
    pub(super) codes: HashMap<String, Code>,
    pub(super) tokens: HashMap<String, Grant>,
    pub(super) refresh: HashMap<String, Grant>,
    pub(super) posts: Vec<Post>,
    pub(super) events: VecDeque<Event>,
    pub(super) refreshed: u32,
    /// Moments of calls by token and call.
    calls: HashMap<(String, &'static str), VecDeque<i64>>,
}

impl Memory for State {
    type Settings = Settings;

    fn new(settings: Settings) -> Self {
        Self {
            settings,
            codes: HashMap::new(),
            tokens: HashMap::new(),
            refresh: HashMap::new(),
            posts: Vec::new(),
            events: VecDeque::new(),
            refreshed: 0,
            calls: HashMap::new(),
        }
    }

    fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }

    fn advance(&mut self, now: i64) {
        let mut said = Vec::new();
        for post in &mut self.posts {
            post.advance(&self.settings, now, &mut said);
        }
        for (event, open_id, at, content) in said {
            self.say(event, &open_id, at, content);
        }
    }
}

impl State {
    /// Whether one more call in this minute is within the limit.
    pub(super) fn may_call(&mut self, token: &str, call: &'static str, limit: usize, now: i64) -> bool {
        let calls = self.calls.entry((token.to_owned(), call)).or_default();
        while calls.front().is_some_and(|at| *at <= now - 60_000) {
            calls.pop_front();
        }
        calls.push_back(now);
        calls.len() <= limit
    }

    /// Notes a webhook to send.
    pub(super) fn say(&mut self, event: &str, open_id: &str, at: i64, content: Value) {
        self.events.push_back(Event { event: event.to_owned(), user_openid: open_id.to_owned(), create_time: at, content });
    }
}
