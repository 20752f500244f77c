//! A post's way: look what may be chosen, begin, bring the bytes, wait, learn the public id.

use super::{TikTok, api::failed, oauth::text};
use crate::{
    Access, Draft, MediaKind, MediaStore, Outcome, Problem, ProblemCode as Code, Progress, Published, Publishes, Settled, TikTokOptions, Verdict,
};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::time::Duration;

const MB: u64 = 1024 * 1024;
/// Chunks of this size, the last one longer; a file below twice that is one chunk.
const CHUNK: u64 = 10 * MB;
const POLL: Duration = Duration::from_secs(10);
/// Moderation gives the public id; a webhook is faster than asking.
const POLL_ID: Duration = Duration::from_secs(600);

/// The size of a chunk and the number of chunks.
pub(super) fn chunks(size: u64) -> (u64, u64) {
    if size < 2 * CHUNK { (size, 1) } else { (CHUNK, size / CHUNK) }
}

#[async_trait]
impl Publishes for TikTok {
    fn validate(&self, draft: &Draft) -> model::Result<()> {
        model::social::validate(crate::Platform::TikTok, draft)
    }

    fn is_public(&self, draft: &Draft, progress: &Progress) -> bool {
        // What they fetch goes out without another call. Of an upload nothing can be public before its bytes are there,
        // and those belong to the one publish_id that we have.
        progress.step == "init" && self.is_pulled(draft)
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(2 * 3600)
    }

    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        let options: TikTokOptions = draft.options()?;
        match progress.step.as_str() {
            "init" => self.begin(access, draft, &options, media).await,
            "upload" => self.upload(draft, progress, media).await,
            "where" => self.whereabouts(access, draft, progress).await,
            "status" | "id" => self.status(access, progress).await,
            _ => {
                // The inbox asks for nothing beforehand.
                if !options.inbox {
                    self.may(access, &options).await?;
                }
                Ok(Outcome::Go(progress.to("init")))
            }
        }
    }

    /// The publish_id was lost: it may still post. Only the list of videos can tell.
    async fn settle(&self, access: &Access, draft: &Draft, progress: &Progress, armed_at: i64) -> Result<Settled, Problem> {
        let path = "/v2/video/list/?fields=id,title,share_url,create_time";
        let data = self.post(access, path, &json!({ "max_count": 20 })).await?;
        let options: TikTokOptions = draft.options()?;
        let titles = [draft.text.as_str(), options.photo_title.as_str()];
        // Their clock may be a little behind ours.
        let since = armed_at / 1000 - 60;
        let videos = data["videos"].as_array().map(Vec::as_slice).unwrap_or_default();
        let found = videos.iter().find(|video| {
            let title = video["title"].as_str().unwrap_or_default();
            let another = progress.others.iter().any(|id| video["id"] == id.as_str());
            !another && titles.contains(&title) && video["create_time"].as_i64().is_some_and(|at| at >= since)
        });
        Ok(match found {
            Some(video) => Settled::Was(Outcome::Done(Published { remote_id: Some(text(video, "id")), url: Some(text(video, "share_url")) })),
            None => Settled::NotYet,
        })
    }
}

impl TikTok {
    pub(super) fn is_pulled(&self, draft: &Draft) -> bool {
        self.settings.pulls || draft.media.iter().all(|file| file.kind == MediaKind::Image)
    }

    pub(super) async fn creator(&self, access: &Access) -> Result<Value, Problem> {
        self.post(access, "/v2/post/publish/creator_info/query/", &json!({})).await
    }

    /// Privacy options change between writing and posting.
    async fn may(&self, access: &Access, options: &TikTokOptions) -> Result<(), Problem> {
        let creator = self.creator(access).await?;
        let offered = creator["privacy_level_options"].as_array().is_some_and(|all| all.iter().any(|one| one == options.privacy.as_str()));
        if offered { Ok(()) } else { Err(Problem::new(Code::PrivacyChanged, Verdict::Never, options.privacy.clone())) }
    }

    async fn begin(&self, access: &Access, draft: &Draft, options: &TikTokOptions, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        let photos = draft.media.iter().all(|file| file.kind == MediaKind::Image);
        let pulled = self.is_pulled(draft);
        let mut info = json!({
            "privacy_level": options.privacy, "disable_comment": !options.comments, "title": draft.text,
            "brand_content_toggle": options.brand_content, "brand_organic_toggle": options.brand_organic, "is_aigc": options.is_aigc,
        });
        let urls: Vec<String> = if pulled { draft.media.iter().map(|file| media.url(&file.key)).collect() } else { Vec::new() };
        let (path, body) = if photos {
            (info["title"], info["description"]) = (json!(options.photo_title), json!(draft.text));
            let mode = if options.inbox { "MEDIA_UPLOAD" } else { "DIRECT_POST" };
            let source = json!({ "source": "PULL_FROM_URL", "photo_images": urls, "photo_cover_index": 0 });
            ("/v2/post/publish/content/init/", json!({ "media_type": "PHOTO", "post_mode": mode, "post_info": info, "source_info": source }))
        } else {
            (info["disable_duet"], info["disable_stitch"]) = (json!(!options.duets), json!(!options.stitches));
            if let Some(cover) = options.cover_ms {
                info["video_cover_timestamp_ms"] = json!(cover);
            }
            let size = draft.media.first().map_or(0, |file| file.size);
            let (chunk, count) = chunks(size);
            let source = match urls.first() {
                Some(url) => json!({ "source": "PULL_FROM_URL", "video_url": url }),
                None => json!({ "source": "FILE_UPLOAD", "video_size": size, "chunk_size": chunk, "total_chunk_count": count }),
            };
            if options.inbox {
                ("/v2/post/publish/inbox/video/init/", json!({ "source_info": source }))
            } else {
                ("/v2/post/publish/video/init/", json!({ "post_info": info, "source_info": source }))
            }
        };
        let data = self.post(access, path, &body).await?;
        let handle = data["publish_id"].as_str().map(str::to_owned);
        if handle.is_none() || (!pulled && !data["upload_url"].is_string()) {
            return Err(Problem::new(Code::BadAnswer, Verdict::Unknown, "an answer without publish_id or upload_url"));
        }
        let data = json!({ "upload_url": data["upload_url"], "sent": 0 });
        let progress = Progress { handle, exposed: pulled, data, ..Progress::default() };
        Ok(if pulled { Outcome::Wait(progress.to("status"), POLL) } else { Outcome::Go(progress.to("upload")) })
    }

    /// One chunk. Whatever is unclear is asked for with the publish_id, which is one post and no more. With the last chunk it
    /// goes out by itself, whatever becomes of the answer: that is kept before it is sent.
    async fn upload(&self, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        let Some(file) = draft.media.first() else { return Err(Problem::new(Code::MediaMissing, Verdict::Never, "")) };
        let (size, sent) = (file.size, progress.data["sent"].as_u64().unwrap_or_default());
        let (chunk, count) = chunks(size);
        let length = if sent / chunk + 1 >= count { size.saturating_sub(sent) } else { chunk };
        let exposed = sent + length >= size;
        if exposed != progress.exposed {
            return Ok(Outcome::Go(Progress { exposed, ..progress.clone() }));
        }
        if length == 0 {
            return Ok(Outcome::Go(progress.to("where")));
        }
        let bytes = match media.read(&file.key, sent, length).await {
            // It may have been sent before, by a server that stopped then.
            Err(problem) if exposed => {
                let mut next = progress.to("where");
                next.data["unread"] = json!(problem.detail);
                return Ok(Outcome::Go(next));
            }
            bytes => bytes?,
        };
        let range = format!("bytes {sent}-{}/{size}", sent + length - 1);
        let request = self.http.client.put(text(&progress.data, "upload_url"));
        let request = request.header("content-type", &file.content_type).header("content-range", range).body(bytes);
        let answer = match self.http.send(request).await {
            Err(problem) if problem.verdict == Verdict::Unknown => return Ok(Outcome::Go(progress.to("where"))),
            answer => answer?,
        };
        let at = |sent: u64, step: &str| {
            let mut next = progress.to(step);
            next.data["sent"] = json!(sent);
            next
        };
        match answer.status {
            206 => Ok(Outcome::Go(at(sent + length, "upload"))),
            201 => Ok(Outcome::Wait(at(size, "status"), POLL)),
            416 => match answer.header("content-range").and_then(stands) {
                Some(stands) if stands < size && stands != sent => Ok(Outcome::Go(at(stands, "upload"))),
                _ => Ok(Outcome::Go(progress.to("where"))),
            },
            // Before it begins anew: are all bytes there, and only their answer was lost?
            403 | 404 => Ok(Outcome::Go(progress.to("where"))),
            status if status >= 500 => Err(Problem::new(Code::PlatformDown, Verdict::Again, format!("HTTP {status} for a chunk"))),
            status => Err(Problem::new(Code::MediaRefused, Verdict::Never, format!("HTTP {status} for a chunk"))),
        }
    }

    /// How many bytes are there: go on, wait, or, where that leads nowhere, begin anew.
    async fn whereabouts(&self, access: &Access, draft: &Draft, progress: &Progress) -> Result<Outcome, Problem> {
        let data =
            self.post(access, "/v2/post/publish/status/fetch/", &json!({ "publish_id": progress.handle })).await.map_err(Problem::of_reading)?;
        let size = draft.media.first().map_or(0, |file| file.size);
        let there = data["uploaded_bytes"].as_u64().unwrap_or_default();
        if data["status"] != "PROCESSING_UPLOAD" || there >= size {
            return Ok(Outcome::Go(Progress { exposed: true, ..progress.to("status") }));
        }
        if let Some(why) = progress.data["unread"].as_str() {
            return Err(Problem::new(Code::MediaMissing, Verdict::Never, why));
        }
        let mut next = Progress { exposed: false, ..progress.to("upload") };
        let asked = next.data["asked"].as_u64().unwrap_or_default() + 1;
        if asked > 3 && there == next.data["sent"].as_u64().unwrap_or_default() {
            return Err(Problem::new(Code::UploadOver, Verdict::StartOver, format!("{there} of {size} bytes are there")));
        }
        (next.data["sent"], next.data["asked"]) = (json!(there), json!(asked));
        Ok(Outcome::Go(next))
    }

    async fn status(&self, access: &Access, progress: &Progress) -> Result<Outcome, Problem> {
        let data =
            self.post(access, "/v2/post/publish/status/fetch/", &json!({ "publish_id": progress.handle })).await.map_err(Problem::of_reading)?;
        let id = data["publicaly_available_post_id"].as_array().and_then(|ids| ids.first()).map(|id| id.to_string().replace('"', ""));
        match data["status"].as_str() {
            Some("PUBLISH_COMPLETE") => Ok(match id {
                Some(id) => Outcome::Done(Published { url: link(access, &id), remote_id: Some(id) }),
                None => Outcome::Out(progress.to("id"), Published::default(), POLL_ID),
            }),
            Some("SEND_TO_USER_INBOX") => Ok(Outcome::Handed),
            Some("FAILED") => Err(failed(data["fail_reason"].as_str().unwrap_or_default())),
            _ => Ok(Outcome::Wait(progress.to("status"), POLL)),
        }
    }
}

/// How many bytes are there by `bytes F-L/T`.
fn stands(range: &str) -> Option<u64> {
    let (span, _) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (_, last) = span.split_once('-')?;
    last.parse::<u64>().ok().map(|last| last + 1)
}

/// The public address. Only a user name makes one: accounts of before are kept by a name that may be anything.
fn link(access: &Access, id: &str) -> Option<String> {
    let fits = !access.name.is_empty() && access.name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    fits.then(|| format!("https://www.tiktok.com/@{}/video/{id}", access.name))
}
