//! Server functions of the sign-in family. The forms post to them directly, with or without JavaScript.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::Failure;
use leptos::prelude::*;

/// Only a path of our own is a place to go on to.
#[cfg(feature = "ssr")]
fn safe_next(next: &str) -> &str {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r', '\t']);
    if own { next } else { "/posts" }
}

/// Signs up, signs in, and goes on to `next`, or to the posts.
#[server(prefix = "/fn", endpoint = "sign_up")]
pub async fn sign_up(
    name: String,
    email: String,
    password: String,
    #[server(default)] time_zone: String,
    #[server(default)] next: String,
) -> Result<(), Failure> {
    use crate::{ssr, visitor::Visitor};
    let language = use_context::<Visitor>().map(|visitor| visitor.language).unwrap_or_default();
    let new = accounts::NewAccount { name: name.clone(), email: email.clone(), password, language, time_zone };
    let user = ssr::services()
        .accounts
        .register(new, &ssr::caller().address)
        .await
        .map_err(|error| Failure::keeping(error, [("name", &name), ("email", &email)]))?;
    ssr::start_session(&ssr::session(), user.id, false).await?;
    leptos_axum::redirect(safe_next(&next));
    Ok(())
}

/// Signs in and goes on to `next`.
#[server(prefix = "/fn", endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] remember: Option<String>,
    #[server(default)] next: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let user = ssr::services()
        .accounts
        .sign_in(&email, &password, &ssr::caller().address)
        .await
        .map_err(|error| Failure::keeping(error, [("email", &email)]))?;
    ssr::start_session(&ssr::session(), user.id, remember.is_some()).await?;
    leptos_axum::redirect(safe_next(&next));
    Ok(())
}

/// Signs out and goes to the first page.
#[server(prefix = "/fn", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), Failure> {
    use crate::ssr;
    if let (Ok(me), Some(id)) = (ssr::me(), ssr::session_id()) {
        ssr::services().sign_out(me.id, &id).await?;
    }
    ssr::end_session(&ssr::session()).await?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Asks for a link to set a new password. Says the same whether or not the address is known.
#[server(prefix = "/fn", endpoint = "forgot_password")]
pub async fn forgot_password(email: String) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().accounts.forgot_password(&email, &ssr::caller().address).await.map_err(|error| Failure::keeping(error, [("email", &email)]))?;
    leptos_axum::redirect("/forgot-password?sent=1");
    Ok(())
}

/// Sets a new password by the link from the mail; all sessions end.
#[server(prefix = "/fn", endpoint = "reset_password")]
pub async fn reset_password(secret: String, password: String) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().reset_password(&secret, &password).await?;
    leptos_axum::redirect("/sign-in?reset=1");
    Ok(())
}

/// Confirms an e-mail address by the link from the mail.
#[server(prefix = "/fn", endpoint = "verify_email")]
pub async fn verify_email(secret: String) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().accounts.verify_email(&secret).await?;
    leptos_axum::redirect("/verify?done=1");
    Ok(())
}

/// Chooses the language of the pages, for visitors and for people who are signed in.
#[server(prefix = "/fn", endpoint = "choose_language")]
pub async fn choose_language(language: model::Language, #[server(default)] next: String) -> Result<(), Failure> {
    use crate::ssr;
    use http::{HeaderValue, header::SET_COOKIE};
    if let Ok(me) = ssr::me() {
        let change = accounts::ProfileChange { language: Some(language), ..Default::default() };
        ssr::services().accounts.update_profile(me.id, change).await?;
    }
    let cookie = format!("huntaze_language={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.code());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        expect_context::<leptos_axum::ResponseOptions>().append_header(SET_COOKIE, cookie);
    }
    leptos_axum::redirect(if next.is_empty() { "/" } else { safe_next(&next) });
    Ok(())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::safe_next;

    #[test]
    fn only_our_own_pages_are_gone_on_to() {
        assert_eq!(safe_next("/posts/1?x=2"), "/posts/1?x=2");
        for bad in ["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            assert_eq!(safe_next(bad), "/posts", "{bad}");
        }
    }
}
