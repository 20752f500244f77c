//! Alarms begin and end. Each beginning is found once, by whichever server sees it first.

use crate::{Crm, bucket::MINUTE, store::operating};
use db::WriteTx;
use model::{
    Result,
    crm::{Alarm, AlarmKind},
};

/// An alarm is on for at least so long: a number that swings around its bound is one alarm.
const AT_LEAST: i64 = 15 * MINUTE;

impl Crm {
    /// Notes which alarms are on by now, as part of a transaction; those that just began. Whoever asks tells of them in the
    /// same transaction. For the program.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn ring(&self, tx: &mut WriteTx) -> Result<Vec<Alarm>> {
        let (on, now) = (self.numbers().await?.alarms, self.now().0);
        for kind in AlarmKind::ALL.iter().filter(|kind| !on.iter().any(|alarm| alarm.kind == **kind)) {
            operating::over(tx, *kind, now - AT_LEAST).await?;
        }
        let mut began = Vec::new();
        for alarm in on {
            if operating::began(tx, alarm.kind, now).await? {
                tracing::warn!(alarm = alarm.kind.code(), value = alarm.value, over = alarm.over, "an alarm of the way out to fans");
                began.push(alarm);
            }
        }
        Ok(began)
    }

    /// Whether there is anything to note: a look takes no turn at writing.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn may_ring(&self) -> Result<bool> {
        Ok(!self.numbers().await?.alarms.is_empty() || operating::any_alarm(self.0.db.read()).await?)
    }
}
