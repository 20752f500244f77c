//! The fan desk: over the gateway that is set, or over a sandbox.

use crate::{amazon, config};
use accounts::Clock;
use cluster::Buckets;
use crm::{Crm, Gateway, Settings};
use db::Db;
use sandbox::onlyfans::{self, OnlyFans};
use services::Imitation;
use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

/// How long the gateway may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The path that webhooks go to.
pub const WEBHOOK: &str = "/api/webhooks/onlyfans";

/// The desk, and what stands in for its gateway where none is set. Must be called within a runtime.
///
/// # Errors
/// A sentence for the operator.
pub fn open(config: &config::Desk, redis: Option<&config::Secret>, public_url: &str, db: Db) -> Result<(Crm, Option<Imitation>), String> {
    let mut settings = Settings { sending: config.sending, pace: config.pace, ..Settings::default() };
    settings.buckets = config.redis.as_ref().or(redis).and_then(buckets);
    amazon::connect(&mut settings, &config.amazon, public_url);
    let (gateway, imitation) = match &config.key {
        Some(key) => {
            if config.webhook_secrets.is_empty() {
                tracing::warn!("ONLYFANS_WEBHOOK_SECRET is not set: the gateway's webhooks are refused, and the desk only reads every 15 minutes");
            }
            settings.anybody_connects = false;
            settings.webhook_secrets = config.webhook_secrets.iter().map(|secret| secret.reveal().to_owned()).collect();
            (Gateway::new(&config.url, key.reveal(), PATIENCE)?, None)
        }
        None => {
            let key = db::secret();
            let imitation = imitate(config.sandbox_fans, key.clone()).map_err(|error| format!("the sandbox cannot be opened: {error}"))?;
            let gateway = Gateway::new(imitation.url(), &key, PATIENCE)?;
            settings.webhook_secrets = vec![key];
            (gateway, Some(imitation))
        }
    };
    if !config.sending {
        tracing::warn!("RATE_LIMITER_ENABLED is false: messages to fans are logged and not sent");
    }
    Ok((Crm::new(db, gateway, settings, Clock::default()), imitation))
}

/// Where servers share the pace of accounts.
fn buckets(redis: &config::Secret) -> Option<Arc<Buckets>> {
    match Buckets::new(redis.reveal()) {
        Ok(buckets) => Some(Arc::new(buckets)),
        Err(error) => {
            // The settings have been checked with the same reading.
            tracing::error!(%error, "Redis cannot be used; the pace of accounts is kept in the database alone");
            None
        }
    }
}

fn imitate(fans: usize, key: String) -> io::Result<Imitation> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let sandbox = OnlyFans::new(onlyfans::Settings { key, fans, live: true, ..onlyfans::Settings::default() });
    Ok(Imitation::new(sandbox.serve_on(listener)?))
}

/// Tells the sandbox where this program listens, so that its webhooks come.
pub fn hear(imitation: &Imitation, mut here: SocketAddr) {
    if here.ip().is_unspecified() {
        here.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    imitation.gateway().tell(&format!("http://{here}{WEBHOOK}"));
    tracing::info!(sandbox = imitation.url(), "no OnlyFans gateway is set (ONLYFANS_API_KEY): the fan desk works with a sandbox");
}
