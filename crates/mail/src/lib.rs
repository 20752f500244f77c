//! Mails. Each one is kept in the database first; where a mail server is set, [`Mail::run`] hands it over.
//!
//! A mail is handed over once. If the answer to that is lost, nobody knows whether it arrived: it is marked
//! as failed and never sent a second time by itself. Only where the server certainly did not take it
//! (no connection, a temporary refusal) is there another attempt.

mod sender;
mod smtp;
mod store;
mod worker;

pub use smtp::{Smtp, WrongSmtp};

use db::{Db, WriteTx};
use model::{
    CommentId, ErrorCode, MailId, Page, PageRequest, Result,
    accounts::{Mail as Kept, MailState},
};
use std::sync::Arc;
use tokio::sync::Notify;

/// How long mails are kept, in days.
pub const KEPT_DAYS: i64 = 30;

/// What is wrong with a mail that was taken back while it was being handed over.
const TAKEN_BACK: &str = "taken back: what it told of has changed";

/// Writes, lists and sends mails. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mail(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    smtp: Option<Smtp>,
    wake: Notify,
}

impl Mail {
    /// With a mail server, or without one: then mails are only kept.
    pub fn new(db: Db, smtp: Option<Smtp>) -> Self {
        Self(Arc::new(Inner { db, smtp, wake: Notify::new() }))
    }

    /// Writes a mail as part of a transaction: it exists if what it tells of does.
    pub async fn queue(&self, tx: &mut WriteTx, to: &str, subject: &str, text: &str) -> Result<MailId> {
        self.insert(tx, to, subject, text, None).await
    }

    /// The same with a part of the text that quotes a comment: it follows that by [`Self::quote_again`].
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn queue_quoting(&self, tx: &mut WriteTx, to: &str, subject: &str, text: &str, quote: (CommentId, &str)) -> Result<MailId> {
        self.insert(tx, to, subject, text, Some(quote)).await
    }

    async fn insert(&self, tx: &mut WriteTx, to: &str, subject: &str, text: &str, quote: Option<(CommentId, &str)>) -> Result<MailId> {
        let state = if self.sends() { MailState::Queued } else { MailState::Kept };
        let id = store::insert(tx, state, to, subject, text, quote).await?;
        self.0.wake.notify_one();
        Ok(id)
    }

    /// Puts other words in the place of a comment's quote, in mails that have not gone out; empty words end it.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn quote_again(&self, tx: &mut WriteTx, of: CommentId, quote: &str) -> Result<()> {
        store::quote_again(tx, of, quote).await
    }

    /// Takes mails back that have not gone out, as part of a transaction. One that is just being handed over may arrive
    /// still, but is not tried again. Returns which are gone.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn take_back(&self, tx: &mut WriteTx, ids: &[MailId]) -> Result<Vec<MailId>> {
        let mut gone = Vec::new();
        for id in ids {
            if store::take_back(tx, *id, TAKEN_BACK).await? {
                gone.push(*id);
            }
        }
        Ok(gone)
    }

    /// Whether a mail server is set. If not, mails are only kept, and the screens say so.
    pub fn sends(&self) -> bool {
        self.0.smtp.is_some()
    }

    /// All mails, newest first.
    pub async fn list(&self, page: PageRequest) -> Result<Page<Kept>> {
        let before = match page.cursor.as_deref() {
            Some(cursor) => Some(cursor.parse::<MailId>().map_err(|_| ErrorCode::BadRequest)?),
            None => None,
        };
        let limit = page.limit();
        let mut items = store::newest(&self.0.db, before, limit + 1).await?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = items.last().filter(|_| more).map(|mail| mail.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// One mail.
    ///
    /// # Errors
    /// `NotFound` if there is none of this id.
    pub async fn get(&self, id: MailId) -> Result<Kept> {
        store::get(&self.0.db, id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Drops mails older than [`KEPT_DAYS`]. A failure is logged; the next time will do.
    pub async fn prune(&self) {
        let before = model::Timestamp(db::now().0 - KEPT_DAYS * 86_400_000);
        match store::delete_older(&self.0.db, before).await {
            Ok(0) => {}
            Ok(mails) => tracing::info!(mails, "old mails dropped"),
            Err(error) => tracing::warn!(%error, "old mails stay until the next try"),
        }
    }
}
