//! The column about a fan: money, subscription, what the team calls them, tags. Notes are in `notes.rs`.

use super::{
    fans::texts::FanTexts,
    fresh::keep_fresh,
    notes::Notes,
    side_api::{NameFan, TagFan, load_side},
    side_kept::{FieldsOf, ListsOf},
    side_rows::{Month, Side},
    side_texts::SideTexts,
};
use crate::{
    Failure,
    common::common,
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, Field, Glyph, IconButton, LinkButton, Tone},
    when::When,
};
use leptos::{
    either::Either,
    prelude::*,
    server_fn::{ServerFn, error::FromServerFnError},
};
use leptos_router::hooks::use_query_map;
use model::{
    ConversationId, FanId,
    crm::{MoneyKind, Subscription},
    error::Problem,
};

/// The column, made anew for each conversation.
#[component]
pub(super) fn SidePane(
    /// Which conversation.
    id: ConversationId,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let side = Resource::new(|| (), move |()| load_side(id));
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match side.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(side) => Either::Right(view! { <Loaded id side done /> }),
                }
            })}
        </Transition>
    }
}

/// What is known, from now on kept fresh.
#[component]
fn Loaded(id: ConversationId, side: Side, done: RwSignal<u32>) -> impl IntoView {
    let (query, tab, texts) = (use_query_map(), use_tab(), t::<SideTexts>());
    let fan = side.id;
    let live = RwSignal::new(side);
    keep_fresh(live, move || (tab.desk(), done.get()), move || load_side(id));
    let mut chat = query.get_untracked();
    chat.remove("about");
    let back = format!("/messages/{id}{}", chat.to_query_string());
    let name = Memo::new(move |_| live.with(|side| side.name.clone()));
    view! {
        <section class="side" aria-label=move || fill(texts.about, &[("name", &name.get())])>
            <div class="side__back"><LinkButton href=back kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.back}</LinkButton></div>
            <h2 class="side__name">{name}</h2>
            <LinkButton href=format!("/fans/{fan}") size=ButtonSize::Small>{t::<FanTexts>().page_of_fan}</LinkButton>
            <Money live />
            <Facts live />
            <Name fan live done />
            <Tags fan live done />
            <ListsOf fan live done />
            <FieldsOf fan live done />
            <Notes fan live done />
        </section>
    }
}

/// What the fan paid: altogether, by kind, and by month as bars with a table behind them.
#[component]
pub(super) fn Money(live: RwSignal<Side>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let money = Memo::new(move |_| live.with(|side| (side.spent.clone(), side.kinds.clone(), side.months.clone())));
    move || {
        let (spent, kinds, months) = money.get();
        let paid = !kinds.is_empty();
        view! {
            <dl class="side__facts">
                <div>
                    <dt>{texts.paid}</dt>
                    <dd>{spent.unwrap_or_else(|| texts.nothing_paid.to_owned())}</dd>
                </div>
                {kinds
                    .into_iter()
                    .map(|(kind, money)| {
                        view! {
                            <div>
                                <dt>{of_kind(texts, kind)}</dt>
                                <dd>{money}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            {paid.then(|| view! { <Months months /> })}
        }
    }
}

#[component]
fn Months(months: Vec<Month>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let bars = months
        .iter()
        .enumerate()
        .map(|(at, month)| {
            let height = month.height;
            view! { <rect x=(at * 10 + 1).to_string() y=(100 - height).to_string() width="8" height=height.to_string()></rect> }
        })
        .collect_view();
    view! {
        <svg class="side__months" viewBox="0 0 120 100" preserveAspectRatio="none" aria-hidden="true">
            {bars}
        </svg>
        <details class="side__table">
            <summary>{texts.by_month}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{texts.month}</th>
                        <th scope="col">{texts.amount}</th>
                    </tr>
                </thead>
                <tbody>
                    {months
                        .into_iter()
                        .map(|month| {
                            view! {
                                <tr>
                                    <th scope="row">{month.name}</th>
                                    <td>{month.money}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </details>
    }
}

/// The subscription, and when they were there.
#[component]
pub(super) fn Facts(live: RwSignal<Side>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let facts = Memo::new(move |_| {
        live.with(|side| (side.subscription, side.price.clone(), side.joined.clone(), side.expires.clone(), side.last_seen.clone()))
    });
    let of_file = Memo::new(move |_| live.with(|side| (side.tier.clone(), side.email.clone())));
    move || {
        let (subscription, price, joined, expires, last_seen) = facts.get();
        let (tier, email) = of_file.get();
        let word = |name: &'static str, value: String| {
            (!value.is_empty()).then(|| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                }
            })
        };
        let (tone, said) = match subscription {
            Subscription::Active => (Tone::Success, texts.subscribed),
            Subscription::Expired => (Tone::Neutral, texts.ended),
            Subscription::Unknown => (Tone::Neutral, texts.unknown),
        };
        let moment = |name: &'static str, when: Option<When>| {
            when.map(|when| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd>
                            <time datetime=when.iso>{when.text}</time>
                        </dd>
                    </div>
                }
            })
        };
        view! {
            <dl class="side__facts">
                <div>
                    <dt>{texts.subscription_state}</dt>
                    <dd>
                        <Badge tone>{said}</Badge>
                        {price.map(|money| format!(" {}", fill(texts.a_month, &[("money", &money)])))}
                    </dd>
                </div>
                {moment(texts.joined, joined)}
                {moment(texts.expires, expires)}
                {moment(texts.last_seen, last_seen)}
                {word(t::<FanTexts>().tier, tier)}
                {word(t::<FanTexts>().email, email)}
            </dl>
        }
    }
}

#[component]
pub(super) fn Name(fan: FanId, live: RwSignal<Side>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let action = ServerAction::<NameFan>::new();
    when_done(action, move |()| done.update(|done| *done += 1));
    let refusal = Refusal::of(action, &[]);
    let saved = Memo::new(move |_| live.with(|side| side.custom_name.clone()));
    let name = RwSignal::new(saved.get_untracked());
    // A name that comes from elsewhere, a colleague or an entry of a file, stands in the field; what is being typed stays.
    Effect::new(move |before: Option<String>| {
        let now = saved.get();
        if before.is_some_and(|before| before != now && name.with_untracked(|typed| *typed == before)) {
            name.set(now.clone());
        }
        now
    });
    view! {
        <ActionForm action attr:class="side__form">
            <Refused refusal />
            <input type="hidden" name="id" value=fan.to_string() />
            <Field
                name="name"
                id="fan-name"
                label=texts.custom_name
                hint=texts.custom_name_hint
                bind=name
                error=refusal.field("name")
                maxlength=100
            />
            <Button size=ButtonSize::Small r#type="submit" busy=action.pending()>{common().save}</Button>
        </ActionForm>
    }
}

#[component]
pub(super) fn Tags(fan: FanId, live: RwSignal<Side>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let (add, remove) = (ServerAction::<TagFan>::new(), ServerAction::<TagFan>::new());
    let new = RwSignal::new(String::new());
    when_done(add, move |()| {
        new.set(String::new());
        done.update(|done| *done += 1);
    });
    when_done(remove, move |()| done.update(|done| *done += 1));
    let refusal = Refusal::of(add, &[]);
    let tags = Memo::new(move |_| live.with(|side| side.tags.clone()));
    view! {
        <h3>{texts.tags}</h3>
        {move || tags.get().is_empty().then(|| view! { <p class="side__none">{texts.no_tags}</p> })}
        <ul class="side__tags" aria-label=texts.tags>
            <For each=move || tags.get() key=Clone::clone let(tag)>
                <Tag fan tag action=remove />
            </For>
        </ul>
        <Refused refusal=Refusal::of(remove, &[]) />
        <ActionForm action=add attr:class="side__form">
            <Refused refusal />
            <input type="hidden" name="id" value=fan.to_string() />
            <input type="hidden" name="on" value="true" />
            <Field name="tag" label=texts.new_tag bind=new error=wrong_tag(add) maxlength=40 required=true />
            <Button size=ButtonSize::Small r#type="submit" busy=add.pending()>{texts.add_tag}</Button>
        </ActionForm>
    }
}

/// What is wrong with a tag that is given, in words of its own where it has a comma.
pub(super) fn wrong_tag<S>(action: ServerAction<S>) -> Signal<Option<String>>
where
    S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: FromServerFnError,
{
    let (usual, texts) = (Refusal::of(action, &[]).field("tag"), t::<FanTexts>());
    Signal::derive(move || {
        let comma = action.value().with(|value| {
            let error = value.as_ref().and_then(|value| value.as_ref().err());
            error.is_some_and(|failure| failure.error.fields.iter().any(|one| one.field == "tag" && one.problem == Problem::UnknownValue))
        });
        if comma { Some(texts.tag_wrong.to_owned()) } else { usual.get() }
    })
}

/// A tag, with the way to take it away.
#[component]
fn Tag(fan: FanId, tag: String, action: ServerAction<TagFan>) -> impl IntoView {
    let label = fill(t::<SideTexts>().remove_tag, &[("tag", &tag)]);
    view! {
        <li>
            <ActionForm action>
                <input type="hidden" name="id" value=fan.to_string() />
                <input type="hidden" name="tag" value=tag.clone() />
                <input type="hidden" name="on" value="false" />
                <Badge>{tag}</Badge>
                <IconButton glyph=Glyph::Close size=ButtonSize::Small r#type="submit" label />
            </ActionForm>
        </li>
    }
}

/// A kind of income in words.
pub(super) fn of_kind(texts: &SideTexts, kind: MoneyKind) -> &'static str {
    match kind {
        MoneyKind::Tip => texts.tip,
        MoneyKind::Message => texts.message,
        MoneyKind::Subscription => texts.subscription,
        MoneyKind::Post => texts.post,
        MoneyKind::Stream => texts.stream,
        MoneyKind::Other => texts.other,
        MoneyKind::Chargeback => texts.chargeback,
    }
}
