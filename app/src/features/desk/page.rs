//! The inbox: the list of conversations, and the one that is chosen.

use super::{
    api::{CheckAccount, load_inbox},
    chat::ChatPane,
    connect::Connect,
    fans::texts::FanTexts,
    found::{Found, Search, question_of},
    fresh::keep_fresh,
    keys::Keys,
    list::List,
    rows::{AccountRow, Inbox},
    side::SidePane,
    state::of_account,
    texts::DeskTexts,
    which::filter_of,
};
use crate::{
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Badge, Banner, Button, ButtonSize, EmptyState, Glyph, LinkButton, Tone},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{ConversationId, ErrorCode, crm::Filter};

/// The pages `/messages` and `/messages/{id}`. What is new comes by itself.
#[component]
pub fn InboxPage() -> impl IntoView {
    let (params, query, texts) = (use_params_map(), use_query_map(), t::<DeskTexts>());
    // Counts what was done here, for those whose line to the server is down.
    let done = RwSignal::new(0_u32);
    let asked = Memo::new(move |_| query.with(|query| (filter_of(query), query.get("cursor"))));
    let inbox = Resource::new(move || asked.get(), |(filter, cursor)| load_inbox(filter, cursor));
    let chosen = Memo::new(move |_| params.with(|params| params.get("id")));
    let conversation = Memo::new(move |_| chosen.with(|id| id.as_ref().and_then(|id| id.parse::<ConversationId>().ok())));
    let about = Memo::new(move |_| query.with(|query| query.get_str("about").is_some()));
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/fans">{t::<FanTexts>().title}</LinkButton>
            <LinkButton href="/campaigns">{texts.campaigns}</LinkButton>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    inbox.await.is_ok_and(|inbox| inbox.manages).then(|| view! {
                        <LinkButton href="/platforms/onlyfans/import">{texts.import}</LinkButton>
                        <LinkButton href="/platforms/onlyfans/analytics">{texts.analytics}</LinkButton>
                    })
                })}
            </Transition>
            <LinkButton href="/platforms/onlyfans/team">{texts.team}</LinkButton>
        </PageHead>
        <div class="inbox" class:inbox--chosen=move || chosen.with(Option::is_some) class:inbox--about=about>
            <div class="inbox__list">
                <Transition fallback=|| ()>
                    {move || Suspend::new(async move {
                        match inbox.await {
                            Err(failure) => Either::Left(view! { <Failed failure /> }),
                            Ok(inbox) => Either::Right(view! { <Loaded inbox asked=asked.get_untracked() chosen done /> }),
                        }
                    })}
                </Transition>
            </div>
            <div class="inbox__chat">
                {move || match (chosen.with(Option::is_some), conversation.get()) {
                    (true, Some(_)) => EitherOf3::A(()),
                    (true, None) => EitherOf3::B(view! { <Failed failure=ErrorCode::NotFound.into() /> }),
                    (false, _) => EitherOf3::C(view! { <EmptyState glyph=Glyph::Comment title=texts.choose_title text=texts.choose /> }),
                }}
                // Keyed: what is typed in a field stands in the page, and must not stay there for somebody else.
                <For each=move || conversation.get() key=|id| *id let(id)>
                    <ChatPane id done />
                </For>
            </div>
            <div class="inbox__side">
                <For each=move || conversation.get() key=|id| *id let(id)>
                    <SidePane id done />
                </For>
            </div>
        </div>
    }
}

/// The inbox, from now on kept fresh.
#[component]
fn Loaded(inbox: Inbox, asked: (Filter, Option<String>), chosen: Memo<Option<String>>, done: RwSignal<u32>) -> impl IntoView {
    let (tab, params, texts) = (use_tab(), use_query_map(), t::<DeskTexts>());
    let question = Memo::new(move |_| params.with(question_of));
    let (sandbox, ask) = (inbox.sandbox.clone(), inbox.ask.clone());
    let inbox = RwSignal::new(inbox);
    keep_fresh(inbox, move || (tab.desk(), done.get()), move || load_inbox(asked.0.clone(), asked.1.clone()));
    let connected = Memo::new(move |_| inbox.with(|inbox| !inbox.accounts.is_empty()));
    let accounts = Memo::new(move |_| inbox.with(|inbox| inbox.accounts.clone()));
    let imitated = sandbox.is_some();
    let sending = inbox.with_untracked(|inbox| inbox.sending);
    move || {
        if !connected.get() {
            return Either::Left(view! { <Connect sandbox=sandbox.clone() ask=ask.clone() done /> });
        }
        Either::Right(view! {
            {imitated
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warning>
                            <Badge tone=Tone::Warning>{texts.sandbox}</Badge>
                            <span>{texts.sandbox_hint}</span>
                        </Banner>
                    }
                })}
            {(!sending)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Danger>
                            <Badge tone=Tone::Danger>{texts.off}</Badge>
                            <span>{texts.off_hint}</span>
                        </Banner>
                    }
                })}
            {move || accounts.get().into_iter().map(|account| view! { <Stopped account done /> }).collect_view()}
            <Search params />
            {move || match question.get() {
                Some(question) => Either::Left(view! { <Found question /> }),
                None => Either::Right(view! { <List inbox chosen /> }),
            }}
            <Keys />
        })
    }
}

/// Why an account cannot send, if it cannot.
#[component]
fn Stopped(account: AccountRow, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<DeskTexts>();
    let check = ServerAction::<CheckAccount>::new();
    when_done(check, move |()| done.update(|done| *done += 1));
    let Some(why) = of_account(texts, account.state) else { return Either::Left(()) };
    Either::Right(view! {
        <Banner tone=Tone::Danger role="alert">
            <p>{fill(why, &[("name", &account.name)])}</p>
            <ActionForm action=check>
                <input type="hidden" name="id" value=account.id.to_string() />
                <Button size=ButtonSize::Small r#type="submit" busy=check.pending()>{texts.check}</Button>
            </ActionForm>
        </Banner>
        <Refused refusal=Refusal::of(check, &[]) />
    })
}
