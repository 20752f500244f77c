//! Server functions of the pages about connections: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{ConnectView, Connections};
#[cfg(feature = "ssr")]
use super::{
    rows::{AccountRow, PlatformRow},
    scopes::{health, scopes},
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{features::social::said::in_words, when::When};
use leptos::prelude::*;
use model::{SocialAccountId, social::Platform};
#[cfg(feature = "ssr")]
use model::{
    Timestamp,
    accounts::User,
    social::{AccountState, AccountView, Checked, ProblemCode, SignIn},
};

/// Every platform with one's accounts there, and what a sign-in was refused for.
#[server(prefix = "/fn", endpoint = "load_connections")]
pub async fn load_connections(
    /// The code that the browser came back with.
    problem: Option<String>,
) -> Result<Connections, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let ready = services.social_platforms();
    let accounts = services.social_accounts(me.id).await?;
    let platform = |platform: &Platform| PlatformRow {
        platform: *platform,
        sandbox: imitated(&services, *platform),
        ready: ready.contains(platform),
        accounts: accounts.iter().filter(|one| one.platform == *platform).map(|one| row(&me, one)).collect(),
    };
    Ok(Connections {
        platforms: Platform::ALL.iter().map(platform).collect(),
        refused: problem.and_then(|code| ProblemCode::from_code(&code)).map(|code| in_words(me.language, code)),
    })
}

/// Whether a sandbox stands in for a platform.
#[cfg(feature = "ssr")]
fn imitated(services: &services::Services, platform: Platform) -> bool {
    services.about.platforms.iter().any(|about| about.platform == platform && about.sandbox)
}

#[cfg(feature = "ssr")]
fn row(me: &User, one: &AccountView) -> AccountRow {
    let when = |at: Timestamp| When::new(at, me.language, &me.time_zone);
    AccountRow {
        id: one.id,
        platform: one.platform,
        name: one.name.clone(),
        by_facebook: one.sign_in == SignIn::Facebook,
        usable: one.state == AccountState::Active,
        paused: one.paused,
        why: one.problem.map(|code| in_words(me.language, code)),
        scopes: scopes(me.language, one),
        until: when(one.access_until),
        renews: one.renews,
        again: one.refresh_until.map(when),
        worked: one.worked_at.map(when),
        checked: one.checked_at.map(when),
        health: health(me.language, &one.health),
    }
}

/// What the page before a sign-in says.
#[server(prefix = "/fn", endpoint = "load_connect")]
pub async fn load_connect(platform: Platform) -> Result<ConnectView, Failure> {
    use crate::ssr;
    ssr::me()?;
    let services = ssr::services();
    Ok(ConnectView { platform, sandbox: imitated(&services, platform), ready: services.social_platforms().contains(&platform) })
}

/// Asks the platform how an account is. What it has to say against it, in words.
#[server(prefix = "/fn", endpoint = "check_social_account")]
pub async fn check_social_account(id: SocialAccountId) -> Result<Option<String>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let Checked { trouble, .. } = ssr::services().social_check(me.id, id).await?;
    Ok(trouble.map(|trouble| in_words(me.language, trouble.code)))
}

/// Disconnects an account; what the platform could not do for it, in words.
#[server(prefix = "/fn", endpoint = "disconnect_social_account")]
pub async fn disconnect_social_account(id: SocialAccountId) -> Result<Option<String>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let trouble = ssr::services().social_disconnect(me.id, id).await?;
    Ok(trouble.map(|trouble| in_words(me.language, trouble.code)))
}
