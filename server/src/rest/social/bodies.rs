//! What is sent and answered about social accounts.

mod sent;

pub use sent::{ChangeBody, PublishBody, RetryBody, SettleBody};

use model::{
    Language, Timestamp,
    social::{
        AccountView, Attempt, DayNumber, Flair, Health, JournalEntry, MediaView, Number, PostKind, ProblemCode, PublicationView, Subreddit, Trouble,
    },
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What a platform has against something.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PlatformProblem)]
pub struct TroubleBody {
    /// The stable name, as `sign_in_again`.
    code: &'static str,
    /// What happened.
    what: &'static str,
    /// What to do; may be empty.
    what_to_do: &'static str,
    /// Whether the same again may go well.
    retryable: bool,
    /// The platform's own words.
    platform_says: Option<String>,
}

impl From<Trouble> for TroubleBody {
    fn from(trouble: Trouble) -> Self {
        let of = Self::of(trouble.code, Some(trouble.detail).filter(|words| !words.is_empty()));
        Self { retryable: trouble.retryable, ..of }
    }
}

impl TroubleBody {
    fn of(code: ProblemCode, platform_says: Option<String>) -> Self {
        let (what, what_to_do) = (code.what(Language::En), code.todo(Language::En));
        Self { code: code.as_str(), what, what_to_do, retryable: code.retryable(), platform_says }
    }
}

fn time(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// A connected account.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SocialAccount)]
pub struct AccountBody {
    #[schema(format = "uuid")]
    id: String,
    /// `tiktok`, `instagram` or `reddit`.
    platform: &'static str,
    /// `own` or `facebook`.
    sign_in: &'static str,
    name: String,
    scopes: Vec<String>,
    /// `active`, or `sign_in`: connect it again.
    state: &'static str,
    /// Why it is not active.
    problem: Option<TroubleBody>,
    #[schema(format = "date-time")]
    access_until: String,
    /// Whether the access is renewed before by itself.
    renews: bool,
    #[schema(format = "date-time")]
    refresh_until: Option<String>,
    #[schema(format = "date-time")]
    connected_at: String,
    #[schema(format = "date-time")]
    checked_at: Option<String>,
    /// The last call that went well.
    #[schema(format = "date-time")]
    worked_at: Option<String>,
    /// What the last check found; `of` says of which platform, or `unchecked`.
    #[schema(value_type = Object)]
    health: Health,
    /// One of the sandbox: nothing becomes public.
    sandbox: bool,
    /// An administrator has paused publishing there.
    paused: bool,
}

impl From<AccountView> for AccountBody {
    fn from(account: AccountView) -> Self {
        Self {
            id: account.id.to_string(),
            platform: account.platform.code(),
            sign_in: account.sign_in.code(),
            name: account.name,
            scopes: account.scopes,
            state: account.state.code(),
            problem: account.problem.map(|code| TroubleBody::of(code, None)),
            access_until: account.access_until.to_string(),
            renews: account.renews,
            refresh_until: time(account.refresh_until),
            connected_at: account.connected_at.to_string(),
            checked_at: time(account.checked_at),
            worked_at: time(account.worked_at),
            health: account.health,
            sandbox: account.sandbox,
            paused: account.paused,
        }
    }
}

/// An account after it was asked how it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CheckedSocialAccount)]
pub struct CheckedBody {
    pub account: AccountBody,
    pub trouble: Option<TroubleBody>,
}

/// An account that is disconnected.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DisconnectedSocialAccount)]
pub struct DisconnectedBody {
    pub trouble: Option<TroubleBody>,
}

/// A flair that a post may carry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Flair)]
struct FlairBody {
    id: String,
    text: String,
    /// Whether the text may be changed.
    editable: bool,
}

/// What a subreddit takes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Subreddit)]
pub struct SubredditBody {
    name: String,
    /// `self`, `link`, `image`, `video`.
    kinds: Vec<&'static str>,
    over18: bool,
    banned: bool,
    flair_needed: bool,
    flairs: Vec<FlairBody>,
    title_min: Option<u32>,
    title_max: Option<u32>,
    title_forbidden: Vec<String>,
    title_required: Vec<String>,
}

impl From<Subreddit> for SubredditBody {
    fn from(of: Subreddit) -> Self {
        let flair = |Flair { id, text, editable }| FlairBody { id, text, editable };
        Self {
            name: of.name,
            kinds: of.kinds.into_iter().map(PostKind::code).collect(),
            over18: of.over18,
            banned: of.banned,
            flair_needed: of.flair_needed,
            flairs: of.flairs.into_iter().map(flair).collect(),
            title_min: of.title_min,
            title_max: of.title_max,
            title_forbidden: of.title_forbidden,
            title_required: of.title_required,
        }
    }
}

/// A number of a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayNumber)]
pub struct NumberBody {
    /// The platform's word for it, as `follower_count`.
    metric: String,
    /// Days since 1970, UTC.
    day: i64,
    value: i64,
}

impl From<DayNumber> for NumberBody {
    fn from(DayNumber { metric, day, value }: DayNumber) -> Self {
        Self { metric, day, value }
    }
}

/// What a platform counts of a publication.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Number)]
struct CountBody {
    metric: String,
    value: i64,
    #[schema(format = "date-time")]
    read_at: String,
}

/// A publication.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Publication)]
pub struct PublicationBody {
    #[schema(format = "uuid")]
    id: String,
    #[schema(format = "uuid")]
    account_id: String,
    account_name: String,
    platform: &'static str,
    #[schema(format = "uuid")]
    content_id: Option<String>,
    text: String,
    /// Keys of files, in order.
    media: Vec<String>,
    /// The platform's own choices.
    #[schema(value_type = Object)]
    options: Value,
    /// `scheduled`, `sending`, `processing`, `published`, `failed`, `unconfirmed` or `cancelled`.
    state: &'static str,
    #[schema(format = "date-time")]
    scheduled_at: String,
    /// When it goes on by itself.
    #[schema(format = "date-time")]
    next_at: Option<String>,
    attempts: u32,
    url: Option<String>,
    /// What one should know of it, as `in_inbox`.
    note: Option<TroubleBody>,
    /// Why it failed or waits.
    problem: Option<TroubleBody>,
    /// Not to be seen any more since.
    #[schema(format = "date-time")]
    removed_at: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    published_at: Option<String>,
    numbers: Vec<CountBody>,
}

impl From<PublicationView> for PublicationBody {
    fn from(of: PublicationView) -> Self {
        let count = |Number { metric, value, read_at }| CountBody { metric, value, read_at: read_at.to_string() };
        let detail = of.detail;
        Self {
            id: of.id.to_string(),
            account_id: of.account.to_string(),
            account_name: of.account_name,
            platform: of.platform.code(),
            content_id: of.content.map(|id| id.to_string()),
            text: of.draft.text,
            media: of.draft.media.into_iter().map(|file| file.key).collect(),
            options: of.draft.options,
            state: of.state.code(),
            scheduled_at: of.scheduled_at.to_string(),
            next_at: time(of.next_at),
            attempts: of.attempts,
            url: of.url,
            note: of.note.map(|code| TroubleBody::of(code, None)),
            problem: of.problem.map(|code| TroubleBody::of(code, detail.filter(|words| !words.is_empty()))),
            removed_at: time(of.removed_at),
            created_at: of.created_at.to_string(),
            published_at: time(of.published_at),
            numbers: of.numbers.into_iter().map(count).collect(),
        }
    }
}

/// One thing that was tried.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attempt)]
pub struct AttemptBody {
    #[schema(format = "date-time")]
    at: String,
    step: String,
    /// `went_on`, `waits`, `published`, or the code of a problem.
    outcome: String,
    /// The platform's own words.
    detail: String,
}

impl From<Attempt> for AttemptBody {
    fn from(Attempt { at, step, outcome, detail }: Attempt) -> Self {
        Self { at: at.to_string(), step, outcome, detail }
    }
}

/// A file, or as much of it as is here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Media)]
pub struct MediaBody {
    /// What `media` of a target names.
    key: String,
    name: String,
    size: u64,
    /// The bytes that are here. The next piece begins there.
    received: u64,
    /// `image` or `video`, by the bytes, once all are here.
    kind: Option<&'static str>,
    content_type: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
}

impl From<MediaView> for MediaBody {
    fn from(of: MediaView) -> Self {
        Self {
            key: of.key,
            name: of.name,
            size: of.size,
            received: of.received,
            kind: of.kind.map(model::social::MediaKind::code),
            content_type: of.content_type,
            created_at: of.created_at.to_string(),
        }
    }
}

/// An event of the journal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SocialEvent)]
pub struct EventBody {
    /// It is in the logs, too.
    #[schema(format = "uuid")]
    id: String,
    platform: &'static str,
    /// The platform's word for its kind.
    kind: String,
    /// The account, by the platform's own id.
    account: String,
    /// What came, as JSON.
    body: String,
    #[schema(format = "date-time")]
    happened_at: String,
    #[schema(format = "date-time")]
    received_at: String,
    /// `waiting`, `done`, `ignored` or `dead`.
    state: &'static str,
    attempts: u32,
    problem: Option<String>,
}

impl From<JournalEntry> for EventBody {
    fn from(of: JournalEntry) -> Self {
        Self {
            id: of.id.to_string(),
            platform: of.platform.code(),
            kind: of.kind,
            account: of.account,
            body: of.body,
            happened_at: of.happened_at.to_string(),
            received_at: of.received_at.to_string(),
            state: of.state.code(),
            attempts: of.attempts,
            problem: of.problem,
        }
    }
}
