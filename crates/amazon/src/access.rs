//! Who we are at Amazon and where it is, and how its settings look.

use aws_credential_types::Credentials;
use std::fmt;
use url::Url;

/// Who we are at Amazon, and where it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// The region, as in `eu-west-3`.
    pub region: String,
    /// The key's id.
    pub key: String,
    /// The key.
    pub secret: String,
    /// What a key for a while needs beside it.
    pub token: Option<String>,
    /// Where to call instead of Amazon, without a slash at the end.
    pub endpoint: Option<String>,
}

impl fmt::Debug for Access {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("region", &self.region).field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl Access {
    pub(crate) fn credentials(&self) -> Credentials {
        Credentials::new(&self.key, &self.secret, self.token.clone(), None, "settings")
    }

    /// Where a service is called.
    pub(crate) fn at(&self, service: &str) -> String {
        self.endpoint.clone().unwrap_or_else(|| {
            let country = if self.region.starts_with("cn-") { ".cn" } else { "" };
            format!("https://{service}.{}.amazonaws.com{country}", self.region)
        })
    }
}

/// Whether this can be a region.
pub fn check_region(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (4..=32).contains(&text.len()) && text.contains('-') && text.bytes().all(known) && !text.starts_with('-') && !text.ends_with('-')
}

/// Whether this can be called in place of Amazon: an `http(s)` address without a path.
pub fn check_endpoint(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| is_plain(&url) && url.has_host() && url.path() == "/")
}

/// An `http(s)` address without a name, a password or a query.
fn is_plain(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none() && url.query().is_none()
}

/// Whether CloudWatch takes this as the name of a group of numbers.
pub fn check_namespace(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/#:".contains(&byte);
    (1..=255).contains(&text.len()) && text.bytes().all(known) && !text.starts_with("AWS/") && !text.starts_with(':')
}

/// Whether this can be the address of a queue in the region.
///
/// # Errors
/// What it must be.
pub fn check_queue(text: &str, region: &str) -> Result<(), &'static str> {
    let shape = "must be the address of a queue as SQS shows it, as in https://sqs.eu-west-3.amazonaws.com/123456789012/messages";
    let url = Url::parse(text).map_err(|_| shape)?;
    let parts: Vec<&str> = url.path_segments().map(|parts| parts.collect()).unwrap_or_default();
    let good = is_plain(&url);
    let [account, name] = parts.as_slice() else { return Err(shape) };
    if !good || account.is_empty() || name.is_empty() || text.len() > 500 {
        return Err(shape);
    }
    if name.ends_with(".fifo") {
        return Err("must be a standard queue, whose name does not end with .fifo: the order is kept in the database");
    }
    let elsewhere = url.host_str().and_then(|host| host.strip_prefix("sqs.")?.split_once(".amazonaws.com")).is_some_and(|(there, _)| there != region);
    if elsewhere { Err("is in another region than AWS_REGION") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_is_a_standard_one_of_the_region() {
        let check = |text| check_queue(text, "eu-west-3");
        assert_eq!(check("https://sqs.eu-west-3.amazonaws.com/123456789012/messages"), Ok(()));
        assert_eq!(check("http://127.0.0.1:5000/123456789012/messages"), Ok(()));
        assert!(check("https://sqs.eu-west-1.amazonaws.com/123456789012/messages").unwrap_err().contains("another region"));
        assert!(check("https://sqs.eu-west-3.amazonaws.com/123456789012/messages.fifo").unwrap_err().contains("standard"));
        for wrong in ["", "messages", "arn:aws:sqs:eu-west-3:123456789012:messages", "https://sqs.eu-west-3.amazonaws.com/messages", "ftp://a/1/b"] {
            assert!(check(wrong).unwrap_err().contains("as in https://"), "{wrong}");
        }
    }

    #[test]
    fn regions_namespaces_and_endpoints_have_their_shapes() {
        assert!(check_region("eu-west-3") && check_region("us-gov-east-1"));
        assert!(!check_region("Paris") && !check_region("eu_west") && !check_region("-") && !check_region("eu-west-3."));
        assert!(check_namespace("Huntaze/OnlyFans") && !check_namespace("AWS/SQS") && !check_namespace("two words") && !check_namespace(""));
        assert!(check_endpoint("http://127.0.0.1:5000") && !check_endpoint("127.0.0.1:5000") && !check_endpoint("http://a/path"));
        for named in ["http://:word@127.0.0.1:5000", "http://me@127.0.0.1:5000"] {
            assert!(!check_endpoint(named) && check_queue(&format!("{named}/1/messages"), "eu-west-3").is_err(), "{named}");
        }
    }

    #[test]
    fn the_key_is_not_shown() {
        let access = Access {
            region: "eu-west-3".to_owned(),
            key: "hidden1".to_owned(),
            secret: "hidden2".to_owned(),
            token: Some("hidden3".to_owned()),
            endpoint: None,
        };
        assert!(!format!("{access:?}").contains("hidden"));
        assert_eq!(access.at("monitoring"), "https://monitoring.eu-west-3.amazonaws.com");
        let china = Access { region: "cn-north-1".to_owned(), ..access };
        assert_eq!(china.at("monitoring"), "https://monitoring.cn-north-1.amazonaws.com.cn");
    }
}
