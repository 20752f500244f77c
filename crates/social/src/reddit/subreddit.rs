//! What a subreddit takes: read before somebody writes for it.

use super::Reddit;
use crate::{Access, PostKind, Problem};
use model::social::{Flair, Subreddit};
use serde_json::Value;

impl Reddit {
    pub(super) async fn tells(&self, access: &Access, name: &str) -> Result<Subreddit, Problem> {
        let about = self.get(access, &format!("/r/{name}/about"), &[]).await?;
        let rules = self.get(access, &format!("/api/v1/{name}/post_requirements"), &[]).await?;
        // Some have none, and some let nobody read them: then the submit will tell.
        let flairs = self.get(access, &format!("/r/{name}/api/link_flair_v2"), &[]).await.unwrap_or_default();
        let about = &about["data"];
        let words = |name: &str| rules[name].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let number = |name: &str| rules[name].as_u64().and_then(|number| u32::try_from(number).ok());
        Ok(Subreddit {
            name: about["display_name"].as_str().unwrap_or(name).to_owned(),
            kinds: kinds(about),
            over18: about["over18"] == true,
            banned: about["user_is_banned"] == true,
            flair_needed: rules["is_flair_required"] == true,
            flairs: flairs.as_array().into_iter().flatten().filter_map(flair).collect(),
            title_min: number("title_text_min_length"),
            title_max: number("title_text_max_length"),
            title_forbidden: words("title_blacklisted_strings"),
            title_required: words("title_required_strings"),
        })
    }
}

fn kinds(about: &Value) -> Vec<PostKind> {
    let (all, only) = (about["submission_type"].as_str() != Some("link"), about["submission_type"].as_str() == Some("self"));
    let mut kinds = Vec::new();
    if all {
        kinds.push(PostKind::Text);
    }
    if !only {
        kinds.push(PostKind::Link);
        kinds.extend((about["allow_images"] != false).then_some(PostKind::Image));
        kinds.extend((about["allow_videos"] != false).then_some(PostKind::Video));
    }
    kinds
}

/// Those of moderators can't be chosen.
fn flair(flair: &Value) -> Option<Flair> {
    let text = |name: &str| flair[name].as_str().map(str::to_owned);
    (flair["mod_only"] != true).then_some(())?;
    Some(Flair { id: text("id")?, text: text("text").unwrap_or_default(), editable: flair["text_editable"] == true })
}
