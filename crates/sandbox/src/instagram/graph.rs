//! What is read: the account, its pages, containers, media, limits, insights.

use super::{
    Instagram,
    errors::{error, missing},
    state::{Grant, Kind},
};
use crate::common::{has_words, json_answer, token};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) type Fields = HashMap<String, String>;

const METRICS: &[&str] = &[
    "accounts_engaged",
    "comments",
    "follows_and_unfollows",
    "follower_demographics",
    "likes",
    "profile_links_taps",
    "reach",
    "replies",
    "saves",
    "shares",
    "total_interactions",
    "views",
    "saved",
    "reposts",
];

impl Instagram {
    /// Who is asking, by the token in the query or the form.
    #[expect(clippy::result_large_err, reason = "the answer is the error; it is made once and handed on")]
    pub(super) fn who(&self, fields: &Fields, scope: &str) -> Result<Grant, Response> {
        let access = fields.get("access_token").map_or("", String::as_str);
        let grant = self.lock().tokens.get(access).cloned();
        let Some(grant) = grant else { return Err(error(400, 190, 467, "Error validating access token: the session is invalid.")) };
        if grant.until <= self.clock().seconds() {
            return Err(error(400, 190, 463, "Error validating access token: Session has expired."));
        }
        let named = if matches!(grant.kind, Kind::Short | Kind::Long) { format!("instagram_business_{scope}") } else { format!("instagram_{scope}") };
        if !scope.is_empty() && !has_words(&grant.scope, &named) {
            return Err(error(400, 10, 0, &format!("Application does not have permission for this action: {named}")));
        }
        Ok(grant)
    }
}

macro_rules! who {
    ($instagram:expr, $fields:expr, $scope:literal) => {
        match $instagram.who(&$fields, $scope) {
            Ok(who) => who,
            Err(answer) => return answer,
        }
    };
}
pub(super) use who;

pub(super) async fn me(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "");
    let kind = instagram.lock().settings.account_type.clone();
    json_answer(
        200,
        &json!({
            "user_id": who.ig, "username": who.name, "name": format!("{} (sandbox)", who.name),
            "profile_picture_url": "https://sandbox.invalid/picture.jpg", "account_type": kind, "id": who.ig,
        }),
    )
}

pub(super) async fn permissions(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "");
    let all: Vec<Value> = who.scope.split([',', ' ']).map(|one| json!({ "permission": one, "status": "granted" })).collect();
    json_answer(200, &json!({ "data": all }))
}

pub(super) async fn pages(State(instagram): State<Instagram>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "");
    let access = token("EAAP");
    let mut state = instagram.lock();
    let linked = state.settings.linked;
    state.tokens.insert(access.clone(), Grant { kind: Kind::Page, until: i64::MAX, ..who.clone() });
    let mut page = json!({ "id": format!("1{}", who.ig), "name": format!("{}'s page", who.name), "access_token": access });
    if linked {
        page["instagram_business_account"] = json!({ "id": who.ig });
    }
    json_answer(200, &json!({ "data": [page] }))
}

/// An account, a container or media, by id.
pub(super) async fn read(State(instagram): State<Instagram>, Path((_, id)): Path<(String, String)>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "");
    let now = instagram.clock().now();
    let state = instagram.lock();
    if id == who.ig {
        return json_answer(
            200,
            &json!({
                "id": id, "username": who.name, "name": format!("{} (sandbox)", who.name), "profile_picture_url": "https://sandbox.invalid/picture.jpg",
            }),
        );
    }
    if let Some(container) = state.containers.iter().find(|one| one.id == id && one.ig == who.ig) {
        let (code, words) = state.status(container, now);
        return json_answer(200, &json!({ "id": id, "status_code": code, "status": words }));
    }
    match state.media.iter().find(|one| one.id == id && one.ig == who.ig) {
        Some(media) => json_answer(200, &json!({ "id": id, "permalink": format!("https://www.instagram.com/p/{id}/"), "caption": media.caption })),
        None => missing(),
    }
}

pub(super) async fn limit(State(instagram): State<Instagram>, Path((_, id)): Path<(String, String)>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "");
    if id != who.ig {
        return missing();
    }
    let state = instagram.lock();
    let used = state.used(&id, instagram.clock().now());
    json_answer(200, &json!({ "data": [{ "quota_usage": used, "config": { "quota_total": state.settings.quota, "quota_duration": 86_400 } }] }))
}

pub(super) async fn insights(State(instagram): State<Instagram>, Path((_, id)): Path<(String, String)>, Query(query): Query<Fields>) -> Response {
    let who = who!(instagram, query, "manage_insights");
    let asked: Vec<&str> = query.get("metric").map(|all| all.split(',').collect()).unwrap_or_default();
    if let Some(wrong) = asked.iter().find(|one| !METRICS.contains(one)) {
        return error(400, 100, 0, &format!("(#100) metric[0] must be one of the following values: {} ({wrong})", METRICS.join(", ")));
    }
    if id != who.ig && !instagram.lock().media.iter().any(|media| media.id == id) {
        return missing();
    }
    let value =
        |name: &&str| json!({ "name": name, "period": "day", "total_value": { "value": 40 + name.len() }, "values": [{ "value": 40 + name.len() }] });
    json_answer(200, &json!({ "data": asked.iter().map(value).collect::<Vec<_>>() }))
}
