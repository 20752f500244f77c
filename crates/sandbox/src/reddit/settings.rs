//! How this Reddit behaves.

/// A subreddit and its rules.
#[derive(Debug, Clone)]
pub struct Subreddit {
    /// Its name, without `r/`.
    pub name: String,
    /// any, link or self.
    pub submission_type: String,
    /// Whether a post needs a flair.
    pub needs_flair: bool,
    /// The shortest title.
    pub title_min: u32,
    /// Words a title may not have.
    pub forbidden: Vec<String>,
    /// Whether the asking account is banned.
    pub banned: bool,
    /// Whether pictures and videos are taken.
    pub media: bool,
}

impl Subreddit {
    /// One that takes everything.
    pub fn open(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            submission_type: "any".to_owned(),
            needs_flair: false,
            title_min: 0,
            forbidden: Vec::new(),
            banned: false,
            media: true,
        }
    }
}

/// The settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The app's id.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: String,
    /// The one address that may be sent back to.
    pub redirect_uri: String,
    /// Seconds an access token lives: 3600, lately 86400.
    pub access_lives: i64,
    /// Requests a client may make in ten minutes.
    pub limit: u32,
    /// The subreddits there are.
    pub subreddits: Vec<Subreddit>,
    /// If set, submit refuses with RATELIMIT and these words, as in "6 seconds".
    pub wait: Option<String>,
    /// Milliseconds until a media post is out.
    pub media_takes: i64,
    /// Whether the account is suspended.
    pub suspended: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            client_id: "sandbox-id".to_owned(),
            client_secret: "sandbox-secret".to_owned(),
            redirect_uri: String::new(),
            access_lives: 86_400,
            limit: 1000,
            subreddits: vec![Subreddit::open("pics"), Subreddit::open("test")],
            wait: None,
            media_takes: 30_000,
            suspended: false,
        }
    }
}
