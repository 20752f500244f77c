//! Calls to platforms: bounded in time and size, and clear about what is certain when they fail.

use crate::{Problem, ProblemCode, Verdict, meter::Meter};
use ::http::{HeaderValue, Request, header::USER_AGENT};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use reqwest::{RequestBuilder, header::HeaderMap};
use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::timeout;

const LONGEST_BODY: usize = 2 * 1024 * 1024;

/// A client for platforms. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Http {
    /// Builds requests; send them through [`Http::send`], which knows TLS.
    pub client: reqwest::Client,
    wire: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    agent: HeaderValue,
    longest: Duration,
    meter: Meter,
}

impl Http {
    /// No call takes longer than this. Redirects are not followed: no platform's call answers one.
    ///
    /// # Errors
    /// A sentence, if the client can't be made.
    pub fn new(agent: &str, longest: Duration) -> Result<Self, String> {
        let agent = HeaderValue::from_str(agent).map_err(|_| "the User-Agent has signs that a header must not have".to_owned())?;
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = ClientConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions();
        let tls = tls.map_err(|error| format!("TLS cannot be set up: {error}"))?.with_root_certificates(roots).with_no_client_auth();
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(longest.min(Duration::from_secs(10))));
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(tcp);
        // A call is made once: nothing tries it again, and no connection is kept that may be dead by then.
        let wire = Client::builder(TokioExecutor::new()).retry_canceled_requests(false).pool_max_idle_per_host(0).build(connector);
        let client = reqwest::Client::builder().build().map_err(|error| error.to_string())?;
        Ok(Self { client, wire, agent, longest, meter: Meter::default() })
    }

    /// How its calls went.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Sends a request. Every answer is an answer, whatever its status.
    ///
    /// # Errors
    /// `Unreachable` (certainly not done) or `AnswerLost` (unknown). Neither has the address in it: it may bear a token.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, Problem> {
        let unsent = || Problem::new(ProblemCode::Unreachable, Verdict::Again, "the request cannot be written");
        let mut request = request.build().map_err(|_| unsent())?;
        request.headers_mut().insert(USER_AGENT, self.agent.clone());
        let (parts, body) = Request::<reqwest::Body>::try_from(request).map_err(|_| unsent())?.into_parts();
        let body = body.as_bytes().map(Bytes::copy_from_slice).unwrap_or_default();
        let begun = Instant::now();
        let answer = match timeout(self.longest, self.answer(Request::from_parts(parts, Full::new(body)))).await {
            Ok(answer) => answer,
            Err(_) => Err(Problem::new(ProblemCode::AnswerLost, Verdict::Unknown, format!("no answer within {} s", self.longest.as_secs()))),
        };
        let good = answer.as_ref().is_ok_and(|answer| answer.status < 500 && answer.status != 429);
        self.meter.note(begun.elapsed(), good);
        answer
    }

    async fn answer(&self, request: Request<Full<Bytes>>) -> Result<Answer, Problem> {
        let answer = self.wire.request(request).await.map_err(|error| {
            if error.is_connect() {
                Problem::new(ProblemCode::Unreachable, Verdict::Again, "no connection")
            } else {
                Problem::new(ProblemCode::AnswerLost, Verdict::Unknown, "the connection broke")
            }
        })?;
        let (parts, mut pieces) = answer.into_parts();
        let mut body = Vec::new();
        while let Some(piece) = pieces.frame().await {
            let piece = piece.map_err(|_| Problem::new(ProblemCode::AnswerLost, Verdict::Unknown, "the answer broke off"))?;
            let Some(piece) = piece.data_ref() else { continue };
            if body.len() + piece.len() > LONGEST_BODY {
                return Err(Problem::new(ProblemCode::BadAnswer, Verdict::Unknown, "an answer of more than 2 MiB"));
            }
            body.extend_from_slice(piece);
        }
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
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
