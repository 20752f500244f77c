//! What pages and server functions have on the server: the services, and who is asking.

use crate::{Failure, visitor::Visitor};
use http::{HeaderMap, header::COOKIE};
use leptos::prelude::*;
use model::{ContentId, Error, ErrorCode, Language, Reader, UserId, accounts::User};
use services::{Caller, Services};
use std::time::Duration;
use tower_sessions::{Expiry, Session};

/// Key of the signed-in person's id in the session.
pub const USER_ID: &str = "user_id";

/// How long a session lives that is to be remembered.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 3600);

/// The cookie by which a guest's browser is known.
const GUEST_COOKIE: &str = "huntaze_guest";

/// The secret of a guest's browser, if the request carries one.
pub fn guest_secret(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == GUEST_COOKIE).map(|(_, secret)| secret)
}

/// What a guest's browser is told to keep: out of reach for scripts, and longer than a guest who stays away is
/// remembered.
pub fn guest_cookie(secret: &str, public_url: &str) -> String {
    let secure = if public_url.starts_with("https://") { "; Secure" } else { "" };
    let seconds = sharing::COOKIE_DAYS * 24 * 3600;
    format!("{GUEST_COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// Paths of the editor's modules, as "/editor/editor-ABC.js"; their names change with their content.
#[derive(Debug, Clone)]
pub struct EditorBundle {
    /// The editing surface.
    pub editor: String,
    /// Removes what the surface keeps on a device.
    pub forget: String,
}

/// The services.
pub fn services() -> Services {
    expect_context()
}

/// Who is asking: found out by the server before a page or a server function runs.
pub fn caller() -> Caller {
    expect_context()
}

/// The session of the request.
pub fn session() -> Session {
    expect_context()
}

/// The session that the caller is signed in with, as the accounts slice knows it; none with an API token.
pub fn session_id() -> Option<String> {
    caller().identity.filter(|identity| !identity.by_token).map(|identity| identity.session)
}

/// The person who is asking.
///
/// # Errors
/// `SignInNeeded` if nobody is signed in.
pub fn me() -> Result<User, Failure> {
    Ok(caller().user()?.clone())
}

/// As whom the caller comes to a post: as themselves, or as the guest of a link.
///
/// # Errors
/// `SignInNeeded` for one who is neither signed in nor a guest, `NotFound` for strangers.
pub async fn reader(id: ContentId) -> Result<Reader, Failure> {
    Ok(services().reader(&caller(), id).await?.0)
}

/// The language of the page that asks.
pub fn language() -> Language {
    use_context::<Visitor>().map(|visitor| visitor.language).unwrap_or_default()
}

/// Signs a person in: a new session id, so that nobody can have known it before.
///
/// # Errors
/// `Unavailable` if the session can't be stored.
pub async fn start_session(session: &Session, user: UserId, remember: bool) -> Result<(), Error> {
    let stored = async {
        session.cycle_id().await?;
        session.set_expiry(Some(if remember { Expiry::OnInactivity(REMEMBERED.try_into().expect("30 days fit")) } else { Expiry::OnSessionEnd }));
        session.insert(USER_ID, user).await?;
        session.save().await
    };
    stored.await.map_err(broken)
}

/// Signs out: the session is gone from the database too.
///
/// # Errors
/// `Unavailable` if the database doesn't answer: the person is still signed in then.
pub async fn end_session(session: &Session) -> Result<(), Error> {
    session.flush().await.map_err(broken)
}

fn broken(error: tower_sessions::session::Error) -> Error {
    tracing::error!(%error, "session");
    ErrorCode::Unavailable.into()
}
