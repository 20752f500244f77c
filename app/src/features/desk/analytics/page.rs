//! The page of numbers.

use super::{
    api::load_numbers,
    chart::Bars,
    rows::{Bar, Numbers, NumbersPage},
    texts::NumberTexts,
};
use crate::{
    features::desk::{side::of_kind, side_texts::SideTexts},
    frame::{Failed, PageHead},
    texts::{fill, t},
    ui::{ButtonKind, Cell, EmptyState, Glyph, LinkButton, TabLink, TabLinks, Table},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::hooks::use_query_map;
use model::{CreatorId, crm::Step};

/// The page `/platforms/onlyfans/analytics`; `?account=…&by=week` choose what is shown.
#[component]
pub fn AnalyticsPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<NumberTexts>());
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let step = query.get_str("by").and_then(Step::from_code).unwrap_or(Step::Day);
            (query.get_str("account").and_then(|id| id.parse::<CreatorId>().ok()), step)
        })
    });
    let page = Resource::new(move || asked.get(), |(account, step)| load_numbers(account, step));
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match page.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(NumbersPage { accounts, numbers: Some(numbers) }) => EitherOf3::B(view! { <Shown accounts numbers /> }),
                    Ok(_) => {
                        EitherOf3::C(view! {
                            <EmptyState glyph=Glyph::Search title=texts.none_title text=texts.none>
                                <LinkButton href="/messages">{texts.inbox}</LinkButton>
                            </EmptyState>
                        })
                    }
                }
            })}
        </Transition>
    }
}

fn step_word(texts: &NumberTexts, step: Step) -> &'static str {
    match step {
        Step::Day => texts.day,
        Step::Week => texts.week,
        Step::Month => texts.month,
    }
}

fn address(account: CreatorId, step: Step) -> String {
    format!("/platforms/onlyfans/analytics?account={account}&by={}", step.code())
}

#[component]
fn Shown(accounts: Vec<(CreatorId, String)>, numbers: Numbers) -> impl IntoView {
    let texts = t::<NumberTexts>();
    let Numbers { account, step, since, zone, trend, top, kinds, .. } = numbers.clone();
    let csv = format!("/api/crm/accounts/{account}/analytics.csv?by={}", step.code());
    view! {
        <div class="numbers">
            {(accounts.len() > 1)
                .then(|| {
                    view! {
                        <TabLinks label=texts.accounts>
                            {accounts
                                .into_iter()
                                .map(|(id, name)| view! { <TabLink href=address(id, step) current=id == account>{name}</TabLink> })
                                .collect_view()}
                        </TabLinks>
                    }
                })}
            <TabLinks label=texts.steps>
                {Step::ALL
                    .iter()
                    .map(|one| view! { <TabLink href=address(account, *one) current=*one == step>{step_word(texts, *one)}</TabLink> })
                    .collect_view()}
            </TabLinks>
            <p class="section__lead">{fill(texts.since, &[("day", &since), ("zone", &zone)])}</p>
            <Facts numbers />
            <Trend trend step />
            <section>
                <h2>{texts.kinds}</h2>
                {if kinds.is_empty() {
                    Either::Left(view! { <p>{texts.nothing}</p> })
                } else {
                    Either::Right(view! {
                        <Table caption=texts.kinds columns=vec![texts.kind, texts.income]>
                            {kinds
                                .into_iter()
                                .map(|(kind, money)| {
                                    view! {
                                        <tr>
                                            <Cell main=true>{of_kind(t::<SideTexts>(), kind)}</Cell>
                                            <Cell label=texts.income>{money}</Cell>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </Table>
                    })
                }}
            </section>
            <section>
                <h2>{texts.top}</h2>
                {if top.is_empty() {
                    Either::Left(view! { <p>{texts.nothing}</p> })
                } else {
                    Either::Right(view! {
                        <Table caption=texts.top columns=vec![texts.fan, texts.paid]>
                            {top
                                .into_iter()
                                .map(|(conversation, name, money)| {
                                    view! {
                                        <tr>
                                            <Cell main=true>
                                                <a href=format!("/messages/{conversation}")>{name}</a>
                                            </Cell>
                                            <Cell label=texts.paid>{money}</Cell>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </Table>
                    })
                }}
            </section>
            // A file is no page of the interface, so the browser itself goes there.
            <p><a href=csv rel="external" download="analytics.csv">{texts.csv}</a></p>
        </div>
    }
}

/// The single numbers.
#[component]
fn Facts(numbers: Numbers) -> impl IntoView {
    let texts = t::<NumberTexts>();
    let Numbers { fans: (fans, active), income, average, answers, median, .. } = numbers;
    let number = |n: i64| n.to_string();
    let (average, payers) = match average {
        Some((money, payers)) => (money, Some(fill(texts.payers, &[("n", &number(payers))]))),
        None => (texts.nothing.to_owned(), None),
    };
    let (rate, rate_of) = match answers {
        Some((asked, answered, percent)) => {
            (format!("{percent}\u{a0}%"), Some(fill(texts.rate_of, &[("n", &number(answered)), ("all", &number(asked))])))
        }
        None => (texts.nothing.to_owned(), None),
    };
    let facts = [
        (texts.fans, number(fans), Some(fill(texts.active, &[("n", &number(active))]))),
        (texts.income, income, None),
        (texts.average, average, payers),
        (texts.rate, rate, rate_of),
        (texts.median, median.unwrap_or_else(|| texts.nothing.to_owned()), Some(texts.median_hint.to_owned())),
    ];
    view! {
        <dl class="numbers__facts">
            {facts
                .map(|(name, value, more)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd>
                                <span class="numbers__value">{value}</span>
                                {more.map(|more| view! { <span class="numbers__more">{more}</span> })}
                            </dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
}

/// How it went: two drawings, and the table behind them.
#[component]
fn Trend(trend: Vec<Bar>, step: Step) -> impl IntoView {
    let texts = t::<NumberTexts>();
    let income: Vec<(i64, String)> = trend.iter().map(|bar| (bar.cents, format!("{}: {}", bar.from, bar.income))).collect();
    let of = |count: fn(&Bar) -> i64| trend.iter().map(|bar| (count(bar), format!("{}: {}", bar.from, count(bar)))).collect::<Vec<_>>();
    let (received, sent) = (of(|bar| bar.received), of(|bar| bar.sent));
    let most_income = trend.iter().max_by_key(|bar| bar.cents).map(|bar| bar.income.clone()).unwrap_or_default();
    let most = |bars: &[(i64, String)]| bars.iter().map(|(value, _)| *value).max().unwrap_or(0).to_string();
    let charts = [(texts.income_trend, most_income, income), (texts.message_trend, most(&received), received), (texts.sent_trend, most(&sent), sent)];
    view! {
        {charts
            .map(|(title, most, bars)| {
                let most = fill(texts.most, &[("n", &most)]);
                view! {
                    <section>
                        <h2>{title}</h2>
                        <Bars label=format!("{title}, {}. {most}", step_word(texts, step)) bars />
                        <p class="numbers__more">{most}</p>
                    </section>
                }
            })
            .collect_view()}
        <details>
            <summary>{texts.table}</summary>
            <Table caption=texts.table columns=vec![texts.from, texts.income, texts.received, texts.sent]>
                {trend
                    .into_iter()
                    .map(|bar| {
                        let day = bar.from.clone();
                        view! {
                            <tr>
                                <Cell main=true>
                                    <time datetime=day>{bar.from}</time>
                                </Cell>
                                <Cell label=texts.income>{bar.income}</Cell>
                                <Cell label=texts.received>{bar.received.to_string()}</Cell>
                                <Cell label=texts.sent>{bar.sent.to_string()}</Cell>
                            </tr>
                        }
                    })
                    .collect_view()}
            </Table>
        </details>
    }
}
