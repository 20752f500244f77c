//! Consent, codes, tokens.

use super::{Reddit, state::Grant};
use crate::common::{Decision, SCOPE_MAX, Visitor, form, html, json_answer, keep, page, token as new_token};
use axum::{
    Extension,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use std::collections::HashMap;
use url::Url;

type Fields = HashMap<String, String>;

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

impl Reddit {
    fn wrong(&self, query: &Fields) -> bool {
        let settings = &self.lock().settings;
        get(query, "client_id") != settings.client_id
            || get(query, "response_type") != "code"
            || get(query, "redirect_uri") != settings.redirect_uri
            || !(1..=SCOPE_MAX).contains(&get(query, "scope").len())
            || get(query, "state").is_empty()
    }

    /// Whether the client has shown its id and secret.
    fn client(&self, headers: &HeaderMap) -> bool {
        let settings = &self.lock().settings;
        let right = STANDARD.encode(format!("{}:{}", settings.client_id, settings.client_secret));
        headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Basic ")) == Some(right.as_str())
    }

    fn granted(&self, grant: &Grant, refresh: Option<String>) -> Response {
        let mut state = self.lock();
        let access = new_token("eyJ");
        let lives = state.settings.access_lives;
        state.tokens.insert(access.clone(), Grant { until: self.clock().seconds() + lives, ..grant.clone() });
        let mut body = json!({ "access_token": access, "token_type": "bearer", "expires_in": lives, "scope": grant.scope });
        if let Some(refresh) = refresh {
            state.refresh.insert(refresh.clone(), Grant { until: i64::MAX, ..grant.clone() });
            body["refresh_token"] = json!(refresh);
        }
        json_answer(200, &body)
    }
}

pub(super) async fn ask(State(reddit): State<Reddit>, visitor: Option<Extension<Visitor>>, Query(query): Query<Fields>) -> Response {
    if reddit.wrong(&query) { html(400, "bad request (reddit.com)".to_owned()) } else { page("Reddit", get(&query, "scope"), visitor.as_deref()) }
}

pub(super) async fn decide(State(reddit): State<Reddit>, Query(query): Query<Fields>, body: Bytes) -> Response {
    let Ok(mut back) = Url::parse(get(&query, "redirect_uri")) else { return html(400, "bad request (reddit.com)".to_owned()) };
    if reddit.wrong(&query) {
        return html(400, "bad request (reddit.com)".to_owned());
    }
    back.query_pairs_mut().append_pair("state", get(&query, "state"));
    match Decision::read(&body, &query["scope"]) {
        Decision::Allow(name, scope) => {
            let (code, now) = (new_token(""), reddit.clock().seconds());
            // A code for a permanent grant brings a refresh token; the prefix remembers which it is.
            let code = if get(&query, "duration") == "permanent" { format!("p{code}") } else { format!("t{code}") };
            keep(&mut reddit.lock().codes, code.clone(), Grant { name, scope, until: now + 600 }, now, |grant| grant.until);
            back.query_pairs_mut().append_pair("code", &code);
        }
        Decision::Deny => {
            back.query_pairs_mut().append_pair("error", "access_denied");
        }
        Decision::Wrong => return html(400, "bad request (reddit.com)".to_owned()),
    }
    Redirect::to(back.as_str()).into_response()
}

pub(super) async fn token(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    if let Err(answer) = reddit.agent(&headers) {
        return answer;
    }
    if !reddit.client(&headers) {
        return json_answer(401, &json!({ "message": "Unauthorized", "error": 401 }));
    }
    let fields = form(&body);
    let now = reddit.clock().seconds();
    match get(&fields, "grant_type") {
        "authorization_code" => {
            let right = get(&fields, "redirect_uri") == reddit.lock().settings.redirect_uri;
            let code = get(&fields, "code");
            let grant = reddit.lock().codes.remove(code).filter(|grant| right && grant.until > now);
            match grant {
                Some(grant) => reddit.granted(&grant, code.starts_with('p').then(|| new_token("r-"))),
                None => json_answer(200, &json!({ "error": "invalid_grant" })),
            }
        }
        "refresh_token" => {
            let grant = reddit.lock().refresh.get(get(&fields, "refresh_token")).cloned();
            match grant {
                Some(grant) => reddit.granted(&grant, None),
                None => json_answer(400, &json!({ "message": "Bad Request", "error": 400 })),
            }
        }
        _ => json_answer(200, &json!({ "error": "unsupported_grant_type" })),
    }
}

pub(super) async fn revoke(State(reddit): State<Reddit>, headers: HeaderMap, body: Bytes) -> Response {
    if !reddit.client(&headers) {
        return json_answer(401, &json!({ "message": "Unauthorized", "error": 401 }));
    }
    let fields = form(&body);
    let mut state = reddit.lock();
    let token = get(&fields, "token");
    if let Some(grant) = state.refresh.remove(token) {
        state.tokens.retain(|_, other| other.name != grant.name);
    }
    state.tokens.remove(token);
    StatusCode::NO_CONTENT.into_response()
}
