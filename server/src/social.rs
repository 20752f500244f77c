//! Social accounts: over the platforms whose settings are given, and over a sandbox for the others.

use crate::{
    config::{self, Config, Secret},
    identity::SignedIn,
    start::{App, Failed},
};
use accounts::Clock;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use db::Db;
use model::social::Platform;
use sandbox::{
    common::{Clock as SandboxClock, Visitor, serve_on},
    instagram, reddit, tiktok,
};
use services::{Files, Stand, Standing};
use sha2::{Digest, Sha256};
use social::{
    App as InstagramApp, Connector, Folder, Http, Instagram, InstagramSettings, Keyring, Reddit, RedditSettings, Secret as Hidden, Social, TikTok,
    TikTokSettings, Uploads,
};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tower_http::limit::RequestBodyLimitLayer;

/// How long a platform may take to answer; a chunk of a video is brought in this time.
const PATIENCE: Duration = Duration::from_secs(60);
/// The graph's version that is spoken.
const GRAPH: &str = "v25.0";
/// The consent pages of the sandbox: their form goes to where they came from.
const CONSENT_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

/// The largest form of a consent page.
const CONSENT_MAX: usize = 8 << 10;

/// What social accounts need.
pub struct Opened {
    /// The slice.
    pub social: Social,
    /// Files that are uploaded.
    pub uploads: Uploads,
    /// Where they are.
    pub files: Files,
    /// What stands in for platforms.
    pub stand: Stand,
}

/// Opens it all. Must be called within a runtime.
///
/// # Errors
/// A sentence for the operator.
pub fn open(config: &Config, db: Db) -> Result<Opened, Failed> {
    let key = config.signing_key()?;
    let settings = &config.social;
    let root = config.data_dir.join("media");
    let folder = Folder { root: root.clone(), base: format!("{}/media", config.public_url), secret: Hidden::new(derived(&key, "media")) };
    let files = Files::new(folder);
    let mut standing = Standing::default();
    let connectors = (|| -> Result<Vec<Arc<dyn Connector>>, String> {
        Ok(vec![
            Arc::new(tiktok(config, settings.tiktok.as_deref(), &mut standing)?),
            Arc::new(instagram(config, settings.instagram.as_deref(), &mut standing)?),
            Arc::new(reddit(config, settings.reddit.as_deref(), &mut standing)?),
        ])
    })();
    let connectors = connectors.map_err(Failed::Social)?;
    let keys = keys(settings, &key)?;
    let social = Social::new(db.clone(), keys, connectors, Arc::new(files.clone()), Clock::default());
    Ok(Opened { social, uploads: Uploads::new(db, root, Clock::default()), files, stand: Stand(Arc::new(standing)) })
}

/// Something of its own for each purpose, out of the program's key.
fn derived(key: &Secret, purpose: &str) -> String {
    db::hash(&format!("huntaze {purpose} {}", key.reveal()))
}

/// The keys of the settings. What the sandbox's accounts were sealed with before there were any is still read.
fn keys(settings: &config::Social, key: &Secret) -> Result<Keyring, Failed> {
    let own = format!("own:{}", BASE64.encode(Sha256::digest(derived(key, "tokens of social accounts"))));
    let keys = match &settings.keys {
        Some(keys) => Keyring::parse(keys.reveal()).and_then(|keys| keys.reads_too(&own)),
        None => Keyring::parse(&own),
    };
    keys.map_err(|error| Failed::Social(error.to_string()))
}

fn http(agent: &str) -> Result<Http, String> {
    Http::new(agent, PATIENCE)
}

/// What this program calls itself, where a platform has no form for it.
fn agent() -> String {
    concat!("huntaze/", env!("CARGO_PKG_VERSION")).to_owned()
}

fn back(config: &Config, platform: Platform) -> String {
    format!("{}/api/auth/{}/callback", config.public_url, platform.code())
}

/// Where browsers find a consent page of the sandbox.
fn consent(config: &Config, platform: Platform) -> String {
    format!("{}/sandbox/{}", config.public_url, platform.code())
}

fn port() -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(cannot)
}

fn cannot(error: io::Error) -> String {
    format!("the sandbox of social accounts cannot be opened: {error}")
}

fn hidden(secret: &Secret) -> Hidden {
    Hidden::new(secret.reveal())
}

fn tiktok(config: &Config, settings: Option<&[Secret]>, standing: &mut Standing) -> Result<TikTok, String> {
    if let Some([key, secret]) = settings {
        let settings = TikTokSettings {
            client_key: key.reveal().to_owned(),
            client_secret: hidden(secret),
            www: "https://www.tiktok.com".to_owned(),
            api: "https://open.tiktokapis.com".to_owned(),
            pulls: false,
        };
        return Ok(TikTok::new(http(&agent())?, settings));
    }
    let secret = db::secret();
    let settings =
        tiktok::Settings { client_secret: secret.clone(), redirect_uris: vec![back(config, Platform::TikTok)], ..tiktok::Settings::default() };
    let client_key = settings.client_key.clone();
    let sandbox = tiktok::TikTok::new(SandboxClock::default(), settings);
    let served = serve_on(port()?, sandbox.router()).map_err(cannot)?;
    sandbox.change(|settings| settings.base.clone_from(&served.url));
    let (www, api) = (consent(config, Platform::TikTok), served.url.clone());
    standing.tiktok = Some((sandbox, served));
    Ok(TikTok::new(http(&agent())?, TikTokSettings { client_key, client_secret: Hidden::new(secret), www, api, pulls: false }))
}

fn instagram(config: &Config, settings: Option<&[Secret]>, standing: &mut Standing) -> Result<Instagram, String> {
    if let Some([own_id, own_secret, facebook_id, facebook_secret, verify_token]) = settings {
        let app = |id: &Secret, secret: &Secret| InstagramApp { id: id.reveal().to_owned(), secret: hidden(secret) };
        let settings = InstagramSettings {
            own: app(own_id, own_secret),
            facebook: app(facebook_id, facebook_secret),
            verify_token: hidden(verify_token),
            version: GRAPH.to_owned(),
            www: "https://www.instagram.com".to_owned(),
            api: "https://api.instagram.com".to_owned(),
            graph: "https://graph.instagram.com".to_owned(),
            facebook_www: "https://www.facebook.com".to_owned(),
            facebook_graph: "https://graph.facebook.com".to_owned(),
        };
        return Ok(Instagram::new(http(&agent())?, settings));
    }
    let (secret, verify_token) = (db::secret(), db::secret());
    let settings = instagram::Settings {
        app_secret: secret.clone(),
        verify_token: verify_token.clone(),
        redirect_uris: vec![back(config, Platform::Instagram)],
        // Whoever tries it out does not wait for the real one's minute and a half.
        container_takes: Some(3_000),
        ..instagram::Settings::default()
    };
    let app = InstagramApp { id: settings.app_id.clone(), secret: Hidden::new(secret) };
    let sandbox = instagram::Instagram::new(SandboxClock::default(), settings);
    let served = serve_on(port()?, sandbox.router()).map_err(cannot)?;
    let (www, host) = (consent(config, Platform::Instagram), served.url.clone());
    standing.instagram = Some((sandbox, served));
    let settings = InstagramSettings {
        own: app.clone(),
        facebook: app,
        verify_token: Hidden::new(verify_token),
        version: GRAPH.to_owned(),
        www: www.clone(),
        api: host.clone(),
        graph: host.clone(),
        facebook_www: www,
        facebook_graph: host,
    };
    Ok(Instagram::new(http(&agent())?, settings))
}

fn reddit(config: &Config, settings: Option<&[Secret]>, standing: &mut Standing) -> Result<Reddit, String> {
    if let Some([id, secret, agent]) = settings {
        let www = "https://www.reddit.com".to_owned();
        let settings = RedditSettings {
            client_id: id.reveal().to_owned(),
            client_secret: hidden(secret),
            authorize: www.clone(),
            www,
            api: "https://oauth.reddit.com".to_owned(),
        };
        return Ok(Reddit::new(http(agent.reveal())?, settings));
    }
    let secret = db::secret();
    let settings = reddit::Settings { client_secret: secret.clone(), redirect_uri: back(config, Platform::Reddit), ..reddit::Settings::default() };
    let client_id = settings.client_id.clone();
    let sandbox = reddit::Reddit::new(SandboxClock::default(), settings);
    let served = serve_on(port()?, sandbox.router()).map_err(cannot)?;
    let (authorize, host) = (consent(config, Platform::Reddit), served.url.clone());
    standing.reddit = Some((sandbox, served));
    let agent = concat!("web:huntaze:", env!("CARGO_PKG_VERSION"), " (by /u/sandbox)");
    Ok(Reddit::new(http(agent)?, RedditSettings { client_id, client_secret: Hidden::new(secret), authorize, www: host.clone(), api: host }))
}

/// The consent pages of what stands in for platforms.
pub fn router(stand: &Stand) -> Router<App> {
    let standing = &stand.0;
    let mut pages = Router::new();
    let all = [
        (Platform::TikTok, standing.tiktok.as_ref().map(|(sandbox, _)| sandbox.consent_page())),
        (Platform::Instagram, standing.instagram.as_ref().map(|(sandbox, _)| sandbox.consent_page())),
        (Platform::Reddit, standing.reddit.as_ref().map(|(sandbox, _)| sandbox.consent_page())),
    ];
    for (platform, page) in all {
        if let Some(page) = page {
            pages = pages.nest_service(&format!("/sandbox/{}", platform.code()), page);
        }
    }
    pages.layer(middleware::from_fn(known)).layer(RequestBodyLimitLayer::new(CONSENT_MAX)).layer(middleware::map_response(
        async |mut response: Response| {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, CONSENT_POLICY);
            response
        },
    ))
}

/// Lets in who is signed in, and fills in an account of their own: two people who just allow have two.
async fn known(SignedIn(identity): SignedIn, mut request: Request, next: Next) -> Response {
    let name: String = identity.user.name.chars().filter(char::is_ascii_alphanumeric).take(15).collect();
    let own = db::hash(&identity.user.id.to_string());
    let account = format!("{}_{}", name.to_ascii_lowercase(), own.get(..6).unwrap_or_default());
    request.extensions_mut().insert(Visitor(account));
    next.run(request).await
}

/// Tells the sandbox where this program listens: files are fetched there, and webhooks go there. The address, if there is
/// anything to tell.
pub fn hear(app: &App, mut here: SocketAddr) -> Option<String> {
    let about = &app.services.about.platforms;
    if here.ip().is_unspecified() {
        here.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let here = format!("http://{here}");
    for about in about.iter().filter(|about| about.sandbox) {
        let settings: Vec<&str> = about.settings.iter().map(|setting| setting.name.as_str()).collect();
        tracing::info!(platform = about.platform.code(), settings = %settings.join(", "), "no settings are given: a sandbox stands in for the platform");
    }
    if about.iter().all(|platform| platform.sandbox) {
        app.services.files.only_here(&format!("{here}/media"));
    }
    let (tiktok, _) = app.services.stand.0.tiktok.as_ref()?;
    let beginnings = vec![format!("{here}/media"), app.services.files.folder.base.clone()];
    tiktok.change(|settings| settings.verified = beginnings);
    Some(here)
}
