//! What REST answers with about sharing.

use model::{
    accounts::Person,
    sharing::{AccessRequest, Invitation, Link, LogEntry, PostGuest, SharingSettings},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody, in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
}

impl From<Person> for PersonBody {
    fn from(person: Person) -> Self {
        Self { id: person.id.to_string(), name: person.name }
    }
}

/// An invitation that waits for its answer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvitationBody {
    #[schema(format = "uuid")]
    id: String,
    #[schema(format = "email")]
    email: String,
    /// `editor`, `commenter` or `viewer`.
    permission: String,
    message: String,
    /// Who invited; `null` if their account is gone.
    invited_by: Option<PersonBody>,
    #[schema(format = "date-time")]
    created_at: String,
    /// 7 days after it was last sent.
    #[schema(format = "date-time")]
    expires_at: String,
}

impl From<Invitation> for InvitationBody {
    fn from(invitation: Invitation) -> Self {
        Self {
            id: invitation.id.to_string(),
            email: invitation.email,
            permission: invitation.permission.code().to_owned(),
            message: invitation.message,
            invited_by: invitation.invited_by.map(Into::into),
            created_at: invitation.created_at.to_string(),
            expires_at: invitation.expires_at.to_string(),
        }
    }
}

/// A link that opens a post to whoever has it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LinkBody {
    #[schema(format = "uuid")]
    id: String,
    /// Its address: only in the answer that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    name: String,
    /// `editor`, `commenter` or `viewer`.
    role: String,
    has_password: bool,
    #[schema(format = "date-time")]
    expires_at: Option<String>,
    max_uses: Option<u32>,
    /// How many guests have come by it.
    uses: u32,
    #[schema(format = "date-time")]
    last_used_at: Option<String>,
    /// Who made it; `null` if their account is gone.
    created_by: Option<PersonBody>,
    #[schema(format = "date-time")]
    created_at: String,
}

impl LinkBody {
    /// A new one, with its address.
    pub fn made((link, url): (Link, String)) -> Self {
        Self { url: Some(url), ..link.into() }
    }
}

impl From<Link> for LinkBody {
    fn from(link: Link) -> Self {
        Self {
            id: link.id.to_string(),
            url: None,
            name: link.name,
            role: link.role.code().to_owned(),
            has_password: link.has_password,
            expires_at: link.expires_at.map(|at| at.to_string()),
            max_uses: link.max_uses,
            uses: link.uses,
            last_used_at: link.last_used_at.map(|at| at.to_string()),
            created_by: link.created_by.map(Into::into),
            created_at: link.created_at.to_string(),
        }
    }
}

/// A guest of a post.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GuestBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// The link they came by.
    #[schema(format = "uuid")]
    link_id: String,
    #[schema(format = "date-time")]
    came_at: String,
}

impl From<PostGuest> for GuestBody {
    fn from(PostGuest { guest, link_id, came_at }: PostGuest) -> Self {
        Self { id: guest.id.to_string(), name: guest.name, link_id: link_id.to_string(), came_at: came_at.to_string() }
    }
}

/// Somebody who wants access.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestBody {
    #[schema(format = "uuid")]
    id: String,
    person: PersonBody,
    #[schema(format = "email")]
    email: String,
    message: String,
    #[schema(format = "date-time")]
    created_at: String,
}

impl From<AccessRequest> for RequestBody {
    fn from(request: AccessRequest) -> Self {
        Self {
            id: request.id.to_string(),
            person: request.person.into(),
            email: request.email,
            message: request.message,
            created_at: request.created_at.to_string(),
        }
    }
}

/// One line of the log of a post's access.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LogBody {
    #[schema(format = "date-time")]
    at: String,
    /// Whose deed it was, by the name they had then.
    actor: String,
    /// What was done, as `added`, `role_changed` or `link_made`.
    deed: String,
    /// To whom or what; may be empty.
    subject: String,
    /// The role that was given, where one was.
    role: Option<String>,
}

impl From<LogEntry> for LogBody {
    fn from(entry: LogEntry) -> Self {
        Self {
            at: entry.at.to_string(),
            actor: entry.actor,
            deed: entry.deed.code().to_owned(),
            subject: entry.subject,
            role: entry.role.map(|role| role.code().to_owned()),
        }
    }
}

/// What the owner decides about sharing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettingsBody {
    /// Guests of links that say so may edit; otherwise they comment.
    pub guests_edit: bool,
    /// Editors may invite people and make links.
    pub editors_share: bool,
}

impl From<SharingSettings> for SettingsBody {
    fn from(settings: SharingSettings) -> Self {
        Self { guests_edit: settings.guests_edit, editors_share: settings.editors_share }
    }
}

impl From<SettingsBody> for SharingSettings {
    fn from(body: SettingsBody) -> Self {
        Self { guests_edit: body.guests_edit, editors_share: body.editors_share }
    }
}
