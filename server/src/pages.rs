//! Pages and server functions: Leptos, with what it needs from us.

mod functions;

use crate::{headers, start::App};
use app::{
    routes::{needs_sign_in, only_for_visitors},
    ssr::EditorBundle,
    visitor::Visitor,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list, render_app_async_with_context};
use model::{Language, Theme};
use serde::Deserialize;
use services::Caller;
use std::{collections::HashMap, fs, path::Path};
use tower_sessions::Session;

/// The cookie with a visitor's language.
const LANGUAGE_COOKIE: &str = "huntaze_language";

/// All pages and server functions.
pub fn router(state: &App) -> Router<App> {
    let contexts = {
        let state = state.clone();
        move || provide(&state)
    };
    let shell = {
        let options = state.leptos.clone();
        move || app::shell(options.clone())
    };
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(app::App), contexts, shell)
        .layer(middleware::from_fn_with_state(state.clone(), count_unread))
        .layer(middleware::from_fn(doors))
        .layer(middleware::from_fn(functions::tell_status))
        .layer(middleware::from_fn(not_kept))
}

/// What no route takes: the page that says so, or for programs a problem document.
pub async fn not_found(State(state): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    let is_page = matches!(*request.method(), http::Method::GET | http::Method::HEAD)
        && !["/api", "/fn", "/ws"].iter().any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    if !is_page {
        return StatusCode::NOT_FOUND.into_response();
    }
    let options = state.leptos.clone();
    let render = render_app_async_with_context(move || provide(&state), move || app::shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, headers::NO_STORE);
    response
}

/// Sends people to the page that they need first.
async fn doors(request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<Caller>().is_some_and(|caller| caller.identity.is_some());
    let path = request.uri().path();
    if !signed_in && needs_sign_in(path) {
        let wanted = request.uri().path_and_query().map_or(path, |wanted| wanted.as_str());
        return Redirect::to(&format!("/sign-in?next={}", encoded(wanted))).into_response();
    }
    if signed_in && only_for_visitors(path) {
        return Redirect::to("/posts").into_response();
    }
    next.run(request).await
}

/// How many notifications the one who asks for a page has not read.
#[derive(Debug, Clone, Copy)]
struct Unread(u32);

/// Counts them before a page is made, so that the bell has its number without JavaScript.
async fn count_unread(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let me = request.extensions().get::<Caller>().and_then(|caller| caller.me().ok());
    if let Some(me) = me
        && request.method() == http::Method::GET
        && needs_sign_in(path)
    {
        // A page without the number is better than none.
        if let Ok(count) = app.services.notifications.unread(me).await {
            request.extensions_mut().insert(Unread(count));
        }
    }
    next.run(request).await
}

/// Pages are made for one person at one moment.
async fn not_kept(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(headers::NO_STORE);
    response
}

/// What components and server functions take from their context.
fn provide(state: &App) {
    let parts = use_context::<Parts>();
    let shared = parts.as_ref().is_some_and(|parts| parts.uri.path().starts_with("/s/"));
    let unread = parts.as_ref().and_then(|parts| parts.extensions.get::<Unread>().copied()).map_or(0, |Unread(count)| count);
    let (caller, session, headers) =
        parts.map(|parts| (parts.extensions.get::<Caller>().cloned(), parts.extensions.get::<Session>().cloned(), parts.headers)).unwrap_or_default();
    let caller = caller.unwrap_or_default();
    let mut visitor = visitor(state, &caller, &headers);
    visitor.unread = unread;
    if shared {
        // A page for whoever has the link says nothing of who is signed in.
        visitor.user = None;
    }
    provide_context(visitor);
    provide_context(caller);
    if let Some(session) = session {
        provide_context(session);
    }
    provide_context(state.services.clone());
    provide_context(state.editor.clone());
    // Only pages have a nonce; server functions answer with data.
    if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::from_str(&headers::page_policy(&nonce))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn visitor(state: &App, caller: &Caller, headers: &HeaderMap) -> Visitor {
    let user = caller.identity.as_ref().map(|identity| identity.user.clone());
    let language = user.as_ref().map_or_else(|| language(headers), |user| user.language);
    let theme = user.as_ref().map_or(Theme::System, |user| user.theme);
    Visitor { user, language, theme, forget: state.editor.forget.clone(), unread: 0, mail_leaves: state.services.mail.sends() }
}

/// A visitor's language: what they chose here, or what their browser asks for.
fn language(headers: &HeaderMap) -> Language {
    let text = |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let chosen = text(header::COOKIE).flat_map(|cookies| cookies.split(';')).find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        Language::from_code(value).filter(|_| name == LANGUAGE_COOKIE)
    });
    chosen.unwrap_or_else(|| text(header::ACCEPT_LANGUAGE).next().map(Language::accepted).unwrap_or_default())
}

/// A path as the value of a query.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The names that the editor's build wrote down.
#[derive(Deserialize)]
struct Manifest(HashMap<String, String>);

/// Where the editor's bundle is.
pub fn editor_bundle(site_root: &Path) -> EditorBundle {
    let manifest = fs::read(site_root.join("editor/manifest.json")).ok().and_then(|text| serde_json::from_slice::<Manifest>(&text).ok());
    if manifest.is_none() {
        tracing::warn!("the editor is not built: posts can be read, not written");
    }
    let path = |name: &str| {
        let file = manifest.as_ref().and_then(|Manifest(names)| names.get(name).cloned());
        format!("/editor/{}", file.unwrap_or_else(|| format!("{name}.js")))
    };
    EditorBundle { editor: path("editor"), forget: path("forget") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_before_what_the_browser_asks_for() {
        let headers = |pairs: &[(header::HeaderName, &'static str)]| {
            pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect::<HeaderMap>()
        };
        assert_eq!(language(&headers(&[])), Language::En);
        assert_eq!(language(&headers(&[(header::ACCEPT_LANGUAGE, "fr-FR")])), Language::Fr);
        assert_eq!(language(&headers(&[(header::ACCEPT_LANGUAGE, "fr-FR"), (header::COOKIE, "a=b; huntaze_language=en")])), Language::En);
        assert_eq!(language(&headers(&[(header::ACCEPT_LANGUAGE, "fr-FR"), (header::COOKIE, "huntaze_language=xx")])), Language::Fr);
    }

    #[test]
    fn the_way_on_survives_its_query() {
        assert_eq!(encoded("/posts?search=a&b=%20"), "/posts%3Fsearch%3Da%26b%3D%2520");
    }
}
