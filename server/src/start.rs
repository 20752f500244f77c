//! Puts everything together, serves, and stops in good order.

use crate::{
    config::{Config, ConfigError, Secret},
    desk,
    identity::Noted,
    pages, router, social, static_files,
    stop::ended,
    workers,
};
use accounts::Accounts;
use app::ssr::EditorBundle;
use axum::{extract::FromRef, serve::ListenerExt};
use cluster::Bus;
use collaboration::Hub;
use comments::Comments;
use content::Contents;
use db::{Db, StartError};
use leptos::config::LeptosOptions;
use mail::Mail;
use notifications::Notifications;
use revisions::Revisions;
use services::{About, Hears, Services, Stays, events::Events};
use sharing::Sharing;
use std::{future::Future, io, net::SocketAddr, path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long requests may take to end when the program stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// What handlers share. Cheap to clone.
#[derive(Clone, FromRef)]
pub struct App {
    /// The slices.
    pub services: Services,
    /// The settings.
    pub config: Arc<Config>,
    /// Where Leptos finds its files.
    pub leptos: LeptosOptions,
    /// Where the editor's bundle is.
    pub editor: EditorBundle,
    /// When sessions' last use was written down.
    pub noted: Arc<Noted>,
}

/// Why the program does not start. Each says what to do.
#[derive(Debug)]
pub enum Failed {
    /// Wrong settings.
    Config(ConfigError),
    /// The database.
    Database(StartError),
    /// The network or the disk.
    Io(&'static str, io::Error),
    /// The fan desk could not be opened.
    Desk(String),
    /// Social accounts could not be opened.
    Social(String),
    /// Tokens could not be encrypted anew.
    Keys(model::Error),
    /// The demo data could not be made.
    Demo(model::Error),
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Database(error) => error.fmt(f),
            Self::Io(what, error) => write!(f, "{what}: {error}"),
            Self::Desk(sentence) => write!(f, "the fan desk cannot work: {sentence}"),
            Self::Social(sentence) => write!(f, "social accounts cannot work: {sentence}"),
            Self::Keys(error) => {
                write!(f, "not all tokens have the newest key: {} Run it again.", error.code.message())
            }
            Self::Demo(error) => write!(f, "the demo data could not be put in: {}", error.code.message()),
        }
    }
}

impl std::error::Error for Failed {}

impl From<ConfigError> for Failed {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<StartError> for Failed {
    fn from(error: StartError) -> Self {
        Self::Database(error)
    }
}

/// Opens the database and brings it up to date.
///
/// # Errors
/// It can't be opened, or was written by a newer version.
pub async fn database(config: &Config) -> Result<Db, Failed> {
    let cannot = |error| Failed::Io("DATA_DIR cannot be made; choose a folder that the program may write to", error);
    std::fs::create_dir_all(&config.data_dir).map_err(cannot)?;
    let db = Db::connect(config.database_url.reveal()).await?;
    db.migrate().await?;
    Ok(db)
}

/// Connects to the other servers, if there are to be any.
fn bus(config: &Config) -> Option<Bus> {
    let url = config.redis_url.as_ref()?;
    // Servers of one installation have one key, and no other installation has it.
    let name = config.secret_key.as_ref().map(|key| db::hash(&format!("huntaze servers {}", key.reveal()))).unwrap_or_default();
    match Bus::start(url.reveal(), &name[..name.len().min(16)]) {
        Ok(bus) => Some(bus),
        Err(error) => {
            // The settings have been checked with the same reading.
            tracing::error!(%error, "REDIS_URL cannot be used; this server works alone");
            None
        }
    }
}

/// Wires the slices. Must be called within a runtime.
///
/// # Errors
/// The fan desk could not be opened.
pub fn services(config: &Config, db: Db) -> Result<Services, Failed> {
    let mail = Mail::new(db.clone(), config.smtp.clone());
    let settings = accounts::Settings { public_url: config.public_url.clone(), limits: config.limits.clone(), ..Default::default() };
    let accounts = Accounts::new(db.clone(), mail.clone(), settings);
    let contents = Contents::new(db.clone());
    let sharing = Sharing::new(db.clone(), accounts.clone(), contents.clone(), mail.clone(), &config.public_url);
    let comments = Comments::new(db.clone(), contents.clone());
    let revisions = Revisions::new(db.clone(), contents.clone());
    let notifications =
        Notifications::new(db.clone(), accounts.clone(), contents.clone(), mail.clone(), &config.public_url, accounts::Clock::default());
    let events = Events::default();
    let hears = Hears { revisions: revisions.clone(), events: events.clone() };
    let hub = Hub::with_listener(contents.clone(), collaboration::Settings::default(), Arc::new(hears));
    let bus = bus(config);
    if let Some(bus) = &bus {
        hub.connect(bus.clone());
        events.connect(bus.clone());
    }
    let (desk, imitation) = desk::open(&config.desk, config.redis_url.as_ref(), &config.public_url, db.clone()).map_err(Failed::Desk)?;
    let social::Opened { social, uploads, files, stand } = social::open(config, db.clone())?;
    let about = About {
        version: env!("CARGO_PKG_VERSION"),
        started_at: db::now(),
        data_dir: config.data_dir.clone(),
        public_url: config.public_url.clone(),
        sending: config.desk.shown.clone(),
        platforms: config.social.shown.clone(),
    };
    let stays = Stays::default();
    Ok(Services {
        db,
        accounts,
        contents,
        sharing,
        comments,
        hub,
        notifications,
        events,
        revisions,
        desk,
        imitation,
        social,
        uploads,
        files,
        stand,
        stays,
        mail,
        bus,
        about,
    })
}

/// Everything that handlers share, over these slices.
pub fn app(config: Config, services: Services) -> App {
    let leptos = LeptosOptions::builder()
        .output_name("huntaze")
        .site_root(config.site_root.to_string_lossy().into_owned())
        .site_addr(config.listen)
        .site_pkg_dir(pkg_folder(&config.site_root))
        .build();
    let editor = pages::editor_bundle(&config.site_root);
    App { services, config: Arc::new(config), leptos, editor, noted: Arc::default() }
}

/// The build puts what belongs together into one folder under `pkg`, named by all that is in it.
fn pkg_folder(site_root: &Path) -> String {
    let entries = std::fs::read_dir(site_root.join("pkg")).into_iter().flatten().flatten();
    let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| static_files::is_hash(name)).map_or_else(|| "pkg".to_owned(), |name| format!("pkg/{name}"))
}

/// Runs until `stop`; everything typed is in the database afterwards.
///
/// # Errors
/// The program can't start.
pub async fn serve(config: Config, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Failed> {
    let db = database(&config).await?;
    let key = config.signing_key()?;
    let services = services(&config, db)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| Failed::Io("LEPTOS_SITE_ADDR cannot be listened on; stop what uses it, or choose another port", error))?;
    let app = app(config, services);
    tracing::info!(address = %app.config.listen, public_url = app.config.public_url, database = app.services.db.engine().name(), "ready");
    run(app, &key, listener, stop).await
}

/// Serves on this listener until `stop`.
///
/// # Errors
/// The site can't be read.
pub async fn run(app: App, key: &Secret, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Failed> {
    let router = router::router(&app, key).map_err(|error| Failed::Io("LEPTOS_SITE_ROOT cannot be read", error))?;
    let (stopping, stopped) = watch::channel(false);
    let mut workers = workers::start(&app.services, &stopped);
    if let Ok(here) = listener.local_addr() {
        if let Some(imitation) = &app.services.imitation {
            desk::hear(imitation, here);
        }
        if let Some(here) = social::hear(&app, here) {
            let (stand, stop) = (app.services.stand.clone(), ended(stopped.clone()));
            workers.spawn(async move {
                tokio::select! { () = stand.tell(here) => {}, () = stop => {} }
            });
        }
    }
    // Pages come in pieces; without this each piece would wait for the acknowledgement of the one before.
    let listener = ListenerExt::tap_io(listener, |connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
    });
    let requests = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(ended(stopped));
    let requests = tokio::spawn(requests.into_future());

    stop.await;
    tracing::info!("stopping: no new connections, documents are being saved");
    // No receiver is left only if everything has ended already.
    let _everything_ended = stopping.send(true);
    app.services.events.shutdown();
    app.services.hub.shutdown().await;
    if let Some(bus) = &app.services.bus {
        bus.stop().await;
    }
    if tokio::time::timeout(PATIENCE, requests).await.is_err() {
        tracing::warn!("some requests had not ended and were cut off");
    }
    if tokio::time::timeout(PATIENCE, async { while workers.join_next().await.is_some() {} }).await.is_err() {
        workers.abort_all();
    }
    if let Some(imitation) = &app.services.imitation {
        imitation.close();
    }
    app.services.db.close().await;
    tracing::info!("stopped");
    Ok(())
}
