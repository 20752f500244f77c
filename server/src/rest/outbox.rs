//! `/api/onlyfans/messages`: what is on its way to fans.

use super::{
    bodies::ListBody,
    desk::{ListQuery, Write},
    extract::{Asked, Body, Id},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use model::{
    FanId, OutgoingId,
    crm::{Outgoing, SendState},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(send))
        .routes(routes!(status))
        .routes(routes!(failed))
        .routes(routes!(show))
        .routes(routes!(retry))
        .routes(routes!(cancel))
        .routes(routes!(settle))
}

/// A message on its way.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OutgoingMessage)]
pub struct OutgoingBody {
    /// Its id, from before it is sent.
    #[schema(format = "uuid")]
    message_id: String,
    /// The fan.
    #[schema(format = "uuid")]
    recipient_id: String,
    content: String,
    media_urls: Vec<String>,
    price_cents: i64,
    /// 1 to 10; 10 goes first.
    priority: u8,
    /// `queued`, `in_flight`, `sent`, `delivered`, `read`, `failed` (can be tried again), `rejected` (cannot),
    /// `unconfirmed` (nobody knows; a person decides) or `cancelled`.
    state: String,
    /// Why. Of an automatic message that was cancelled: `tagged`, `listed`, `again`, `fan_wrote`, `team_wrote`, `back`,
    /// `unreachable`, `late` or `off`.
    reason: String,
    /// `person`, `campaign` or `automatic`.
    origin: String,
    /// The name of the automatic message that it is, while that is there.
    automation: Option<String>,
    /// Tries so far.
    attempts: u32,
    /// When it was written.
    #[schema(format = "date-time")]
    queued_at: String,
    /// It is not sent before this moment.
    #[schema(format = "date-time")]
    due_at: String,
    /// When it came into its state.
    #[schema(format = "date-time")]
    changed_at: String,
}

impl From<Outgoing> for OutgoingBody {
    fn from(message: Outgoing) -> Self {
        Self {
            message_id: message.id.to_string(),
            recipient_id: message.fan.to_string(),
            content: message.text,
            media_urls: message.media,
            price_cents: message.price_cents,
            priority: message.priority,
            state: message.state.code().to_owned(),
            reason: message.reason,
            origin: message.origin.code().to_owned(),
            automation: message.automation,
            attempts: message.attempts,
            queued_at: message.created_at.to_string(),
            due_at: message.due_at.to_string(),
            changed_at: message.changed_at.to_string(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Send {
    /// The fan.
    #[schema(format = "uuid")]
    recipient_id: String,
    #[serde(flatten)]
    message: Write,
}

/// Writes to a fan. It is sent at the account's pace.
#[utoipa::path(post, path = "/api/onlyfans/messages/send", tag = "fan desk", request_body = Send, responses(
    (status = 202, description = "It is in the queue", body = OutgoingBody),
    (status = 404, description = "`not_found`: the fan", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 60 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn send(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Body(Send { recipient_id, message }): Body<Send>,
) -> Result<(StatusCode, Json<OutgoingBody>), Problem> {
    let fan: FanId = recipient_id.parse().map_err(|_| model::ErrorCode::NotFound)?;
    let written = app.services.write_to_fan(identity.user.id, message.to(fan)?).await?;
    Ok((StatusCode::ACCEPTED, Json(written.into())))
}

/// The queue in numbers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct StatusBody {
    /// Messages that wait.
    depth: i64,
    /// Messages that the gateway has not answered.
    in_flight: i64,
    /// Messages that were given up.
    dead_letters: i64,
    /// Messages that a person must decide on.
    unconfirmed: i64,
    /// Messages a minute for each account.
    rate_per_minute: u32,
    /// How many could go at once, for the account that has most.
    tokens: i64,
}

/// The queue of all your accounts in numbers.
#[utoipa::path(get, path = "/api/onlyfans/messages/status", tag = "fan desk", responses((status = 200, description = "The numbers", body = StatusBody)))]
async fn status(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<StatusBody>, Problem> {
    let status = app.services.desk.status(identity.user.id).await?;
    Ok(Json(StatusBody {
        depth: status.depth,
        in_flight: status.in_flight,
        dead_letters: status.dead_letters,
        unconfirmed: status.unconfirmed,
        rate_per_minute: status.rate_per_minute,
        tokens: status.tokens,
    }))
}

/// Messages of all your accounts that failed, or of one of them; the last first.
#[utoipa::path(get, path = "/api/onlyfans/messages/failed", tag = "fan desk", params(ListQuery), responses(
    (status = 200, description = "One page of the messages", body = ListBody<OutgoingBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before, or `account` is no id", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
))]
async fn failed(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<ListBody<OutgoingBody>>, Problem> {
    let account = query.account()?;
    Ok(Json(ListBody::page(app.services.desk.in_state(identity.user.id, account, SendState::Failed, &query.page()).await?)))
}

/// A message, as it is now.
#[utoipa::path(get, path = "/api/onlyfans/messages/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The message", body = OutgoingBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<OutgoingId>) -> Result<Json<OutgoingBody>, Problem> {
    Ok(Json(app.services.desk.outgoing(identity.user.id, id).await?.into()))
}

/// Puts a message back into the queue that certainly did not arrive.
#[utoipa::path(post, path = "/api/onlyfans/messages/{id}/retry", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 202, description = "It is in the queue", body = OutgoingBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it has not failed; `campaign_ended`: its campaign was ended", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 10 a minute", body = Document, content_type = "application/problem+json"),
))]
async fn retry(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<OutgoingId>) -> Result<(StatusCode, Json<OutgoingBody>), Problem> {
    Ok((StatusCode::ACCEPTED, Json(app.services.retry_message(identity.user.id, id).await?.into())))
}

/// Takes a message back that waits, or that failed.
#[utoipa::path(post, path = "/api/onlyfans/messages/{id}/cancel", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The message", body = OutgoingBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it was sent", body = Document, content_type = "application/problem+json"),
))]
async fn cancel(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<OutgoingId>) -> Result<Json<OutgoingBody>, Problem> {
    Ok(Json(app.services.desk.cancel(identity.user.id, id).await?.into()))
}

#[derive(Deserialize, ToSchema)]
struct Settle {
    /// Whether it is in the chat. One that is not counts as failed, and can be tried again.
    arrived: bool,
}

/// Says what became of a message whose answer was lost.
#[utoipa::path(post, path = "/api/onlyfans/messages/{id}/settle", tag = "fan desk", params(("id" = String, Path, format = "uuid")), request_body = Settle, responses(
    (status = 200, description = "The message", body = OutgoingBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it is settled", body = Document, content_type = "application/problem+json"),
))]
async fn settle(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<OutgoingId>,
    Body(Settle { arrived }): Body<Settle>,
) -> Result<Json<OutgoingBody>, Problem> {
    Ok(Json(app.services.desk.decide(identity.user.id, id, arrived).await?.into()))
}
