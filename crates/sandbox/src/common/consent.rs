//! The page on which a person allows or denies, and a client that goes through it like a browser.

use super::html;
use axum::response::Response;
use url::Url;

/// What a person does on the consent page.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Allows or denies.
    pub allow: bool,
    /// The account at the platform; it is made if it is new.
    pub account: String,
    /// The scopes that are left ticked; `None`: all that were asked for.
    pub scopes: Option<String>,
}

impl Choice {
    /// Allows everything for this account.
    pub fn allow(account: &str) -> Self {
        Self { allow: true, account: account.to_owned(), scopes: None }
    }

    /// Says no.
    pub fn deny() -> Self {
        Self { allow: false, account: "creator".to_owned(), scopes: None }
    }
}

/// Opens a consent page as a browser does, answers it, and returns the address that the browser is sent to.
///
/// # Errors
/// What the page said, where it did not send the browser on.
pub async fn consent(address: &str, choice: &Choice) -> Result<Url, String> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().map_err(|e| e.to_string())?;
    let page = client.get(address).send().await.map_err(|e| e.to_string())?;
    if !page.status().is_success() {
        return Err(page.text().await.map_err(|e| e.to_string())?);
    }
    let mut fields = vec![("decision", if choice.allow { "allow" } else { "deny" }), ("account", &choice.account)];
    if let Some(scopes) = &choice.scopes {
        fields.push(("granted", scopes));
    }
    let answer = client.post(address).form(&fields).send().await.map_err(|e| e.to_string())?;
    let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
    match to {
        Some(to) => Url::parse(&to).map_err(|e| e.to_string()),
        None => Err(answer.text().await.map_err(|e| e.to_string())?),
    }
}

/// The consent page. Its form goes to the same address.
pub(crate) fn page(platform: &str, scopes: &str) -> Response {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    html(
        200,
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{platform} (sandbox)</title></head><body><main><h1>{platform} (sandbox)</h1>\
             <p>Huntaze asks for: {scopes}</p><form method=\"post\">\
             <label>Account <input name=\"account\" value=\"creator\" required maxlength=\"30\"></label> \
             <label>Allow <input name=\"granted\" value=\"{scopes}\"></label> \
             <button name=\"decision\" value=\"allow\">Allow</button> <button name=\"decision\" value=\"deny\">Deny</button>\
             </form></main></body></html>",
            scopes = escape(scopes)
        ),
    )
}
