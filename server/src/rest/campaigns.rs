//! `/api/messages/bulk` and `/api/crm/campaigns`: one text to many fans.

mod bodies;

use super::{
    bodies::ListBody,
    extract::{Asked, Body, Id},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use bodies::{CampaignBody, ResultsBody};
use crm::Bulk;
use model::{CampaignId, CreatorId, ErrorCode, FanId, PageRequest};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(bulk))
        .routes(routes!(campaigns))
        .routes(routes!(show))
        .routes(routes!(pause))
        .routes(routes!(resume))
        .routes(routes!(cancel))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct BulkMessage {
    /// 1 to 100 fans of one account; who is named twice gets it once.
    recipient_ids: Vec<String>,
    /// Up to 5,000 characters; may be empty with media. `{first_name}` becomes the fan's first name, and
    /// `{first_name|dear}` becomes "dear" for those who have none.
    content: String,
    /// Ids of media in the vault, or uploaded; at most 40.
    #[serde(default)]
    media_urls: Vec<String>,
    /// Up to 100 characters.
    campaign_name: String,
    /// Your own name for this campaign, up to 200 bytes: said twice, it is one.
    idempotency_key: Option<String>,
}

/// Writes to many fans. Each has a message of their own, sent at the account's pace. Creators and managers.
#[utoipa::path(post, path = "/api/messages/bulk", tag = "fan desk", request_body = BulkMessage, responses(
    (status = 202, description = "All of them are in the queue", body = CampaignBody),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: one of the fans", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 5 an hour", body = Document, content_type = "application/problem+json"),
))]
async fn bulk(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Body(new): Body<BulkMessage>,
) -> Result<(StatusCode, Json<CampaignBody>), Problem> {
    let fans = new.recipient_ids.iter().map(|id| id.parse::<FanId>().map_err(|_| ErrorCode::NotFound)).collect::<Result<_, _>>()?;
    let bulk = Bulk { fans, name: new.campaign_name, text: new.content, media: new.media_urls, client_key: new.idempotency_key };
    let campaign = app.services.write_to_many(identity.user.id, &bulk).await?;
    Ok((StatusCode::ACCEPTED, Json(campaign.into())))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only of this account; of all yours where it is left out.
    #[param(format = "uuid")]
    account: Option<String>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// Campaigns, the last first.
#[utoipa::path(get, path = "/api/crm/campaigns", tag = "fan desk", params(ListQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<CampaignBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before, or `account` is no id", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
))]
async fn campaigns(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(ListQuery { account, cursor, limit }): Asked<ListQuery>,
) -> Result<Json<ListBody<CampaignBody>>, Problem> {
    let account: Option<CreatorId> = account.map(|id| id.parse().map_err(|_| ErrorCode::BadRequest)).transpose()?;
    Ok(Json(ListBody::page(app.services.desk.campaigns(identity.user.id, account, &PageRequest { cursor, limit }).await?)))
}

/// A campaign, with what came of it so far.
#[utoipa::path(get, path = "/api/crm/campaigns/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The campaign", body = ResultsBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn show(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<CampaignId>) -> Result<Json<ResultsBody>, Problem> {
    let (desk, me) = (&app.services.desk, identity.user.id);
    Ok(Json(ResultsBody::new(desk.campaign(me, id).await?, desk.results(me, id).await?)))
}

/// Holds what has not gone out. Creators and managers.
#[utoipa::path(post, path = "/api/crm/campaigns/{id}/pause", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The campaign", body = CampaignBody),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it does not run", body = Document, content_type = "application/problem+json"),
))]
async fn pause(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<CampaignId>) -> Result<Json<CampaignBody>, Problem> {
    Ok(Json(app.services.desk.pause(identity.user.id, id).await?.into()))
}

/// Lets a campaign go on that was held. Creators and managers.
#[utoipa::path(post, path = "/api/crm/campaigns/{id}/resume", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The campaign", body = CampaignBody),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it is not held", body = Document, content_type = "application/problem+json"),
))]
async fn resume(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<CampaignId>) -> Result<Json<CampaignBody>, Problem> {
    Ok(Json(app.services.desk.resume(identity.user.id, id).await?.into()))
}

/// Takes back what has not gone out. Creators and managers.
#[utoipa::path(post, path = "/api/crm/campaigns/{id}/cancel", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The campaign", body = CampaignBody),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: it is not started, or ended already", body = Document, content_type = "application/problem+json"),
))]
async fn cancel(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<CampaignId>) -> Result<Json<CampaignBody>, Problem> {
    Ok(Json(app.services.desk.end(identity.user.id, id).await?.into()))
}
