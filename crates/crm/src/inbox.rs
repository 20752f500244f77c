//! The inbox: lists of conversations and fans, what is said, what is read.

use crate::{
    Crm,
    place::{Place, page},
    policy::Act,
    profile::check_tag,
    store,
};
use model::{
    ConversationId, CreatorId, ErrorCode, FanId, MessageId, OutgoingId, Page, PageRequest, Result, UserId,
    crm::{Conversation, Fan, Filter, Outgoing, Sort, Thread},
};

/// As many messages that are not in the chat come with its first page.
const WAITING: u32 = 100;
/// A message that was refused for good is shown in its chat for so long.
const REFUSED_FOR: i64 = 24 * 3_600_000;

impl Crm {
    /// Conversations of one account, or of all of somebody's. A cursor is good for the order that it came with.
    ///
    /// # Errors
    /// `NotFound` for others' accounts; `Invalid` for a tag that is too long; `BadRequest` for a cursor that is not from the page
    /// before.
    pub async fn conversations(
        &self,
        me: UserId,
        of: Option<CreatorId>,
        filter: impl Into<Filter>,
        request: &PageRequest,
    ) -> Result<Page<Conversation>> {
        let mut filter: Filter = filter.into();
        filter.tag = filter.tag.as_deref().map(check_tag).transpose()?;
        let place = match filter.sort {
            Sort::Waiting => Place::upwards::<ConversationId>(request)?,
            Sort::Last | Sort::Spend => Place::of::<ConversationId>(request)?,
        };
        let mut rows = Vec::new();
        // Each account has its own index; few people have more than a few.
        for creator in self.seen(me, of).await? {
            rows.extend(store::conversations::list(self.0.db.read(), creator, me, &filter, place.before(), request.limit() + 1).await?);
        }
        let key = |one: &Conversation| match filter.sort {
            Sort::Last => (one.last_at.0, one.id.to_string()),
            Sort::Waiting => (one.waiting_since.unwrap_or(one.last_at).0, one.id.to_string()),
            Sort::Spend => (one.fan.spent_cents, one.fan.id.to_string()),
        };
        rows.sort_unstable_by_key(key);
        if filter.sort != Sort::Waiting {
            rows.reverse();
        }
        Ok(page(rows, request, key))
    }

    /// A fan.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn about_fan(&self, me: UserId, id: FanId) -> Result<Fan> {
        let fan = store::inbox::fan_of(self.0.db.read(), id).await?;
        self.allowed(me, fan.creator, Act::See).await?;
        Ok(fan)
    }

    /// With whom a conversation is.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn fan_in(&self, me: UserId, id: ConversationId) -> Result<FanId> {
        let fan = store::inbox::one(self.0.db.read(), id).await?.fan;
        self.allowed(me, fan.creator, Act::See).await?;
        Ok(fan.id)
    }

    /// A conversation with a page of what is said in it.
    ///
    /// # Errors
    /// `NotFound`, also for others'; `BadRequest` for a cursor that is not from the page before.
    pub async fn thread(&self, me: UserId, id: ConversationId, request: &PageRequest) -> Result<Thread> {
        let conversation = store::inbox::one(self.0.db.read(), id).await?;
        self.allowed(me, conversation.fan.creator, Act::See).await?;
        let place = Place::of::<MessageId>(request)?;
        // Before the chat is read: one that is sent in between is seen twice rather than never.
        let mut waiting = match request.cursor {
            None => self.not_in_chat(conversation.fan.id, &PageRequest { cursor: None, limit: Some(WAITING) }).await?,
            Some(_) => Page { items: Vec::new(), next_cursor: None },
        };
        let messages = store::inbox::messages(self.0.db.read(), id, place.before(), request.limit() + 1).await?;
        let sent = |one: &OutgoingId| messages.iter().any(|message| message.outgoing == Some(*one));
        waiting.items.retain(|one| !sent(&one.id));
        let messages = page(messages, request, |one| (one.at.0, one.id));
        Ok(Thread { conversation, messages, waiting })
    }

    /// Messages of ours to the fan of a conversation that are not in the chat, the oldest first, from after a page of them on.
    ///
    /// # Errors
    /// `NotFound`, also for others'; `BadRequest` for a cursor that is not from the page before.
    pub async fn waiting(&self, me: UserId, id: ConversationId, request: &PageRequest) -> Result<(Conversation, Page<Outgoing>)> {
        let conversation = store::inbox::one(self.0.db.read(), id).await?;
        self.allowed(me, conversation.fan.creator, Act::See).await?;
        let waiting = self.not_in_chat(conversation.fan.id, request).await?;
        Ok((conversation, waiting))
    }

    async fn not_in_chat(&self, fan: FanId, request: &PageRequest) -> Result<Page<Outgoing>> {
        let after = match request.cursor.as_deref() {
            Some(cursor) => cursor.parse::<OutgoingId>().map_err(|_| ErrorCode::BadRequest)?.to_string(),
            None => String::new(),
        };
        let limit = usize::try_from(request.limit()).unwrap_or(1);
        let refused_after = self.now().0 - REFUSED_FOR;
        let mut items = store::outbox::not_in_chat(self.0.db.read(), fan, refused_after, &after, request.limit() + 1).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(|one| one.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// Notes that all that was said is read, here and at the gateway.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn mark_read(&self, me: UserId, id: ConversationId) -> Result<()> {
        let Conversation { fan, .. } = store::inbox::one(self.0.db.read(), id).await?;
        self.allowed(me, fan.creator, Act::Send).await?;
        let mut tx = self.0.db.write().await?;
        if !store::inbox::read(&mut tx, id).await? {
            return Ok(());
        }
        tx.commit().await?;
        self.changed(fan.creator);
        let account = store::creators::get(self.0.db.read(), fan.creator).await?.gateway_id;
        let crm = self.clone();
        // Nobody waits for it: what it does not learn now, it is told with the next one that is read.
        tokio::spawn(async move {
            if let Err(trouble) = crm.0.gateway.mark_read(&account, &fan.gateway_id).await {
                tracing::debug!(%trouble, "the gateway did not learn that a chat was read");
            }
        });
        Ok(())
    }

    /// The accounts that a list is about.
    pub(crate) async fn seen(&self, me: UserId, of: Option<CreatorId>) -> Result<Vec<CreatorId>> {
        match of {
            Some(creator) => {
                self.allowed(me, creator, Act::See).await?;
                Ok(vec![creator])
            }
            None => Ok(self.creators(me).await?.into_iter().map(|creator| creator.id).collect()),
        }
    }
}
