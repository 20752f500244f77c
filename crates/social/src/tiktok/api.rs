//! Calls of TikTok's API, and what its errors mean.

use super::TikTok;
use crate::{Access, Answer, Problem, ProblemCode as Code, Verdict};
use serde_json::Value;
use std::time::Duration;

impl TikTok {
    pub(super) async fn post(&self, access: &Access, path: &str, body: &Value) -> Result<Value, Problem> {
        let request = self.http.client.post(format!("{}{path}", self.settings.api));
        data(&self.http.send(request.bearer_auth(access.token.expose()).json(body)).await?)
    }

    pub(super) async fn get(&self, access: &Access, path: &str) -> Result<Value, Problem> {
        let request = self.http.client.get(format!("{}{path}", self.settings.api));
        data(&self.http.send(request.bearer_auth(access.token.expose())).await?)
    }
}

/// What is in the envelope. Errors may come with HTTP 200.
fn data(answer: &Answer) -> Result<Value, Problem> {
    let mut body = answer.json()?;
    match body["error"]["code"].as_str() {
        Some("ok") => Ok(body["data"].take()),
        Some(code) => Err(problem(code, body["error"]["message"].as_str().unwrap_or_default(), answer.status)),
        None => Err(Problem::new(Code::BadAnswer, Verdict::Unknown, format!("HTTP {} without TikTok's envelope", answer.status))),
    }
}

fn problem(code: &str, message: &str, status: u16) -> Problem {
    let (ours, verdict) = match code {
        "access_token_invalid" => (Code::TokenOver, Verdict::Refresh),
        "scope_not_authorized" => (Code::PermissionMissing, Verdict::Never),
        "rate_limit_exceeded" => (Code::Throttled, Verdict::Again),
        "spam_risk_too_many_posts" => (Code::TooManyPosts, Verdict::Never),
        "spam_risk_user_banned_from_posting" => (Code::AccountRestricted, Verdict::Never),
        "spam_risk_too_many_pending_share" => (Code::TooManyPending, Verdict::Never),
        "reached_active_user_cap" => (Code::Quota, Verdict::Again),
        "unaudited_client_can_only_post_to_private_accounts" => (Code::AppNotApproved, Verdict::Never),
        "url_ownership_unverified" => (Code::UrlUnverified, Verdict::Never),
        "privacy_level_option_mismatch" => (Code::PrivacyChanged, Verdict::Never),
        "invalid_file_upload" => (Code::MediaRefused, Verdict::Never),
        // Their side: it may have been done.
        _ if status >= 500 => (Code::PlatformDown, Verdict::Unknown),
        _ => (Code::Refused, Verdict::Never),
    };
    let problem = Problem::new(ours, verdict, format!("{code}: {message}"));
    match ours {
        // No Retry-After is documented; the limits are by the minute.
        Code::Throttled => problem.after(Duration::from_secs(65)),
        Code::Quota => problem.after(Duration::from_secs(3600)),
        _ => problem,
    }
}

/// What a fail_reason means. After FAILED nothing is public, so that what is worth a retry may begin anew.
pub(super) fn failed(reason: &str) -> Problem {
    let (code, verdict) = match reason {
        "internal" => (Code::PlatformDown, Verdict::StartOver),
        "video_pull_failed" | "photo_pull_failed" => (Code::MediaUnreachable, Verdict::StartOver),
        "file_format_check_failed" | "duration_check_failed" | "frame_rate_check_failed" | "picture_size_check_failed" => {
            (Code::MediaRefused, Verdict::Never)
        }
        "auth_removed" => (Code::AppRemoved, Verdict::Never),
        "publish_cancelled" => (Code::CancelledThere, Verdict::Never),
        reason if reason.starts_with("spam_risk") => (Code::TooManyPosts, Verdict::Never),
        _ => (Code::Refused, Verdict::Never),
    };
    Problem::new(code, verdict, reason)
}
