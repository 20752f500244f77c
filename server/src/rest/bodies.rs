//! What REST answers with: shapes that clients rely on, apart from the types that may change inside.

use model::{
    Page,
    accounts::User,
    content::{Collaborator, Content, ContentSummary},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListBody<T> {
    /// The rows.
    items: Vec<T>,
    /// Ask for the next page with this; `null` on the last one.
    next_cursor: Option<String>,
}

impl<T> ListBody<T> {
    /// All there is.
    pub fn whole(items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect(), next_cursor: None }
    }

    /// One page.
    pub fn page(page: Page<impl Into<T>>) -> Self {
        let Page { items, next_cursor } = page.map(Into::into);
        Self { items, next_cursor }
    }
}

/// A person, as they see themselves.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    #[schema(format = "email")]
    email: String,
    email_verified: bool,
    /// `user` or `admin`.
    role: String,
    /// Path of their picture, where they have one.
    picture: Option<String>,
    /// `en` or `fr`.
    language: String,
    /// IANA name of their time zone.
    time_zone: String,
    #[schema(format = "date-time")]
    created_at: String,
}

impl From<User> for UserBody {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.name,
            email: user.email,
            email_verified: user.email_verified,
            role: user.role.code().to_owned(),
            picture: user.picture,
            language: user.language.code().to_owned(),
            time_zone: user.time_zone,
            created_at: user.created_at.to_string(),
        }
    }
}

/// Whose a post is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnerBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
}

/// A post, whole.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentBody {
    #[schema(format = "uuid")]
    id: String,
    title: String,
    /// The text without formatting.
    text: String,
    /// The text as clean HTML.
    html: String,
    /// The text as Markdown.
    markdown: String,
    /// `draft`, `archived` or `trash`.
    status: String,
    /// What you may do with it: `owner`, `editor`, `commenter` or `viewer`.
    role: String,
    owner: OwnerBody,
    words: u32,
    characters: u32,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    updated_at: String,
    /// When it went into the trash; it stays there for 30 days.
    #[schema(format = "date-time")]
    trashed_at: Option<String>,
}

impl From<Content> for ContentBody {
    fn from(content: Content) -> Self {
        Self {
            id: content.id.to_string(),
            title: content.title,
            text: content.text,
            html: content.html,
            markdown: content.markdown,
            status: content.status.code().to_owned(),
            role: content.role.code().to_owned(),
            owner: OwnerBody { id: content.owner.id.to_string(), name: content.owner.name },
            words: content.words,
            characters: content.characters,
            created_at: content.created_at.to_string(),
            updated_at: content.updated_at.to_string(),
            trashed_at: content.trashed_at.map(|at| at.to_string()),
        }
    }
}

/// A post in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SummaryBody {
    #[schema(format = "uuid")]
    id: String,
    title: String,
    /// The first words of the text.
    excerpt: String,
    /// `draft`, `archived` or `trash`.
    status: String,
    /// What you may do with it: `owner`, `editor`, `commenter` or `viewer`.
    role: String,
    owner: OwnerBody,
    words: u32,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    updated_at: String,
    /// When it went into the trash; it stays there for 30 days.
    #[schema(format = "date-time")]
    trashed_at: Option<String>,
}

impl From<ContentSummary> for SummaryBody {
    fn from(content: ContentSummary) -> Self {
        Self {
            id: content.id.to_string(),
            title: content.title,
            excerpt: content.excerpt,
            status: content.status.code().to_owned(),
            role: content.role.code().to_owned(),
            owner: OwnerBody { id: content.owner.id.to_string(), name: content.owner.name },
            words: content.words,
            created_at: content.created_at.to_string(),
            updated_at: content.updated_at.to_string(),
            trashed_at: content.trashed_at.map(|at| at.to_string()),
        }
    }
}

/// Somebody who has access to a post.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollaboratorBody {
    #[schema(format = "uuid")]
    user_id: String,
    name: String,
    #[schema(format = "email")]
    email: String,
    /// `owner`, `editor`, `commenter` or `viewer`.
    permission: String,
}

impl From<Collaborator> for CollaboratorBody {
    fn from(person: Collaborator) -> Self {
        Self { user_id: person.user_id.to_string(), name: person.name, email: person.email, permission: person.permission.code().to_owned() }
    }
}
