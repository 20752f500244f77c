//! Whether what the way out to fans needs works: asked when an administrator wants to know.

use crate::Services;
use model::{Result, accounts::User, crm::Checked};
use std::time::Duration;
use tokio::time::timeout;

/// How long an answer may take that somebody waits for.
const PATIENCE: Duration = Duration::from_secs(10);

impl Services {
    /// The gateway, Redis, the database, SQS (by a message there and back) and CloudWatch (by a number).
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator.
    pub async fn check_sending(&self, me: &User) -> Result<[Checked; 5]> {
        accounts::administers(me)?;
        let gateway = match timeout(PATIENCE, self.desk.check_gateway(me)).await {
            Ok(answer) => said(answer?),
            Err(_) => late(),
        };
        let redis = match timeout(PATIENCE, self.desk.check_redis(me)).await {
            Ok(answer) => answer?.map_or(Checked::Unset, said),
            Err(_) => late(),
        };
        let database = match timeout(PATIENCE, self.db.ping()).await {
            Ok(answer) => said(answer.map_err(|error| error.to_string())),
            Err(_) => late(),
        };
        let sqs = match timeout(PATIENCE, self.desk.check_tickets(me)).await {
            Ok(answer) => answer?.map_or(Checked::Unset, said),
            Err(_) => late(),
        };
        let cloudwatch = match timeout(PATIENCE, self.desk.check_watch(me)).await {
            Ok(answer) => answer?.map_or(Checked::Unset, said),
            Err(_) => late(),
        };
        Ok([gateway, redis, database, sqs, cloudwatch])
    }
}

fn said(answer: std::result::Result<(), String>) -> Checked {
    answer.map_or_else(Checked::Fails, |()| Checked::Works)
}

fn late() -> Checked {
    Checked::Fails(format!("no answer within {} seconds", PATIENCE.as_secs()))
}
