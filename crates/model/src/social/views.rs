//! Connected accounts, as people see them.

use super::{Platform, ProblemCode, SignIn, Trouble};
use crate::{SocialAccountId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether an account can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Yes.
    Active,
    /// The person must sign in again.
    SignIn,
    /// The person disconnected it.
    Disconnected,
}

impl AccountState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::SignIn => "sign_in",
            Self::Disconnected => "disconnected",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::SignIn, Self::Disconnected].into_iter().find(|state| state.code() == code)
    }
}

/// A connected account. No token is ever in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// Its id.
    pub id: SocialAccountId,
    /// Where.
    pub platform: Platform,
    /// How it was connected.
    pub sign_in: SignIn,
    /// Its name there.
    pub name: String,
    /// Its picture there; may be empty. Our pages load no pictures of others' servers: show initials.
    pub picture_url: String,
    /// What was allowed.
    pub scopes: Vec<String>,
    /// Whether it can be used.
    pub state: AccountState,
    /// Why not.
    pub problem: Option<ProblemCode>,
    /// When the access ends.
    pub access_until: Timestamp,
    /// Whether it is renewed before by itself. If not, the person signs in again then.
    pub renews: bool,
    /// When the person must sign in again at the latest, where it is known.
    pub refresh_until: Option<Timestamp>,
    /// Connected at.
    pub connected_at: Timestamp,
    /// The last check.
    pub checked_at: Option<Timestamp>,
    /// The last call that went well.
    pub worked_at: Option<Timestamp>,
    /// What the last check found.
    pub health: Health,
    /// Whether it is one of the sandbox.
    pub sandbox: bool,
    /// Whether an administrator has paused publishing there.
    pub paused: bool,
}

/// What the last check of an account found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "lowercase")]
pub enum Health {
    /// It was not checked since it was connected.
    #[default]
    Unchecked,
    /// TikTok's.
    TikTok(TikTokHealth),
    /// Instagram's.
    Instagram(InstagramHealth),
    /// Reddit's.
    Reddit(RedditHealth),
}

/// What TikTok says of an account that posts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TikTokHealth {
    /// The name to show beside a post, as TikTok's rules ask for.
    pub nickname: String,
    /// The options that may be chosen; none is chosen beforehand.
    pub privacy: Vec<String>,
    /// Comments can't be allowed.
    pub comments_off: bool,
    /// Duets can't be allowed.
    pub duets_off: bool,
    /// Stitches can't be allowed.
    pub stitches_off: bool,
    /// The longest video, in seconds.
    pub longest_seconds: Option<u32>,
    /// How many more posts may go to the app's inbox in these 24 hours, by our own count.
    pub pending_left: u32,
}

/// What Instagram says of its publishing limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InstagramHealth {
    /// Posts of the period.
    pub used: u32,
    /// Posts that a period may have.
    pub total: Option<u32>,
    /// The period, in seconds.
    pub seconds: Option<u32>,
}

/// What Reddit says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RedditHealth {
    /// Karma of posts.
    pub link_karma: i64,
    /// Karma of comments.
    pub comment_karma: i64,
    /// Requests that this program may still make in the period, for all its accounts.
    pub requests_left: Option<u32>,
    /// Seconds until the period ends.
    pub resets_in: Option<u32>,
}

impl Health {
    /// Of what the platform's connector keeps after a check. `pending`: posts that wait in TikTok's inbox.
    pub fn read(platform: Platform, kept: &Value, pending: u32) -> Self {
        if kept.as_object().is_none_or(serde_json::Map::is_empty) {
            return Self::Unchecked;
        }
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let text = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
        match platform {
            Platform::TikTok => Self::TikTok(TikTokHealth {
                nickname: text("creator_nickname"),
                privacy: kept["privacy_level_options"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
                comments_off: kept["comment_disabled"] == true,
                duets_off: kept["duet_disabled"] == true,
                stitches_off: kept["stitch_disabled"] == true,
                longest_seconds: number(&kept["max_video_post_duration_sec"]),
                pending_left: PENDING.saturating_sub(pending),
            }),
            Platform::Instagram => Self::Instagram(InstagramHealth {
                used: number(&kept["quota_usage"]).unwrap_or_default(),
                total: number(&kept["config"]["quota_total"]),
                seconds: number(&kept["config"]["quota_duration"]),
            }),
            Platform::Reddit => Self::Reddit(RedditHealth {
                link_karma: kept["link_karma"].as_i64().unwrap_or_default(),
                comment_karma: kept["comment_karma"].as_i64().unwrap_or_default(),
                requests_left: number(&kept["requests_left"]),
                resets_in: number(&kept["resets_in"]),
            }),
        }
    }
}

/// Posts that may wait in TikTok's inbox in 24 hours.
const PENDING: u32 = 5;

/// An account after it was asked how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// As it is now.
    pub account: AccountView,
    /// What the platform had to say against it.
    pub trouble: Option<Trouble>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_never_checked_is_said_so_and_the_rest_is_read() {
        assert_eq!(Health::read(Platform::Reddit, &json!({}), 0), Health::Unchecked);
        let kept = json!({ "privacy_level_options": ["SELF_ONLY"], "creator_nickname": "Ana", "comment_disabled": true });
        let Health::TikTok(health) = Health::read(Platform::TikTok, &kept, 7) else { panic!() };
        assert_eq!((health.privacy.len(), health.comments_off, health.pending_left), (1, true, 0));
    }
}
