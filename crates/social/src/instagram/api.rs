//! Calls of the Graph API, and its table of errors.

use super::Instagram;
use crate::{Access, Answer, Problem, ProblemCode as Code, SignIn, Verdict};
use serde_json::Value;
use std::time::Duration;

impl Instagram {
    fn base(&self, sign_in: SignIn) -> String {
        let host = if sign_in == SignIn::Own { &self.settings.graph } else { &self.settings.facebook_graph };
        format!("{host}/{}", self.settings.version)
    }

    pub(super) async fn get(&self, access: &Access, path: &str, fields: &[(&str, &str)]) -> Result<Value, Problem> {
        let request = self.http.client.get(format!("{}/{path}", self.base(access.sign_in)));
        let request = request.query(fields).query(&[("access_token", access.token.expose())]);
        json(&self.http.send(request).await?)
    }

    pub(super) async fn post(&self, access: &Access, path: &str, fields: &[(&str, String)]) -> Result<Value, Problem> {
        let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.push(("access_token", access.token.expose()));
        let request = self.http.client.post(format!("{}/{path}", self.base(access.sign_in))).form(&all);
        json(&self.http.send(request).await?)
    }
}

/// The JSON of a good answer.
pub(super) fn json(answer: &Answer) -> Result<Value, Problem> {
    let body = answer.json()?;
    if body["error"].is_object() {
        return Err(problem(&body["error"], answer));
    }
    if answer.status < 300 { Ok(body) } else { Err(Problem::new(Code::BadAnswer, Verdict::Unknown, format!("HTTP {}", answer.status))) }
}

fn problem(error: &Value, answer: &Answer) -> Problem {
    let (code, subcode) = (error["code"].as_i64().unwrap_or_default(), error["error_subcode"].as_i64().unwrap_or_default());
    let detail = format!("{code}/{subcode}: {}", error["message"].as_str().unwrap_or_default());
    let say = |ours, verdict| Problem::new(ours, verdict, detail.clone());
    let soon = Duration::from_secs(60);
    match (code, subcode) {
        (-2, 2_207_003) | (-1, 2_207_001 | 2_207_032) => say(Code::PlatformDown, Verdict::Unknown),
        (-2, 2_207_020) | (-1, 2_207_053) => say(Code::ContainerOver, Verdict::StartOver),
        (4, 2_207_051) => say(Code::Blocked, Verdict::Unknown),
        (9, 2_207_042) => say(Code::Quota, Verdict::Again).after(Duration::from_secs(3600)),
        (24, 2_207_006 | 2_207_008) => say(Code::ContainerOver, Verdict::Again).after(soon),
        (25, 2_207_050) => say(Code::AccountRestricted, Verdict::Never),
        (9004, 2_207_052) => say(Code::MediaUnreachable, Verdict::Again).after(soon),
        (9007, 2_207_027) => say(Code::NotReady, Verdict::Again).after(soon),
        (36004, 2_207_010) => say(Code::TextRefused, Verdict::Never),
        (36000 | 36001 | 36003 | 352, _) => say(Code::MediaRefused, Verdict::Never),
        (190, 458) => say(Code::AppRemoved, Verdict::SignIn),
        (190, 459) => say(Code::Checkpoint, Verdict::SignIn),
        (190 | 102, _) => say(Code::SignInAgain, Verdict::SignIn),
        (10 | 200..=299, _) => say(Code::PermissionMissing, Verdict::Never),
        (100, 33) => say(Code::ContainerOver, Verdict::Again).after(soon),
        (4 | 17 | 32 | 613 | 80_002, _) => say(Code::Throttled, Verdict::Again).after(regain(answer).unwrap_or(5 * soon)),
        (1 | 2, _) => say(Code::PlatformDown, Verdict::Unknown),
        _ if answer.status >= 500 || error["is_transient"] == true => say(Code::PlatformDown, Verdict::Unknown),
        _ => say(Code::Refused, Verdict::Never),
    }
}

/// The longest wait that the usage header names, in minutes.
fn regain(answer: &Answer) -> Option<Duration> {
    let usage: Value = serde_json::from_str(answer.header("x-business-use-case-usage")?).ok()?;
    let all = usage.as_object()?.values().filter_map(Value::as_array).flatten();
    let minutes = all.filter_map(|one| one["estimated_time_to_regain_access"].as_u64()).max()?;
    Some(Duration::from_secs(minutes.clamp(1, 24 * 60) * 60))
}
