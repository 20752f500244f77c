//! Calls of Reddit's API, and what its refusals mean.

use super::Reddit;
use crate::{Access, Answer, Problem, ProblemCode as Code, Verdict};
use serde_json::Value;
use std::time::Duration;

impl Reddit {
    pub(super) async fn get(&self, access: &Access, path: &str, fields: &[(&str, &str)]) -> Result<Value, Problem> {
        let request = self.http.client.get(format!("{}{path}", self.settings.api)).query(fields);
        json(&self.http.send(request.bearer_auth(access.token.expose())).await?)
    }

    /// Who one is, and how many requests are left for how many seconds, where it says so.
    pub(super) async fn me(&self, access: &Access) -> Result<(Value, Option<(u32, u32)>), Problem> {
        let request = self.http.client.get(format!("{}/api/v1/me", self.settings.api));
        let answer = self.http.send(request.bearer_auth(access.token.expose())).await?;
        // What remains comes as a float, the seconds as a whole number.
        let number = |name: &str| answer.header(name)?.split('.').next()?.parse::<u32>().ok();
        let left = number("x-ratelimit-remaining").zip(number("x-ratelimit-reset"));
        Ok((json(&answer)?, left))
    }

    pub(super) async fn post(&self, access: &Access, path: &str, fields: &[(&str, &str)]) -> Result<Value, Problem> {
        let request = self.http.client.post(format!("{}{path}", self.settings.api)).form(fields);
        let body = json(&self.http.send(request.bearer_auth(access.token.expose())).await?)?;
        match body["json"]["errors"].as_array().and_then(|errors| errors.first()) {
            Some(error) => Err(refusal(error)),
            None => Ok(body),
        }
    }
}

fn json(answer: &Answer) -> Result<Value, Problem> {
    let detail = format!("HTTP {}", answer.status);
    let reset = || answer.header("x-ratelimit-reset").and_then(|s| s.parse::<f64>().ok()).map_or(60, |s| s.clamp(1.0, 600.0) as u64);
    match answer.status {
        200..300 => answer.json(),
        401 => Err(Problem::new(Code::TokenOver, Verdict::Refresh, detail)),
        // Also for a User-Agent of another form.
        403 => Err(Problem::new(Code::PermissionMissing, Verdict::Never, detail)),
        404 => Err(Problem::new(Code::NoSubreddit, Verdict::Never, detail)),
        429 => Err(Problem::new(Code::Throttled, Verdict::Again, detail).after(answer.retry_after().unwrap_or(Duration::from_secs(reset())))),
        500.. => Err(Problem::new(Code::PlatformDown, Verdict::Unknown, detail)),
        _ => Err(Problem::new(Code::Refused, Verdict::Never, detail)),
    }
}

/// A refusal that comes with HTTP 200.
fn refusal(error: &Value) -> Problem {
    let (code, message) = (error[0].as_str().unwrap_or_default(), error[1].as_str().unwrap_or_default());
    let ours = match code {
        "RATELIMIT" => {
            let wait = wait(message).unwrap_or(Duration::from_secs(600));
            return Problem::new(Code::Throttled, Verdict::Again, message).after(wait);
        }
        "SUBREDDIT_NOEXIST" => Code::NoSubreddit,
        "SUBREDDIT_NOTALLOWED" => Code::SubredditNotAllowed,
        "NO_SELFS" | "NO_LINKS" => Code::KindNotAllowed,
        "ALREADY_SUB" => Code::AlreadySubmitted,
        "TOO_LONG" => Code::TextRefused,
        "SUBMIT_VALIDATION_FLAIR_REQUIRED" => Code::FlairNeeded,
        code if code.starts_with("SUBMIT_VALIDATION") => Code::RulesRefused,
        _ => Code::Refused,
    };
    Problem::new(ours, Verdict::Never, format!("{code}: {message}"))
}

/// How long to wait by words like "6 seconds" or "1 minute", and a little more.
fn wait(message: &str) -> Option<Duration> {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let many: u64 = pair[0].parse().ok()?;
        let unit = match pair[1].trim_end_matches(['.', ',']).trim_end_matches('s') {
            "millisecond" => 0,
            "second" => 1,
            "minute" => 60,
            "hour" => 3600,
            _ => return None,
        };
        Some(Duration::from_secs((many.min(1000) * unit).min(86_400) + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_in_words_is_read() {
        let of = |text: &str| wait(text).map(|wait| wait.as_secs());
        assert_eq!(of("Take a break for 6 seconds before trying again."), Some(8));
        assert_eq!(of("you are doing that too much. try again in 1 minute."), Some(62));
        assert_eq!(of("try again later"), None);
    }
}
