//! How this Instagram behaves.

/// The settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The app's id, for both sign-ins.
    pub app_id: String,
    /// The app's secret, for both sign-ins.
    pub app_secret: String,
    /// Exactly these may be sent back to.
    pub redirect_uris: Vec<String>,
    /// Whether the code's answer is `{data:[…]}`, as the page says, or flat, as clients say.
    pub wrapped: bool,
    /// Whether the Facebook page has a business or creator account linked.
    pub linked: bool,
    /// BUSINESS, MEDIA_CREATOR or PERSONAL.
    pub account_type: String,
    /// Milliseconds a container takes; `None`: for ever.
    pub container_takes: Option<i64>,
    /// If set, containers end in ERROR with these words.
    pub container_fails: Option<String>,
    /// If set, the one child of a carousel with this address ends in ERROR.
    pub child_fails: Option<String>,
    /// Posts a day.
    pub quota: u32,
    /// Whether media addresses are really fetched.
    pub fetches: bool,
    /// What a webhook subscription must name.
    pub verify_token: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            app_id: "sandbox-app".to_owned(),
            app_secret: "sandbox-secret".to_owned(),
            redirect_uris: Vec::new(),
            wrapped: true,
            linked: true,
            account_type: "BUSINESS".to_owned(),
            container_takes: Some(90_000),
            container_fails: None,
            child_fails: None,
            quota: 50,
            fetches: true,
            verify_token: "sandbox-verify".to_owned(),
        }
    }
}
