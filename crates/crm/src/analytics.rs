//! An account in numbers: what came in, who answers how fast, how it went day by day. Nothing is guessed: what is not kept
//! is not counted.

use crate::{Crm, policy::Act, store::analytics as store};
use jiff::{Span, Timestamp as Moment, civil::Date, tz::TimeZone};
use model::{
    CreatorId, Error, ErrorCode, Result, UserId,
    crm::{Analytics, Period, Step},
};

/// The fans who are named as those who paid most.
const TOP: i64 = 10;

impl Crm {
    /// An account in numbers, for its creator and managers.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn analytics(&self, me: UserId, creator: CreatorId, step: Step) -> Result<Analytics> {
        self.allowed(me, creator, Act::Manage).await?;
        let pool = self.0.db.read();
        let time_zone = crate::store::creators::get(pool, creator).await?.time_zone;
        let zone = TimeZone::get(&time_zone).unwrap_or(TimeZone::UTC);
        let mut trend = periods(self.now().0, &zone, step)?;
        let from = trend.first().map_or(0, |(at, _)| *at);
        for (slot, cents) in store::income(pool, creator, from).await? {
            in_period(&mut trend, slot).income_cents += cents;
        }
        for (slot, received, sent) in store::messages(pool, creator, from).await? {
            let period = in_period(&mut trend, slot);
            period.received += received;
            period.sent += sent;
        }
        let (fans, active) = store::fans(pool, creator).await?;
        let kinds = store::kinds(pool, creator, from).await?;
        let (asked, answered, median_ms) = store::answers(pool, creator, from).await?;
        Ok(Analytics {
            step,
            time_zone,
            fans,
            active,
            income_cents: kinds.iter().map(|(_, cents)| cents).sum(),
            kinds,
            payers: store::payers(pool, creator, from).await?,
            asked,
            answered,
            median_ms,
            top: store::top(pool, creator, from, TOP).await?,
            trend: trend.into_iter().map(|(_, period)| period).collect(),
        })
    }
}

/// The period in which a slot begins; the last one for what comes while this is counted.
fn in_period(trend: &mut [(i64, Period)], slot: i64) -> &mut Period {
    let at = trend.partition_point(|(from, _)| *from <= slot * store::SLOT).max(1) - 1;
    &mut trend[at].1
}

/// The periods up to now with nothing in them, and when each began.
fn periods(now: i64, zone: &TimeZone, step: Step) -> Result<Vec<(i64, Period)>> {
    let wrong = |_| Error::from(ErrorCode::Internal);
    let today = Moment::from_millisecond(now).map_err(wrong)?.to_zoned(zone.clone()).date();
    let (first, count, one): (Date, i64, fn(i64) -> Span) = match step {
        Step::Day => (today, 30, |n| Span::new().days(n)),
        Step::Week => {
            let monday = i64::from(today.weekday().to_monday_zero_offset());
            (today.checked_sub(Span::new().days(monday)).map_err(wrong)?, 26, |n| Span::new().weeks(n))
        }
        Step::Month => (today.first_of_month(), 12, |n| Span::new().months(n)),
    };
    (0..count)
        .rev()
        .map(|back| {
            let day = first.checked_sub(one(back)).map_err(wrong)?;
            let at = day.to_zoned(zone.clone()).map_err(wrong)?.timestamp().as_millisecond();
            Ok((at, Period { from: day.to_string(), income_cents: 0, received: 0, sent: 0 }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().0
    }

    #[test]
    fn periods_begin_at_the_accounts_midnight_also_where_clocks_change() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        // It is the first of April in Paris already.
        let now = at("2026-03-31T22:30:00.000Z");
        let days = periods(now, &zone, Step::Day).unwrap();
        assert_eq!((days.len(), days[29].1.from.as_str()), (30, "2026-04-01"));
        assert_eq!((days[29].0, days[0].0), (at("2026-03-31T22:00:00.000Z"), at("2026-03-02T23:00:00.000Z")));
        let weeks = periods(now, &zone, Step::Week).unwrap();
        assert_eq!((weeks.len(), weeks[25].1.from.as_str()), (26, "2026-03-30"));
        let months = periods(now, &zone, Step::Month).unwrap();
        assert_eq!((months[0].1.from.as_str(), months[11].1.from.as_str()), ("2025-05-01", "2026-04-01"));
    }

    #[test]
    fn a_slot_is_in_the_period_in_which_it_begins() {
        let zone = TimeZone::get("Asia/Kathmandu").unwrap();
        let mut days = periods(at("2026-07-14T12:00:00.000Z"), &zone, Step::Day).unwrap();
        let midnight = at("2026-07-13T18:15:00.000Z");
        assert_eq!(in_period(&mut days, midnight / store::SLOT).from, "2026-07-14");
        assert_eq!(in_period(&mut days, midnight / store::SLOT - 1).from, "2026-07-13");
    }
}
