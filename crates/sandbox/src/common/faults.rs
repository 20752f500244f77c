//! Faults on demand: what a service can answer instead of what it should.

use super::json_answer;
use axum::{
    Json, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Response as HttpResponse, StatusCode},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Whether the service does what it was asked before it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Fails, and has done nothing.
    Before,
    /// Does it, and its answer is lost or replaced.
    After,
}

/// What comes instead of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing, until the client gives up.
    Hang,
    /// This.
    Say {
        /// The HTTP status.
        status: u16,
        /// Headers, as pairs.
        #[serde(default)]
        headers: Vec<(String, String)>,
        /// The body; JSON if it begins like JSON, else HTML.
        body: String,
    },
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The requests it befalls: a part of `METHOD /path`. Empty: every request.
    pub on: String,
    /// Before or after the work.
    pub when: When,
    /// What comes instead.
    pub answer: Answer,
    /// So many requests pass first.
    #[serde(default)]
    pub skip: u32,
    /// So many are befallen.
    pub times: u32,
}

impl Fault {
    /// The next such request is never answered.
    pub fn hang(on: &str, when: When) -> Self {
        Self { on: on.to_owned(), when, answer: Answer::Hang, skip: 0, times: 1 }
    }

    /// The next such request is answered with this.
    pub fn say(on: &str, when: When, status: u16, body: &str) -> Self {
        Self { on: on.to_owned(), when, answer: Answer::Say { status, headers: Vec::new(), body: body.to_owned() }, skip: 0, times: 1 }
    }

    /// After so many others.
    #[must_use]
    pub fn skip(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// So many times.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// With a header, where something is said.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Answer::Say { headers, .. } = &mut self.answer {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

#[derive(Debug, Default)]
struct Inner {
    faults: Mutex<Vec<Fault>>,
    log: Mutex<Vec<String>>,
    hung: watch::Sender<u32>,
}

/// The faults that are set, and what was asked. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Inner>);

impl Faults {
    /// Sets another fault.
    pub fn set(&self, fault: Fault) {
        self.0.faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    /// Takes all faults away.
    pub fn clear(&self) {
        self.0.faults.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What was asked so far, as `METHOD /path`.
    pub fn log(&self) -> Vec<String> {
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many requests had this in `METHOD /path`.
    pub fn count(&self, on: &str) -> usize {
        self.log().iter().filter(|line| line.contains(on)).count()
    }

    /// Waits until this many requests hang.
    pub async fn hung(&self, many: u32) {
        // The sender lives as long as `self`.
        let _ = self.0.hung.subscribe().wait_for(|hung| *hung >= many).await;
    }

    fn take(&self, line: &str) -> Option<Fault> {
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
        let mut faults = self.0.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let at = faults.iter().position(|fault| line.contains(&fault.on))?;
        let fault = &mut faults[at];
        if fault.skip > 0 {
            fault.skip -= 1;
            return None;
        }
        let taken = fault.clone();
        fault.times = fault.times.saturating_sub(1);
        if fault.times == 0 {
            faults.remove(at);
        }
        Some(taken)
    }

    /// Puts the faults before a service, and beside it `/sandbox/faults`: POST sets one, DELETE takes all away.
    pub(crate) fn around(&self, service: Router) -> Router {
        let controls = post(|State(faults): State<Self>, Json(fault): Json<Fault>| async move {
            faults.set(fault);
            StatusCode::NO_CONTENT
        })
        .delete(|State(faults): State<Self>| async move {
            faults.clear();
            StatusCode::NO_CONTENT
        });
        let controls = Router::new().route("/sandbox/faults", controls).with_state(self.clone());
        service.layer(from_fn_with_state(self.clone(), befall)).merge(controls)
    }
}

async fn befall(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let line = format!("{} {}", request.method(), request.uri().path());
    let Some(fault) = faults.take(&line) else { return next.run(request).await };
    if fault.when == When::After {
        // What it answers is what gets lost.
        let _ = next.run(request).await;
    }
    match fault.answer {
        Answer::Hang => {
            faults.0.hung.send_modify(|hung| *hung += 1);
            std::future::pending().await
        }
        Answer::Say { status, headers, body } => said(status, headers, body),
    }
}

fn said(status: u16, headers: Vec<(String, String)>, body: String) -> Response {
    let kind = if body.starts_with(['{', '[']) { "application/json" } else { "text/html" };
    let Ok(mut answer) = HttpResponse::builder().status(status).header("content-type", kind).body(Body::from(body)) else {
        return json_answer(500, &serde_json::json!({ "sandbox": "this status does not exist" }));
    };
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer.into_response()
}
