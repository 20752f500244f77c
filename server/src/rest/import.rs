//! `/api/onlyfans/import/csv`: fans out of a file.

use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{
    Json,
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request, State,
        multipart::{Field, MultipartError},
    },
};
use model::{
    CreatorId, Error, ErrorCode,
    crm::{ImportError, Imported},
    error,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What surrounds the file in the body, in bytes.
const AROUND: usize = 64 << 10;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import)).layer(DefaultBodyLimit::max(crm::FILE_MAX + AROUND))
}

/// What is sent.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form, which is read piece by piece")]
struct ImportForm {
    /// CSV in UTF-8 of at most 10 MB and 100,000 rows. Its first line names the columns, in any order: Username, Display
    /// Name (one of the two is needed), Email, Subscription Tier, Total Spent (`$1,234.50`), Last Seen (`2026-07-14`).
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The account; may be left out by those who have one.
    #[schema(format = "uuid")]
    account: Option<String>,
}

/// What became of a file's rows.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportResult)]
struct ImportBody {
    /// Rows of the file.
    total: u32,
    /// Fans who are new.
    inserted: u32,
    /// Fans of whom something new was said.
    updated: u32,
    /// Rows that said nothing new.
    skipped: u32,
    /// Rows that were not taken; the first thousand of them.
    errors: Vec<ImportErrorBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportProblem)]
struct ImportErrorBody {
    /// The line of the file; the first one names the columns.
    row: u64,
    /// What is wrong, as `bad_amount`.
    code: &'static str,
    /// What is wrong and what to do.
    message: &'static str,
}

impl From<Imported> for ImportBody {
    fn from(done: Imported) -> Self {
        let Imported { total, inserted, updated, skipped, errors } = done;
        let error = |ImportError { row, problem }| ImportErrorBody { row, code: problem.code(), message: problem.message() };
        Self { total, inserted, updated, skipped, errors: errors.into_iter().map(error).collect() }
    }
}

/// Takes fans from a file. A fan whom OnlyFans or an earlier file has named the same is completed, not doubled; the same
/// file a second time changes nothing. Creators and managers.
#[utoipa::path(post, path = "/api/onlyfans/import/csv", tag = "fan desk",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What became of the rows", body = ImportBody),
        (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`: the account", body = Document, content_type = "application/problem+json"),
        (status = 413, description = "`too_large`: more than 10 MB", body = Document, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: `detail` says what to do", body = Document, content_type = "application/problem+json"),
        (status = 429, description = "`too_many`, with Retry-After: 10 an hour", body = Document, content_type = "application/problem+json"),
    ))]
async fn import(State(app): State<App>, SignedIn(identity): SignedIn, request: Request) -> Result<Json<ImportBody>, Problem> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Problem::because(ErrorCode::WrongType, "Send the file as multipart/form-data, in the field `file`."))?;
    let (mut file, mut account) = (None, None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => file = Some(read(field).await?),
            Some("account") => account = Some(field.text().await.map_err(broken)?).filter(|id| !id.is_empty()),
            _ => {}
        }
    }
    let account: Option<CreatorId> = account.map(|id| id.parse().map_err(|_| ErrorCode::NotFound)).transpose()?;
    let file = file.ok_or_else(|| said(Error::field("file", error::Problem::Required)))?;
    Ok(Json(app.services.import_fans(identity.user.id, account, file).await.map_err(said)?.into()))
}

/// The file, if it is within its bound.
async fn read(mut field: Field<'_>) -> Result<Vec<u8>, Problem> {
    let mut file = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if file.len() + piece.len() > crm::FILE_MAX {
            return Err(too_large());
        }
        file.extend_from_slice(&piece);
    }
    Ok(file)
}

fn too_large() -> Problem {
    Problem::because(ErrorCode::TooLarge, "The file has more than 10 MB. Divide it into several.")
}

fn broken(error: MultipartError) -> Problem {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    Problem::because(ErrorCode::BadRequest, "The form could not be read to its end. Send the file once more.")
}

/// What is wrong with the file as a whole, and what to do.
fn said(error: Error) -> Problem {
    let Some(field) = error.fields.first() else { return error.into() };
    let detail = match (field.field.as_str(), field.problem) {
        ("account", _) => "You have several accounts. Name one in the field `account`.",
        (_, error::Problem::TooGreat) => "The file has more than 100,000 rows. Divide it into several.",
        _ => "The first line of the file must name its columns, Username or Display Name among them. Send it in the field `file`.",
    };
    Problem::explained(error, detail)
}
