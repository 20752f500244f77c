//! Numbers for CloudWatch, by the one call that is needed: `PutMetricData` as a form, signed.

use crate::{access::Access, trouble::Away, wire::Wire};
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use aws_smithy_runtime_api::client::identity::Identity;
use bytes::Bytes;
use http::{Method, Request, header::CONTENT_TYPE};
use http_body_util::Full;
use std::{
    fmt,
    time::{Duration, SystemTime},
};
use tokio::time::timeout;
use url::form_urlencoded::Serializer;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
const FORM: &str = "application/x-www-form-urlencoded";

/// What a number counts, as CloudWatch names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Time.
    Milliseconds,
}

/// A number, or many of them in one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A number.
    One(f64),
    /// So many, with their sum and bounds.
    Many {
        /// How many; at least one.
        count: f64,
        /// Together.
        sum: f64,
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
    },
}

/// A number with its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Datum {
    /// The name.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The number.
    pub value: Value,
}

/// A group of numbers at CloudWatch, of one installation.
pub struct CloudWatch {
    access: Access,
    namespace: String,
    dimension: (&'static str, String),
    wire: Wire,
}

impl fmt::Debug for CloudWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CloudWatch").field("namespace", &self.namespace).field("dimension", &self.dimension).finish_non_exhaustive()
    }
}

impl CloudWatch {
    /// Numbers in this group, told from others by this name and value.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(access: &Access, namespace: &str, dimension: (&'static str, String)) -> Result<Self, String> {
        Ok(Self { access: access.clone(), namespace: namespace.to_owned(), dimension, wire: Wire::new()? })
    }

    /// Puts numbers, all or none.
    ///
    /// # Errors
    /// CloudWatch does not answer, or refuses.
    pub async fn put(&self, data: &[Datum]) -> Result<(), Away> {
        timeout(PATIENCE, self.put_now(data)).await.unwrap_or_else(|_| Err(Away::late()))
    }

    async fn put_now(&self, data: &[Datum]) -> Result<(), Away> {
        let form = self.form(data);
        let url = format!("{}/", self.access.at("monitoring"));
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(&url)
            .header(CONTENT_TYPE, FORM)
            .body(Full::new(Bytes::from(form.clone())))
            .map_err(|error| Away::new(&error.to_string()))?;
        self.sign(&mut request, &url, form.as_bytes())?;
        let answer = self.wire.call(request).await?;
        if answer.status().is_success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(answer.body());
        let text = |name: &str| Some(said.split_once(&format!("<{name}>"))?.1.split_once(&format!("</{name}>"))?.0.to_owned());
        let why = [text("Code"), text("Message")].into_iter().flatten().collect::<Vec<_>>().join(": ");
        Err(Away::new(&format!("CloudWatch answered {}. {why}", answer.status().as_u16())))
    }

    fn sign(&self, request: &mut Request<Full<Bytes>>, url: &str, form: &[u8]) -> Result<(), Away> {
        let identity: Identity = self.access.credentials().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.access.region)
            .name("monitoring")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| Away::new(&error.to_string()))?
            .into();
        let headers = std::iter::once((CONTENT_TYPE.as_str(), FORM));
        let signable = SignableRequest::new("POST", url, headers, SignableBody::Bytes(form)).map_err(|error| Away::new(&error.to_string()))?;
        let (signed, _) = sign(signable, &params).map_err(|error| Away::new(&error.to_string()))?.into_parts();
        signed.apply_to_request_http1x(request);
        Ok(())
    }

    fn form(&self, data: &[Datum]) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("Action", "PutMetricData").append_pair("Version", "2010-08-01").append_pair("Namespace", &self.namespace);
        for (at, datum) in data.iter().enumerate() {
            let mut add = |name: &str, value: &str| {
                form.append_pair(&format!("MetricData.member.{}.{name}", at + 1), value);
            };
            add("MetricName", datum.name);
            add("Dimensions.member.1.Name", self.dimension.0);
            add("Dimensions.member.1.Value", &self.dimension.1);
            add("Unit", if datum.unit == Unit::Count { "Count" } else { "Milliseconds" });
            match datum.value {
                Value::One(value) => add("Value", &value.to_string()),
                Value::Many { count, sum, min, max } => {
                    for (name, value) in [("SampleCount", count), ("Sum", sum), ("Minimum", min), ("Maximum", max)] {
                        add(&format!("StatisticValues.{name}"), &value.to_string());
                    }
                }
            }
        }
        form.finish()
    }
}
