//! A test message goes to SQS and comes back, to this server or to another one; what came back is said in the database.

use super::test_letter;
use crate::{Crm, store::tickets};
use accounts::administers;
use amazon::Queue;
use db::new_id;
use model::{
    OutgoingId, Result,
    accounts::User,
    crm::{QueueKind, QueueState, Tickets},
};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long a test message may be under way.
const PATIENCE: Duration = Duration::from_secs(8);
/// Between two looks for it.
const LOOK: Duration = Duration::from_millis(100);
/// How long somebody waits for numbers.
const BRIEF: Duration = Duration::from_secs(3);

impl Crm {
    /// Which queue tells of messages that are due, and how much is in it, as it says itself.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator, here and below.
    pub async fn queue_state(&self, me: &User) -> Result<QueueState> {
        administers(me)?;
        let settings = &self.0.settings;
        let Some(queue) = self.tickets() else {
            return Ok(QueueState { kind: QueueKind::Embedded, tickets: None, trouble: settings.tickets_wrong.clone() });
        };
        // Nobody waits for what is known not to answer.
        if let Some(away) = queue.away() {
            return Ok(QueueState { kind: QueueKind::Sqs, tickets: None, trouble: Some(away.0) });
        }
        let (tickets, trouble) = match timeout(BRIEF, queue.counts()).await {
            Ok(Ok(counts)) => {
                let tickets = Tickets { waiting: counts.waiting, in_flight: counts.in_flight, dead: counts.dead };
                (Some(tickets), None)
            }
            Ok(Err(away)) => (None, Some(away.0)),
            Err(_) => (None, Some(format!("no answer within {} seconds", BRIEF.as_secs()))),
        };
        Ok(QueueState { kind: QueueKind::Sqs, tickets, trouble })
    }

    /// Sends a test message through SQS and waits until it is back, where SQS is set; otherwise what is wrong.
    ///
    /// # Errors
    /// `Forbidden`; `Unavailable` if the database is.
    pub async fn check_tickets(&self, me: &User) -> Result<Option<std::result::Result<(), String>>> {
        administers(me)?;
        let settings = &self.0.settings;
        if let Some(wrong) = &settings.tickets_wrong {
            return Ok(Some(Err(wrong.clone())));
        }
        let Some(queue) = &settings.tickets else { return Ok(None) };
        if !settings.sending {
            return Ok(Some(Err("RATE_LIMITER_ENABLED is false: it is not used".to_owned())));
        }
        Ok(Some(self.send_test(queue).await?))
    }

    async fn send_test(&self, queue: &Queue) -> Result<std::result::Result<(), String>> {
        match timeout(BRIEF, queue.counts()).await {
            Ok(Ok(counts)) if !counts.redrives => return Ok(Err("the queue has no redrive policy: nothing goes to its dead letters".to_owned())),
            Ok(Ok(_)) => {}
            Ok(Err(away)) => return Ok(Err(away.0)),
            Err(_) => return Ok(Err(format!("no answer within {} seconds", BRIEF.as_secs()))),
        }
        let id = new_id::<OutgoingId>().to_string();
        let mut tx = self.0.db.write().await?;
        tickets::begin_test(&mut tx, &id, self.now().0).await?;
        tx.commit().await?;
        let under_way = async {
            if let Err((_, why)) = queue.put(&[test_letter(&id)], || ()).await {
                return Ok(Err(why.0));
            }
            while !tickets::test_is_back(self.0.db.read(), &id).await? {
                sleep(LOOK).await;
            }
            Ok(Ok(()))
        };
        let late = || format!("the test message did not come back within {} seconds", PATIENCE.as_secs());
        timeout(PATIENCE, under_way).await.unwrap_or_else(|_| Ok(Err(queue.away().map_or_else(late, |away| away.0))))
    }

    /// A test message came back.
    pub(super) async fn test_is_back(&self, id: &str) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        tickets::end_test(&mut tx, id, self.now().0).await?;
        tx.commit().await
    }
}
