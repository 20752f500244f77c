//! The settings of Amazon. They never stop the start: what is wrong with them is said, and the program works without.

use super::Reader;
use ::amazon::{Access, check_endpoint, check_namespace, check_queue, check_region};

/// The longest key or token, in bytes.
const KEY_MAX: usize = 4096;

/// As much of a wrong value is said, in characters.
const SHOWN_MAX: usize = 100;

/// A queue and the one for its dead letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queues {
    /// The queue's address.
    pub url: String,
    /// The address of the one for dead letters.
    pub dead: String,
}

/// What is set of Amazon.
#[derive(Debug, Clone, Default)]
pub struct Amazon {
    /// Who we are there.
    pub access: Option<Access>,
    /// What tells servers that messages are due; `None`: the database alone.
    pub queues: Option<Queues>,
    /// Why there are none, although somebody wants some.
    pub queues_wrong: Option<String>,
    /// The group of numbers at CloudWatch; `None`: none are put.
    pub namespace: Option<String>,
    /// Why there is none, although somebody wants one.
    pub namespace_wrong: Option<String>,
}

impl Amazon {
    pub(super) fn read(from: &mut Reader<'_>) -> Self {
        let region = from.text("AWS_REGION");
        let (key, secret, token) = (from.text("AWS_ACCESS_KEY_ID"), from.text("AWS_SECRET_ACCESS_KEY"), from.text("AWS_SESSION_TOKEN"));
        let endpoint = from.text("AWS_ENDPOINT_URL");
        let (queue, dead) = (from.text("SQS_RATE_LIMITER_QUEUE_URL"), from.text("SQS_RATE_LIMITER_DLQ_URL"));
        let namespace = from.text("CLOUDWATCH_NAMESPACE").unwrap_or_default();
        // A region alone is what many machines at Amazon have anyway.
        if [&key, &secret, &token, &endpoint, &queue, &dead].iter().all(|one| one.is_none()) {
            return Self::default();
        }
        let access = access(region, key, secret, token, endpoint);
        let mut read = Self::default();
        match (&access, queue, dead) {
            (_, None, None) => {}
            (Err(wrong), ..) => read.queues_wrong = Some(wrong.clone()),
            (Ok(access), queue, dead) => match queues(queue, dead, &access.region) {
                Ok(queues) => read.queues = Some(queues),
                Err(wrong) => read.queues_wrong = Some(wrong),
            },
        }
        match &access {
            Err(wrong) => read.namespace_wrong = Some(wrong.clone()),
            Ok(_) if check_namespace(&namespace) => read.namespace = Some(namespace),
            Ok(_) => {
                let must = "must have at most 255 letters, digits and characters of ._-/#:, and not begin with AWS/";
                read.namespace_wrong = Some(format!("CLOUDWATCH_NAMESPACE {must}; {}.", given(&namespace)));
            }
        }
        read.access = access.ok();
        read
    }
}

fn access(
    region: Option<String>,
    key: Option<String>,
    secret: Option<String>,
    token: Option<String>,
    endpoint: Option<String>,
) -> Result<Access, String> {
    let missing = [("AWS_REGION", &region), ("AWS_ACCESS_KEY_ID", &key), ("AWS_SECRET_ACCESS_KEY", &secret)];
    let missing: Vec<&str> = missing.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect();
    let (Some(region), Some(key), Some(secret)) = (region, key, secret) else {
        return Err(format!("{} must be set for Amazon SQS and CloudWatch.", missing.join(", ")));
    };
    if !check_region(&region) {
        return Err(format!("AWS_REGION must be a region, as in eu-west-3; {}.", given(&region)));
    }
    for (name, value) in [("AWS_ACCESS_KEY_ID", Some(&key)), ("AWS_SECRET_ACCESS_KEY", Some(&secret)), ("AWS_SESSION_TOKEN", token.as_ref())] {
        // The value is not shown.
        if value.is_some_and(|value| value.len() > KEY_MAX || value.bytes().any(|byte| !byte.is_ascii_graphic())) {
            return Err(format!("{name} must be as Amazon shows it, without spaces."));
        }
    }
    let endpoint = endpoint.map(|url| url.trim_end_matches('/').to_owned());
    if let Some(url) = endpoint.as_ref().filter(|url| !check_endpoint(url)) {
        return Err(format!("AWS_ENDPOINT_URL must be an address without a path or a name, as in http://localhost:4566; {}.", given(url)));
    }
    Ok(Access { region, key, secret, token, endpoint })
}

/// What was given, unless a password may be in it.
fn given(value: &str) -> String {
    if value.contains('@') {
        return "there is a name or a password in it".to_owned();
    }
    let begin: String = value.chars().take(SHOWN_MAX).collect();
    if begin.len() < value.len() { format!("it begins with \"{begin}\"") } else { format!("it is \"{begin}\"") }
}

fn queues(queue: Option<String>, dead: Option<String>, region: &str) -> Result<Queues, String> {
    let url = queue.ok_or("SQS_RATE_LIMITER_QUEUE_URL must be set where SQS_RATE_LIMITER_DLQ_URL is.")?;
    let dead = dead.ok_or("SQS_RATE_LIMITER_DLQ_URL must be set where SQS_RATE_LIMITER_QUEUE_URL is.")?;
    for (name, value) in [("SQS_RATE_LIMITER_QUEUE_URL", &url), ("SQS_RATE_LIMITER_DLQ_URL", &dead)] {
        check_queue(value, region).map_err(|must| format!("{name} {must}; {}.", given(value)))?;
    }
    if url == dead {
        return Err("SQS_RATE_LIMITER_DLQ_URL must be another queue than SQS_RATE_LIMITER_QUEUE_URL.".to_owned());
    }
    Ok(Queues { url, dead })
}
