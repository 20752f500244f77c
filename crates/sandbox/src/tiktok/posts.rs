//! A post's way from its first call to its public id.

use super::Settings;
use serde_json::{Value, json};

/// Where a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Bytes are missing.
    Uploading,
    /// Being fetched or worked on.
    Processing,
    /// In the inbox, for the person to finish in the app.
    Inbox,
    /// Out.
    Complete,
    /// Never out.
    Failed,
}

/// One post.
#[derive(Debug, Clone)]
pub struct Post {
    /// The handle.
    pub publish_id: String,
    /// Whose.
    pub open_id: String,
    /// Its caption.
    pub title: String,
    /// The privacy that was chosen.
    pub privacy: String,
    /// Size in bytes; 0 where it is pulled.
    pub size: u64,
    /// Bytes that are here.
    pub received: u64,
    /// Bytes of one chunk.
    pub chunk: u64,
    /// How many chunks there are to be.
    pub chunks: u64,
    /// Where it is.
    pub stage: Stage,
    /// Why it failed.
    pub fail_reason: Option<String>,
    /// Its public id, once moderation has given one.
    pub public_id: Option<String>,
    /// Made at, in milliseconds.
    pub made_at: i64,
    /// All bytes here since, in milliseconds.
    pub(super) whole_at: Option<i64>,
    /// Whether it goes to the inbox.
    pub(super) inbox: bool,
    /// Why it will fail, where that is known already.
    pub(super) doomed: Option<String>,
}

pub(super) type Said = (&'static str, String, i64, Value);

impl Post {
    pub(super) fn advance(&mut self, settings: &Settings, now: i64, said: &mut Vec<Said>) {
        let Some(whole_at) = self.whole_at else { return };
        let Some(done_at) = settings.processing.map(|ms| whole_at + ms) else { return };
        if now < done_at {
            return;
        }
        if self.stage == Stage::Processing {
            self.fail_reason = self.doomed.clone().or_else(|| settings.fails.clone());
            let (stage, event) = match (&self.fail_reason, self.inbox) {
                (Some(_), _) => (Stage::Failed, "post.publish.failed"),
                (None, true) => (Stage::Inbox, "post.publish.inbox_delivered"),
                (None, false) => (Stage::Complete, "post.publish.complete"),
            };
            self.stage = stage;
            let content = json!({ "publish_id": self.publish_id, "reason": self.fail_reason, "publish_type": "DIRECT_PUBLISH" });
            said.push((event, self.open_id.clone(), done_at / 1000, content));
        }
        let seen_at = done_at + settings.moderation;
        if self.stage == Stage::Complete && self.public_id.is_none() && now >= seen_at && self.privacy == "PUBLIC_TO_EVERYONE" {
            let id = (7_000_000_000_000_000_000 + rand::random_range(0..1_000_000_000_000_u64)).to_string();
            let content = json!({ "publish_id": self.publish_id, "post_id": id, "publish_type": "DIRECT_PUBLISH" });
            self.public_id = Some(id);
            said.push(("post.publish.publicly_available", self.open_id.clone(), seen_at / 1000, content));
        }
    }

    pub(super) fn status(&self) -> &'static str {
        match self.stage {
            Stage::Uploading => "PROCESSING_UPLOAD",
            Stage::Processing if self.size == 0 => "PROCESSING_DOWNLOAD",
            Stage::Processing => "PROCESSING_UPLOAD",
            Stage::Inbox => "SEND_TO_USER_INBOX",
            Stage::Complete => "PUBLISH_COMPLETE",
            Stage::Failed => "FAILED",
        }
    }
}
