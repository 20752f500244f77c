//! Taking webhooks: checked, kept as they came, answered at once. What they say is done later ([`crate::process`]).
//!
//! Many that come at once are written in one transaction: whoever comes first writes for all who wait.

use crate::{Crm, event::who_is_online, signature, store};
use model::{ErrorCode, Result};
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// The largest body, in bytes.
pub const BODY_MAX: usize = 1024 * 1024;
/// The most that wait to be written; more are refused, and the gateway comes again.
const WAITING: usize = 10_000;

/// A webhook as it came.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The header `Signature`.
    pub signature: Option<&'a str>,
    /// The header `X-OFAPI-Idempotency-Key`.
    pub key: Option<&'a str>,
    /// The header `X-OFAPI-Redelivery-Of`.
    pub redelivery_of: Option<&'a str>,
    /// The raw bytes.
    pub body: &'a [u8],
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is in the journal.
    Kept,
    /// It was there already.
    Known,
    /// Typing or presence that nobody waits for: nothing to keep. The event's name and the account at the gateway.
    Ephemeral(String, String),
}

#[derive(Deserialize)]
struct Head {
    event: String,
    #[serde(default)]
    account_id: String,
}

/// A row that is to be written.
#[derive(Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub event: String,
    pub account: String,
    pub body: String,
    pub redelivery: bool,
    pub at: i64,
}

type Waiting = Vec<(Entry, oneshot::Sender<bool>)>;

/// What waits to be written.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    waiting: Mutex<Waiting>,
    writer: Arc<tokio::sync::Mutex<()>>,
}

impl Journal {
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Crm {
    /// Takes a webhook. Answer 2xx to whatever this takes, and only to that.
    ///
    /// # Errors
    /// `WrongCredentials` for a wrong signature, `TooLarge`, `BadRequest` for what is no event, `Unavailable` if it could
    /// not be kept: the gateway comes again.
    pub async fn receive(&self, incoming: Incoming<'_>) -> Result<Received> {
        if incoming.body.len() > BODY_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        let signed = incoming.signature.is_some_and(|given| signature::verify(&self.0.settings.webhook_secrets, given, incoming.body));
        if !signed {
            return Err(ErrorCode::WrongCredentials.into());
        }
        let body = std::str::from_utf8(incoming.body).ok().filter(|body| !body.contains('\0')).ok_or(ErrorCode::BadRequest)?;
        let head: Head = serde_json::from_str(body).map_err(|_| ErrorCode::BadRequest)?;
        let name = |text: &str| text.len() <= 100 && !text.contains('\0');
        if !name(&head.event) || !name(&head.account_id) {
            return Err(ErrorCode::BadRequest.into());
        }
        let key = match incoming.key.filter(|key| !key.is_empty() && key.len() <= 100) {
            // A key of one account says nothing about another's.
            Some(key) => format!("{} {key}", head.account_id),
            None if head.event == "users.online" && store::happened::wants_online_at(self.0.db.read(), &head.account_id).await? => {
                // Once an hour is enough to know that somebody came back.
                let fan = serde_json::from_str::<Value>(body).ok().and_then(|body| who_is_online(&body["payload"]));
                format!("{} online {} {}", head.account_id, fan.unwrap_or_default(), self.now().0 / 3_600_000)
            }
            None if head.event.starts_with("users.") => return Ok(Received::Ephemeral(head.event, head.account_id)),
            None => format!("sha256 {}", db::hash(body)),
        };
        let entry = Entry {
            key,
            event: head.event,
            account: head.account_id,
            body: body.to_owned(),
            redelivery: incoming.redelivery_of.is_some(),
            at: self.now().0,
        };
        let new = self.keep(entry).await?;
        self.0.journalled.notify_one();
        Ok(if new { Received::Kept } else { Received::Known })
    }

    async fn keep(&self, entry: Entry) -> Result<bool> {
        let (done, written) = oneshot::channel();
        {
            let mut waiting = self.0.journal.waiting();
            if waiting.len() >= WAITING {
                return Err(ErrorCode::Unavailable.into());
            }
            waiting.push((entry, done));
        }
        // Apart, so that a caller who hangs up does not stop the writing of the others.
        let crm = self.clone();
        tokio::spawn(async move {
            let _writer = crm.0.journal.writer.clone().lock_owned().await;
            let batch = std::mem::take(&mut *crm.0.journal.waiting());
            // A batch that fails is dropped, and with it the senders: all who wait learn of it.
            if !batch.is_empty()
                && let Err(error) = crm.write_journal(batch).await
            {
                tracing::error!(%error, "webhooks were not kept; the gateway sends them again");
            }
        });
        written.await.map_err(|_| ErrorCode::Unavailable.into())
    }

    async fn write_journal(&self, batch: Waiting) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        let mut told = Vec::with_capacity(batch.len());
        for (entry, done) in batch {
            told.push((store::journal::insert(&mut tx, &entry).await?, done));
        }
        tx.commit().await?;
        for (new, done) in told {
            // Whoever hung up meanwhile does not want to know.
            let _ = done.send(new);
        }
        Ok(())
    }
}
