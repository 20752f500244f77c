//! The page on which a person allows or denies, and a client that goes through it like a browser.

use super::{form, html};
use axum::{body::Bytes, response::Response};
use std::collections::HashMap;
use url::Url;

/// Characters of an account's name.
const NAME_MAX: usize = 30;
/// Bytes of the scopes that are asked for.
pub(crate) const SCOPE_MAX: usize = 1000;
/// Codes that wait to be exchanged.
const CODES_MAX: usize = 1000;

/// Who looks at a consent page, where a program knows it: the name of the account that is filled in.
#[derive(Debug, Clone)]
pub struct Visitor(pub String);

/// What was chosen on the page.
pub(crate) enum Decision {
    /// For this account, with these scopes.
    Allow(String, String),
    Deny,
    /// With a name that no account can have.
    Wrong,
}

impl Decision {
    /// Reads the form; of the scopes only those count that were asked for.
    pub(crate) fn read(body: &Bytes, asked: &str) -> Self {
        let fields = form(body);
        if fields.get("decision").is_none_or(|decision| decision != "allow") {
            return Self::Deny;
        }
        let account = fields.get("account").map_or("", |account| account.trim());
        if account.is_empty() || account.chars().count() > NAME_MAX || account.chars().any(char::is_control) {
            return Self::Wrong;
        }
        let separate = |c: char| c == ',' || c == ' ';
        let scope = fields.get("granted").map_or_else(
            || asked.to_owned(),
            |granted| {
                let left = |one: &&str| !one.is_empty() && granted.split(separate).any(|other| other == *one);
                asked.split(separate).filter(left).collect::<Vec<_>>().join(if asked.contains(',') { "," } else { " " })
            },
        );
        Self::Allow(account.to_owned(), scope)
    }
}

/// Keeps a code. Those that are over go, and the oldest where there are too many.
pub(crate) fn keep<T>(codes: &mut HashMap<String, T>, code: String, of: T, now: i64, until: impl Fn(&T) -> i64) {
    codes.retain(|_, one| until(one) > now);
    if codes.len() >= CODES_MAX
        && let Some(oldest) = codes.iter().min_by_key(|(_, one)| until(one)).map(|(code, _)| code.clone())
    {
        codes.remove(&oldest);
    }
    codes.insert(code, of);
}

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
pub(crate) fn page(platform: &str, scopes: &str, visitor: Option<&Visitor>) -> Response {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    html(
        200,
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{platform} (sandbox)</title></head><body><main><h1>{platform} (sandbox)</h1>\
             <p>Huntaze asks for: {scopes}</p><form method=\"post\">\
             <label>Account <input name=\"account\" value=\"{account}\" required maxlength=\"{NAME_MAX}\"></label> \
             <label>Allow <input name=\"granted\" value=\"{scopes}\"></label> \
             <button name=\"decision\" value=\"allow\">Allow</button> <button name=\"decision\" value=\"deny\">Deny</button>\
             </form></main></body></html>",
            scopes = escape(scopes),
            account = escape(visitor.map_or("creator", |visitor| visitor.0.as_str()))
        ),
    )
}
