//! Server functions of one's own settings.

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    Language, Theme, TokenId,
    accounts::{ApiToken, SignedIn, User},
};
use serde::{Deserialize, Serialize};

/// A place where one is signed in, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The session.
    pub session: SignedIn,
    /// When it began.
    pub created: When,
    /// When it was last used.
    pub last_used: When,
}

/// A token, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRow {
    /// The token.
    pub token: ApiToken,
    /// When it was made.
    pub created: When,
    /// When it was last used.
    pub last_used: Option<When>,
}

/// Changes the profile: what is not given stays.
#[server(prefix = "/fn", endpoint = "update_profile")]
pub async fn update_profile(
    /// Another name.
    #[server(default)]
    name: Option<String>,
    /// Another colour, an index into the palette.
    #[server(default)]
    color: Option<u8>,
    /// Another language.
    #[server(default)]
    language: Option<Language>,
    /// Another theme.
    #[server(default)]
    theme: Option<Theme>,
    /// Another time zone, by its IANA name.
    #[server(default)]
    time_zone: Option<String>,
) -> Result<User, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let typed = name.clone().unwrap_or_default();
    let change = accounts::ProfileChange { name, color, language, theme, time_zone };
    let changed = ssr::services().accounts.update_profile(me.id, change).await;
    changed.map_err(|error| Failure::keeping(error, [("name", &typed)]))
}

/// Oneself as one is now, after a change that was made elsewhere.
#[server(prefix = "/fn", endpoint = "load_me")]
pub async fn load_me() -> Result<User, Failure> {
    crate::ssr::me()
}

/// The time zones that can be chosen.
#[server(prefix = "/fn", endpoint = "list_time_zones")]
pub async fn list_time_zones() -> Result<Vec<String>, Failure> {
    let me = crate::ssr::me()?;
    Ok(super::zones::offered(&me.time_zone))
}

/// Takes one's picture away.
#[server(prefix = "/fn", endpoint = "remove_picture")]
pub async fn remove_picture() -> Result<User, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().accounts.remove_picture(me.id).await?)
}

/// Sends the verification link once more.
#[server(prefix = "/fn", endpoint = "resend_verification")]
pub async fn resend_verification() -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().accounts.resend_verification(me.id).await?)
}

/// Asks for another e-mail address; it counts once its link was opened.
#[server(prefix = "/fn", endpoint = "change_email")]
pub async fn change_email(
    /// The new address.
    email: String,
    /// The password, to be sure.
    password: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let changed = ssr::services().accounts.change_email(me.id, &email, &password).await;
    changed.map_err(|error| Failure::keeping(error, [("email", &email)]))
}

/// Changes the password and ends the other sessions.
#[server(prefix = "/fn", endpoint = "change_password")]
pub async fn change_password(
    /// The password until now.
    old: String,
    /// The new one.
    password: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().change_password(me.id, &old, &password, ssr::session_id().as_deref()).await?)
}

/// Deletes the account with the posts it owns, and signs out. The page then loads the first page anew.
#[server(prefix = "/fn", endpoint = "delete_account")]
pub async fn delete_account(
    /// The password, to be sure.
    password: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().delete_account(me.id, &password).await?;
    Ok(ssr::end_session(&ssr::session()).await?)
}

/// Where one is signed in.
#[server(prefix = "/fn", endpoint = "list_sessions")]
pub async fn list_sessions() -> Result<Vec<SessionRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let current = ssr::session_id();
    let sessions = ssr::services().accounts.sessions().list(me.id, current.as_deref()).await?;
    let when = |at| When::new(at, me.language, &me.time_zone);
    Ok(sessions.into_iter().map(|session| SessionRow { created: when(session.created_at), last_used: when(session.last_used_at), session }).collect())
}

/// Signs one place out.
#[server(prefix = "/fn", endpoint = "end_session")]
pub async fn end_session(
    /// The session, as named in the list.
    id: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().end_session(me.id, &id).await?)
}

/// Signs every other place out.
#[server(prefix = "/fn", endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().sign_out_everywhere(me.id, ssr::session_id().as_deref()).await?;
    Ok(())
}

/// One's tokens.
#[server(prefix = "/fn", endpoint = "list_tokens")]
pub async fn list_tokens() -> Result<Vec<TokenRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let when = |at| When::new(at, me.language, &me.time_zone);
    let tokens = ssr::services().accounts.tokens(me.id).await?;
    Ok(tokens.into_iter().map(|token| TokenRow { created: when(token.created_at), last_used: token.last_used_at.map(when), token }).collect())
}

/// Makes a token; its secret is in the answer and nowhere else.
#[server(prefix = "/fn", endpoint = "create_token")]
pub async fn create_token(
    /// What it is for.
    name: String,
) -> Result<String, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().accounts.create_token(me.id, &name).await?.1)
}

/// Revokes a token at once.
#[server(prefix = "/fn", endpoint = "revoke_token")]
pub async fn revoke_token(
    /// The token.
    id: TokenId,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().revoke_token(me.id, id).await?)
}
