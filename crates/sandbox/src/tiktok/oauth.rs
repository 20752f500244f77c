//! Consent, codes, tokens.

use super::{
    TikTok,
    state::{Code, Grant},
};
use crate::common::{Decision, SCOPE_MAX, Visitor, form, html, json_answer, keep, page, token as new_token};
use axum::{
    Extension,
    body::Bytes,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use url::Url;

type Fields = HashMap<String, String>;

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

impl TikTok {
    /// What is wrong with a request for consent, if anything is.
    fn wrong(&self, query: &Fields) -> Option<&'static str> {
        let (state, challenge) = (self.lock(), get(query, "code_challenge"));
        if get(query, "client_key") != state.settings.client_key {
            Some("client_key")
        } else if get(query, "response_type") != "code" {
            Some("response_type")
        } else if !state.settings.redirect_uris.iter().any(|uri| uri == get(query, "redirect_uri")) {
            Some("redirect_uri")
        } else if !(1..=SCOPE_MAX).contains(&get(query, "scope").len()) {
            Some("scope")
        } else if challenge.len() > 128 || (state.settings.needs_pkce && (get(query, "code_challenge_method") != "S256" || challenge.len() != 64)) {
            Some("code_challenge")
        } else {
            None
        }
    }

    /// A new pair of tokens, as the token call answers it.
    fn pair(&self, open_id: &str, scope: &str) -> Response {
        let mut state = self.lock();
        let now = self.clock().seconds();
        let (access, refresh) = (new_token("act."), new_token("rft."));
        let (access_lives, refresh_lives) = (state.settings.access_lives, state.settings.refresh_lives);
        let grant = |until| Grant { open_id: open_id.to_owned(), scope: scope.to_owned(), until };
        state.tokens.insert(access.clone(), grant(now + access_lives));
        state.refresh.insert(refresh.clone(), grant(now + refresh_lives));
        let body = json!({
            "access_token": access, "expires_in": access_lives, "open_id": open_id, "refresh_token": refresh,
            "refresh_expires_in": refresh_lives, "scope": scope, "token_type": "Bearer",
        });
        json_answer(200, &body)
    }

    fn token_error(&self, code: &str, description: &str) -> Response {
        let status = self.lock().settings.error_status;
        json_answer(status, &json!({ "error": code, "error_description": description, "log_id": "20261122SANDBOX" }))
    }
}

pub(super) async fn ask(State(tiktok): State<TikTok>, visitor: Option<Extension<Visitor>>, Query(query): Query<Fields>) -> Response {
    match tiktok.wrong(&query) {
        Some(wrong) => html(400, format!("We couldn't log in with TikTok: {wrong}")),
        None => page("TikTok", get(&query, "scope"), visitor.as_deref()),
    }
}

pub(super) async fn decide(State(tiktok): State<TikTok>, Query(query): Query<Fields>, body: Bytes) -> Response {
    if let Some(wrong) = tiktok.wrong(&query) {
        return html(400, format!("We couldn't log in with TikTok: {wrong}"));
    }
    let Ok(mut back) = Url::parse(get(&query, "redirect_uri")) else { return html(400, "redirect_uri".to_owned()) };
    match Decision::read(&body, &query["scope"]) {
        Decision::Allow(account, scope) => {
            let (code, now) = (format!("{}*!5", new_token("code")), tiktok.clock().seconds());
            let grant = Grant { open_id: format!("o-{account}"), scope: scope.clone(), until: now + 600 };
            let kept = Code { grant, redirect_uri: query["redirect_uri"].clone(), challenge: query.get("code_challenge").cloned() };
            keep(&mut tiktok.lock().codes, code.clone(), kept, now, |code| code.grant.until);
            back.query_pairs_mut().append_pair("code", &code).append_pair("scopes", &scope);
        }
        Decision::Deny => {
            back.query_pairs_mut().append_pair("error", "access_denied").append_pair("error_description", "User denied access");
        }
        Decision::Wrong => return html(400, "We couldn't log in with TikTok: account".to_owned()),
    }
    back.query_pairs_mut().append_pair("state", get(&query, "state"));
    Redirect::to(back.as_str()).into_response()
}

pub(super) async fn token(State(tiktok): State<TikTok>, body: Bytes) -> Response {
    let fields = form(&body);
    let known = {
        let state = tiktok.lock();
        get(&fields, "client_key") == state.settings.client_key && get(&fields, "client_secret") == state.settings.client_secret
    };
    if !known {
        return tiktok.token_error("invalid_client", "Client key or secret is incorrect.");
    }
    let now = tiktok.clock().seconds();
    match get(&fields, "grant_type") {
        "authorization_code" => {
            let taken = tiktok.lock().codes.remove(get(&fields, "code"));
            let Some(code) = taken.filter(|code| code.grant.until > now && code.redirect_uri == get(&fields, "redirect_uri")) else {
                return tiktok.token_error("invalid_grant", "Authorization code is expired.");
            };
            let verifier = Sha256::digest(get(&fields, "code_verifier").as_bytes());
            if code.challenge.is_some_and(|challenge| challenge != crate::common::hex(&verifier)) {
                return tiktok.token_error("invalid_request", "Code verifier or code challenge is invalid.");
            }
            tiktok.pair(&code.grant.open_id, &code.grant.scope)
        }
        "refresh_token" => {
            let grant = {
                let mut state = tiktok.lock();
                let old = get(&fields, "refresh_token");
                let grant = if state.settings.rotates { state.refresh.remove(old) } else { state.refresh.get(old).cloned() };
                state.refreshed += u32::from(grant.is_some());
                grant
            };
            match grant.filter(|grant| grant.until > now) {
                Some(grant) => tiktok.pair(&grant.open_id, &grant.scope),
                None => tiktok.token_error("invalid_grant", "Refresh token is invalid or expired."),
            }
        }
        _ => tiktok.token_error("unsupported_grant_type", "The grant type is not supported."),
    }
}

pub(super) async fn revoke(State(tiktok): State<TikTok>, body: Bytes) -> Response {
    let fields = form(&body);
    let open_id = tiktok.lock().tokens.get(get(&fields, "token")).map(|grant| grant.open_id.clone());
    let Some(open_id) = open_id else { return tiktok.token_error("invalid_request", "The token is invalid.") };
    let mut state = tiktok.lock();
    state.tokens.retain(|_, grant| grant.open_id != open_id);
    state.refresh.retain(|_, grant| grant.open_id != open_id);
    json_answer(200, &json!({}))
}
