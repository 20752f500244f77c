//! The numbers for CloudWatch, where Amazon is set: the same that `/metrics` has, every minute.

use crate::{Crm, metrics::Times};
use accounts::administers;
use amazon::{
    Away, CloudWatch, Datum,
    Unit::{Count, Milliseconds},
    Value::{Many, One},
};
use model::{
    Result,
    accounts::User,
    crm::{Counted, Monitoring},
};
use std::{
    future::pending,
    sync::{Mutex, PoisonError},
};
use tokio::time::sleep;

/// What was counted when the numbers were last put.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Put {
    queued: u64,
    processed: u64,
    failed: u64,
}

/// What was put last.
#[derive(Debug, Default)]
pub(crate) struct Reported(Mutex<Put>);

impl Reported {
    fn get(&self) -> Put {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, put: Put) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = put;
    }
}

impl From<Counted> for Put {
    fn from(counted: Counted) -> Self {
        Self { queued: counted.queued, processed: counted.processed, failed: counted.failed }
    }
}

impl Crm {
    /// Puts the numbers, where there is somewhere to put them. What could not be put goes with the next. Never returns.
    pub(crate) async fn report_all(&self) {
        let Some(watch) = &self.0.settings.watch else { return pending().await };
        let mut answers = true;
        loop {
            sleep(self.0.settings.report).await;
            let Ok(now) = self.numbers().await else { continue };
            match self.report(watch, &now).await {
                Ok(()) => {
                    if !answers {
                        tracing::info!("CloudWatch takes the numbers again");
                    }
                    answers = true;
                }
                Err(why) => {
                    if answers {
                        tracing::warn!(%why, "CloudWatch does not take the numbers; nothing else is disturbed");
                    }
                    answers = false;
                }
            }
        }
    }

    /// Puts the numbers once more, before a stop: what was counted is forgotten with this process.
    pub(crate) async fn report_last(&self) {
        let Some(watch) = &self.0.settings.watch else { return };
        let Ok(now) = self.numbers().await else { return };
        if let Err(why) = self.report(watch, &now).await {
            tracing::warn!(%why, "CloudWatch did not take the last numbers");
        }
    }

    async fn report(&self, watch: &CloudWatch, now: &Monitoring) -> std::result::Result<(), Away> {
        let (put, times) = (self.0.reported.get(), self.0.metrics.take_times());
        let done = watch.put(&data(put, now, times)).await;
        match done {
            Ok(()) => self.0.reported.set(now.counted.into()),
            Err(_) => self.0.metrics.add_times(times),
        }
        done
    }

    /// Puts a number at CloudWatch, where it is set; otherwise what is wrong.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator; `Unavailable` if the database is.
    pub async fn check_watch(&self, me: &User) -> Result<Option<std::result::Result<(), String>>> {
        administers(me)?;
        let settings = &self.0.settings;
        if let Some(wrong) = &settings.watch_wrong {
            return Ok(Some(Err(wrong.clone())));
        }
        let Some(watch) = &settings.watch else { return Ok(None) };
        let depth = Datum { name: "OnlyFansQueueDepth", unit: Count, value: One(number(self.numbers().await?.depth)) };
        Ok(Some(watch.put(&[depth]).await.map_err(|away| away.0)))
    }
}

/// What was counted since the last time, and what there is now.
fn data(put: Put, now: &Monitoring, times: Times) -> Vec<Datum> {
    let since = |now: u64, before: u64| One(float(now.saturating_sub(before)));
    let mut data: Vec<Datum> = [
        ("OnlyFansMessagesQueued", since(now.counted.queued, put.queued)),
        ("OnlyFansMessagesProcessed", since(now.counted.processed, put.processed)),
        ("OnlyFansMessagesFailed", since(now.counted.failed, put.failed)),
        ("OnlyFansQueueDepth", One(number(now.depth))),
        ("OnlyFansDeadLetters", One(number(now.dead_letters))),
        ("OnlyFansUnconfirmed", One(number(now.unconfirmed))),
    ]
    .map(|(name, value)| Datum { name, unit: Count, value })
    .into();
    if times.count > 0 {
        let value = Many { count: float(times.count), sum: float(times.sum), min: float(times.min), max: float(times.max) };
        data.push(Datum { name: "OnlyFansProcessingTime", unit: Milliseconds, value });
    }
    data
}

/// Exact up to 2^53.
fn float(count: u64) -> f64 {
    count as f64
}

fn number(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;

    #[test]
    fn what_is_counted_is_put_as_what_came_since_the_last_time() {
        let counted = Counted { since: Timestamp(0), queued: 9, processed: 7, failed: 1, unconfirmed: 0, logged: 0, attempts: 8, attempts_ms: 800 };
        let now = Monitoring {
            sending: true,
            depth: 3,
            later: 0,
            in_flight: 0,
            dead_letters: 2,
            unconfirmed: 0,
            hour_processed: 0,
            hour_failed: 0,
            counted,
            alarms: Vec::new(),
        };
        let put = Put { queued: 4, processed: 7, failed: 0 };
        let data = data(put, &now, Times { count: 2, sum: 300, min: 100, max: 200 });
        let value = |name: &str| data.iter().find(|datum| datum.name == name).map(|datum| datum.value);
        assert_eq!(value("OnlyFansMessagesQueued"), Some(One(5.0)));
        assert_eq!(value("OnlyFansMessagesProcessed"), Some(One(0.0)));
        assert_eq!(value("OnlyFansMessagesFailed"), Some(One(1.0)));
        assert_eq!(value("OnlyFansQueueDepth"), Some(One(3.0)));
        assert_eq!(value("OnlyFansDeadLetters"), Some(One(2.0)));
        assert_eq!(value("OnlyFansProcessingTime"), Some(Many { count: 2.0, sum: 300.0, min: 100.0, max: 200.0 }));
    }

    #[test]
    fn times_that_were_not_taken_go_with_the_next() {
        let some = Times { count: 2, sum: 300, min: 100, max: 200 };
        assert_eq!(some.with(Times::default()), some);
        assert_eq!(Times::default().with(some), some);
        assert_eq!(some.with(Times { count: 1, sum: 50, min: 50, max: 50 }), Times { count: 3, sum: 350, min: 50, max: 200 });
    }
}
