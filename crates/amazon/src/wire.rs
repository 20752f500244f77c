//! HTTP as the other clients of the program speak it: rustls with ring and the roots it was built with.

use crate::trouble::Away;
use aws_smithy_runtime_api::client::{
    http::{HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector},
    orchestrator::{HttpRequest, HttpResponse},
    result::ConnectorError,
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector as Tcp},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
use std::{error::Error, fmt, sync::Arc, time::Duration};

/// The most that is read of an answer, in bytes.
const ANSWER_MAX: usize = 4 * 1024 * 1024;
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(3);
/// Connections that are kept for the next call.
const KEPT: usize = 4;

/// Makes calls. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Wire(Client<HttpsConnector<Tcp>, Full<Bytes>>);

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    pub fn new() -> Result<Self, String> {
        let mut tcp = Tcp::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT));
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| format!("TLS cannot be set up: {error}"))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(tcp);
        Ok(Self(Client::builder(TokioExecutor::new()).pool_max_idle_per_host(KEPT).build(connector)))
    }

    pub async fn call(&self, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, Away> {
        let answer = self.0.request(request).await.map_err(|error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            Away::new(&format!("{error}: {cause}"))
        })?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER_MAX).collect().await.map_err(|error| Away::new(&format!("the answer was cut off: {error}")))?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }

    async fn answer(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let request = request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
        // Everything that is said to SQS is in memory.
        let request = request.map(|body| Full::new(body.bytes().map(Bytes::copy_from_slice).unwrap_or_default()));
        let answer = self.call(request).await.map_err(|away| ConnectorError::io(away.into()))?;
        HttpResponse::try_from(answer.map(SdkBody::from)).map_err(|error| ConnectorError::other(error.into(), None))
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().answer(request))
    }
}

impl HttpClient for Wire {
    /// The bounds on time are the caller's.
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
