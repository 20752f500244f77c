//! What administrators see and do of the platforms of social accounts.

use crate::Services;
use accounts::administers;
use model::{
    Page, PageRequest, Result, WebhookId,
    accounts::User,
    social::{Integration, JournalEntry, Platform, Tested},
};
use social::Journal;
use std::time::Duration;

/// Self-tests that an administrator may ask for in a minute.
const TESTS: u32 = 10;
/// The most that is shown of an event's body, in characters.
const BODY: usize = 4000;

impl Services {
    /// How each platform is set up, and how it has been doing.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator.
    pub async fn social_integrations(&self, me: &User) -> Result<Vec<Integration>> {
        administers(me)?;
        let paused = self.social.paused().await?;
        let mut all = Vec::new();
        for about in &self.about.platforms {
            let platform = about.platform;
            let (metered, connections) = (self.social.metered(platform), self.social.connections(platform).await?);
            all.push(Integration {
                platform,
                sandbox: about.sandbox,
                settings: about.settings.clone(),
                get_from: get_from(platform).to_owned(),
                redirect_url: self.social_redirect(platform),
                webhook_url: has_webhooks(platform).then(|| format!("{}/api/webhooks/{}", self.about.public_url, platform.code())),
                accounts: connections.all,
                waiting: connections.waiting,
                calls: metered.calls,
                errors: metered.errors,
                median_ms: metered.median.map(ms),
                slow_ms: metered.slow.map(ms),
                paused: paused.contains(&platform),
            });
        }
        Ok(all)
    }

    /// Whether a platform answers and knows the app.
    ///
    /// # Errors
    /// `Forbidden`, `TooMany`.
    pub async fn social_self_test(&self, me: &User, platform: Platform) -> Result<Tested> {
        administers(me)?;
        self.accounts.limit(format!("social self-tests {}", me.id), TESTS, 60)?;
        Ok(self.social.self_test(platform).await.map_or_else(|problem| Tested::Fails(problem.into()), |()| Tested::Works))
    }

    /// Pauses publishing at a platform, or lets it go on.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn social_pause(&self, me: &User, platform: Platform, paused: bool) -> Result<()> {
        administers(me)?;
        self.social.pause_platform(platform, me.id, paused).await
    }

    /// The journal of webhooks, newest first.
    ///
    /// # Errors
    /// `Forbidden`; `BadRequest` for a cursor that is none.
    pub async fn social_journal(&self, me: &User, page: &PageRequest) -> Result<Page<JournalEntry>> {
        administers(me)?;
        Ok(self.social.journal(page).await?.map(entry))
    }

    /// Has an event worked on again. Doing so twice changes nothing.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn social_replay(&self, me: &User, id: WebhookId) -> Result<()> {
        administers(me)?;
        self.social.replay(id).await
    }
}

/// Where the settings of a platform are to be had.
fn get_from(platform: Platform) -> &'static str {
    match platform {
        Platform::TikTok => "https://developers.tiktok.com/apps",
        Platform::Instagram => "https://developers.facebook.com/apps",
        Platform::Reddit => "https://www.reddit.com/prefs/apps",
    }
}

fn has_webhooks(platform: Platform) -> bool {
    platform != Platform::Reddit
}

fn entry(event: Journal) -> JournalEntry {
    JournalEntry {
        id: event.id,
        platform: event.platform,
        kind: event.kind,
        account: event.account,
        body: event.body.to_string().chars().take(BODY).collect(),
        happened_at: event.happened_at,
        received_at: event.received_at,
        state: event.state,
        attempts: u32::try_from(event.attempts).unwrap_or_default(),
        problem: event.problem,
    }
}

fn ms(took: Duration) -> u32 {
    u32::try_from(took.as_millis()).unwrap_or(u32::MAX)
}
