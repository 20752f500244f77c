//! Tells webhooks of events: signed, tried again, and paused when nobody takes them.

use crate::onlyfans::{
    Inner, OnlyFans,
    faults::{Fault, On},
    webhooks::{Delivery, Event},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::{fmt::Write, sync::Weak};
use tokio::{sync::mpsc, time::sleep};

/// Deliveries that are remembered, to be asked for and repeated.
const KEPT: usize = 1_000;

/// The header that signs a body: HMAC-SHA256 as hex.
pub fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

/// Takes events in their order until the sandbox is gone.
pub(crate) async fn run(sandbox: Weak<Inner>, mut events: mpsc::UnboundedReceiver<Event>) {
    let mut late: Option<Event> = None;
    while let Some(event) = events.recv().await {
        let Some(inner) = sandbox.upgrade() else { return };
        let sandbox = OnlyFans(inner);
        let fault = sandbox.faults().next(On::Event);
        match fault {
            Some(Fault::Lost) => continue,
            Some(Fault::Late) if late.is_none() => {
                late = Some(event);
                continue;
            }
            Some(Fault::Twice) => tell(&sandbox, &event).await,
            _ => {}
        }
        tell(&sandbox, &event).await;
        if let Some(event) = late.take() {
            tell(&sandbox, &event).await;
        }
    }
}

/// The first attempt to every endpoint that wants it; more attempts do not hold up the next event.
async fn tell(sandbox: &OnlyFans, event: &Event) {
    let wanting: Vec<u64> = sandbox.with(|world| world.webhooks.iter().filter(|hook| hook.wants(&event.name)).map(|hook| hook.id).collect());
    for webhook in wanting {
        let key = format!("evt_{}", &hex(&Sha256::digest(format!("{webhook} {}", event.number)))[..40]);
        let id = sandbox.with(|world| {
            let id = world.new_id();
            let old = world.deliveries.len().saturating_sub(KEPT);
            world.deliveries.drain(..old);
            world.deliveries.push(Delivery { id, webhook, event: event.clone(), key, attempts: 0, status: None });
            id
        });
        if !attempt(sandbox, id, None).await {
            let sandbox = sandbox.clone();
            tokio::spawn(async move { again(&sandbox, id).await });
        }
    }
}

async fn again(sandbox: &OnlyFans, id: u64) {
    for wait in &sandbox.0.settings.retries {
        sleep(*wait).await;
        if attempt(sandbox, id, None).await {
            return;
        }
    }
    sandbox.with(|world| {
        let webhook = world.deliveries.iter().find(|one| one.id == id).map(|one| one.webhook);
        if let Some(hook) = world.webhooks.iter_mut().find(|hook| Some(hook.id) == webhook) {
            tracing::warn!(webhook = hook.id, "nobody takes the events; the webhook is paused");
            hook.enabled = false;
        }
    });
}

/// One attempt; whether it was taken, or need not be any more.
pub(crate) async fn attempt(sandbox: &OnlyFans, id: u64, redelivery_of: Option<&str>) -> bool {
    let found = sandbox.with(|world| {
        let delivery = world.deliveries.iter_mut().find(|one| one.id == id)?;
        delivery.attempts += 1;
        let delivery = delivery.clone();
        let hook = world.webhooks.iter().find(|hook| hook.id == delivery.webhook && hook.enabled)?;
        Some((delivery, hook.clone()))
    });
    let Some((delivery, hook)) = found else { return true };
    let body = delivery.event.body();
    let mut request = reqwest::Client::new().post(&hook.url).timeout(sandbox.0.settings.patience).header("Signature", sign(&hook.secret, &body));
    if !delivery.event.is_ephemeral() {
        request = request.header("X-OFAPI-Idempotency-Key", &delivery.key);
    }
    if let Some(of) = redelivery_of {
        request = request.header("X-OFAPI-Redelivery-Of", of);
    }
    let status = request.header("content-type", "application/json").body(body).send().await.ok().map(|answer| answer.status().as_u16());
    sandbox.with(|world| {
        if let Some(delivery) = world.deliveries.iter_mut().find(|one| one.id == id) {
            delivery.status = status;
        }
    });
    status.is_some_and(|status| (200..300).contains(&status))
}
