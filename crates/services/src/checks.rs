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
        let gateway = async { Ok(Some(self.desk.check_gateway(me).await?)) };
        let database = async { Ok(Some(self.db.ping().await.map_err(|error| error.to_string()))) };
        let (redis, sqs, cloudwatch) = (self.desk.check_redis(me), self.desk.check_tickets(me), self.desk.check_watch(me));
        let answers = tokio::join!(asked(gateway), asked(redis), asked(database), asked(sqs), asked(cloudwatch));
        Ok([answers.0?, answers.1?, answers.2?, answers.3?, answers.4?])
    }
}

/// What is answered in time; `None` is said by what is not set.
async fn asked(answer: impl Future<Output = Result<Option<std::result::Result<(), String>>>>) -> Result<Checked> {
    match timeout(PATIENCE, answer).await {
        Ok(answer) => Ok(answer?.map_or(Checked::Unset, said)),
        Err(_) => Ok(Checked::Fails(format!("no answer within {} seconds", PATIENCE.as_secs()))),
    }
}

fn said(answer: std::result::Result<(), String>) -> Checked {
    answer.map_or_else(Checked::Fails, |()| Checked::Works)
}
