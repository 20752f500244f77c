//! What a platform's connector can do. A platform is one folder with one implementation of [`Connector`].

use crate::{Draft, MediaStore, Meter, Platform, Problem, ProblemCode, Secret, SignIn, Verdict};
use async_trait::async_trait;
use http::HeaderMap;
use model::{Result, SocialAccountId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fmt::Debug, time::Duration};

/// A sign-in that is to begin.
#[derive(Debug, Clone)]
pub struct Start<'a> {
    /// Which of the platform's ways.
    pub sign_in: SignIn,
    /// Comes back as it is.
    pub state: &'a str,
    /// Where the browser is sent back to.
    pub redirect_uri: &'a str,
    /// The verifier of PKCE.
    pub verifier: &'a Secret,
}

/// A sign-in that came back.
#[derive(Debug, Clone)]
pub struct Back<'a> {
    /// Which of the platform's ways.
    pub sign_in: SignIn,
    /// The code, decoded once.
    pub code: &'a str,
    /// As it was at the start.
    pub redirect_uri: &'a str,
    /// As it was at the start.
    pub verifier: &'a Secret,
}

/// What a platform gave.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// For calls.
    pub access: Secret,
    /// For the next pair; `None`: the old one stays, or there is none.
    pub refresh: Option<Secret>,
    /// Milliseconds until the access token ends.
    pub access_lives: i64,
    /// Milliseconds until the refresh token ends, where it is known.
    pub refresh_lives: Option<i64>,
    /// What was allowed; empty: as before.
    pub scope: String,
}

/// An account that was connected.
#[derive(Debug, Clone)]
pub struct Connected {
    /// The platform's own id.
    pub remote_id: String,
    /// Its name there.
    pub name: String,
    /// Its picture there; may be empty.
    pub picture_url: String,
    /// Its tokens.
    pub tokens: Tokens,
}

/// An account, and the token that may be used for it now.
#[derive(Debug, Clone)]
pub struct Access {
    /// Our id.
    pub account: SocialAccountId,
    /// The platform's own id.
    pub remote_id: String,
    /// Its name there.
    pub name: String,
    /// How it was connected.
    pub sign_in: SignIn,
    /// What was allowed.
    pub scope: String,
    /// For calls.
    pub token: Secret,
    /// Which pair the token is of.
    pub version: i64,
}

impl Access {
    /// Whether a scope was allowed.
    pub fn may(&self, scope: &str) -> bool {
        self.scope.split([',', ' ']).any(|one| one == scope)
    }
}

/// How far a publication has come at its platform. Kept before every next call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The step that comes next; empty: the first.
    #[serde(default)]
    pub step: String,
    /// The platform's name for what is under way.
    #[serde(default)]
    pub handle: Option<String>,
    /// Whether it can become public without another call of ours.
    #[serde(default)]
    pub exposed: bool,
    /// What else the connector needs.
    #[serde(default)]
    pub data: Value,
    /// What the account's other publications have become: a search does not take it for this one. Never stored.
    #[serde(skip)]
    pub others: Vec<String>,
}

impl Progress {
    /// Whether the platform knows of it. Until then it can be cancelled, and nothing comes of it.
    pub fn has_begun(&self) -> bool {
        self.exposed || self.handle.is_some()
    }

    /// Whether only a search can tell what became of it.
    pub fn is_searched(&self) -> bool {
        self.exposed && self.handle.is_none()
    }

    /// The same, with another next step.
    #[must_use]
    pub fn to(&self, step: &str) -> Self {
        Self { step: step.to_owned(), ..self.clone() }
    }
}

/// What became public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Its id, where it is known already.
    pub remote_id: Option<String>,
    /// Its address, where it is known already.
    pub url: Option<String>,
}

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// On with the next one at once.
    Go(Progress),
    /// On after a while: the platform works on it.
    Wait(Progress, Duration),
    /// It is public, and something is still to be done or learnt after a while.
    Out(Progress, Published, Duration),
    /// It is public, and that was all.
    Done(Published),
    /// It was handed over, and only the person can go on, in the platform's app.
    Handed,
}

/// What reading tells of a step whose end is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was done: go on from here.
    Was(Outcome),
    /// Certainly it was not done, and nothing is public.
    WasNot(Problem),
    /// It can't be told yet.
    NotYet,
}

/// One number that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The id of what it is about; empty: the account.
    pub subject: String,
    /// Which number.
    pub metric: String,
    /// Its value.
    pub value: i64,
    /// Whether it was found removed by the platform or its moderators.
    pub removed: bool,
}

/// An event as it came, for the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same for the same event.
    pub key: String,
    /// The platform's word for its kind.
    pub kind: String,
    /// The account, by the platform's own id.
    pub account: String,
    /// When it happened, in milliseconds.
    pub happened_at: i64,
    /// What came.
    pub body: Value,
}

/// What an event means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The person took the grant away.
    GrantRemoved,
    /// Of a publication, by its handle.
    Publication(String, News),
    /// A comment: its id, below what, by whom, its words.
    Comment(String, String, String, String),
    /// Nothing that is used here.
    Nothing,
}

/// What is heard of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// It is out.
    Out,
    /// It failed.
    Failed(Problem),
    /// It is to be seen, with this id and address.
    Visible(String, Option<String>),
    /// It is not to be seen any more.
    Hidden,
    /// It is in the app's inbox.
    InInbox,
}

/// Why a webhook was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefused {
    /// No signature, or one of another form.
    #[error("the webhook has no signature")]
    Unsigned,
    /// The signature is of other bytes or another secret.
    #[error("the webhook's signature is wrong")]
    WrongSignature,
    /// Signed too long ago, or in the future.
    #[error("the webhook's signature is too old or from the future: is the clock right?")]
    Skewed,
    /// Signed, but not what the platform sends.
    #[error("the webhook cannot be read")]
    Unreadable,
    /// This platform sends none.
    #[error("this platform sends no webhooks")]
    None,
}

/// Signing in at a platform.
#[async_trait]
pub trait SignsIn {
    /// Where the browser is sent to sign in.
    fn start(&self, start: &Start<'_>) -> Result<String, Problem>;

    /// Exchanges the code, and says which accounts were connected.
    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem>;

    /// So long before its end a token is refreshed. `None`: it can't be, the person signs in again.
    fn refresh_before(&self, sign_in: SignIn) -> Option<Duration>;

    /// Gets a new pair.
    async fn refresh(&self, sign_in: SignIn, access: &Secret, refresh: Option<&Secret>) -> Result<Tokens, Problem>;

    /// Gives the tokens back.
    async fn revoke(&self, access: &Access, refresh: Option<&Secret>) -> Result<(), Problem>;
}

/// Making something public at a platform.
#[async_trait]
pub trait Publishes {
    /// Whether a draft keeps the platform's own rules; asked before anything is sent.
    fn validate(&self, draft: &Draft) -> Result<()>;

    /// Whether the step that comes next makes something public. It is tried once.
    fn is_public(&self, draft: &Draft, progress: &Progress) -> bool;

    /// So long may the platform work on it.
    fn patience(&self) -> Duration;

    /// One step.
    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem>;

    /// What is left undone where a publication that is public ends with this step.
    fn undone(&self, _draft: &Draft, _progress: &Progress) -> Option<ProblemCode> {
        None
    }

    /// Reads whether a public step was done, which was begun at `armed_at` (milliseconds).
    async fn settle(&self, access: &Access, draft: &Draft, progress: &Progress, armed_at: i64) -> Result<Settled, Problem>;
}

/// What a platform counts.
#[async_trait]
pub trait Counts {
    /// Reads numbers: of the account if `subjects` is empty, else of these.
    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem>;
}

/// What a platform tells by webhooks; as it stands here, nothing.
pub trait Hears {
    /// The answer to a subscription's handshake.
    fn handshake(&self, _query: &[(String, String)]) -> Option<String> {
        None
    }

    /// Checks a webhook's signature over its raw bytes, and takes it apart. `now` in milliseconds.
    fn webhook(&self, _headers: &HeaderMap, _body: &[u8], _now: i64) -> Result<Vec<Notice>, WebhookRefused> {
        Err(WebhookRefused::None)
    }

    /// What an event means.
    fn read(&self, _kind: &str, _body: &Value) -> Heard {
        Heard::Nothing
    }
}

/// A platform.
#[async_trait]
pub trait Connector: SignsIn + Publishes + Counts + Hears + Send + Sync + Debug {
    /// Which one.
    fn platform(&self) -> Platform;

    /// How its calls went.
    fn meter(&self) -> &Meter;

    /// What a community of the platform takes, where it has communities.
    async fn subreddit(&self, _access: &Access, _name: &str) -> Result<model::social::Subreddit, Problem> {
        Err(Problem::new(ProblemCode::NotOffered, Verdict::Never, "this platform has no subreddits"))
    }

    /// Asks how the account is: what may be chosen, what quota is left. The answer is for people and forms.
    async fn check(&self, access: &Access) -> Result<Value, Problem>;
}
