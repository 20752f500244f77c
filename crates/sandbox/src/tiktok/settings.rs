//! How this TikTok behaves, where the sources disagree or an app's standing decides.

/// The settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The app's key.
    pub client_key: String,
    /// The app's secret.
    pub client_secret: String,
    /// Exactly these may be sent back to.
    pub redirect_uris: Vec<String>,
    /// Whether authorizing without a code challenge is refused.
    pub needs_pkce: bool,
    /// Seconds an access token lives: 7200 by the newer pages, 86400 by the older.
    pub access_lives: i64,
    /// Seconds a refresh token lives: 180 or 365 days.
    pub refresh_lives: i64,
    /// Whether a refresh kills the old refresh token.
    pub rotates: bool,
    /// The HTTP status of the token call's errors: 200 or 400.
    pub error_status: u16,
    /// Whether the app has passed the audit; if not, it can only post for the account itself.
    pub audited: bool,
    /// The beginnings of addresses that media may be pulled from.
    pub verified: Vec<String>,
    /// What the account may choose.
    pub privacy: Vec<String>,
    /// Whether comments, duets and stitches are off for the account.
    pub disabled: [bool; 3],
    /// The longest video in seconds.
    pub longest: u32,
    /// Milliseconds from the last byte to the end of processing; `None`: for ever.
    pub processing: Option<i64>,
    /// Milliseconds from then until moderation gives the public id.
    pub moderation: i64,
    /// If set, processing ends with this fail_reason.
    pub fails: Option<String>,
    /// If set, creator_info and init answer this (a spam_risk or cap code).
    pub refuses: Option<String>,
    /// How many posts may wait in the inbox in 24 hours.
    pub pending: usize,
    /// Milliseconds an upload address lives.
    pub upload_lives: i64,
    /// Where the service is reached, for upload addresses; set after it is served.
    pub base: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            client_key: "sandbox-key".to_owned(),
            client_secret: "sandbox-secret".to_owned(),
            redirect_uris: Vec::new(),
            needs_pkce: true,
            access_lives: 7200,
            refresh_lives: 180 * 86_400,
            rotates: true,
            error_status: 200,
            audited: true,
            verified: Vec::new(),
            privacy: ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"].map(str::to_owned).to_vec(),
            disabled: [false; 3],
            longest: 600,
            processing: Some(20_000),
            moderation: 60_000,
            fails: None,
            refuses: None,
            pending: 5,
            upload_lives: 3_600_000,
            base: String::new(),
        }
    }
}
