//! What is sent about social accounts.

use crate::problem::Problem;
use model::{
    Error, ErrorCode, SocialAccountId, error,
    social::{Draft, MediaFile, MediaKind, PublishRequest, Target, When},
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What is to be published somewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Draft)]
pub struct DraftBody {
    /// Caption or body.
    #[serde(default)]
    text: String,
    /// Keys of uploaded files, in order.
    #[serde(default)]
    media: Vec<String>,
    /// The platform's own choices. TikTok: `privacy`, `comments`, `duets`, `stitches`, `cover_ms`, `brand_content`,
    /// `brand_organic`, `is_aigc`, `inbox`, `photo_title`, `consent`. Instagram: `kind` (`image`, `reel`, `story`, `carousel`),
    /// `alt_texts`, `thumb_offset`, `share_to_feed`, `first_comment`. Reddit: `subreddit`, `kind` (`self`, `link`, `image`,
    /// `video`), `title`, `url`, `flair_id`, `flair_text`, `nsfw`, `spoiler`, `send_replies`, `resubmit`.
    #[serde(default)]
    #[schema(value_type = Object)]
    options: Value,
}

impl DraftBody {
    fn read(self) -> Draft {
        // The services look up by the key what the file is.
        let file = |key| MediaFile { key, kind: MediaKind::Image, content_type: String::new(), size: 0 };
        let options = if self.options.is_null() { Value::Object(serde_json::Map::new()) } else { self.options };
        Draft { text: self.text, media: self.media.into_iter().map(file).collect(), options }
    }
}

/// When: now where nothing is said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = When)]
pub struct WhenBody {
    /// A moment, as `2026-07-14T06:00:00.000Z`.
    #[schema(format = "date-time")]
    scheduled_at: Option<String>,
    /// Or a local time, as `2026-07-14T08:00`.
    local_time: Option<String>,
    /// Its time zone, as `Europe/Paris`; your own where nothing is said.
    time_zone: Option<String>,
}

impl WhenBody {
    /// What the sender calls the time.
    fn name(&self) -> &'static str {
        if self.local_time.is_some() { "localTime" } else { "scheduledAt" }
    }

    fn read(self) -> Result<When, Problem> {
        match (self.scheduled_at, self.local_time) {
            (None, None) => Ok(When::Now),
            (Some(at), None) => at.parse().map(When::At).map_err(|_| Error::field("scheduledAt", error::Problem::UnknownValue).into()),
            (None, Some(time)) => Ok(When::Local { time, zone: self.time_zone.unwrap_or_default() }),
            (Some(_), Some(_)) => Err(Problem::because(ErrorCode::BadRequest, "Send scheduledAt or localTime, not both.")),
        }
    }
}

/// An account, and what is to be published there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Target)]
pub struct TargetBody {
    #[schema(format = "uuid")]
    account_id: String,
    #[serde(flatten)]
    draft: DraftBody,
}

/// What is to be published, and where.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Publish)]
pub struct PublishBody {
    /// The post that it is made of: your own, or one that you may edit.
    #[schema(format = "uuid")]
    content_id: Option<String>,
    /// At most 20.
    targets: Vec<TargetBody>,
    #[serde(flatten)]
    when: WhenBody,
    /// Your own name for this request, 1 to 60 bytes, where there is no `Idempotency-Key`.
    key: Option<String>,
}

/// The time's problems under the name that the sender gave it.
#[derive(Debug, Clone, Copy)]
pub struct TimeName(&'static str);

impl TimeName {
    /// An error, with that name in the place of ours.
    pub fn of(self, mut error: Error) -> Error {
        for field in error.fields.iter_mut().filter(|field| ["at", "scheduledAt"].contains(&field.field.as_str())) {
            self.0.clone_into(&mut field.field);
        }
        error
    }
}

impl PublishBody {
    /// What its time is called.
    pub fn time(&self) -> TimeName {
        TimeName(self.when.name())
    }

    /// The request, by the name in the header or its own.
    pub fn read(self, key: Option<String>) -> Result<PublishRequest, Problem> {
        let content = self.content_id.map(|id| id.parse().map_err(|_| ErrorCode::NotFound)).transpose()?;
        let mut targets = Vec::new();
        for TargetBody { account_id, draft } in self.targets {
            let account: SocialAccountId = account_id.parse().map_err(|_| ErrorCode::NotFound)?;
            targets.push(Target { account, draft: draft.read() });
        }
        // Without a name each request is another one.
        let key = key.or(self.key).unwrap_or_else(|| db::secret().chars().take(40).collect());
        Ok(PublishRequest { content, targets, when: self.when.read()?, key })
    }
}

/// What takes the place of a draft; its time stays where nothing is said.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ChangePublication)]
pub struct ChangeBody {
    #[serde(flatten)]
    draft: DraftBody,
    #[serde(flatten)]
    when: WhenBody,
}

impl ChangeBody {
    /// What its time is called.
    pub fn time(&self) -> TimeName {
        TimeName(self.when.name())
    }

    /// The draft, and when, where that changes.
    pub fn read(self) -> Result<(Draft, Option<When>), Problem> {
        let when = self.when.read()?;
        Ok((self.draft.read(), Some(when).filter(|when| *when != When::Now)))
    }
}

/// How to try again.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RetryPublication)]
pub struct RetryBody {
    /// In place of the draft; as it was where nothing is said.
    draft: Option<DraftBody>,
    #[serde(flatten)]
    when: WhenBody,
}

impl RetryBody {
    /// What its time is called.
    pub fn time(&self) -> TimeName {
        TimeName(self.when.name())
    }

    /// The draft, and when.
    pub fn read(self) -> Result<(Option<Draft>, When), Problem> {
        Ok((self.draft.map(DraftBody::read), self.when.read()?))
    }
}

/// What somebody found out.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SettlePublication)]
pub struct SettleBody {
    /// Whether it is public. What is not counts as failed, and can be tried again.
    pub public: bool,
    /// Where, if it is.
    pub url: Option<String>,
}
