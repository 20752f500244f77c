//! Who asks, and from where: found out once for each request, the same for pages, server functions, REST and sockets.

use crate::{
    log::RequestId,
    problem::Problem,
    sessions::{self, UNREMEMBERED},
    start::App,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::{ErrorCode, Result, Timestamp, sharing::Guest};
use services::{Caller, Identity, Services};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use tower_sessions::Session;

/// How exactly the last use of a session is known.
const MINUTE: Duration = Duration::from_secs(60);

/// Puts a [`Caller`] into the request. An answer of 401 if it carries a token that is not good.
pub async fn find_out(State(app): State<App>, session: Session, mut request: Request, next: Next) -> Response {
    let address = address(&request, app.config.trusted_proxies);
    let request_id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let token = bearer(request.headers()).or_else(|| token_of_socket(request.uri())).map(str::to_owned);
    let found = match &token {
        Some(token) => by_token(&app.services, token).await,
        None => by_session(&app, &session, request.headers(), &address).await,
    };
    let guest = if token.is_none() { by_cookie(&app.services, request.headers()).await } else { Ok(None) };
    let guest = match guest {
        Ok(guest) => guest,
        Err(error) => return Problem::from(error).into_response(),
    };
    let identity = match found {
        Ok(identity) => identity,
        // Sockets are closed with a code that browsers can see, so they are opened first.
        Err(error) if error.code == ErrorCode::SignInNeeded && request.uri().path().starts_with("/ws/") => None,
        Err(error) => return Problem::from(error).into_response(),
    };
    request.extensions_mut().insert(Caller { identity, guest, address, request_id });
    next.run(request).await
}

/// The token of `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Browsers cannot send headers with a socket, so there a token may be in the address.
fn token_of_socket(uri: &Uri) -> Option<&str> {
    let query = uri.query().filter(|_| uri.path().starts_with("/ws/"))?;
    query.split('&').find_map(|pair| pair.strip_prefix("token="))
}

async fn by_token(services: &Services, token: &str) -> Result<Option<Identity>> {
    let user = services.accounts.user_by_token(token).await?.ok_or(ErrorCode::SignInNeeded)?;
    Ok(Some(Identity { user, session: db::hash(token), by_token: true }))
}

/// The guest that this browser is known as.
async fn by_cookie(services: &Services, headers: &HeaderMap) -> Result<Option<Guest>> {
    match app::ssr::guest_secret(headers) {
        Some(secret) => services.sharing.guest(secret).await,
        None => Ok(None),
    }
}

async fn by_session(app: &App, session: &Session, headers: &HeaderMap, address: &str) -> Result<Option<Identity>> {
    let Some(id) = session.id().as_ref().map(sessions::stored_id) else {
        return Ok(None);
    };
    let accounts = &app.services.accounts;
    let stored = accounts.sessions().load(&id).await?;
    let user = match stored.as_ref().and_then(|stored| stored.user_id) {
        Some(user) => accounts.user(user).await?,
        None => None,
    };
    let (Some(mut stored), Some(user)) = (stored, user) else {
        // Takes the cookie away from the browser too.
        session.flush().await.map_err(|_| ErrorCode::Unavailable)?;
        return Ok(None);
    };
    if app.noted.is_due(&id) {
        let device = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        accounts.sessions().touch(&id, &accounts::device(device), address).await?;
        let lives_until = db::now().0 + UNREMEMBERED;
        if stored.expires_at.0 < lives_until {
            stored.expires_at = Timestamp(lives_until);
            accounts.sessions().save(&stored).await?;
        }
    }
    Ok(Some(Identity { user, session: id, by_token: false }))
}

/// The visitor's address: the peer's, or the one that the outermost trusted proxy saw.
fn address(request: &Request, trusted_proxies: usize) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded: Vec<IpAddr> = request
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    let seen = trusted_proxies.checked_sub(1).and_then(|place| forwarded.iter().rev().nth(place)).copied();
    seen.or(peer).map(|address| address.to_canonical().to_string()).unwrap_or_default()
}

/// When sessions' last use was written down, so that it is written at most once a minute.
#[derive(Debug, Default)]
pub struct Noted(Mutex<HashMap<String, Instant>>);

impl Noted {
    fn is_due(&self, session: &str) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.get(session).is_some_and(|at| at.elapsed() < MINUTE) {
            return false;
        }
        if noted.len() >= 10_000 {
            noted.retain(|_, at| at.elapsed() < MINUTE);
        }
        noted.insert(session.to_owned(), Instant::now());
        true
    }
}

/// Extracts who is signed in; 401 if nobody is.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Identity);

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Caller>().ok_or(ErrorCode::SignInNeeded)?;
        Ok(Self(caller.identity()?.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn seen_through(proxies: usize, forwarded: &str) -> String {
        let mut request = Request::builder().header("x-forwarded-for", forwarded).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 1234))));
        address(&request, proxies)
    }

    #[test]
    fn nobody_chooses_their_own_address() {
        assert_eq!(seen_through(0, "1.1.1.1"), "10.0.0.1");
        assert_eq!(seen_through(1, "6.6.6.6, 1.1.1.1"), "1.1.1.1");
        assert_eq!(seen_through(2, "6.6.6.6, 1.1.1.1, 10.0.0.2"), "1.1.1.1");
        assert_eq!(seen_through(1, "not an address"), "10.0.0.1");
    }

    #[test]
    fn a_last_use_is_noted_once_a_minute() {
        let noted = Noted::default();
        assert!(noted.is_due("a"));
        assert!(!noted.is_due("a"));
        assert!(noted.is_due("b"));
    }
}
