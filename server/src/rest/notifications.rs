//! `/api/notifications`.

use super::{
    bodies::ListBody,
    extract::{Asked, Body},
};
use crate::{
    identity::SignedIn,
    problem::{Document, Problem},
    start::App,
};
use axum::{Json, extract::State};
use model::{
    Error, PageRequest, Result,
    error::Problem as Wrong,
    ids::NotificationId,
    notifications::{Actor, Kind, MailChoice, Mails, Notification},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(count)).routes(routes!(read)).routes(routes!(settings, choose))
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
struct ActorBody {
    /// `null` for a guest.
    #[schema(format = "uuid")]
    id: Option<String>,
    name: String,
}

impl From<Actor> for ActorBody {
    fn from(actor: Actor) -> Self {
        Self { id: actor.id().map(|id| id.to_string()), name: actor.name().to_owned() }
    }
}

/// Something that happened, or several alike that were unread together.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NotificationBody {
    /// The last one's id.
    #[schema(format = "uuid")]
    id: String,
    /// The ids of all in the bundle, last first.
    ids: Vec<String>,
    /// `invitation`, `invitation_answer`, `share`, `mention`, `reply`, `comment`, `resolved`, `access_request` or `access_answer`.
    kind: String,
    /// How many of the bundle are unread.
    unread: u32,
    /// Who did it, each once, last first.
    actors: Vec<ActorBody>,
    /// The post.
    #[schema(format = "uuid")]
    content_id: String,
    /// The post's title.
    title: String,
    /// The thread of comments, where it is about one.
    #[schema(format = "uuid")]
    thread_id: Option<String>,
    /// The first words of the last comment or message.
    excerpt: String,
    /// The role that was offered or given; `null` in an answer that declines.
    role: Option<String>,
    /// Where to see it, as a path of this site.
    path: String,
    #[schema(format = "date-time")]
    created_at: String,
}

impl From<Notification> for NotificationBody {
    fn from(item: Notification) -> Self {
        Self {
            path: item.path(),
            id: item.id.to_string(),
            ids: item.ids.iter().map(ToString::to_string).collect(),
            kind: item.kind.code().to_owned(),
            unread: item.unread,
            actors: item.actors.into_iter().map(Into::into).collect(),
            content_id: item.content_id.to_string(),
            title: item.title,
            thread_id: item.thread.map(|thread| thread.to_string()),
            excerpt: item.excerpt,
            role: item.role.map(|role| role.code().to_owned()),
            created_at: item.at.to_string(),
        }
    }
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// `1`: only those with something unread.
    unread: Option<String>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// Rows a page, 1 to 100; 50 where it is left out.
    limit: Option<u32>,
}

/// Lists what you were told of, last first.
#[utoipa::path(get, path = "/api/notifications", tag = "notifications", params(ListQuery), responses(
    (status = 200, description = "One page of the list", body = ListBody<NotificationBody>),
    (status = 400, description = "`bad_request`: the cursor is not from the page before", body = Document, content_type = "application/problem+json"),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
))]
async fn list(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<ListBody<NotificationBody>>, Problem> {
    let ListQuery { unread, cursor, limit } = query;
    let unread = unread.is_some_and(|unread| unread == "1");
    let page = app.services.notifications.list(identity.user.id, unread, &PageRequest { cursor, limit }).await?;
    Ok(Json(ListBody::page(page)))
}

/// How many are unread.
#[derive(Debug, Serialize, ToSchema)]
struct CountBody {
    unread: u32,
}

/// Counts what you have not read.
#[utoipa::path(get, path = "/api/notifications/count", tag = "notifications", responses(
    (status = 200, description = "How many", body = CountBody),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
))]
async fn count(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<CountBody>, Problem> {
    Ok(Json(CountBody { unread: app.services.notifications.unread(identity.user.id).await? }))
}

#[derive(Deserialize, ToSchema)]
struct Read {
    /// Up to 500 ids; those of others change nothing.
    #[schema(value_type = Option<Vec<String>>)]
    ids: Option<Vec<NotificationId>>,
    /// `true` for all of them, instead of `ids`.
    all: Option<bool>,
}

/// Marks notifications as read: some by their ids, or all.
#[utoipa::path(post, path = "/api/notifications/read", tag = "notifications", request_body = Read, responses(
    (status = 200, description = "How many are still unread", body = CountBody),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
    (status = 413, description = "`too_large`: more than 500 ids", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: send either `ids` or `all`", body = Document, content_type = "application/problem+json"),
))]
async fn read(State(app): State<App>, SignedIn(identity): SignedIn, Body(read): Body<Read>) -> Result<Json<CountBody>, Problem> {
    let me = identity.user.id;
    let unread = match (read.ids, read.all) {
        (Some(ids), None | Some(false)) => app.services.read_notifications(me, &ids).await?,
        (None, Some(true)) => {
            app.services.read_all_notifications(me).await?;
            0
        }
        _ => return Err(Error::field("ids", Wrong::Required).into()),
    };
    Ok(Json(CountBody { unread }))
}

/// When mails tell of each kind: `at_once`, `daily` (at 8 in your time zone) or `never`.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SettingsBody {
    invitation: Option<String>,
    invitation_answer: Option<String>,
    share: Option<String>,
    mention: Option<String>,
    reply: Option<String>,
    comment: Option<String>,
    resolved: Option<String>,
    access_request: Option<String>,
    access_answer: Option<String>,
}

impl SettingsBody {
    fn of(&mut self, kind: Kind) -> &mut Option<String> {
        match kind {
            Kind::Invitation => &mut self.invitation,
            Kind::InvitationAnswer => &mut self.invitation_answer,
            Kind::Share => &mut self.share,
            Kind::Mention => &mut self.mention,
            Kind::Reply => &mut self.reply,
            Kind::Comment => &mut self.comment,
            Kind::Resolved => &mut self.resolved,
            Kind::AccessRequest => &mut self.access_request,
            Kind::AccessAnswer => &mut self.access_answer,
        }
    }

    fn write(choices: Vec<MailChoice>) -> Self {
        let mut body = Self::default();
        for choice in choices {
            *body.of(choice.kind) = Some(choice.mails.code().to_owned());
        }
        body
    }

    /// What is chosen; what is left out is not among it.
    fn read(mut self) -> Result<Vec<MailChoice>> {
        let mut choices = Vec::new();
        for kind in Kind::ALL {
            if let Some(code) = self.of(kind).take() {
                let mails = Mails::from_code(&code).ok_or_else(|| Error::field(kind.code(), Wrong::UnknownValue))?;
                choices.push(MailChoice { kind, mails });
            }
        }
        Ok(choices)
    }
}

/// Says which mails you get.
#[utoipa::path(get, path = "/api/notifications/settings", tag = "notifications", responses(
    (status = 200, description = "What holds for each kind", body = SettingsBody),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
))]
async fn settings(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<SettingsBody>, Problem> {
    Ok(Json(SettingsBody::write(app.services.notifications.mail_choices(identity.user.id).await?)))
}

/// Chooses which mails you get. What is left out stays.
#[utoipa::path(put, path = "/api/notifications/settings", tag = "notifications", request_body = SettingsBody, responses(
    (status = 200, description = "What holds for each kind now", body = SettingsBody),
    (status = 401, description = "`sign_in_needed`", body = Document, content_type = "application/problem+json"),
    (status = 422, description = "`invalid`: `fields` says which kind", body = Document, content_type = "application/problem+json"),
))]
async fn choose(State(app): State<App>, SignedIn(identity): SignedIn, Body(body): Body<SettingsBody>) -> Result<Json<SettingsBody>, Problem> {
    Ok(Json(SettingsBody::write(app.services.notifications.choose_mails(identity.user.id, &body.read()?).await?)))
}
