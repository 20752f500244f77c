//! The server function of the page of numbers.

use super::rows::NumbersPage;
#[cfg(feature = "ssr")]
use super::rows::{Bar, Numbers};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::features::desk::{campaigns::phrases::of_seconds, rows::money};
use leptos::prelude::*;
use model::{CreatorId, crm::Step};
#[cfg(feature = "ssr")]
use model::{
    Language,
    crm::{Analytics, Role},
};

/// The accounts that one sees the numbers of, and one of them in numbers.
#[server(prefix = "/fn", endpoint = "load_numbers")]
pub async fn load_numbers(
    /// Which; the first where it is left out.
    account: Option<CreatorId>,
    /// What the trend is told by.
    step: Step,
) -> Result<NumbersPage, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let mut accounts = Vec::new();
    for one in desk.creators(me.id).await? {
        if desk.role(me.id, one.id).await? != Role::Chatter {
            accounts.push((one.id, one.name));
        }
    }
    let numbers = match account.or_else(|| accounts.first().map(|(id, _)| *id)) {
        Some(account) => Some(written(me.language, account, desk.analytics(me.id, account, step).await?)),
        None => None,
    };
    Ok(NumbersPage { accounts, numbers })
}

#[cfg(feature = "ssr")]
fn written(language: Language, account: CreatorId, of: Analytics) -> Numbers {
    let money = |cents| money(language, cents);
    let average = of.average_cents().map(|cents| (money(cents), of.payers));
    let answers = of.answered_percent().map(|percent| (of.asked, of.answered, percent));
    let bar = |one: model::crm::Period| Bar {
        income: money(one.income_cents),
        cents: one.income_cents,
        from: one.from,
        received: one.received,
        sent: one.sent,
    };
    Numbers {
        account,
        step: of.step,
        since: of.trend.first().map(|one| one.from.clone()).unwrap_or_default(),
        zone: of.time_zone,
        fans: (of.fans, of.active),
        income: money(of.income_cents),
        average,
        kinds: of.kinds.into_iter().map(|(kind, cents)| (kind, money(cents))).collect(),
        answers,
        median: of.median_ms.map(|ms| of_seconds(language, u64::try_from(ms / 1000).unwrap_or(0))),
        top: of.top.into_iter().map(|fan| (fan.conversation, fan.name, money(fan.cents))).collect(),
        trend: of.trend.into_iter().map(bar).collect(),
    }
}
