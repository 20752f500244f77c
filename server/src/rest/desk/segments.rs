//! Which fans are asked for by `GET /api/crm/fans`, and all of them as a file.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::extract::{Asked, Id},
    start::App,
};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use model::{
    CreatorId, Error, ErrorCode, ListId, UserId,
    crm::{FanSort, Segment, Who},
    error,
};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(file))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct SegmentQuery {
    /// `all`, `active` (they subscribe) or `expired` (they did).
    #[param(value_type = Option<String>)]
    subscription: Option<Who>,
    /// Words that stand in their names, up to 100 characters.
    search: Option<String>,
    /// Who paid at least so much.
    spent_from_cents: Option<i64>,
    /// Who paid at most so much.
    spent_to_cents: Option<i64>,
    /// Who were there within so many days, 1 to 3,650; so are all days here.
    seen_within_days: Option<u32>,
    /// Who were not there for so many days.
    unseen_for_days: Option<u32>,
    /// Who subscribed within so many days.
    new_within_days: Option<u32>,
    /// Whose running subscription renews or ends within so many days.
    renews_within_days: Option<u32>,
    /// The tier that an imported file gave them.
    tier: Option<String>,
    /// Tags that they all have, between commas; at most 20.
    tags: Option<String>,
    /// Tags that none of them has, between commas; at most 20.
    without_tags: Option<String>,
    /// Ids of lists, between commas, at most 20: they are on at least one.
    lists: Option<String>,
    /// Ids of lists, between commas, at most 20: they are on none.
    without_lists: Option<String>,
    /// User names of those who are left out, between commas; at most 200.
    without: Option<String>,
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SortQuery {
    /// `spend` (who paid most first), `seen` (who was there last) or `joined` (who subscribed last). A cursor is good for its
    /// own order.
    #[param(value_type = Option<String>)]
    sort: Option<FanSort>,
}

impl SortQuery {
    pub(super) fn sort(&self) -> FanSort {
        self.sort.unwrap_or(FanSort::Spend)
    }
}

/// What stands between commas.
fn several(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl SegmentQuery {
    pub(super) fn segment(self) -> Result<Segment, Error> {
        let ids = |field: &str, text: Option<String>| -> Result<Vec<ListId>, Error> {
            let ids = several(text).iter().map(|id| id.parse().ok()).collect::<Option<_>>();
            ids.ok_or_else(|| Error::field(field, error::Problem::UnknownValue))
        };
        Ok(Segment {
            who: self.subscription.unwrap_or(Who::All),
            name: self.search.unwrap_or_default(),
            spent_from_cents: self.spent_from_cents,
            spent_to_cents: self.spent_to_cents,
            seen_within_days: self.seen_within_days,
            unseen_for_days: self.unseen_for_days,
            new_within_days: self.new_within_days,
            renews_within_days: self.renews_within_days,
            tier: self.tier.unwrap_or_default(),
            tags: several(self.tags),
            without_tags: several(self.without_tags),
            lists: ids("lists", self.lists)?,
            without_lists: ids("withoutLists", self.without_lists)?,
            without: several(self.without),
        })
    }
}

/// The fans of an account, or those who are asked for, as a CSV file with the columns that an import reads. What a spreadsheet
/// would take for a formula begins with an apostrophe. Creators and managers.
#[utoipa::path(get, path = "/api/crm/accounts/{id}/fans.csv", tag = "fan desk", params(("id" = String, Path, format = "uuid"), SegmentQuery), responses(
    (status = 200, description = "The file", body = String, content_type = "text/csv"),
    (status = 400, description = "`bad_request`: a value cannot be read", body = Document, content_type = "application/problem+json"),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn file(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<CreatorId>,
    Asked(query): Asked<SegmentQuery>,
) -> Result<Response, Problem> {
    let me = identity.user.id;
    // Strangers hear first that there is nobody.
    app.services.desk.role(me, id).await?;
    let segment = query.segment()?;
    // What is wrong with the whole is said before the first byte.
    let (first, next) = app.services.desk.export_fans(me, id, &segment, None).await?;
    let pieces = stream::unfold((app, Some((first, next))), move |(app, at)| {
        let segment = segment.clone();
        async move {
            let (text, next) = at?;
            let after = rest(&app, me, id, &segment, next).await;
            match after {
                Ok(after) => Some((Ok(Bytes::from(text)), (app, after))),
                Err(error) => Some((Err(error), (app, None))),
            }
        }
    })
    // What compresses it asks once more after the end.
    .fuse();
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"fans.csv\"")];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

type Piece = Option<(String, Option<model::FanId>)>;

/// The piece that comes after one; a file that cannot be read to its end breaks off, so that nobody takes it for whole.
async fn rest(app: &App, me: UserId, id: CreatorId, segment: &Segment, next: Option<model::FanId>) -> Result<Piece, Error> {
    match next {
        None => Ok(None),
        Some(next) => app.services.desk.export_fans(me, id, segment, Some(next)).await.map(Some).map_err(|_| ErrorCode::Unavailable.into()),
    }
}
