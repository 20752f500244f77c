//! Server functions of sharing: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::{Failure, features::posts::api::PostPage, when::When};
use leptos::prelude::*;
use model::{
    ContentId, Error, GuestId, InvitationId, LinkId, Page, RequestId, UserId,
    content::Role,
    sharing::{AccessRequest, Invitation, Invited, Link, LogEntry, PostGuest, SharingSettings},
};
use serde::{Deserialize, Serialize};

/// An invitation, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    /// The invitation.
    pub invitation: Invitation,
    /// Until when it can be accepted.
    pub until: When,
    /// That time has passed.
    pub ended: bool,
}

/// A link, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRow {
    /// The link.
    pub link: Link,
    /// Until when it works.
    pub until: Option<When>,
    /// That time has passed.
    pub ended: bool,
    /// When it was last used.
    pub used: Option<When>,
}

/// Links and the guests who came by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksAndGuests {
    /// The links, newest first.
    pub links: Vec<LinkRow>,
    /// The guests, newest first.
    pub guests: Vec<PostGuest>,
}

/// A request, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRow {
    /// The request.
    pub request: AccessRequest,
    /// When it was made.
    pub at: When,
}

/// A line of the log, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// The line.
    pub entry: LogEntry,
    /// When it happened.
    pub at: When,
}

/// What a shared link shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shared {
    /// One has to come in first.
    Door {
        /// A password is asked for.
        needs_password: bool,
    },
    /// The post.
    Post(Box<PostPage>),
}

/// Who may invite and with what settings: the owner, and editors where the owner lets them.
#[server(prefix = "/fn", endpoint = "load_sharing_settings")]
pub async fn load_sharing_settings(id: ContentId) -> Result<SharingSettings, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().contents.sharing_settings(me.id, id).await?)
}

/// Decides about guests' editing and editors' sharing.
#[server(prefix = "/fn", endpoint = "set_sharing_settings")]
pub async fn set_sharing_settings(id: ContentId, guests_edit: bool, editors_share: bool) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().set_sharing_settings(me.id, id, SharingSettings { guests_edit, editors_share }).await?)
}

/// Makes a collaborator the owner.
#[server(prefix = "/fn", endpoint = "pass_ownership")]
pub async fn pass_ownership(id: ContentId, to: UserId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().pass_ownership(me.id, id, to).await?)
}

/// Invites addresses. Each has its own outcome: nothing, or the error.
#[server(prefix = "/fn", endpoint = "invite", input = server_fn::codec::Json)]
pub async fn invite(id: ContentId, emails: Vec<String>, role: Role, message: String) -> Result<Vec<(String, Option<Error>)>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let services = ssr::services();
    services.contents.allowed(me.id, id, content::policy::Act::Invite).await?;
    let outcomes = services.invite(&me, id, &emails, role, message.as_str()).await?;
    Ok(emails.into_iter().zip(outcomes.into_iter().map(Result::err)).collect())
}

/// The invitations that wait.
#[server(prefix = "/fn", endpoint = "list_invitations")]
pub async fn list_invitations(id: ContentId) -> Result<Vec<InvitationRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let (all, now) = (ssr::services().sharing.invitations(&me, id).await?, db::now());
    let row = |invitation: Invitation| InvitationRow {
        until: When::new(invitation.expires_at, me.language, &me.time_zone),
        ended: invitation.expires_at <= now,
        invitation,
    };
    Ok(all.into_iter().map(row).collect())
}

/// Sends an invitation again.
#[server(prefix = "/fn", endpoint = "resend_invitation")]
pub async fn resend_invitation(id: ContentId, which: InvitationId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().resend_invitation(&me, id, which).await?;
    Ok(())
}

/// Takes an invitation back.
#[server(prefix = "/fn", endpoint = "revoke_invitation")]
pub async fn revoke_invitation(id: ContentId, which: InvitationId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().sharing.revoke_invitation(&me, id, which).await?)
}

/// An invitation, for whoever has its secret.
#[server(prefix = "/fn", endpoint = "load_invitation")]
pub async fn load_invitation(secret: String) -> Result<Invited, Failure> {
    Ok(crate::ssr::services().sharing.invitation(&secret).await?)
}

/// The invitation to a post that waits for the one who asks, if there is one.
#[server(prefix = "/fn", endpoint = "load_waiting_invitation")]
pub async fn load_waiting_invitation(id: ContentId) -> Result<Option<Invited>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().sharing.waiting_invitation(&me, id).await?)
}

/// Accepts an invitation and goes to the post. With the mail's secret, or as the one it is addressed to.
#[server(prefix = "/fn", endpoint = "accept_invitation")]
pub async fn accept_invitation(#[server(default)] secret: String, #[server(default)] id: Option<ContentId>) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let (id, _) = ssr::services().accept_invitation(&me, &which(secret, id)).await?;
    leptos_axum::redirect(&format!("/posts/{id}"));
    Ok(())
}

/// Declines an invitation.
#[server(prefix = "/fn", endpoint = "decline_invitation")]
pub async fn decline_invitation(#[server(default)] secret: String, #[server(default)] id: Option<ContentId>) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().decline_invitation(&ssr::caller(), &which(secret, id)).await?;
    leptos_axum::redirect("/");
    Ok(())
}

#[cfg(feature = "ssr")]
fn which(secret: String, id: Option<ContentId>) -> services::Which {
    id.map_or(services::Which::Secret(secret), services::Which::Post)
}

/// Makes a link; answers with its address, which is never shown again. `days` is how long it works, 0 without an end.
#[server(prefix = "/fn", endpoint = "make_link")]
pub async fn make_link(id: ContentId, role: Role, password: String, days: u32, max_uses: Option<u32>, name: String) -> Result<String, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let expires_at = (days > 0).then(|| model::Timestamp(db::now().0 + i64::from(days) * 86_400_000));
    let password = Some(password).filter(|password| !password.is_empty());
    let new = model::sharing::NewLink { role, password, expires_at, max_uses, name };
    Ok(ssr::services().sharing.make_link(&me, id, &new).await?.1)
}

/// Links and guests of a post.
#[server(prefix = "/fn", endpoint = "list_links")]
pub async fn list_links(id: ContentId) -> Result<LinksAndGuests, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let (sharing, now) = (ssr::services().sharing, db::now());
    let when = |at| When::new(at, me.language, &me.time_zone);
    let row = |link: Link| LinkRow {
        until: link.expires_at.map(when),
        ended: link.expires_at.is_some_and(|at| at <= now),
        used: link.last_used_at.map(when),
        link,
    };
    let links = sharing.links(&me, id).await?.into_iter().map(row).collect();
    Ok(LinksAndGuests { links, guests: sharing.guests(&me, id).await? })
}

/// Changes what the guests of a link may do.
#[server(prefix = "/fn", endpoint = "set_link_role")]
pub async fn set_link_role(id: ContentId, which: LinkId, role: Role) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let change = model::sharing::LinkChange { role: Some(role), ..Default::default() };
    ssr::services().change_link(&me, id, which, &change).await?;
    Ok(())
}

/// Revokes a link.
#[server(prefix = "/fn", endpoint = "revoke_link")]
pub async fn revoke_link(id: ContentId, which: LinkId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().revoke_link(&me, id, which).await?)
}

/// Puts a guest out.
#[server(prefix = "/fn", endpoint = "remove_guest")]
pub async fn remove_guest(id: ContentId, guest: GuestId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().remove_guest(&me, id, guest).await?)
}

/// What a shared link shows to this browser.
#[server(prefix = "/fn", endpoint = "load_shared")]
pub async fn load_shared(token: String) -> Result<Shared, Failure> {
    use crate::ssr;
    let (services, caller) = (ssr::services(), ssr::caller());
    let door = services.sharing.door(&token, caller.guest.as_ref()).await?;
    let (Some(id), Some(guest)) = (door.inside, caller.guest) else {
        return Ok(Shared::Door { needs_password: door.needs_password });
    };
    let post = services.content(guest.id, id).await?;
    let language = ssr::language();
    Ok(Shared::Post(Box::new(PostPage {
        updated: When::new(post.updated_at, language, "UTC"),
        post,
        editor: expect_context::<ssr::EditorBundle>().editor,
        me: guest.into(),
        shares: false,
    })))
}

/// Comes in by a link. The browser is known as this guest from then on.
#[server(prefix = "/fn", endpoint = "enter_link")]
pub async fn enter_link(token: String, #[server(default)] password: String, #[server(default)] name: String) -> Result<(), Failure> {
    use crate::ssr;
    let services = ssr::services();
    let language = ssr::language();
    let entered = match services.enter(&ssr::caller(), &token, Some(&password), &name, language).await {
        Ok(entered) => entered,
        Err(error) => return back_to_the_door(&token, Failure::keeping(error, [("name", &name)])),
    };
    if let (Some(secret), Some(response)) = (entered.secret, use_context::<leptos_axum::ResponseOptions>()) {
        let cookie = ssr::guest_cookie(&secret, &services.about.public_url);
        let cookie = http::HeaderValue::from_str(&cookie).map_err(|_| Failure::from(model::ErrorCode::Internal))?;
        response.append_header(http::header::SET_COOKIE, cookie);
    }
    leptos_axum::redirect(&format!("/s/{token}"));
    Ok(())
}

/// Shared pages send no referrer: a form that was posted without JavaScript would not find back from an error.
#[cfg(feature = "ssr")]
fn back_to_the_door(token: &str, failure: Failure) -> Result<(), Failure> {
    use leptos::server_fn::{ServerFn, error::ServerFnUrlError};
    let accepts = |parts: http::request::Parts| {
        parts.headers.get(http::header::ACCEPT).is_some_and(|kinds| kinds.to_str().is_ok_and(|kinds| kinds.contains("text/html")))
    };
    let plain = use_context::<http::request::Parts>().is_some_and(accepts);
    // Only what looks like a token goes into an address.
    if !plain || !token.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(failure);
    }
    let door = format!("http://localhost/s/{token}");
    match ServerFnUrlError::new(EnterLink::PATH, failure.clone()).to_url(&door) {
        Ok(url) => {
            leptos_axum::redirect(&format!("{}?{}", url.path(), url.query().unwrap_or_default()));
            Ok(())
        }
        Err(_) => Err(failure),
    }
}

/// Asks the owner of a post for access, if there is such a post.
#[server(prefix = "/fn", endpoint = "ask_access")]
pub async fn ask_access(id: ContentId, message: String) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().ask(&me, id, &message).await?;
    leptos_axum::redirect(&format!("/posts/{id}?asked=1"));
    Ok(())
}

/// The requests that wait.
#[server(prefix = "/fn", endpoint = "list_requests")]
pub async fn list_requests(id: ContentId) -> Result<Vec<RequestRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let all = ssr::services().sharing.requests(me.id, id).await?;
    Ok(all.into_iter().map(|request| RequestRow { at: When::new(request.created_at, me.language, &me.time_zone), request }).collect())
}

/// Gives the one who asked a role; without one, declines.
#[server(prefix = "/fn", endpoint = "answer_request")]
pub async fn answer_request(id: ContentId, which: RequestId, #[server(default)] role: Option<Role>) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let services = ssr::services();
    match role {
        Some(role) => services.accept_request(me.id, id, which, role).await?,
        None => services.decline_request(me.id, id, which).await?,
    }
    Ok(())
}

/// A page of the log of a post's access.
#[server(prefix = "/fn", endpoint = "access_log")]
pub async fn access_log(id: ContentId, cursor: Option<String>) -> Result<Page<LogRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let request = model::PageRequest { cursor, limit: None };
    let page = ssr::services().contents.access_log(me.id, id, &request).await?;
    Ok(page.map(|entry| LogRow { at: When::new(entry.at, me.language, &me.time_zone), entry }))
}
