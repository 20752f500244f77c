//! The way out of all accounts in numbers, and what is to be looked at.

use crate::{Crm, bucket::MINUTE, store::monitor};
use accounts::administers;
use model::{
    Result,
    accounts::User,
    crm::{Alarm, AlarmKind, Monitoring},
};

/// Messages that may wait although they are due.
const DEPTH: i64 = 100;
/// Messages that may have been given up.
const DEAD_LETTERS: i64 = 10;
/// Of a hundred messages of the last hour so many may fail.
const FAILURES: i64 = 5;
/// Fewer messages than this say nothing about a hundred.
const ENOUGH: i64 = 20;

impl Crm {
    /// The numbers.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator; `Unavailable` if the database is.
    pub async fn monitoring(&self, me: &User) -> Result<Monitoring> {
        administers(me)?;
        self.numbers().await
    }

    /// Whether messages are handed to the gateway; where they are not, pages say so.
    pub fn sends(&self) -> bool {
        self.0.settings.sending
    }

    /// The same for Prometheus. For the program, which finds out whether it is Prometheus that asks.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn metrics(&self) -> Result<String> {
        Ok(self.0.metrics.text(&self.numbers().await?))
    }

    pub(crate) async fn numbers(&self) -> Result<Monitoring> {
        let (pool, now) = (self.0.db.read(), self.now().0);
        let (depth, later) = monitor::waiting(pool, now).await?;
        let (in_flight, unconfirmed) = monitor::open(pool).await?;
        let dead_letters = monitor::dead_letters(pool).await?;
        let (hour_processed, hour_failed) = monitor::ended_since(pool, now - 60 * MINUTE).await?;
        Ok(Monitoring {
            sending: self.0.settings.sending,
            depth,
            later,
            in_flight,
            dead_letters,
            unconfirmed,
            hour_processed,
            hour_failed,
            counted: self.0.metrics.counted(),
            alarms: alarms(depth, dead_letters, hour_processed, hour_failed),
        })
    }
}

fn alarms(depth: i64, dead_letters: i64, processed: i64, failed: i64) -> Vec<Alarm> {
    let all = processed + failed;
    let percent = if all < ENOUGH { 0 } else { failed * 100 / all };
    let values = [
        (AlarmKind::Depth, depth, DEPTH, depth > DEPTH),
        (AlarmKind::DeadLetters, dead_letters, DEAD_LETTERS, dead_letters > DEAD_LETTERS),
        // Not by the whole percent: 5.1 % is over 5 %.
        (AlarmKind::Failures, percent, FAILURES, all >= ENOUGH && failed * 100 > FAILURES * all),
    ];
    values.into_iter().filter(|(.., on)| *on).map(|(kind, value, over, _)| Alarm { kind, value, over }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(depth: i64, dead_letters: i64, processed: i64, failed: i64) -> Vec<AlarmKind> {
        alarms(depth, dead_letters, processed, failed).into_iter().map(|alarm| alarm.kind).collect()
    }

    #[test]
    fn an_alarm_is_on_over_its_bound_and_not_at_it() {
        assert_eq!(on(100, 10, 95, 5), []);
        assert_eq!(on(101, 0, 0, 0), [AlarmKind::Depth]);
        assert_eq!(on(0, 11, 0, 0), [AlarmKind::DeadLetters]);
        assert_eq!(on(0, 0, 940, 51), [AlarmKind::Failures]);
    }

    #[test]
    fn one_of_a_few_messages_is_no_share_of_a_hundred() {
        assert_eq!(on(0, 0, 1, 1), []);
        assert_eq!(on(0, 0, 0, 20), [AlarmKind::Failures]);
    }
}
