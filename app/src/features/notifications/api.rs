//! Server functions of notifications: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    ContentId, Page, RequestId,
    ids::NotificationId,
    notifications::{Actor, MailChoice},
};
#[cfg(feature = "ssr")]
use model::{
    ErrorCode, UserId,
    notifications::{Kind, Notification},
};
use serde::{Deserialize, Serialize};

/// A notification, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRow {
    /// All that are in it.
    pub ids: Vec<NotificationId>,
    /// Whether something in it is unread.
    pub unread: bool,
    /// What happened, as a sentence.
    pub text: String,
    /// The first words of what was written; may be empty.
    pub excerpt: String,
    /// Who did it last.
    pub actor: Option<Actor>,
    /// Where to see it.
    pub path: String,
    /// Requests for access that wait for one's answer.
    pub asked: Vec<Asked>,
    /// When it happened.
    pub when: When,
}

/// Somebody who asks for access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// To what.
    pub content: ContentId,
    /// The request.
    pub request: RequestId,
    /// Who.
    pub name: String,
}

/// A page of one's notifications.
#[server(prefix = "/fn", endpoint = "list_notifications")]
pub async fn list_notifications(
    /// Only those with something unread.
    unread: bool,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<NotificationRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let request = model::PageRequest { cursor, limit: None };
    let services = ssr::services();
    let page = services.notifications.list(me.id, unread, &request).await?;
    let mut asked = Vec::with_capacity(page.items.len());
    for item in &page.items {
        asked.push(waiting(&services, me.id, item).await?);
    }
    let mut asked = asked.into_iter();
    Ok(page.map(|item| NotificationRow {
        asked: asked.next().unwrap_or_default(),
        text: notifications::sentence(me.language, &item),
        path: item.path(),
        unread: item.unread > 0,
        excerpt: item.excerpt,
        actor: item.actors.into_iter().next(),
        when: When::new(item.at, me.language, &me.time_zone),
        ids: item.ids,
    }))
}

/// The requests of a notification that nobody has answered yet.
#[cfg(feature = "ssr")]
async fn waiting(services: &services::Services, me: UserId, item: &Notification) -> Result<Vec<Asked>, Failure> {
    if item.kind != Kind::AccessRequest {
        return Ok(Vec::new());
    }
    match services.sharing.requests(me, item.content_id).await {
        Ok(all) => {
            let theirs = all.into_iter().filter(|one| item.actors.iter().any(|actor| actor.id() == Some(one.person.id)));
            Ok(theirs.map(|one| Asked { content: item.content_id, request: one.id, name: one.person.name }).collect())
        }
        // It is somebody else's post by now.
        Err(error) if matches!(error.code, ErrorCode::NotFound | ErrorCode::Forbidden) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// How many notifications one has not read.
#[server(prefix = "/fn", endpoint = "count_notifications")]
pub async fn count_notifications() -> Result<u32, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().notifications.unread(me.id).await?)
}

/// Marks some as read; how many are still unread.
#[server(prefix = "/fn", endpoint = "read_notifications")]
pub async fn read_notifications(ids: Vec<NotificationId>) -> Result<u32, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().read_notifications(me.id, &ids).await?)
}

/// Marks all as read.
#[server(prefix = "/fn", endpoint = "read_all_notifications")]
pub async fn read_all_notifications() -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().read_all_notifications(me.id).await?)
}

/// Which mails one gets.
#[server(prefix = "/fn", endpoint = "load_mail_choices")]
pub async fn load_mail_choices() -> Result<Vec<MailChoice>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().notifications.mail_choices(me.id).await?)
}

/// Chooses which mails one gets.
#[server(prefix = "/fn", endpoint = "choose_mails")]
pub async fn choose_mails(choices: Vec<MailChoice>) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().notifications.choose_mails(me.id, &choices).await?;
    Ok(())
}
