//! A post's way: quota, containers, waiting, the one call that publishes, its address, the first comment.

use super::Instagram;
use crate::{
    Access, Draft, InstagramKind as Kind, InstagramOptions, MediaFile, MediaKind, MediaStore, Outcome, Problem, ProblemCode as Code, Progress,
    Published, Publishes, Settled, Verdict,
};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::time::Duration;

/// Once a minute is their advice.
const POLL: Duration = Duration::from_secs(60);
const AT_ONCE: Duration = Duration::ZERO;

fn id(body: &Value) -> Result<String, Problem> {
    body["id"].as_str().map(str::to_owned).ok_or_else(|| Problem::new(Code::BadAnswer, Verdict::Unknown, "an answer without id"))
}

#[async_trait]
impl Publishes for Instagram {
    fn validate(&self, draft: &Draft) -> model::Result<()> {
        model::social::validate(crate::Platform::Instagram, draft)
    }

    fn is_public(&self, _: &Draft, progress: &Progress) -> bool {
        matches!(progress.step.as_str(), "publish" | "comment")
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(3600)
    }

    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        let options: InstagramOptions = draft.options()?;
        match progress.step.as_str() {
            "child" => self.child(access, draft, &options, progress, media).await,
            "container" => self.container(access, draft, &options, progress, media).await,
            "ready" => self.ready(access, progress).await,
            "publish" => self.make_public(access, progress).await,
            "link" => self.link(access, &options, progress).await,
            "comment" => self.comment(access, &options, progress).await,
            _ => {
                let quota = self.quota(access).await?;
                if quota["quota_total"].as_u64().is_some_and(|total| quota["quota_used"].as_u64().unwrap_or_default() >= total) {
                    return Err(Problem::new(Code::Quota, Verdict::Again, quota.to_string()).after(Duration::from_secs(3600)));
                }
                Ok(Outcome::Go(progress.to(if options.kind == Kind::Carousel { "child" } else { "container" })))
            }
        }
    }

    fn undone(&self, draft: &Draft, progress: &Progress) -> Option<Code> {
        let comments = draft.options::<InstagramOptions>().is_ok_and(|options| !options.first_comment.is_empty());
        (comments && progress.step != "comment").then_some(Code::CommentMissing)
    }

    /// Whether the container says that it was published. FINISHED proves nothing: the call may still be under way.
    async fn settle(&self, access: &Access, _: &Draft, progress: &Progress, _: i64) -> Result<Settled, Problem> {
        if progress.step == "comment" {
            return Ok(Settled::WasNot(Problem::new(Code::CommentUnconfirmed, Verdict::Never, "")));
        }
        let (code, words) = self.status(access, progress).await?;
        Ok(match code.as_str() {
            "PUBLISHED" => Settled::Was(Outcome::Done(Published::default())),
            "EXPIRED" | "ERROR" => Settled::WasNot(Problem::new(Code::ContainerOver, Verdict::Never, words)),
            _ => Settled::NotYet,
        })
    }
}

impl Instagram {
    pub(super) async fn quota(&self, access: &Access) -> Result<Value, Problem> {
        let path = format!("{}/content_publishing_limit", access.remote_id);
        let body = self.get(access, &path, &[("fields", "config,quota_usage")]).await?;
        let limit = &body["data"][0];
        Ok(json!({ "quota_used": limit["quota_usage"], "quota_total": limit["config"]["quota_total"] }))
    }

    /// The fields that name a file.
    fn source(file: &MediaFile, alt: Option<&String>, media: &dyn MediaStore) -> Vec<(&'static str, String)> {
        let url = media.url(&file.key);
        let mut fields = vec![(if file.kind == MediaKind::Video { "video_url" } else { "image_url" }, url)];
        if let (MediaKind::Image, Some(alt)) = (file.kind, alt.filter(|alt| !alt.is_empty())) {
            fields.push(("alt_text", alt.clone()));
        }
        fields
    }

    /// One child of a carousel.
    async fn child(
        &self,
        access: &Access,
        draft: &Draft,
        options: &InstagramOptions,
        progress: &Progress,
        media: &dyn MediaStore,
    ) -> Result<Outcome, Problem> {
        let mut children: Vec<Value> = progress.data["children"].as_array().cloned().unwrap_or_default();
        if let Some(file) = draft.media.get(children.len()) {
            let mut fields = Self::source(file, options.alt_texts.get(children.len()), media);
            fields.push(("is_carousel_item", "true".to_owned()));
            if file.kind == MediaKind::Video {
                fields.push(("media_type", "REELS".to_owned()));
            }
            children.push(json!(id(&self.post(access, &format!("{}/media", access.remote_id), &fields).await?)?));
        }
        let whole = children.len() >= draft.media.len();
        Ok(Outcome::Go(Progress { data: json!({ "children": children }), ..progress.to(if whole { "container" } else { "child" }) }))
    }

    async fn container(
        &self,
        access: &Access,
        draft: &Draft,
        options: &InstagramOptions,
        progress: &Progress,
        media: &dyn MediaStore,
    ) -> Result<Outcome, Problem> {
        let mut fields = match (options.kind, draft.media.first()) {
            (Kind::Carousel, _) => {
                let children = progress.data["children"].as_array().cloned().unwrap_or_default();
                let ids: Vec<&str> = children.iter().filter_map(Value::as_str).collect();
                vec![("media_type", "CAROUSEL".to_owned()), ("children", ids.join(","))]
            }
            (_, Some(file)) => Self::source(file, options.alt_texts.first(), media),
            (_, None) => return Err(Problem::new(Code::MediaMissing, Verdict::Never, "")),
        };
        match options.kind {
            Kind::Reel => {
                fields.push(("media_type", "REELS".to_owned()));
                fields.extend(options.thumb_offset.map(|ms| ("thumb_offset", ms.to_string())));
                fields.extend(options.share_to_feed.map(|share| ("share_to_feed", share.to_string())));
            }
            Kind::Story => fields.push(("media_type", "STORIES".to_owned())),
            Kind::Image | Kind::Carousel => {}
        }
        if options.kind != Kind::Story && !draft.text.is_empty() {
            fields.push(("caption", draft.text.clone()));
        }
        let handle = id(&self.post(access, &format!("{}/media", access.remote_id), &fields).await?)?;
        Ok(Outcome::Wait(Progress { handle: Some(handle), ..progress.to("ready") }, Duration::from_secs(5)))
    }

    async fn status(&self, access: &Access, progress: &Progress) -> Result<(String, String), Problem> {
        let handle = progress.handle.as_deref().unwrap_or_default();
        let body = self.get(access, handle, &[("fields", "status_code,status")]).await?;
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        Ok((text("status_code"), text("status")))
    }

    async fn ready(&self, access: &Access, progress: &Progress) -> Result<Outcome, Problem> {
        let (code, words) = self.status(access, progress).await?;
        match code.as_str() {
            "FINISHED" => Ok(Outcome::Go(progress.to("publish"))),
            "PUBLISHED" => Ok(Outcome::Done(Published::default())),
            "EXPIRED" => Err(Problem::new(Code::ContainerOver, Verdict::StartOver, words)),
            "ERROR" => Err(Problem::new(Code::MediaRefused, Verdict::Never, words)),
            _ => Ok(Outcome::Wait(progress.to("ready"), POLL)),
        }
    }

    async fn make_public(&self, access: &Access, progress: &Progress) -> Result<Outcome, Problem> {
        let fields = [("creation_id", progress.handle.clone().unwrap_or_default())];
        let body = self.post(access, &format!("{}/media_publish", access.remote_id), &fields).await;
        let body = match body {
            // Twice again, as their table says, then a new container.
            Err(problem) if problem.code == Code::ContainerOver => {
                let again = progress.data["missing"].as_u64().unwrap_or_default() + 1;
                if again > 2 || problem.verdict == Verdict::StartOver {
                    return Err(Problem { verdict: Verdict::StartOver, ..problem });
                }
                let mut next = progress.to("ready");
                next.data["missing"] = json!(again);
                return Ok(Outcome::Wait(next, POLL));
            }
            Err(problem) if problem.code == Code::NotReady => return Ok(Outcome::Wait(progress.to("ready"), POLL)),
            body => body?,
        };
        let remote_id = id(&body)?;
        let next = Progress { data: json!({ "media": remote_id }), ..progress.to("link") };
        Ok(Outcome::Out(next, Published { remote_id: Some(remote_id), url: None }, AT_ONCE))
    }

    async fn link(&self, access: &Access, options: &InstagramOptions, progress: &Progress) -> Result<Outcome, Problem> {
        let media = progress.data["media"].as_str().unwrap_or_default();
        let body = self.get(access, media, &[("fields", "permalink")]).await?;
        let found = Published { remote_id: Some(media.to_owned()), url: body["permalink"].as_str().map(str::to_owned) };
        if options.first_comment.is_empty() { Ok(Outcome::Done(found)) } else { Ok(Outcome::Out(progress.to("comment"), found, AT_ONCE)) }
    }

    async fn comment(&self, access: &Access, options: &InstagramOptions, progress: &Progress) -> Result<Outcome, Problem> {
        let path = format!("{}/comments", progress.data["media"].as_str().unwrap_or_default());
        self.post(access, &path, &[("message", options.first_comment.clone())]).await?;
        Ok(Outcome::Done(Published::default()))
    }
}
