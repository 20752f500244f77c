//! Server functions of automatic messages.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{AutomationFilled, AutomationView, Automations};
#[cfg(feature = "ssr")]
use super::rows::{AutomationRow, WaitingRow};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{
    features::desk::{
        campaigns::filled::{dollars, names},
        fans::read::tags,
    },
    when::When,
};
#[cfg(feature = "ssr")]
use crm::{NewAutomation, policy::Act};
use leptos::prelude::*;
use model::{AutomationId, CreatorId};
#[cfg(feature = "ssr")]
use model::{
    Error, ErrorCode,
    crm::{Automation, Role, SendState, Trigger},
    error::{Check, Problem},
};

/// The automatic messages of an account; of the first one where none is named.
#[server(prefix = "/fn", endpoint = "load_automations")]
pub async fn load_automations(account: Option<CreatorId>) -> Result<Automations, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let accounts: Vec<(CreatorId, String)> = desk.creators(me.id).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let Some(account) = account.or_else(|| accounts.first().map(|(id, _)| *id)) else {
        return Ok(Automations { accounts, account: None, may: false, rows: Vec::new(), waiting: Vec::new() });
    };
    let may = desk.role(me.id, account).await? != Role::Chatter;
    let arrived = [SendState::Sent, SendState::Delivered, SendState::Read];
    let row = |one: Automation| AutomationRow {
        sent: one.states.iter().filter(|(state, _)| arrived.contains(state)).map(|(_, count)| count).sum(),
        id: one.id,
        name: one.name,
        trigger: one.trigger,
        on: one.active_since.is_some(),
    };
    let waits = |one: model::crm::WaitingOne| WaitingRow {
        id: one.id,
        automation: one.automation,
        fan: one.fan,
        when: When::new(one.due_at, me.language, &me.time_zone),
    };
    let rows = desk.automations(me.id, account).await?.into_iter().map(row).collect();
    let waiting = desk.waiting_automatic(me.id, account).await?.into_iter().map(waits).collect();
    Ok(Automations { accounts, account: Some(account), may, rows, waiting })
}

/// Switches one on or off.
#[server(prefix = "/fn", endpoint = "switch_automation")]
pub async fn switch_automation(id: AutomationId, on: bool) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.switch_automation(ssr::me()?.id, id, on).await?)
}

/// Deletes one, and goes to those who are left.
#[server(prefix = "/fn", endpoint = "delete_automation")]
pub async fn delete_automation(id: AutomationId) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().desk.delete_automation(ssr::me()?.id, id).await?;
    leptos_axum::redirect("/automations");
    Ok(())
}

/// The form for a new one, or for one that is there with who would have got it.
#[server(prefix = "/fn", endpoint = "load_automation")]
pub async fn load_automation(id: Option<AutomationId>, account: Option<CreatorId>) -> Result<AutomationView, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let when = |at| When::new(at, me.language, &me.time_zone);
    let (filled, foreseen, last, stopped, creator) = match id {
        None => {
            let filled = AutomationFilled { unless_fan_wrote: true, unless_team_wrote: true, ..AutomationFilled::default() };
            (filled, None, Vec::new(), Vec::new(), None)
        }
        Some(id) => {
            let one = desk.automation(me.id, id).await?;
            let filled = shown(&one);
            let seen = desk.foresee(me.id, one.creator, &read(&filled)?).await?;
            let last = seen.last.into_iter().map(|(fan, at, why)| (fan, when(at), why)).collect();
            let stopped = desk.stopped_automatic(me.id, id).await?.into_iter().map(|one| (one.fan, when(one.at), one.why)).collect();
            (filled, Some((seen.happened, seen.sent)), last, stopped, Some(one.creator))
        }
    };
    let creators = desk.creators_for(me.id, Act::Campaign).await?;
    let wanted = creator.or(account);
    if creators.is_empty() || wanted.is_some_and(|wanted| !creators.iter().any(|one| one.id == wanted)) {
        return Err(if desk.creators(me.id).await?.is_empty() { ErrorCode::NotFound } else { ErrorCode::Forbidden }.into());
    }
    let several = creators.len() > 1;
    let mut lists = Vec::new();
    for one in creators.iter().filter(|one| creator.is_none_or(|creator| creator == one.id)) {
        let called = |name: String| if several { format!("{name} ({})", one.name) } else { name };
        lists.extend(desk.lists(me.id, one.id).await?.into_iter().map(|list| (list.id.to_string(), called(list.name))));
    }
    let account = wanted.or(creators.first().map(|one| one.id)).map(|id| id.to_string()).unwrap_or_default();
    let accounts = creators.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(AutomationView { accounts, id, filled: AutomationFilled { account, ..filled }, lists, foreseen, last, stopped })
}

/// Writes one down, and goes to its page.
#[server(prefix = "/fn", endpoint = "save_automation")]
pub async fn save_automation(
    /// The one that is changed; empty for a new one.
    id: String,
    /// What stands in the fields.
    filled: AutomationFilled,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let saved = async {
        let id = match id.as_str() {
            "" => None,
            id => Some(id.parse::<AutomationId>().map_err(|_| ErrorCode::NotFound)?),
        };
        let account = filled.account.parse().map_err(|_| ErrorCode::NotFound)?;
        // Strangers hear first that there is nobody.
        desk.role(me.id, account).await?;
        desk.save_automation(me.id, account, id, &read(&filled)?).await
    };
    match saved.await {
        // A new one is shown with who would have got it; one that is changed among the others.
        Ok(kept) => {
            leptos_axum::redirect(&if id.is_empty() { format!("/automations/{kept}") } else { "/automations".to_owned() });
            Ok(())
        }
        Err(error) => Err(Failure::keeping(error, [("name", &filled.name), ("text", &filled.text)])),
    }
}

/// One as the form shows it.
#[cfg(feature = "ssr")]
fn shown(one: &Automation) -> AutomationFilled {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let price = one.price_cents;
    AutomationFilled {
        account: one.creator.to_string(),
        name: one.name.clone(),
        trigger: one.trigger.code().to_owned(),
        text: one.text.clone(),
        media: one.media.join("\n"),
        price: if price > 0 { format!("{}.{:02}", price / 100, price % 100) } else { String::new() },
        delay_from: one.delay_from.to_string(),
        delay_to: one.delay_to.to_string(),
        quiet_from: one.quiet.map(|(from, _)| time(from)).unwrap_or_default(),
        quiet_to: one.quiet.map(|(_, to)| time(to)).unwrap_or_default(),
        unless_fan_wrote: one.unless_fan_wrote,
        unless_team_wrote: one.unless_team_wrote,
        again_days: one.again_days.to_string(),
        without_tags: one.without_tags.join(", "),
        without_lists: one.without_lists.iter().map(ToString::to_string).collect(),
    }
}

/// The fields as what they mean: those that cannot be read are named at once.
#[cfg(feature = "ssr")]
fn read(filled: &AutomationFilled) -> Result<NewAutomation, Error> {
    let mut check = Check::new();
    let mut known = |field: &str, good: bool| {
        if !good {
            check.wrong(field, Problem::UnknownValue);
        }
    };
    let number = |text: &str| if text.trim().is_empty() { Some(0) } else { text.trim().parse::<u32>().ok() };
    let (from, to, again) = (number(&filled.delay_from), number(&filled.delay_to), number(&filled.again_days));
    known("delayFrom", from.is_some());
    known("delayTo", to.is_some());
    known("againDays", again.is_some());
    let trigger = Trigger::from_code(&filled.trigger);
    known("trigger", trigger.is_some());
    let price = if filled.price.trim().is_empty() { Some(0) } else { dollars(&filled.price) };
    known("priceCents", price.is_some());
    let minute = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        Some(hour.parse::<u32>().ok().filter(|hour| *hour < 24)? * 60 + minute.parse::<u32>().ok().filter(|minute| *minute < 60)?)
    };
    let quiet = minute(&filled.quiet_from).zip(minute(&filled.quiet_to));
    known("quiet", quiet.is_some() || (filled.quiet_from.trim().is_empty() && filled.quiet_to.trim().is_empty()));
    let lists: Option<Vec<_>> = filled.without_lists.iter().map(|id| id.parse().ok()).collect();
    known("withoutLists", lists.is_some());
    check.done()?;
    Ok(NewAutomation {
        name: filled.name.clone(),
        trigger: trigger.unwrap_or(Trigger::New),
        text: filled.text.replace("\r\n", "\n"),
        media: names(&filled.media),
        price_cents: price.unwrap_or(0),
        delay_from: from.unwrap_or(0),
        delay_to: to.unwrap_or(0),
        quiet,
        unless_fan_wrote: filled.unless_fan_wrote,
        unless_team_wrote: filled.unless_team_wrote,
        again_days: again.unwrap_or(0),
        without_tags: tags(&filled.without_tags),
        without_lists: lists.unwrap_or_default(),
    })
}
