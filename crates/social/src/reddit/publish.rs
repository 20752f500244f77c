//! A post's way: the subreddit's rules, the one submit, and for media the search for its id.

use super::Reddit;
use crate::{
    Access, Draft, MediaStore, Outcome, PostKind, Problem, ProblemCode as Code, Progress, Published, Publishes, RedditOptions, Settled, Verdict,
};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::time::Duration;

const POLL: Duration = Duration::from_secs(15);

#[async_trait]
impl Publishes for Reddit {
    fn validate(&self, draft: &Draft) -> model::Result<()> {
        model::social::validate(crate::Platform::Reddit, draft)
    }

    fn is_public(&self, _: &Draft, progress: &Progress) -> bool {
        progress.step == "submit"
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(1800)
    }

    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        let options: RedditOptions = draft.options()?;
        match progress.step.as_str() {
            "submit" => self.submit(access, draft, &options, progress, media).await,
            "find" => {
                let since = progress.data["since"].as_i64().unwrap_or_default();
                let found = self.find(access, &options, since, &progress.others).await.map_err(Problem::of_reading)?;
                Ok(found.map_or_else(|| Outcome::Wait(progress.clone(), POLL), Outcome::Done))
            }
            _ => {
                self.rules(access, &options).await?;
                // The time is kept before the call: the search begins there.
                Ok(Outcome::Go(Progress { data: json!({ "since": db::now().0 }), ..progress.to("submit") }))
            }
        }
    }

    async fn settle(&self, access: &Access, draft: &Draft, progress: &Progress, armed_at: i64) -> Result<Settled, Problem> {
        let found = self.find(access, &draft.options()?, armed_at, &progress.others).await?;
        Ok(found.map_or(Settled::NotYet, |found| Settled::Was(Outcome::Done(found))))
    }
}

impl Reddit {
    /// What can be known beforehand.
    async fn rules(&self, access: &Access, options: &RedditOptions) -> Result<(), Problem> {
        let no = |code, detail: &str| Err(Problem::new(code, Verdict::Never, detail));
        let about = self.get(access, &format!("/r/{}/about", options.subreddit), &[]).await?;
        let about = &about["data"];
        if about["user_is_banned"] == true {
            return no(Code::SubredditNotAllowed, "banned");
        }
        let taken = match (options.kind, about["submission_type"].as_str()) {
            (PostKind::Text, kind) => kind != Some("link"),
            (_, Some("self")) => false,
            (PostKind::Image, _) => about["allow_images"] != false,
            (PostKind::Video, _) => about["allow_videos"] != false,
            _ => true,
        };
        if !taken {
            return no(Code::KindNotAllowed, options.kind.code());
        }
        let rules = self.get(access, &format!("/api/v1/{}/post_requirements", options.subreddit), &[]).await?;
        if rules["is_flair_required"] == true && options.flair_id.is_empty() {
            return no(Code::FlairNeeded, "");
        }
        let long = options.title.chars().count() as u64;
        if rules["title_text_min_length"].as_u64().is_some_and(|least| long < least) {
            return no(Code::RulesRefused, "the title is too short");
        }
        if rules["title_text_max_length"].as_u64().is_some_and(|most| long > most) {
            return no(Code::RulesRefused, "the title is too long");
        }
        let title = options.title.to_lowercase();
        let has = |word: &Value| word.as_str().is_some_and(|word| title.contains(&word.to_lowercase()));
        if let Some(word) = rules["title_blacklisted_strings"].as_array().and_then(|all| all.iter().find(|word| has(word))) {
            return no(Code::RulesRefused, &format!("the title must not have {word}"));
        }
        let required = rules["title_required_strings"].as_array().map(Vec::as_slice).unwrap_or_default();
        if !required.is_empty() && !required.iter().any(has) {
            return no(Code::RulesRefused, "the title must have a word of the subreddit's rules");
        }
        Ok(())
    }

    async fn submit(
        &self,
        access: &Access,
        draft: &Draft,
        options: &RedditOptions,
        progress: &Progress,
        media: &dyn MediaStore,
    ) -> Result<Outcome, Problem> {
        let url = match options.kind {
            PostKind::Image | PostKind::Video => draft.media.first().map(|file| media.url(&file.key)).unwrap_or_default(),
            _ => options.url.clone(),
        };
        let flag = |on: bool| if on { "true" } else { "false" };
        let mut fields = vec![
            ("api_type", "json"),
            ("sr", options.subreddit.as_str()),
            ("kind", options.kind.code()),
            ("title", options.title.as_str()),
            ("nsfw", flag(options.nsfw)),
            ("spoiler", flag(options.spoiler)),
            ("sendreplies", flag(options.send_replies)),
            ("resubmit", flag(options.resubmit)),
        ];
        fields.push(if options.kind == PostKind::Text { ("text", &draft.text) } else { ("url", &url) });
        if !options.flair_id.is_empty() {
            fields.extend([("flair_id", options.flair_id.as_str()), ("flair_text", options.flair_text.as_str())]);
        }
        let body = self.post(access, "/api/submit", &fields).await?;
        let data = &body["json"]["data"];
        let text = |name: &str| data[name].as_str().map(str::to_owned);
        match text("name") {
            Some(name) => Ok(Outcome::Done(Published { remote_id: Some(name), url: text("url") })),
            // Media: it is accepted, and will be out without another call of ours.
            None if data.is_object() => Ok(Outcome::Wait(Progress { exposed: true, ..progress.to("find") }, POLL)),
            None => Err(Problem::new(Code::BadAnswer, Verdict::Unknown, "an answer without data")),
        }
    }

    /// The first post with this title in this subreddit since then that is no other publication's.
    async fn find(&self, access: &Access, options: &RedditOptions, since: i64, others: &[String]) -> Result<Option<Published>, Problem> {
        let body = self.get(access, &format!("/user/{}/submitted", access.name), &[("sort", "new"), ("limit", "100")]).await?;
        let posts = body["data"]["children"].as_array().map(Vec::as_slice).unwrap_or_default();
        // Their clock may be a little behind ours.
        let since = since / 1000 - 60;
        let ours = |post: &&Value| {
            let another = others.iter().any(|name| post["name"] == name.as_str());
            !another
                && post["title"] == options.title.as_str()
                && post["subreddit"].as_str().is_some_and(|sr| sr.eq_ignore_ascii_case(&options.subreddit))
                && post["created_utc"].as_f64().is_some_and(|at| at as i64 >= since)
        };
        Ok(posts.iter().rev().map(|post| &post["data"]).find(ours).map(|post| Published {
            remote_id: post["name"].as_str().map(str::to_owned),
            url: post["permalink"].as_str().map(|path| format!("https://www.reddit.com{path}")),
        }))
    }
}
