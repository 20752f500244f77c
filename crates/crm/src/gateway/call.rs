//! One call over HTTP. It is made once: nothing here tries again, and no connection is kept that may be dead by then.

use super::{Gateway, Trouble, tls};
use bytes::Bytes;
use http::{
    Method, Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER},
};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use std::{error::Error, time::Duration};
use tokio::time::timeout;

pub(super) type Http = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// The most that is read of an answer, in bytes.
const ANSWER_MAX: usize = 8 * 1024 * 1024;

/// A call without an answer.
pub(super) enum Lost {
    /// Nothing of it was said.
    NotSent(String),
    /// It may have been heard.
    Unknown(String),
}

impl Lost {
    pub fn trouble(self) -> Trouble {
        match self {
            Self::NotSent(why) | Self::Unknown(why) => Trouble::Unknown(why),
        }
    }
}

pub(super) fn client(patience: Duration) -> Result<Http, String> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(patience.min(Duration::from_secs(10))));
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls::config()?).https_or_http().enable_http1().wrap_connector(tcp);
    Ok(Client::builder(TokioExecutor::new()).retry_canceled_requests(false).pool_max_idle_per_host(0).build(connector))
}

impl Gateway {
    /// Status, seconds of `Retry-After`, and body.
    pub(super) async fn call(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Result<(u16, u32, Vec<u8>), Lost> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header(AUTHORIZATION, format!("Bearer {}", self.key))
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body.unwrap_or_default())))
            .map_err(|error| Lost::NotSent(format!("the gateway's address or key cannot be used: {error}")))?;
        match timeout(self.patience, self.answer(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(Lost::Unknown("the gateway did not answer in time".to_owned())),
        }
    }

    async fn answer(&self, request: Request<Full<Bytes>>) -> Result<(u16, u32, Vec<u8>), Lost> {
        let answer = self.http.request(request).await.map_err(|error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            // Without a connection nothing was said.
            if error.is_connect() {
                Lost::NotSent(format!("no connection to the gateway: {cause}"))
            } else {
                Lost::Unknown(format!("the answer was lost: {cause}"))
            }
        })?;
        let status = answer.status().as_u16();
        let wait = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok()).unwrap_or(0);
        let body = Limited::new(answer.into_body(), ANSWER_MAX).collect().await;
        let body = body.map_err(|error| Lost::Unknown(format!("the answer was cut off or is too large: {error}")))?;
        Ok((status, wait, body.to_bytes().to_vec()))
    }
}
