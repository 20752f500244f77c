//! Both sign-ins.

use super::{
    Instagram,
    errors::error,
    state::{Code, Grant, Kind, id_of},
};
use crate::common::{Decision, SCOPE_MAX, Visitor, form, html, json_answer, keep, page, token};
use axum::{
    Extension,
    body::Bytes,
    extract::{Query, State},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use std::collections::HashMap;
use url::Url;

type Fields = HashMap<String, String>;
const SIXTY_DAYS: i64 = 60 * 86_400;

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

impl Instagram {
    fn wrong(&self, query: &Fields) -> bool {
        let settings = &self.lock().settings;
        get(query, "client_id") != settings.app_id
            || get(query, "response_type") != "code"
            || !settings.redirect_uris.iter().any(|uri| uri == get(query, "redirect_uri"))
            || !(1..=SCOPE_MAX).contains(&get(query, "scope").len())
    }

    fn secret_is(&self, secret: &str) -> bool {
        self.lock().settings.app_secret == secret
    }

    /// Keeps a new token and answers with it.
    fn give(&self, grant: Grant) -> String {
        let access = token(if matches!(grant.kind, Kind::Short | Kind::Long) { "IGQ" } else { "EAA" });
        self.lock().tokens.insert(access.clone(), grant);
        access
    }

    fn long(&self, grant: &Grant, kind: Kind) -> Response {
        let made = self.clock().seconds();
        let access = self.give(Grant { kind, made, until: made + SIXTY_DAYS, ..grant.clone() });
        json_answer(200, &json!({ "access_token": access, "token_type": "bearer", "expires_in": SIXTY_DAYS, "permissions": grant.scope }))
    }
}

pub(super) async fn ask(State(instagram): State<Instagram>, visitor: Option<Extension<Visitor>>, Query(query): Query<Fields>) -> Response {
    if instagram.wrong(&query) { html(400, "Invalid platform app".to_owned()) } else { page("Instagram", get(&query, "scope"), visitor.as_deref()) }
}

pub(super) async fn decide(State(instagram): State<Instagram>, uri: Uri, Query(query): Query<Fields>, body: Bytes) -> Response {
    let Ok(mut back) = Url::parse(get(&query, "redirect_uri")) else { return html(400, "Invalid redirect_uri".to_owned()) };
    if instagram.wrong(&query) {
        return html(400, "Invalid platform app".to_owned());
    }
    let decision = Decision::read(&body, &query["scope"]);
    if matches!(decision, Decision::Deny) {
        let pairs = [("error", "access_denied"), ("error_reason", "user_denied"), ("error_description", "The user denied your request")];
        back.query_pairs_mut().extend_pairs(pairs).append_pair("state", get(&query, "state"));
        return Redirect::to(back.as_str()).into_response();
    }
    let Decision::Allow(name, scope) = decision else { return html(400, "Invalid account".to_owned()) };
    let facebook = uri.path().contains("/dialog/");
    let made = instagram.clock().seconds();
    let grant = Grant { ig: id_of(&name), name, scope, made, until: made + 3600, kind: if facebook { Kind::FacebookUser } else { Kind::Short } };
    let code = token("AQ");
    let kept = Code { grant, redirect_uri: query["redirect_uri"].clone() };
    keep(&mut instagram.lock().codes, code.clone(), kept, made, |code| code.grant.until);
    back.query_pairs_mut().append_pair("code", &code).append_pair("state", get(&query, "state"));
    if !facebook {
        back.set_fragment(Some("_"));
    }
    Redirect::to(back.as_str()).into_response()
}

/// Instagram's own: a code for a short token, once.
pub(super) async fn code(State(instagram): State<Instagram>, body: Bytes) -> Response {
    let fields = form(&body);
    let taken = instagram.lock().codes.remove(get(&fields, "code"));
    let now = instagram.clock().seconds();
    let right = instagram.secret_is(get(&fields, "client_secret"));
    let code = taken.filter(|code| right && code.redirect_uri == get(&fields, "redirect_uri") && code.grant.until > now);
    let Some(code) = code else {
        let message = "Matching code was not found or was already used";
        return json_answer(400, &json!({ "error_type": "OAuthException", "code": 400, "error_message": message }));
    };
    let (user, scope) = (code.grant.ig.clone(), code.grant.scope.clone());
    let access = instagram.give(code.grant);
    let flat = json!({ "access_token": access, "user_id": user, "permissions": scope });
    if instagram.lock().settings.wrapped { json_answer(200, &json!({ "data": [flat] })) } else { json_answer(200, &flat) }
}

/// Facebook's: a code for a short token, or a short for a long one.
pub(super) async fn facebook(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    if !instagram.secret_is(get(&query, "client_secret")) {
        return error(400, 1, 0, "Error validating client secret.");
    }
    if get(&query, "grant_type") == "fb_exchange_token" {
        let grant = instagram.lock().tokens.get(get(&query, "fb_exchange_token")).cloned();
        return match grant {
            Some(grant) => instagram.long(&grant, Kind::FacebookUser),
            None => error(400, 190, 463, "Error validating access token."),
        };
    }
    let taken = instagram.lock().codes.remove(get(&query, "code"));
    match taken.filter(|code| code.redirect_uri == get(&query, "redirect_uri")) {
        Some(code) => {
            let access = instagram.give(code.grant);
            json_answer(200, &json!({ "access_token": access, "token_type": "bearer", "expires_in": 3600 }))
        }
        None => error(400, 100, 36009, "This authorization code has been used."),
    }
}

/// Instagram's own: a short token for a long one.
pub(super) async fn exchange(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    let grant = instagram.lock().tokens.get(get(&query, "access_token")).filter(|grant| grant.kind == Kind::Short).cloned();
    match grant {
        Some(grant) if instagram.secret_is(get(&query, "client_secret")) => instagram.long(&grant, Kind::Long),
        _ => error(400, 190, 467, "Invalid OAuth access token."),
    }
}

/// Instagram's own: only a token that is a day old and still lives.
pub(super) async fn refresh(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    let now = instagram.clock().seconds();
    let grant = instagram.lock().tokens.get(get(&query, "access_token")).filter(|grant| grant.kind == Kind::Long).cloned();
    match grant {
        Some(grant) if grant.until <= now => error(400, 190, 463, "Error validating access token: Session has expired."),
        Some(grant) if now - grant.made < 86_400 => error(400, 10, 0, "The token is less than 24 hours old."),
        Some(grant) => instagram.long(&grant, Kind::Long),
        None => error(400, 190, 467, "Invalid OAuth access token."),
    }
}
