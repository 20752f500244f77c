//! Webhooks: checked over raw bytes, kept in a journal, answered at once, worked on in the background.

use crate::{
    Account, Heard, Journal, JournalState, News, Platform, ProblemCode as Code, Published, Social, State, WebhookRefused,
    store::{self, numbers::Comment},
};
use ::http::HeaderMap;
use model::{ErrorCode, Page, PageRequest, PublicationId, Result, WebhookId};

/// Waits after the first, second, … time that an event could not be worked on; then it is dead until it is replayed.
const BACKOFF: [i64; 7] = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000];
/// An event that a worker took and did not settle is taken again after this.
const TAKEN: i64 = 60_000;
/// The largest body.
const LONGEST: usize = 1024 * 1024;

/// What came of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// Events that are new.
    pub new: usize,
    /// Events that were known.
    pub known: usize,
}

impl Social {
    /// The answer to a subscription's handshake; `None`: refuse it with 403.
    pub fn handshake(&self, platform: Platform, query: &[(String, String)]) -> Option<String> {
        self.connector(platform).ok()?.handshake(query)
    }

    /// Checks a webhook and keeps its events; answer 200 when this is done.
    ///
    /// # Errors
    /// `Ok(Err(…))` for a webhook that is not the platform's; `Err` if it can't be kept: then the platform sends it again.
    pub async fn receive(&self, platform: Platform, headers: &HeaderMap, body: &[u8]) -> Result<std::result::Result<Received, WebhookRefused>> {
        if body.len() > LONGEST {
            return Ok(Err(WebhookRefused::Unreadable));
        }
        let notices = match self.connector(platform)?.webhook(headers, body, self.now()) {
            Ok(notices) => notices,
            Err(refused) => {
                tracing::warn!(platform = platform.code(), %refused, "webhook");
                return Ok(Err(refused));
            }
        };
        let mut received = Received { new: 0, known: 0 };
        let mut tx = self.0.db.write().await?;
        for notice in &notices {
            let new = store::webhooks::insert(&mut tx, platform, notice, self.now()).await?;
            *(if new { &mut received.new } else { &mut received.known }) += 1;
        }
        tx.commit().await?;
        Ok(Ok(received))
    }

    /// Works on one event that is due; `false` if none is.
    pub async fn hear_one(&self) -> Result<bool> {
        let now = self.now();
        let Some(event) = store::webhooks::claim(&self.0.db, now, now + TAKEN).await? else { return Ok(false) };
        let (state, next_at, problem) = match self.hear(&event).await {
            Ok(state) => (state, now, None),
            Err(why) => match usize::try_from(event.attempts - 1).ok().and_then(|tried| BACKOFF.get(tried)) {
                Some(wait) => (JournalState::Waiting, self.now() + wait, Some(why)),
                None => (JournalState::Dead, now, Some(why)),
            },
        };
        tracing::info!(event = %event.id, kind = event.kind, state = state.code(), attempt = event.attempts, problem, "webhook event");
        let mut tx = self.0.db.write().await?;
        store::webhooks::settle(&mut tx, event.id, state, next_at, problem.as_deref()).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn hear(&self, event: &Journal) -> std::result::Result<JournalState, String> {
        let connector = self.connector(event.platform).map_err(|error| error.to_string())?;
        let heard = connector.read(&event.kind, &event.body);
        let accounts = store::accounts::by_remote(&self.0.db, event.platform, &event.account).await.map_err(|error| error.to_string())?;
        if heard == Heard::Nothing || accounts.is_empty() {
            return Ok(JournalState::Ignored);
        }
        self.act(event, heard, &accounts).await.map_err(|error| error.to_string())?
    }

    async fn act(&self, event: &Journal, heard: Heard, accounts: &[Account]) -> Result<std::result::Result<JournalState, String>> {
        let at = event.happened_at.0;
        match heard {
            Heard::Nothing => return Ok(Ok(JournalState::Ignored)),
            Heard::GrantRemoved => {
                let mut tx = self.0.db.write().await?;
                // Their times are whole seconds. A grant that was given after this is another one.
                for account in accounts.iter().filter(|account| account.connected_at.0 <= at + 999) {
                    store::accounts::needs_sign_in(&mut tx, account.id, account.version, Code::AppRemoved).await?;
                }
                tx.commit().await?;
                for account in accounts {
                    self.changed_account(account.user, account.id);
                }
            }
            Heard::Comment(id, media, author, body) => {
                let mut tx = self.0.db.write().await?;
                for account in accounts {
                    let comment = Comment { id: &id, media: &media, author: &author, body: &body, at };
                    store::numbers::comment(&mut tx, account.id, &comment).await?;
                }
                tx.commit().await?;
            }
            Heard::Publication(handle, news) => {
                let mut found = None;
                for account in accounts {
                    found = found.or(store::publications::by_handle(&self.0.db, event.platform, account.id, &handle).await?);
                }
                // It may come before the answer that brings the handle is written.
                let Some(id) = found else { return Ok(Err("no publication has this handle".to_owned())) };
                self.tell(id, news, at).await?;
                if let Some(publication) = store::publications::get(&self.0.db, id).await? {
                    self.changed_publication(publication.user, id);
                }
            }
        }
        Ok(Ok(JournalState::Done))
    }

    /// In whichever order events come, they end in one state: out beats failed and the inbox, and of what is said of
    /// visibility the newest counts.
    async fn tell(&self, id: PublicationId, news: News, at: i64) -> Result<()> {
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        match news {
            News::Out => store::turns::heard_state(&mut tx, id, State::Published, None, now).await?,
            News::InInbox => store::turns::heard_inbox(&mut tx, id).await?,
            News::Failed(problem) => store::turns::heard_state(&mut tx, id, State::Failed, Some(&problem), now).await?,
            News::Visible(remote_id, url) => {
                store::turns::heard_state(&mut tx, id, State::Published, None, now).await?;
                store::turns::heard_visible(&mut tx, id, Some(&Published { remote_id: Some(remote_id), url }), at).await?;
            }
            News::Hidden => {
                store::turns::heard_state(&mut tx, id, State::Published, None, now).await?;
                store::turns::heard_visible(&mut tx, id, None, at).await?;
            }
        }
        tx.commit().await
    }

    /// The journal, newest first.
    ///
    /// # Errors
    /// `BadRequest` for a cursor that is none.
    pub async fn journal(&self, page: &PageRequest) -> Result<Page<Journal>> {
        let before = page.cursor.as_deref().map(str::parse::<WebhookId>).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let mut items = store::webhooks::list(&self.0.db, before, page.limit() + 1).await?;
        let most = usize::try_from(page.limit()).unwrap_or(usize::MAX);
        let more = items.len() > most;
        items.truncate(most);
        let next_cursor = items.last().filter(|_| more).map(|one| one.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// Works on an event again. Doing so twice changes nothing.
    ///
    /// # Errors
    /// `NotFound` if there is none of this id.
    pub async fn replay(&self, id: WebhookId) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        let found = store::webhooks::replay(&mut tx, id, self.now()).await?;
        tx.commit().await?;
        if found { Ok(()) } else { Err(ErrorCode::NotFound.into()) }
    }
}
