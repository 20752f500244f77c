//! The page of teams: who works with which account, and for its creator the ways to change it.

use super::{
    api::{LetGo, SetTeamRole, TakeIn, load_teams},
    member::MemberRow,
    rows::{Team, Teams},
    texts::TeamTexts,
};
use crate::{
    features::desk::fresh::keep_fresh,
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, EmptyState, Field, Glyph, LinkButton, Select, Table, use_toasts},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use model::{UserId, crm::Role};

/// The page `/platforms/onlyfans/team`.
#[component]
pub fn TeamPage() -> impl IntoView {
    let texts = t::<TeamTexts>();
    let teams = Resource::new(|| (), |()| load_teams());
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match teams.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(teams) if teams.accounts.is_empty() => {
                        EitherOf3::B(view! {
                            <EmptyState glyph=Glyph::Shield title=texts.none_title text=texts.none>
                                <LinkButton href="/messages">{texts.inbox}</LinkButton>
                            </EmptyState>
                        })
                    }
                    Ok(teams) => EitherOf3::C(view! { <Loaded teams /> }),
                }
            })}
        </Transition>
    }
}

/// What can be done about those who are in.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub set: ServerAction<SetTeamRole>,
    pub let_go: ServerAction<LetGo>,
}

/// The teams, from now on kept fresh.
#[component]
fn Loaded(teams: Teams) -> impl IntoView {
    let (texts, tab, toasts) = (t::<TeamTexts>(), use_tab(), use_toasts());
    let done = RwSignal::new(0_u32);
    let acts = Acts { set: ServerAction::<SetTeamRole>::new(), let_go: ServerAction::<LetGo>::new() };
    let again = move |said: &'static str| {
        toasts.show(said);
        done.update(|done| *done += 1);
    };
    when_done(acts.set, move |()| again(texts.changed));
    when_done(acts.let_go, move |()| again(texts.gone));
    let me = teams.me;
    let live = RwSignal::new(teams);
    keep_fresh(live, move || (tab.desk(), done.get()), load_teams);
    let which = Memo::new(move |_| live.with(|teams| teams.accounts.iter().map(|team| team.id).collect::<Vec<_>>()));
    view! {
        <p class="section__lead">{texts.lead}</p>
        <Refused refusal=Refusal::of(acts.set, &[]) />
        <Refused refusal=Refusal::of(acts.let_go, &[]) />
        // By account, so that what stands in a form is kept when somebody comes or goes.
        <For each=move || which.get() key=|id| *id let(id)>
            {
                let team = Memo::new(move |_| live.with(|teams| teams.accounts.iter().find(|team| team.id == id).cloned()));
                view! { <TeamView team me acts done /> }
            }
        </For>
    }
}

#[component]
fn TeamView(team: Memo<Option<Team>>, me: UserId, acts: Acts, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<TeamTexts>();
    let Some(Team { id, name, username, .. }) = team.get_untracked() else { return Either::Left(()) };
    let role = Memo::new(move |_| team.with(|team| team.as_ref().map(|team| team.role)));
    let rows = move || {
        let team = team.get();
        let owns = team.as_ref().is_some_and(|team| team.role == Role::Creator);
        team.into_iter().flat_map(|team| team.members).map(|member| (member, owns)).collect::<Vec<_>>()
    };
    let heading = format!("team-{id}");
    let leave_hint = fill(texts.leave_hint, &[("name", &name)]);
    Either::Right(view! {
        <section class="team" aria-labelledby=heading>
            <h2 id=heading.clone()>{name} " " <span class="team__username">{format!("@{username}")}</span></h2>
            <Table caption=texts.title columns=vec![texts.name, texts.role, ""]>
                <For each=rows key=Clone::clone let((member, owns))>
                    <MemberRow account=id member me owns acts />
                </For>
            </Table>
            {move || match role.get() {
                Some(Role::Creator) => EitherOf3::A(view! { <TakeInForm account=id.to_string() done /> }),
                Some(_) => {
                    EitherOf3::B(view! {
                        <details class="team__leave">
                            <summary>{texts.leave}</summary>
                            <p>{leave_hint.clone()}</p>
                            <ActionForm action=acts.let_go>
                                <input type="hidden" name="account" value=id.to_string() />
                                <input type="hidden" name="who" value=me.to_string() />
                                <Button kind=ButtonKind::Danger size=ButtonSize::Small r#type="submit" busy=acts.let_go.pending()>
                                    {texts.leave_really}
                                </Button>
                            </ActionForm>
                        </details>
                    })
                }
                None => EitherOf3::C(()),
            }}
        </section>
    })
}

/// The form for one more.
#[component]
fn TakeInForm(account: String, done: RwSignal<u32>) -> impl IntoView {
    let (texts, toasts) = (t::<TeamTexts>(), use_toasts());
    let take_in = ServerAction::<TakeIn>::new();
    let kept = take_in.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept("email"))));
    let email = RwSignal::new(kept.unwrap_or_default());
    when_done(take_in, move |()| {
        email.set(String::new());
        toasts.show(texts.added);
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(take_in, &[(model::ErrorCode::UnknownPerson, "email"), (model::ErrorCode::AlreadyShared, "email")]);
    view! {
        <ActionForm action=take_in attr:class="form team__form">
            <h3>{texts.add}</h3>
            <Refused refusal />
            <Field
                name="email"
                id=format!("email-{account}")
                r#type="email"
                label=texts.email
                hint=texts.email_hint
                bind=email
                error=refusal.field("email")
                maxlength=254
                required=true
            />
            <Select name="role" id=format!("role-{account}") label=texts.role options=roles(texts) value=Role::Chatter.code() />
            <input type="hidden" name="account" value=account />
            <Button r#type="submit" busy=take_in.pending()>{texts.add_button}</Button>
        </ActionForm>
    }
}

/// The roles that can be given.
pub(super) fn roles(texts: &TeamTexts) -> Vec<(String, String)> {
    [(Role::Chatter, texts.chatter_can), (Role::Manager, texts.manager_can)].map(|(role, said)| (role.code().to_owned(), said.to_owned())).to_vec()
}
