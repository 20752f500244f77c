//! Numbers of the account and of its posts, and what moderators removed.

use super::Reddit;
use crate::{Access, Counts, Problem, Reading};
use async_trait::async_trait;
use serde_json::Value;

#[async_trait]
impl Counts for Reddit {
    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem> {
        let reading =
            |subject: &str, metric: &str, value: i64, removed| Reading { subject: subject.to_owned(), metric: metric.to_owned(), value, removed };
        if subjects.is_empty() {
            let me = self.get(access, "/api/v1/me", &[]).await?;
            let one = |metric: &str| me[metric].as_i64().map(|value| reading("", metric, value, false));
            return Ok(["link_karma", "comment_karma"].into_iter().filter_map(one).collect());
        }
        let mut all = Vec::new();
        for some in subjects.chunks(100) {
            let body = self.get(access, "/api/info", &[("id", &some.join(","))]).await?;
            for post in body["data"]["children"].as_array().into_iter().flatten().map(|post| &post["data"]) {
                let (name, removed) = (post["name"].as_str().unwrap_or_default(), !matches!(post["removed_by_category"], Value::Null));
                for metric in ["score", "num_comments"] {
                    all.extend(post[metric].as_i64().map(|value| reading(name, metric, value, removed)));
                }
                // A share of one, kept in thousandths.
                all.extend(post["upvote_ratio"].as_f64().map(|ratio| reading(name, "upvote_per_mille", (ratio * 1000.0) as i64, removed)));
            }
        }
        Ok(all)
    }
}
