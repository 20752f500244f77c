//! `/api/monitoring`: the way out of all accounts in numbers, for administrators.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State};
use model::crm::{Monitoring, QueueState};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(onlyfans))
}

/// What this server has counted since it started; `/metrics` has the same.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CountedBody {
    #[schema(format = "date-time")]
    since: String,
    /// Messages put into the queue.
    queued: u64,
    /// Messages that the gateway took.
    processed: u64,
    /// Messages that certainly did not arrive.
    failed: u64,
    /// Messages whose answer was lost.
    unconfirmed: u64,
    /// Messages that were only logged, while sending is switched off.
    logged: u64,
    /// Attempts that ended.
    attempts: u64,
    /// How long an attempt took on average, in milliseconds; `null` where there was none.
    processing_time_ms: Option<u64>,
}

/// An alarm that is on.
#[derive(Debug, Serialize, ToSchema)]
struct AlarmBody {
    /// `depth`, `dead_letters` or `failures` (of a hundred messages of the last hour, where there are 20 or more).
    kind: String,
    value: i64,
    /// What it is over.
    over: i64,
}

/// What tells the servers that messages are due.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct QueueBody {
    /// `embedded` (the database's own queue) or `sqs` (with the database's queue behind it).
    kind: String,
    /// Tickets that wait at SQS, as it counts; `null` where it is not used, or does not answer.
    waiting: Option<i64>,
    /// Tickets that a server holds.
    in_flight: Option<i64>,
    /// Tickets among the dead letters at SQS.
    dead: Option<i64>,
    /// What is wrong with SQS; messages go out all the same.
    trouble: Option<String>,
}

impl From<QueueState> for QueueBody {
    fn from(state: QueueState) -> Self {
        Self {
            kind: state.kind.code().to_owned(),
            waiting: state.tickets.map(|tickets| tickets.waiting),
            in_flight: state.tickets.map(|tickets| tickets.in_flight),
            dead: state.tickets.and_then(|tickets| tickets.dead),
            trouble: state.trouble,
        }
    }
}

/// The way out of all accounts in numbers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Monitoring)]
struct MonitoringBody {
    /// Whether messages are handed to the gateway (`RATE_LIMITER_ENABLED`).
    sending: bool,
    /// Messages that are due and wait.
    depth: i64,
    /// Messages that wait for their time.
    later: i64,
    /// Messages that the gateway has not answered.
    in_flight: i64,
    /// Messages that were given up.
    dead_letters: i64,
    /// Messages that a person must decide on.
    unconfirmed: i64,
    /// Messages of the last hour that arrived.
    hour_processed: i64,
    /// Messages of the last hour that did not.
    hour_failed: i64,
    queue: QueueBody,
    counted: CountedBody,
    alarms: Vec<AlarmBody>,
}

impl MonitoringBody {
    fn new(now: Monitoring, queue: QueueState) -> Self {
        let counted = now.counted;
        Self {
            sending: now.sending,
            depth: now.depth,
            later: now.later,
            in_flight: now.in_flight,
            dead_letters: now.dead_letters,
            unconfirmed: now.unconfirmed,
            hour_processed: now.hour_processed,
            hour_failed: now.hour_failed,
            queue: queue.into(),
            counted: CountedBody {
                since: counted.since.to_string(),
                queued: counted.queued,
                processed: counted.processed,
                failed: counted.failed,
                unconfirmed: counted.unconfirmed,
                logged: counted.logged,
                attempts: counted.attempts,
                processing_time_ms: counted.attempts_ms.checked_div(counted.attempts),
            },
            alarms: now
                .alarms
                .into_iter()
                .map(|alarm| AlarmBody { kind: alarm.kind.code().to_owned(), value: alarm.value, over: alarm.over })
                .collect(),
        }
    }
}

/// What is on its way to fans, of all accounts, and the alarms that are on.
#[utoipa::path(get, path = "/api/monitoring/onlyfans", tag = "fan desk", responses(
    (status = 200, description = "The numbers", body = MonitoringBody),
    (status = 403, description = "`forbidden`: you are no administrator", body = Document, content_type = "application/problem+json"),
))]
async fn onlyfans(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<MonitoringBody>, Problem> {
    let desk = &app.services.desk;
    let (now, queue) = (desk.monitoring(&identity.user).await?, desk.queue_state(&identity.user).await?);
    Ok(Json(MonitoringBody::new(now, queue)))
}
