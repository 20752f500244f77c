//! The gateway's client, typed by its contract.

mod call;
mod outcome;
mod shapes;
mod tls;

pub(crate) use outcome::{Outcome, Trouble};
pub(crate) use shapes::{Chat, Fan, Me, Media, Message, Transactions, cents, moment, number};

use call::{Http, Lost};
use http::Method;
use model::crm::CreatorState;
use outcome::refused;
use serde::{Serialize, de::DeserializeOwned};
use shapes::Envelope;
use std::{fmt, time::Duration};

/// Where the gateway is, and with which key.
#[derive(Clone)]
pub struct Gateway {
    http: Http,
    url: String,
    key: String,
    patience: Duration,
}

impl fmt::Debug for Gateway {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("url", &self.url).finish_non_exhaustive()
    }
}

/// What is sent.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sending {
    pub text: String,
    /// Dollars; left out where it is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    pub locked_text: bool,
    pub media_files: Vec<String>,
    pub previews: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_message_id: Option<String>,
}

impl Gateway {
    /// A gateway at this address, as `https://app.onlyfansapi.com`. `patience` is how long an answer may take; it must
    /// be shorter than [`crate::Settings::in_flight`].
    ///
    /// # Errors
    /// A sentence for the operator, if the client can't be made.
    pub fn new(url: &str, key: &str, patience: Duration) -> Result<Self, String> {
        Ok(Self { http: call::client(patience)?, url: url.trim_end_matches('/').to_owned(), key: key.to_owned(), patience })
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let (status, header, body) = self.call(Method::GET, path, None).await.map_err(Lost::trouble)?;
        if status != 200 {
            return Err(refused(status, header, &body));
        }
        let envelope: Envelope<T> = serde_json::from_slice(&body).map_err(|error| Trouble::Unknown(format!("the answer cannot be read: {error}")))?;
        Ok(envelope.data)
    }

    /// Whether the key is taken.
    pub(crate) async fn whoami(&self) -> Result<(), Trouble> {
        self.get::<serde_json::Value>("/api/whoami").await.map(drop)
    }

    /// The creator behind an account.
    pub(crate) async fn me(&self, account: &str) -> Result<Me, Trouble> {
        self.get(&format!("/api/{account}/me")).await
    }

    /// One attempt to send.
    pub(crate) async fn send(&self, account: &str, fan: &str, sending: &Sending) -> Outcome {
        let body = match serde_json::to_vec(sending) {
            Ok(body) => body,
            Err(error) => return Outcome::Rejected(format!("the message cannot be written: {error}")),
        };
        let (status, header, body) = match self.call(Method::POST, &format!("/api/{account}/chats/{fan}/messages"), Some(body)).await {
            Ok(answer) => answer,
            Err(Lost::NotSent(why)) => return Outcome::Later(why),
            Err(Lost::Unknown(why)) => return Outcome::Unknown(why),
        };
        if (200..300).contains(&status) {
            return match serde_json::from_slice::<Envelope<Message>>(&body) {
                Ok(envelope) => Outcome::Sent(Box::new(envelope.data)),
                Err(error) => Outcome::Unknown(format!("the gateway took it, but its answer cannot be read: {error}")),
            };
        }
        refused(status, header, &body).into_outcome(status)
    }

    /// Takes a message back.
    pub(crate) async fn unsend(&self, account: &str, fan: &str, message: &str) -> Result<(), Trouble> {
        let path = format!("/api/{account}/chats/{fan}/messages/{message}");
        let (status, header, body) = self.call(Method::DELETE, &path, None).await.map_err(Lost::trouble)?;
        if (200..300).contains(&status) { Ok(()) } else { Err(refused(status, header, &body)) }
    }

    /// Notes that a chat is read.
    pub(crate) async fn mark_read(&self, account: &str, fan: &str) -> Result<(), Trouble> {
        let path = format!("/api/{account}/chats/{fan}/mark-as-read");
        let (status, header, body) = self.call(Method::POST, &path, None).await.map_err(Lost::trouble)?;
        if (200..300).contains(&status) { Ok(()) } else { Err(refused(status, header, &body)) }
    }

    /// A page of chats, last ones first.
    pub(crate) async fn chats(&self, account: &str, offset: usize) -> Result<Vec<Chat>, Trouble> {
        self.get(&format!("/api/{account}/chats?limit=100&offset={offset}")).await
    }

    /// A page of a chat's messages, newest first, older than `before`.
    pub(crate) async fn messages(&self, account: &str, fan: &str, before: Option<&str>) -> Result<Vec<Message>, Trouble> {
        let before = before.map(|id| format!("&last_id={id}")).unwrap_or_default();
        self.get(&format!("/api/{account}/chats/{fan}/messages?limit=100&order=desc{before}")).await
    }

    /// A page of the media that an account keeps, last ones first.
    pub(crate) async fn vault(&self, account: &str, limit: usize, offset: usize) -> Result<Vec<Media>, Trouble> {
        let page: shapes::Vault = self.get(&format!("/api/{account}/media/vault?limit={limit}&offset={offset}")).await?;
        Ok(page.into_list())
    }

    /// A page of fans; only an empty one is the end.
    pub(crate) async fn fans(&self, account: &str, offset: usize) -> Result<Vec<Fan>, Trouble> {
        let page: shapes::List<Fan> = self.get(&format!("/api/{account}/fans/all?limit=20&offset={offset}")).await?;
        Ok(page.list)
    }

    /// A page of transactions, last ones first.
    pub(crate) async fn transactions(&self, account: &str, marker: Option<&str>) -> Result<Transactions, Trouble> {
        let marker = marker.map(|marker| format!("&marker={marker}")).unwrap_or_default();
        self.get(&format!("/api/{account}/transactions?limit=100{marker}")).await
    }
}

/// The state of an account that was refused with this status.
pub(crate) fn state_of(status: u16, why: &str) -> Option<CreatorState> {
    match status {
        401 if why.to_lowercase().contains("session") => Some(CreatorState::SessionExpired),
        401 | 403 => Some(CreatorState::Refused),
        402 => Some(CreatorState::NoCredits),
        _ => None,
    }
}
