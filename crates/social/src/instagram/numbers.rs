//! Insights that still exist. One that does not would fail the whole call.

use super::Instagram;
use crate::{Access, Counts, Problem, Reading};
use async_trait::async_trait;
use serde_json::Value;

const ACCOUNT: &str = "accounts_engaged,comments,likes,profile_links_taps,reach,replies,saves,shares,total_interactions,views";
const MEDIA: &str = "views,reach,likes,comments,saved,shares,total_interactions,reposts";

#[async_trait]
impl Counts for Instagram {
    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem> {
        if subjects.is_empty() {
            let fields = [("metric", ACCOUNT), ("period", "day"), ("metric_type", "total_value")];
            let body = self.get(access, &format!("{}/insights", access.remote_id), &fields).await?;
            return Ok(readings("", &body));
        }
        let mut all = Vec::new();
        for subject in subjects {
            let body = self.get(access, &format!("{subject}/insights"), &[("metric", MEDIA)]).await?;
            all.extend(readings(subject, &body));
        }
        Ok(all)
    }
}

/// No data is an empty set.
fn readings(subject: &str, body: &Value) -> Vec<Reading> {
    let one = |metric: &Value| {
        let value = metric["total_value"]["value"].as_i64().or_else(|| metric["values"][0]["value"].as_i64())?;
        Some(Reading { subject: subject.to_owned(), metric: metric["name"].as_str()?.to_owned(), value, removed: false })
    };
    body["data"].as_array().into_iter().flatten().filter_map(one).collect()
}
