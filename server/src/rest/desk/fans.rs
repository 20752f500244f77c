//! `/api/crm/fans/{id}`: a fan with what is known of them.

use super::bodies::FanBody;
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    rest::extract::{Body, Id},
    start::App,
};
use axum::{Json, extract::State, http::StatusCode};
use crm::Description;
use model::{
    Error, FanId,
    crm::{Note, NoteCategory, Profile},
    error,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(fan, describe, delete))
}

/// A note about a fan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FanNote)]
pub struct NoteBody {
    #[schema(format = "uuid")]
    id: String,
    /// `person`, `wishes`, `money`, `care` or `other`.
    category: String,
    text: String,
    /// Who wrote it, while they have an account.
    author: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    changed_at: String,
}

impl From<Note> for NoteBody {
    fn from(note: Note) -> Self {
        Self {
            id: note.id.to_string(),
            category: note.category.code().to_owned(),
            text: note.text,
            author: note.author,
            created_at: note.created_at.to_string(),
            changed_at: note.changed_at.to_string(),
        }
    }
}

/// What somebody paid for one kind of things, or in one month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FanMoney)]
pub struct MoneyBody {
    /// `tip`, `message`, `subscription`, `post`, `stream`, `other` or `chargeback`; for months as `2026-07`.
    of: String,
    cents: i64,
}

/// A fan with what is known of them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FanProfile)]
pub struct ProfileBody {
    #[serde(flatten)]
    fan: FanBody,
    tags: Vec<String>,
    /// The last written first.
    notes: Vec<NoteBody>,
    /// What they paid, by kind.
    by_kind: Vec<MoneyBody>,
    /// What they paid in each of the last twelve months of the account's time zone.
    by_month: Vec<MoneyBody>,
}

impl From<Profile> for ProfileBody {
    fn from(profile: Profile) -> Self {
        Self {
            fan: profile.fan.into(),
            tags: profile.tags,
            notes: profile.notes.into_iter().map(Into::into).collect(),
            by_kind: profile.kinds.into_iter().map(|(kind, cents)| MoneyBody { of: kind.code().to_owned(), cents }).collect(),
            by_month: profile.months.into_iter().map(|(of, cents)| MoneyBody { of, cents }).collect(),
        }
    }
}

/// A fan, with what they paid and what was noted.
#[utoipa::path(get, path = "/api/crm/fans/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The fan", body = ProfileBody),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn fan(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<FanId>) -> Result<Json<ProfileBody>, Problem> {
    Ok(Json(app.services.desk.profile(identity.user.id, id).await?.into()))
}

/// A note as it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewFanNote)]
struct NewNote {
    /// Of the note that is kept or changed; a new one has none.
    #[schema(format = "uuid")]
    id: Option<String>,
    /// `person`, `wishes`, `money`, `care` or `other`.
    category: String,
    /// 1 to 2,000 characters.
    text: String,
}

/// What is to be noted. What is left out stays as it is; what a fan paid is counted, and cannot be set.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Describe {
    /// What your team calls them, up to 100 characters; empty for their own name.
    name: Option<String>,
    /// All tags: up to 30, of up to 40 characters each.
    tags: Option<Vec<String>>,
    /// All notes, up to 200: those that are not in the list are deleted.
    notes: Option<Vec<NewNote>>,
}

impl TryFrom<Describe> for Description {
    type Error = Problem;

    fn try_from(new: Describe) -> Result<Self, Problem> {
        let unknown = |field: &str| Error::field(field, error::Problem::UnknownValue);
        let note = |note: NewNote| {
            let id = note.id.map(|id| id.parse().map_err(|_| unknown("id"))).transpose()?;
            let category = NoteCategory::from_code(&note.category).ok_or_else(|| unknown("category"))?;
            Ok::<_, Error>((id, category, note.text))
        };
        let notes = new.notes.map(|notes| notes.into_iter().map(note).collect::<Result<Vec<_>, _>>()).transpose()?;
        Ok(Self { name: new.name, tags: new.tags, notes })
    }
}

/// Notes what is known of a fan: what you call them, tags, notes.
#[utoipa::path(put, path = "/api/crm/fans/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), request_body = Describe, responses(
    (status = 200, description = "The fan as they are now", body = ProfileBody),
    (status = 404, description = "`not_found`: the fan, or a note", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`limit_reached`: 30 tags, 200 notes", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says what", body = Document, content_type = "application/problem+json"),
))]
async fn describe(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Id(id): Id<FanId>,
    Body(new): Body<Describe>,
) -> Result<Json<ProfileBody>, Problem> {
    // Strangers hear first that there is nobody.
    app.services.desk.about_fan(identity.user.id, id).await?;
    Ok(Json(app.services.desk.describe(identity.user.id, id, &new.try_into()?).await?.into()))
}

/// Deletes a fan here, with conversation, notes and what waits to be sent; what they paid stays counted. Creators and
/// managers. Whom OnlyFans still has comes back with the next reading, without what was noted.
#[utoipa::path(delete, path = "/api/crm/fans/{id}", tag = "fan desk", params(("id" = String, Path, format = "uuid")), responses(
    (status = 204, description = "Gone"),
    (status = 403, description = "`forbidden`: chatters may not", body = Document, content_type = "application/problem+json"),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
    (status = 409, description = "`too_late`: a message to them is being sent; try again in a moment", body = Document, content_type = "application/problem+json"),
))]
async fn delete(State(app): State<App>, SignedIn(identity): SignedIn, Id(id): Id<FanId>) -> Result<StatusCode, Problem> {
    app.services.desk.delete_fan(identity.user.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
