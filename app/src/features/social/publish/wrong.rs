//! What is wrong with a field, in the platform's terms.

use super::texts::PublishTexts;
use crate::common::field_error;
use model::{Error, FieldError, error::Problem, social::Platform};

/// The sentence for a field.
pub(super) fn sentence(texts: &PublishTexts, platform: Platform, wrong: &FieldError) -> String {
    let field = wrong.field.split('.').next().unwrap_or_default();
    let own = match (field, platform, wrong.problem) {
        ("media", Platform::Reddit, _) => texts.w_media_reddit,
        ("media", _, Problem::Required) => texts.w_media_none,
        ("media", Platform::Instagram, Problem::NotAPicture) => texts.w_media_jpeg,
        ("media", Platform::TikTok, Problem::UnknownValue | Problem::TooGreat) => texts.w_media_tiktok,
        ("media", Platform::Instagram, Problem::UnknownValue) => texts.w_media_instagram,
        ("media", _, _) => texts.w_media_great,
        ("text", _, _) => texts.w_text,
        ("photo_title", _, _) => texts.w_photo_title,
        ("privacy", _, _) => texts.w_privacy,
        ("consent", _, _) => texts.w_consent,
        ("subreddit", _, Problem::Required) => texts.w_subreddit_none,
        ("subreddit", _, Problem::Taken) => texts.w_subreddit_twice,
        ("subreddit", _, _) => texts.w_subreddit,
        ("url", _, _) => texts.w_url,
        ("cover", _, _) => texts.w_cover,
        ("at", _, _) => texts.w_at,
        ("options", _, _) => texts.w_options,
        _ => return general(wrong),
    };
    own.to_owned()
}

fn general(wrong: &FieldError) -> String {
    let error = Error::fields(vec![wrong.clone()]);
    field_error(Some(&error), &wrong.field).unwrap_or_default()
}

/// A field as this page names it, by the server's name for it: `targets.1.subreddit` is `subreddit.1`.
pub(super) fn own_name(field: &str) -> String {
    // Whatever is wrong with a time is said beside the one field that there is for it.
    if matches!(field, "scheduledAt" | "timeZone") {
        return "at".to_owned();
    }
    let Some((number, rest)) = field.strip_prefix("targets.").and_then(|rest| rest.split_once('.')) else { return field.to_owned() };
    if rest == "subreddit" { format!("{rest}.{number}") } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn the_servers_names_become_those_of_the_page() {
        let own = ["targets.0.privacy", "targets.2.subreddit", "at", "timeZone"].map(own_name);
        assert_eq!(own, ["privacy", "subreddit.2", "at", "at"]);
    }
}
