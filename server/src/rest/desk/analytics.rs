//! `/api/crm/accounts/{id}/analytics`: an account in numbers, and `/vault`: what it can send.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::{
        bodies::ListBody,
        extract::{Asked, Id},
    },
    start::App,
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use model::{
    CreatorId,
    crm::{Analytics, Period, Step, TopFan, VaultMedia},
};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(analytics)).routes(routes!(table)).routes(routes!(vault))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ByQuery {
    /// `day` (the last 30), `week` (26) or `month` (12), in the account's time zone; `day` where it is left out.
    #[param(value_type = Option<String>)]
    by: Option<Step>,
}

/// What came in for one kind of things.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnalyticsKind)]
pub struct KindBody {
    /// `tip`, `message`, `subscription`, `post`, `stream`, `other` or `chargeback`.
    kind: String,
    cents: i64,
}

/// A fan who paid much.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsFan)]
pub struct TopBody {
    #[schema(format = "uuid")]
    fan_id: String,
    #[schema(format = "uuid")]
    conversation_id: String,
    name: String,
    cents: i64,
}

impl From<TopFan> for TopBody {
    fn from(fan: TopFan) -> Self {
        Self { fan_id: fan.id.to_string(), conversation_id: fan.conversation.to_string(), name: fan.name, cents: fan.cents }
    }
}

/// A day, a week or a month.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsPeriod)]
pub struct PeriodBody {
    /// Its first day.
    #[schema(format = "date")]
    from: String,
    income_cents: i64,
    /// Messages of fans.
    received: i64,
    /// Messages of yours.
    sent: i64,
}

impl From<Period> for PeriodBody {
    fn from(period: Period) -> Self {
        Self { from: period.from, income_cents: period.income_cents, received: period.received, sent: period.sent }
    }
}

/// An account in numbers since the first of the periods began. Only what is kept here is counted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountAnalytics)]
pub struct AnalyticsBody {
    /// IANA name of the account's time zone, in which days begin.
    time_zone: String,
    fans: i64,
    /// Fans who subscribe.
    active: i64,
    /// What was charged back is taken off.
    income_cents: i64,
    kinds: Vec<KindBody>,
    /// Fans who paid.
    payers: i64,
    /// What they paid on average.
    average_cents: Option<i64>,
    /// Times that a fan wrote after you, or first.
    asked: i64,
    /// Those of them that were answered; campaigns answer nobody.
    answered: i64,
    /// Half of the answers took no longer than so many milliseconds.
    median_ms: Option<i64>,
    /// The ten fans who paid most.
    top: Vec<TopBody>,
    trend: Vec<PeriodBody>,
}

impl From<Analytics> for AnalyticsBody {
    fn from(of: Analytics) -> Self {
        Self {
            average_cents: of.average_cents(),
            time_zone: of.time_zone,
            fans: of.fans,
            active: of.active,
            income_cents: of.income_cents,
            kinds: of.kinds.into_iter().map(|(kind, cents)| KindBody { kind: kind.code().to_owned(), cents }).collect(),
            payers: of.payers,
            asked: of.asked,
            answered: of.answered,
            median_ms: of.median_ms,
            top: of.top.into_iter().map(Into::into).collect(),
            trend: of.trend.into_iter().map(Into::into).collect(),
        }
    }
}

/// An account in numbers. Creators and managers.
#[utoipa::path(get, path = "/api/crm/accounts/{id}/analytics", tag = "fan desk", params(("id" = String, Path, format = "uuid"), ByQuery), responses(
    (status = 200, description = "The numbers", body = AnalyticsBody),
    (status = 400, description = "`bad_request`: `by` is none of these", body = Document, content_type = "application/problem+json"),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn analytics(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
    Asked(ByQuery { by }): Asked<ByQuery>,
) -> Result<Json<AnalyticsBody>, Problem> {
    Ok(Json(app.services.desk.analytics(identity.user.id, id, by.unwrap_or(Step::Day)).await?.into()))
}

/// The trend as a table for other programs: first day, income in dollars, messages of fans, messages of yours. Creators and
/// managers.
#[utoipa::path(get, path = "/api/crm/accounts/{id}/analytics.csv", tag = "fan desk", params(("id" = String, Path, format = "uuid"), ByQuery), responses(
    (status = 200, description = "The table", body = String, content_type = "text/csv"),
    (status = 400, description = "`bad_request`: `by` is none of these", body = Document, content_type = "application/problem+json"),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn table(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
    Asked(ByQuery { by }): Asked<ByQuery>,
) -> Result<Response, Problem> {
    let of = app.services.desk.analytics(identity.user.id, id, by.unwrap_or(Step::Day)).await?;
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"analytics.csv\"")];
    Ok((headers, csv(&of.trend)).into_response())
}

/// Only numbers and dates: nothing needs quotes.
fn csv(trend: &[Period]) -> String {
    let mut text = "from,income,received,sent\r\n".to_owned();
    for period in trend {
        let (sign, cents) = (if period.income_cents < 0 { "-" } else { "" }, period.income_cents.unsigned_abs());
        write!(text, "{},{sign}{}.{:02},{},{}\r\n", period.from, cents / 100, cents % 100, period.received, period.sent)
            .expect("a text takes whatever is written");
    }
    text
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct VaultQuery {
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// Something in the vault.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VaultMedia)]
pub struct MediaBody {
    /// For `mediaUrls` of a message.
    id: String,
    /// `photo`, `video`, `audio`, `gif` or `other`.
    kind: String,
}

impl From<VaultMedia> for MediaBody {
    fn from(media: VaultMedia) -> Self {
        Self { id: media.id, kind: media.kind.code().to_owned() }
    }
}

/// The media that an account keeps at OnlyFans, the last first. A page may be short; only an empty one is the last.
#[utoipa::path(get, path = "/api/crm/accounts/{id}/vault", tag = "fan desk", params(("id" = String, Path, format = "uuid"), VaultQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<MediaBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 429, description = "`too_many`, with Retry-After: 60 a minute", body = Document, content_type = "application/problem+json"),
    (status = 503, description = "`outside_unavailable`: the gateway does not answer", body = Document, content_type = "application/problem+json"),
))]
async fn vault(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
    Asked(VaultQuery { cursor }): Asked<VaultQuery>,
) -> Result<Json<ListBody<MediaBody>>, Problem> {
    Ok(Json(ListBody::page(app.services.vault(identity.user.id, id, cursor).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_line_for_each_period_in_dollars() {
        let period = |cents| Period { from: "2026-07-14".to_owned(), income_cents: cents, received: 2, sent: 1 };
        assert_eq!(csv(&[period(123_405), period(-50)]), "from,income,received,sent\r\n2026-07-14,1234.05,2,1\r\n2026-07-14,-0.50,2,1\r\n");
    }
}
