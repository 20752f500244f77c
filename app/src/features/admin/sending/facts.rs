//! Alarms, numbers, accounts and settings.

use super::{
    rows::{BucketRow, Sending},
    texts::SendingTexts,
};
use crate::{
    texts::{fill, t},
    ui::{Badge, Banner, Cell, Table, Tone},
};
use leptos::{either::Either, prelude::*};
use model::crm::{Alarm, AlarmKind, CreatorState, QueueKind, QueueState, Setting, SettingFrom};

/// What is to be known before everything else.
#[component]
pub(super) fn Alarms(off: bool, sandbox: bool, trouble: Option<String>, alarms: Vec<Alarm>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let alarms = alarms.into_iter().map(|alarm| {
        let text = match alarm.kind {
            AlarmKind::Depth => texts.alarm_depth,
            AlarmKind::DeadLetters => texts.alarm_dead,
            AlarmKind::Failures => texts.alarm_failures,
        };
        let text = fill(text, &[("value", &alarm.value.to_string()), ("over", &alarm.over.to_string())]);
        view! { <Banner tone=Tone::Danger role="alert">{text}</Banner> }
    });
    view! {
        {off.then(|| view! { <Banner tone=Tone::Danger>{texts.off}</Banner> })}
        {trouble.map(|why| view! { <Banner tone=Tone::Warning>{fill(texts.tickets_trouble, &[("why", &sentence(why))])}</Banner> })}
        {sandbox.then(|| view! { <Banner tone=Tone::Warning>{texts.sandbox}</Banner> })}
        {alarms.collect_view()}
    }
}

/// What somebody else said, as a sentence.
fn sentence(mut words: String) -> String {
    if !words.ends_with('.') {
        words.push('.');
    }
    words
}

/// The queue in numbers.
#[component]
pub(super) fn Numbers(sending: Sending) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let numbers = [
        (texts.depth, sending.depth),
        (texts.later, sending.later),
        (texts.in_flight, sending.in_flight),
        (texts.dead_letters, sending.dead_letters),
        (texts.unconfirmed, sending.unconfirmed),
        (texts.hour_processed, sending.hour_processed),
        (texts.hour_failed, sending.hour_failed),
    ];
    let numbers = numbers.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).into_iter().collect_view();
    view! {
        <section class="stack" aria-labelledby="numbers">
            <h2 id="numbers">{texts.numbers}</h2>
            <dl class="facts">{numbers}<Queue queue=sending.queue /></dl>
        </section>
    }
}

/// Which queue tells what is due, and how much is in it.
#[component]
fn Queue(queue: QueueState) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let kind = match queue.kind {
        QueueKind::Embedded => texts.embedded,
        QueueKind::Sqs => texts.by_sqs,
    };
    let tickets = queue.tickets.map(|tickets| {
        let numbers =
            [(texts.tickets_waiting, Some(tickets.waiting)), (texts.tickets_in_flight, Some(tickets.in_flight)), (texts.tickets_dead, tickets.dead)];
        let numbers = numbers.into_iter().filter_map(|(name, value)| value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }));
        numbers.collect_view()
    });
    view! {
        <div><dt>{texts.queue}</dt><dd>{kind}</dd></div>
        {tickets}
    }
}

/// Accounts and what is in their buckets.
#[component]
pub(super) fn Buckets(buckets: Vec<BucketRow>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let list = if buckets.is_empty() {
        Either::Left(view! { <p>{texts.no_accounts}</p> })
    } else {
        let columns = vec![texts.account, texts.state, texts.tokens, texts.depth];
        let rows = buckets.into_iter().map(|row| {
            let (tone, said) = if row.state == CreatorState::Connected { (Tone::Success, texts.can_send) } else { (Tone::Danger, texts.cannot_send) };
            let paused = row.paused.map(|when| fill(texts.paused, &[("when", &when.text)]));
            view! {
                <tr>
                    <Cell main=true><span>{row.name} " " <code>{row.gateway_id}</code></span></Cell>
                    <Cell label=texts.state><span><Badge tone>{said}</Badge> " " {paused}</span></Cell>
                    <Cell label=texts.tokens>{row.tokens}</Cell>
                    <Cell label=texts.depth>{row.depth}</Cell>
                </tr>
            }
        });
        Either::Right(view! { <Table caption=texts.buckets columns>{rows.collect_view()}</Table> })
    };
    view! {
        <section class="stack" aria-labelledby="buckets">
            <h2 id="buckets">{texts.buckets}</h2>
            {list}
        </section>
    }
}

/// Settings and where their values come from.
#[component]
pub(super) fn Settings(settings: Vec<Setting>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let rows = settings.into_iter().map(|setting| {
        let value = match (setting.value, setting.from) {
            (Some(value), _) => value,
            (None, SettingFrom::Unset) => String::new(),
            (None, _) => texts.secret.to_owned(),
        };
        let (tone, from) = match setting.from {
            SettingFrom::Environment => (Tone::Accent, texts.environment),
            SettingFrom::Default => (Tone::Neutral, texts.default),
            SettingFrom::Unset => (Tone::Neutral, texts.unset),
        };
        view! {
            <tr>
                <Cell main=true><code>{setting.name}</code></Cell>
                <Cell label=texts.value>{value}</Cell>
                <Cell label=texts.from><Badge tone>{from}</Badge></Cell>
            </tr>
        }
    });
    let columns = vec![texts.setting, texts.value, texts.from];
    view! {
        <section class="stack" aria-labelledby="settings">
            <h2 id="settings">{texts.settings}</h2>
            <Table caption=texts.settings columns>{rows.collect_view()}</Table>
        </section>
    }
}
