//! What was allowed, and what a check found, in words: said by the server, so that pages need not carry them.

use crate::texts::{Texts, fill};
use model::{
    Language,
    social::{AccountView, Health},
};

crate::texts! {
    /// The words.
    HealthTexts {
        profile: "read the profile", "lire le profil";
        publish: "publish", "diffuser";
        inbox: "put drafts into the inbox", "déposer des brouillons";
        numbers: "read numbers", "lire les chiffres";
        videos: "list the videos", "lister les vidéos";
        comments: "comment", "commenter";
        pages: "see your pages", "voir vos pages";
        flair: "choose flairs", "choisir des flairs";
        history: "see what you submitted", "voir ce que vous avez soumis";
        edit: "edit what you submitted", "modifier ce que vous avez soumis";
        subreddits: "see your subreddits", "voir vos subreddits";
        nickname: "Shown as", "Affiché comme";
        pending: "Room in the app’s inbox", "Place dans la boîte de l’application";
        pending_left: "{n} of 5 in 24 hours", "{n} sur 5 en 24 heures";
        longest: "Longest video", "Vidéo la plus longue";
        seconds: "{n} s", "{n} s";
        quota: "Publishing limit", "Limite de diffusion";
        used: "{n} used", "{n} utilisées";
        used_of: "{n} of {total} used in {hours} hours", "{n} sur {total} utilisées en {hours} heures";
        karma: "Karma", "Karma";
        karma_both: "{posts} for posts, {comments} for comments", "{posts} pour les contenus, {comments} pour les commentaires";
        requests: "Requests left", "Requêtes restantes";
    }
}

/// What the account may do, each thing once.
pub(super) fn scopes(language: Language, account: &AccountView) -> Vec<String> {
    let texts = HealthTexts::of(language);
    let mut said: Vec<String> = Vec::new();
    for scope in &account.scopes {
        let words = match scope.as_str() {
            "user.info.basic" | "user.info.profile" | "instagram_basic" | "instagram_business_basic" | "identity" => texts.profile,
            "video.publish" | "instagram_content_publish" | "instagram_business_content_publish" | "submit" => texts.publish,
            "video.upload" => texts.inbox,
            "user.info.stats" | "instagram_manage_insights" | "instagram_business_manage_insights" => texts.numbers,
            "video.list" => texts.videos,
            "instagram_manage_comments" | "instagram_business_manage_comments" => texts.comments,
            "pages_show_list" | "pages_read_engagement" | "business_management" => texts.pages,
            "flair" => texts.flair,
            "history" => texts.history,
            "edit" => texts.edit,
            "mysubreddits" => texts.subreddits,
            other => other,
        };
        if !said.iter().any(|known| known == words) {
            said.push(words.to_owned());
        }
    }
    said
}

/// What the last check found: what it is, and how much.
pub(super) fn health(language: Language, health: &Health) -> Vec<(String, String)> {
    let texts = HealthTexts::of(language);
    let mut said = Vec::new();
    let mut add = |what: &str, much: String| said.push((what.to_owned(), much));
    match health {
        Health::Unchecked => {}
        Health::TikTok(found) => {
            if !found.nickname.is_empty() {
                add(texts.nickname, found.nickname.clone());
            }
            add(texts.pending, fill(texts.pending_left, &[("n", &found.pending_left.to_string())]));
            if let Some(seconds) = found.longest_seconds {
                add(texts.longest, fill(texts.seconds, &[("n", &seconds.to_string())]));
            }
        }
        Health::Instagram(found) => {
            let used = found.used.to_string();
            let text = match (found.total, found.seconds) {
                (Some(total), seconds) => {
                    let hours = seconds.map_or(24, |seconds| seconds / 3_600).to_string();
                    fill(texts.used_of, &[("n", &used), ("total", &total.to_string()), ("hours", &hours)])
                }
                (None, _) => fill(texts.used, &[("n", &used)]),
            };
            add(texts.quota, text);
        }
        Health::Reddit(found) => {
            let (posts, comments) = (found.link_karma.to_string(), found.comment_karma.to_string());
            add(texts.karma, fill(texts.karma_both, &[("posts", &posts), ("comments", &comments)]));
            if let Some(left) = found.requests_left {
                add(texts.requests, left.to_string());
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::health;
    use model::{
        Language,
        social::{Health, InstagramHealth},
    };

    #[test]
    fn a_limit_is_said_with_its_period() {
        let found = Health::Instagram(InstagramHealth { used: 3, total: Some(50), seconds: Some(86_400) });
        assert_eq!(health(Language::En, &found), [("Publishing limit".to_owned(), "3 of 50 used in 24 hours".to_owned())]);
        assert!(health(Language::Fr, &Health::Unchecked).is_empty());
    }
}
