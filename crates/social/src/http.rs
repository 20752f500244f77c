//! Calls to platforms: bounded in time and size, and clear about what is certain when they fail.

use crate::{Problem, ProblemCode, Verdict};
use reqwest::{Client, RequestBuilder, header::HeaderMap};
use serde_json::Value;
use std::time::Duration;

const LONGEST_BODY: usize = 2 * 1024 * 1024;

/// A client for platforms. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Http {
    /// Builds requests; send them through [`Http::send`].
    pub client: Client,
}

impl Http {
    /// No call takes longer than this. Redirects are not followed: no platform's call answers one.
    ///
    /// # Errors
    /// If the client can't be made.
    pub fn new(agent: &str, longest: Duration) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .user_agent(agent)
            .timeout(longest)
            .connect_timeout(longest.min(Duration::from_secs(10)))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client })
    }

    /// Sends a request. Every answer is an answer, whatever its status.
    ///
    /// # Errors
    /// `Unreachable` (certainly not done) or `AnswerLost` (unknown). Neither has the address in it: it may bear a token.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, Problem> {
        let mut answer = request.send().await.map_err(lost)?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(lost)? {
            if body.len() + chunk.len() > LONGEST_BODY {
                return Err(Problem::new(ProblemCode::BadAnswer, Verdict::Unknown, "an answer of more than 2 MiB"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }
}

fn lost(error: reqwest::Error) -> Problem {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        Problem::new(ProblemCode::Unreachable, Verdict::Again, error.to_string())
    } else {
        Problem::new(ProblemCode::AnswerLost, Verdict::Unknown, error.to_string())
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What `Retry-After` asks for, in seconds.
    pub fn retry_after(&self) -> Option<Duration> {
        self.header("retry-after")?.parse().ok().map(Duration::from_secs)
    }

    /// The JSON of the answer.
    ///
    /// # Errors
    /// `PlatformDown` or `BadAnswer`, both unknown: a proxy's page says nothing about what was done behind it.
    pub fn json(&self) -> Result<Value, Problem> {
        serde_json::from_slice(&self.body).map_err(|_| {
            let code = if self.status >= 500 { ProblemCode::PlatformDown } else { ProblemCode::BadAnswer };
            Problem::new(code, Verdict::Unknown, format!("HTTP {} without JSON", self.status))
        })
    }
}
