//! `/api/crm`: accounts at the gateway, conversations, what is said in them, fans.

mod analytics;
mod bodies;
mod fans;
mod replies;
mod segments;
mod team;

use super::{
    bodies::ListBody,
    extract::{Asked, Body, Id},
    outbox::OutgoingBody,
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use bodies::{AccountBody, ConversationBody, FanBody, ThreadBody};
use crm::NewMessage;
use model::{
    ConversationId, CreatorId, ErrorCode, FanId, PageRequest, Timestamp,
    crm::{Assigned, ConversationState, Filter, Shown, Sort},
};
use segments::{SegmentQuery, SortQuery};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(accounts, connect))
        .routes(routes!(check))
        .routes(routes!(conversations))
        .routes(routes!(thread, write))
        .routes(routes!(waiting))
        .routes(routes!(read))
        .routes(routes!(fans))
        .merge(fans::router())
        .merge(segments::router())
        .merge(team::router())
        .merge(replies::router())
        .merge(analytics::router())
}

/// The OnlyFans accounts that you work with.
#[utoipa::path(get, path = "/api/crm/accounts", tag = "fan desk", responses(
    (status = 200, description = "All of them", body = ListBody<AccountBody>),
))]
async fn accounts(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<ListBody<AccountBody>>, Problem> {
    Ok(Json(ListBody::whole(app.services.desk.creators(identity.user.id).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Connect {
    /// The account's id at the gateway, as `acct_…`.
    account: String,
    /// IANA name of the time zone that it works in, as `Europe/Paris`.
    time_zone: String,
}

/// Takes up an account that is connected at the gateway. It is yours then; its fans and chats are read at once.
#[utoipa::path(post, path = "/api/crm/accounts", tag = "fan desk", request_body = Connect, responses(
    (status = 201, description = "The account", body = AccountBody),
    (status = 403, description = "`forbidden`: over a real gateway only administrators may", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`account_taken`: somebody has it here", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: the gateway does not know the account, or nobody the time zone", body = Document, content_type = "application/problem+json"),
    (status = 503, description = "`outside_unavailable`: the gateway does not answer", body = Document, content_type = "application/problem+json"),
))]
async fn connect(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Body(connect): Body<Connect>,
) -> Result<(StatusCode, Json<AccountBody>), Problem> {
    let connected = app.services.desk.connect(identity.user.id, &connect.account, &connect.time_zone).await?;
    Ok((StatusCode::CREATED, Json(connected.into())))
}

/// Asks the gateway whether an account can send, and goes on sending if it can. Creators and managers.
#[utoipa::path(post, path = "/api/crm/accounts/{id}/check", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The account as it is now", body = AccountBody),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn check(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<CreatorId>) -> Result<Json<AccountBody>, Problem> {
    Ok(Json(app.services.desk.check(identity.user.id, id).await?.into()))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Only of this account; of all yours where it is left out.
    #[param(format = "uuid")]
    account: Option<String>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

impl ListQuery {
    pub(super) fn account(&self) -> Result<Option<CreatorId>, Problem> {
        Ok(self.account.as_deref().map(|id| id.parse().map_err(|_| ErrorCode::BadRequest)).transpose()?)
    }

    pub(super) fn page(self) -> PageRequest {
        PageRequest { cursor: self.cursor, limit: self.limit }
    }
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichQuery {
    /// `open`, `waiting`, `snoozed` or `done`; any where it is left out.
    #[param(value_type = Option<String>)]
    state: Option<ConversationState>,
    /// `all`, `me` or `nobody`: who answers.
    #[param(value_type = Option<String>)]
    assigned: Option<Assigned>,
    /// `all`, `unread` or `unanswered`.
    #[param(value_type = Option<String>)]
    show: Option<Shown>,
    /// Only with fans on this list.
    #[param(format = "uuid")]
    list: Option<String>,
    /// Only with fans who have this tag, up to 40 characters.
    tag: Option<String>,
    /// `last` (written), `waiting` (for an answer, the longest first) or `spend`. A cursor is good for its own order.
    #[param(value_type = Option<String>)]
    sort: Option<Sort>,
}

impl WhichQuery {
    fn filter(self) -> Result<Filter, Problem> {
        let plain = Filter::default();
        Ok(Filter {
            state: self.state,
            assigned: self.assigned.unwrap_or(plain.assigned),
            shown: self.show.unwrap_or(plain.shown),
            list: self.list.map(|id| id.parse().map_err(|_| ErrorCode::BadRequest)).transpose()?,
            tag: self.tag.filter(|tag| !tag.is_empty()),
            sort: self.sort.unwrap_or(plain.sort),
        })
    }
}

/// Conversations with fans; the last written first, where nothing else is asked for.
#[utoipa::path(get, path = "/api/crm/conversations", tag = "fan desk", params(ListQuery, WhichQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<ConversationBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before, or `account` or `list` is no id", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: the tag is too long", body = Document, content_type = "application/problem+json"),
))]
async fn conversations(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(query): Asked<ListQuery>,
    Asked(which): Asked<WhichQuery>,
) -> Result<Json<ListBody<ConversationBody>>, Problem> {
    let account = query.account()?;
    Ok(Json(ListBody::page(app.services.desk.conversations(identity.user.id, account, which.filter()?, &query.page()).await?)))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct PageQuery {
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Messages a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// What is said in a conversation, the last first; with the first page also what is on its way.
#[utoipa::path(get, path = "/api/crm/conversations/{id}/messages", tag = "fan desk", params(("id" = String, Path, format = "uuid"), PageQuery), responses(
    (status = 200, description = "One page", body = ThreadBody),
    (status = 400, description = "`bad_request`: the cursor is not from the page before", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn thread(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ConversationId>,
    Asked(PageQuery { cursor, limit }): Asked<PageQuery>,
) -> Result<Json<ThreadBody>, Problem> {
    Ok(Json(app.services.desk.thread(identity.user.id, id, &PageRequest { cursor, limit }).await?.into()))
}

/// What is not in the chat: it waits, failed, or nobody knows. The oldest first.
#[utoipa::path(get, path = "/api/crm/conversations/{id}/waiting", tag = "fan desk", params(("id" = String, Path, format = "uuid"), PageQuery), responses(
    (status = 200, description = "One page", body = ListBody<OutgoingBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn waiting(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ConversationId>,
    Asked(PageQuery { cursor, limit }): Asked<PageQuery>,
) -> Result<Json<ListBody<OutgoingBody>>, Problem> {
    let (_, waiting) = app.services.desk.waiting(identity.user.id, id, &PageRequest { cursor, limit }).await?;
    Ok(Json(ListBody::page(waiting)))
}

/// What is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Write {
    /// Up to 5,000 characters; may be empty with media.
    content: String,
    /// Ids of media in the vault, or uploaded; at most 40.
    #[serde(default)]
    media_urls: Vec<String>,
    /// 0, or 300 to 20,000 cents, which needs media.
    #[serde(default)]
    price_cents: i64,
    /// 1 to 10; 10 goes first. 5 where it is left out.
    priority: Option<u8>,
    /// Not before this moment, within a year.
    #[schema(value_type = Option<String>, format = "date-time")]
    scheduled_at: Option<String>,
    /// Your own name for this message, up to 200 bytes: said twice, it is one message.
    idempotency_key: Option<String>,
}

impl Write {
    /// The message to a fan.
    pub(super) fn to(self, fan: FanId) -> Result<NewMessage, Problem> {
        let at = |text: String| text.parse::<Timestamp>().map_err(|_| model::Error::field("scheduledAt", model::error::Problem::UnknownValue));
        Ok(NewMessage {
            media: self.media_urls,
            price_cents: self.price_cents,
            priority: self.priority.unwrap_or(5),
            scheduled_at: self.scheduled_at.map(at).transpose()?,
            client_key: self.idempotency_key,
            ..NewMessage::text(fan, &self.content)
        })
    }
}

/// Writes to a fan. It is sent at the account's pace; its state says what became of it.
#[utoipa::path(post, path = "/api/crm/conversations/{id}/messages", tag = "fan desk", params(("id" = String, Path, format = "uuid")), request_body = Write, responses(
    (status = 202, description = "It is in the queue", body = OutgoingBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 60 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn write(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<ConversationId>,
    Body(new): Body<Write>,
) -> Result<(StatusCode, Json<OutgoingBody>), Problem> {
    let me = identity.user.id;
    let fan = app.services.desk.fan_in(me, id).await?;
    let written = app.services.write_to_fan(me, new.to(fan)?).await?;
    Ok((StatusCode::ACCEPTED, Json(written.into())))
}

/// Notes that you have read what was said so far, here and at OnlyFans.
#[utoipa::path(post, path = "/api/crm/conversations/{id}/read", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 204, description = "It is read"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn read(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<ConversationId>) -> Result<StatusCode, Problem> {
    app.services.desk.mark_read(identity.user.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Fans, those who paid most first where nothing else is asked for.
#[utoipa::path(get, path = "/api/crm/fans", tag = "fan desk", params(ListQuery, SegmentQuery, SortQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<FanBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before, or a value cannot be read", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn fans(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(query): Asked<ListQuery>,
    Asked(which): Asked<SegmentQuery>,
    Asked(order): Asked<SortQuery>,
) -> Result<Json<ListBody<FanBody>>, Problem> {
    let (account, me) = (query.account()?, identity.user.id);
    if let Some(account) = account {
        // Strangers hear first that there is nobody.
        app.services.desk.role(me, account).await?;
    }
    let page = app.services.desk.fans_like(me, account, &which.segment()?, order.sort(), &query.page()).await?;
    Ok(Json(ListBody::page(page)))
}
