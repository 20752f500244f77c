//! Numbers of the account and of its videos.

use super::TikTok;
use crate::{Access, Counts, Problem, Reading};
use async_trait::async_trait;
use serde_json::{Value, json};

const ACCOUNT: [&str; 4] = ["follower_count", "following_count", "likes_count", "video_count"];
const VIDEO: [&str; 4] = ["view_count", "like_count", "comment_count", "share_count"];

#[async_trait]
impl Counts for TikTok {
    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem> {
        if subjects.is_empty() {
            let data = self.get(access, &format!("/v2/user/info/?fields=open_id,{}", ACCOUNT.join(","))).await?;
            return Ok(readings("", &data["user"], &ACCOUNT));
        }
        let mut all = Vec::new();
        for some in subjects.chunks(20) {
            let path = format!("/v2/video/query/?fields=id,{}", VIDEO.join(","));
            let data = self.post(access, &path, &json!({ "filters": { "video_ids": some } })).await?;
            for video in data["videos"].as_array().into_iter().flatten() {
                all.extend(readings(video["id"].as_str().unwrap_or_default(), video, &VIDEO));
            }
        }
        Ok(all)
    }
}

fn readings(subject: &str, from: &Value, metrics: &[&str]) -> Vec<Reading> {
    let one = |metric: &&str| {
        let value = from[*metric].as_i64()?;
        Some(Reading { subject: subject.to_owned(), metric: (*metric).to_owned(), value, removed: false })
    };
    metrics.iter().filter_map(one).collect()
}
