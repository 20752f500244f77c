//! Configuration. Nothing else reads the environment; `config.env` beside this crate lists every setting.

mod amazon;
mod desk;
mod reader;
mod secret;
mod social;

pub use self::amazon::{Amazon, Queues};
pub use desk::Desk;
pub use reader::{REFERENCE, Reader, settings};
pub use secret::Secret;
pub use social::Social;

use http::Uri;
use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// All settings. `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that people use, without a slash at the end.
    pub public_url: String,
    /// Reverse proxies in front.
    pub trusted_proxies: usize,
    /// How long a request may take, its body included.
    pub request_timeout: Duration,
    /// The built site.
    pub site_root: PathBuf,
    /// The program's data.
    pub data_dir: PathBuf,
    /// The database; its password may be in it.
    pub database_url: Secret,
    /// Where several servers meet; its password may be in it.
    pub redis_url: Option<Secret>,
    /// Signs the cookies; `None`: the one kept in the data folder.
    pub secret_key: Option<Secret>,
    /// The mail server and the sender; its `Debug` hides the password.
    pub smtp: Option<mail::Smtp>,
    /// Which log lines are written.
    pub log: String,
    /// How they look.
    pub log_format: LogFormat,
    /// Tries that are allowed.
    pub limits: accounts::Limits,
    /// What Prometheus says of itself; `None`: only administrators read `/metrics`.
    pub metrics_token: Option<Secret>,
    /// The fan desk.
    pub desk: Desk,
    /// Social accounts.
    pub social: Social,
}

/// What is wrong with the settings, a sentence a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(pub Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// From the program's environment.
    ///
    /// # Errors
    /// Sentences that say which values are wrong and what to write instead.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(&mut Reader::new(&|name| std::env::var(name).ok()))
    }

    /// From a reader; it knows afterwards what was asked for.
    ///
    /// # Errors
    /// Sentences that say which values are wrong and what to write instead.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, ConfigError> {
        let listen = from
            .parsed("LEPTOS_SITE_ADDR", "an address and a port, as in 127.0.0.1:3000 or 0.0.0.0:3000", |text| text.parse().ok())
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let public_url = from
            .parsed("PUBLIC_URL", "an address without a path, as in https://studio.example.com", origin)
            .unwrap_or_else(|| format!("http://localhost:{}", listen.port()));
        let trusted_proxies = from.number("TRUSTED_PROXIES", 0, 16);
        let request_timeout = Duration::from_secs(from.number("REQUEST_TIMEOUT", 1, 3600));
        let site_root = PathBuf::from(from.text("LEPTOS_SITE_ROOT").unwrap_or_default());
        let data_dir = PathBuf::from(from.text("DATA_DIR").unwrap_or_default());
        let database_url = Secret::new(from.text("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", data_dir.join("huntaze.db").display())));
        let secret_key = secret_key(from, &public_url);
        let redis_url = redis_url(from, &database_url, secret_key.as_ref());
        let smtp = smtp(from);
        let log = from.text("LOG").unwrap_or_default();
        if tracing_subscriber::EnvFilter::try_new(&log).is_err() {
            from.wrong("LOG", "must be error, warn, info, debug, trace, or directives as in info,collaboration=debug");
        }
        let log_format = from
            .parsed("LOG_FORMAT", "text or json", |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })
            .unwrap_or(LogFormat::Text);
        let limits = limits(from);
        let metrics_token = metrics_token(from);
        let desk = Desk::read(from);
        let social = Social::read(from);
        if !from.wrong.is_empty() {
            return Err(ConfigError(std::mem::take(&mut from.wrong)));
        }
        Ok(Self {
            listen,
            public_url,
            trusted_proxies,
            request_timeout,
            site_root,
            data_dir,
            database_url,
            redis_url,
            secret_key,
            smtp,
            log,
            log_format,
            limits,
            metrics_token,
            desk,
            social,
        })
    }

    /// Whether people reach the program by https: production.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The key that signs cookies.
    ///
    /// # Errors
    /// A sentence: the one in the data folder can't be read or made.
    pub fn signing_key(&self) -> Result<Secret, ConfigError> {
        self.secret_key.clone().map_or_else(
            || {
                secret::kept_in(&self.data_dir).map_err(|error| {
                    let folder = self.data_dir.display();
                    ConfigError(vec![format!(
                        "DATA_DIR ({folder}) does not give a secret key: {error}. Let the program write there, or set SECRET_KEY."
                    )])
                })
            },
            Ok,
        )
    }
}

/// `http(s)://host[:port]` without a slash at the end; `None` for anything else.
fn origin(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    (matches!(uri.path(), "" | "/") && uri.query().is_none()).then(|| format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
}

fn secret_key(from: &mut Reader<'_>, public_url: &str) -> Option<Secret> {
    let make = "`openssl rand -hex 32` prints a good one";
    let key = from.text("SECRET_KEY");
    match &key {
        Some(key) if key.chars().count() < secret::SHORTEST => {
            from.wrong("SECRET_KEY", format_args!("must have at least {} characters: {make}", secret::SHORTEST));
        }
        None if public_url.starts_with("https://") => {
            from.wrong("SECRET_KEY", format_args!("must be set when PUBLIC_URL is https: {make}"));
        }
        _ => {}
    }
    key.map(Secret::new)
}

fn metrics_token(from: &mut Reader<'_>) -> Option<Secret> {
    let token = from.text("METRICS_TOKEN")?;
    // The value is not shown.
    if token.len() < 16 || token.bytes().any(|byte| !byte.is_ascii_graphic()) {
        from.wrong("METRICS_TOKEN", "must have 16 characters or more and no spaces: `openssl rand -hex 32` prints a good one");
    }
    Some(Secret::new(token))
}

fn redis_url(from: &mut Reader<'_>, database: &Secret, key: Option<&Secret>) -> Option<Secret> {
    let url = from.text("REDIS_URL")?;
    // The value is not shown: a password may be in it.
    if !cluster::check(&url) {
        from.wrong(
            "REDIS_URL",
            "must be the address of a Redis server, as in redis://localhost:6379 or rediss://USER:PASSWORD@redis.example.com:6380",
        );
    }
    if database.reveal().starts_with("sqlite:") {
        from.wrong(
            "REDIS_URL",
            "is for several servers over one PostgreSQL database, and SQLite is a file of one server: set DATABASE_URL to postgres://USER:PASSWORD@HOST/NAME, or leave REDIS_URL empty",
        );
    }
    if key.is_none() {
        from.wrong("SECRET_KEY", "must be set where REDIS_URL is, to the same key on every server: `openssl rand -hex 32` prints a good one");
    }
    Some(Secret::new(url))
}

fn limits(from: &mut Reader<'_>) -> accounts::Limits {
    let mut number = |name| from.number(name, 1, 1_000_000);
    accounts::Limits {
        sign_in_account_minute: number("SIGN_IN_PER_MINUTE"),
        sign_in_account_hour: number("SIGN_IN_PER_HOUR"),
        sign_in_address_minute: number("SIGN_IN_PER_MINUTE_AND_ADDRESS"),
        failures_before_wait: number("SIGN_IN_FAILURES_BEFORE_WAIT"),
        first_wait_seconds: number("SIGN_IN_FIRST_WAIT"),
        longest_wait_seconds: number("SIGN_IN_LONGEST_WAIT"),
        register_address_minute: number("REGISTER_PER_MINUTE"),
        mail_account_hour: number("LINK_MAILS_PER_HOUR"),
        mail_address_minute: number("LINK_MAILS_PER_MINUTE_AND_ADDRESS"),
        remembered: accounts::Limits::default().remembered,
    }
}

fn smtp(from: &mut Reader<'_>) -> Option<mail::Smtp> {
    let url = from.text("SMTP_URL");
    let sender = from.text("MAIL_FROM");
    let url = url?;
    let Some(sender) = sender else {
        from.wrong("MAIL_FROM", "must be set where SMTP_URL is, as in Huntaze <hello@example.com>");
        return None;
    };
    let smtp = mail::Smtp { url, from: sender };
    match smtp.check() {
        Ok(()) => Some(smtp),
        Err(sentence) => {
            from.wrong.push(format!("{sentence}."));
            None
        }
    }
}
