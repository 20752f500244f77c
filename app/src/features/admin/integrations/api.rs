//! Server functions of the page. The slice refuses whoever is not an administrator.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::JournalRow;
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::when::When;
use leptos::prelude::*;
use model::{
    Page, WebhookId,
    social::{Integration, Platform},
};

/// How each platform is set up, and how it has been doing.
#[server(prefix = "/fn", endpoint = "load_integrations")]
pub async fn load_integrations() -> Result<Vec<Integration>, Failure> {
    use crate::ssr;
    Ok(ssr::services().social_integrations(&ssr::me()?).await?)
}

/// Asks a platform whether it answers and knows us: `None`, or why not, in words.
#[server(prefix = "/fn", endpoint = "test_integration")]
pub async fn test_integration(platform: Platform) -> Result<Option<String>, Failure> {
    use crate::ssr;
    use model::social::Tested;
    let me = ssr::me()?;
    Ok(match ssr::services().social_self_test(&me, platform).await? {
        Tested::Works => None,
        Tested::Fails(trouble) => {
            let said = [trouble.code.what(me.language), trouble.code.todo(me.language), &trouble.detail];
            Some(said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
        }
    })
}

/// Pauses publishing at a platform, or lets it go on.
#[server(prefix = "/fn", endpoint = "pause_publishing")]
pub async fn pause_publishing(platform: Platform, paused: bool) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().social_pause(&ssr::me()?, platform, paused).await?)
}

/// What platforms told by webhook, the last first.
#[server(prefix = "/fn", endpoint = "list_social_events")]
pub async fn list_social_events(
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<JournalRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let page = ssr::services().social_journal(&me, &model::PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|one| JournalRow {
        id: one.id,
        platform: one.platform,
        kind: one.kind,
        account: one.account,
        body: one.body,
        when: When::new(one.received_at, me.language, &me.time_zone),
        state: one.state,
        attempts: one.attempts,
        problem: one.problem,
    }))
}

/// Has an event worked on again.
#[server(prefix = "/fn", endpoint = "replay_social_event")]
pub async fn replay_social_event(id: WebhookId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().social_replay(&ssr::me()?, id).await?)
}
