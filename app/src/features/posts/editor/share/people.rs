//! Who has access: the owner adds people, changes their roles, removes them, passes the post on; others see and may
//! leave.

use super::rules::Rules;
use crate::{
    Failure, browser,
    common::{common, field_error, form_error, sentence, sentence_in},
    features::posts::{
        api::{add_collaborator, list_collaborators, remove_collaborator, set_collaborator_role},
        role_options, role_words, roles,
        texts::PostTexts,
    },
    features::sharing::{api::pass_ownership, texts::SharingTexts},
    texts::{fill, t},
    ui::{Avatar, Banner, Button, ButtonKind, ButtonSize, Face, Field, Glyph, Select, Tone, focus_first_error, use_toasts},
    visitor::use_visitor,
};
use leptos::{either::Either, ev, html, prelude::*, task::spawn_local};
use model::{
    ContentId, Error,
    content::{Collaborator, Role},
};

/// Everybody with access.
#[component]
pub(super) fn People(
    /// The post.
    id: ContentId,
    /// Our role.
    role: Role,
    /// We may add people.
    shares: bool,
) -> impl IntoView {
    let owner = role == Role::Owner;
    let version = RwSignal::new(0_u32);
    let people: Resource<Result<Vec<Collaborator>, Failure>> = Resource::new(move || version.get(), move |_| list_collaborators(id));
    let again = Callback::new(move |()| version.update(|version| *version += 1));
    view! {
        {shares.then(|| view! { <AddPerson id added=again /> })}
        <Transition fallback=move || view! { <p>{common().loading}</p> }>
            {move || Suspend::new(async move {
                match people.await {
                    Err(failure) => Either::Left(view! { <Banner tone=Tone::Danger>{sentence(&failure.error)}</Banner> }),
                    Ok(people) => {
                        let rows = people.into_iter().map(|person| view! { <PersonRow id person owner changed=again /> }).collect_view();
                        Either::Right(view! { <ul class="people-list">{rows}</ul> })
                    }
                }
            })}
        </Transition>
        {owner.then(|| view! { <Rules id /> })}
    }
}

#[component]
fn AddPerson(id: ContentId, added: Callback<()>) -> impl IntoView {
    let texts = t::<PostTexts>();
    let form = NodeRef::<html::Form>::new();
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Editor);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    focus_first_error(form, move || error.with(Option::is_some));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (to, with) = (email.get_untracked(), role.get_untracked());
        spawn_local(async move {
            match add_collaborator(id, to, with).await {
                Ok(_) => {
                    error.set(None);
                    email.set(String::new());
                    added.run(());
                }
                Err(failure) => error.set(Some(failure.error)),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="form form--share" on:submit=submit node_ref=form novalidate>
            <p class="soft">{texts.share_lead}</p>
            {move || error.with(|error| form_error(error.as_ref())).map(|text| view! { <div role="alert"><Banner tone=Tone::Danger>{text}</Banner></div> })}
            <Field
                name="email"
                id="share-email"
                r#type="email"
                label=texts.share_email
                bind=email
                error=Signal::derive(move || error.with(|error| field_error(error.as_ref(), "email")))
                autocomplete="off"
                required=true
            />
            <Select
                name="role"
                id="share-role"
                label=texts.share_role
                options=role_options()
                value=Signal::derive(move || role.get().code().to_owned())
                on_change=Callback::new(move |code: String| {
                    if let Some(chosen) = Role::from_code(&code) {
                        role.set(chosen);
                    }
                })
            />
            <Button kind=ButtonKind::Primary r#type="submit" busy>{texts.share_add}</Button>
        </form>
    }
}

#[component]
fn PersonRow(
    /// The post.
    id: ContentId,
    /// Who.
    person: Collaborator,
    /// We own the post.
    owner: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let (toasts, language) = (use_toasts(), use_visitor().get_untracked_language());
    let who = person.user_id;
    let face =
        Face { key: who.to_string(), name: person.name.clone(), said: None, color: person.color, picture: person.picture.clone(), idle: false };
    let me = use_visitor().user().is_some_and(|user| user.id == who);
    let fixed = person.permission == Role::Owner || !owner;
    let choose = Callback::new(move |code: String| {
        let Some(role) = Role::from_code(&code) else { return };
        spawn_local(async move {
            if let Err(failure) = set_collaborator_role(id, who, role).await {
                toasts.fail(sentence_in(language, &failure.error));
            }
            changed.run(());
        });
    });
    let remove = move |_| {
        spawn_local(async move {
            match remove_collaborator(id, who).await {
                Ok(()) if me => browser::go("/posts?whose=shared"),
                Ok(()) => changed.run(()),
                Err(failure) => toasts.fail(sentence_in(language, &failure.error)),
            }
        });
    };
    let of = |text: &str| fill(text, &[("name", &person.name)]);
    let passes = owner && person.permission != Role::Owner;
    let asks = RwSignal::new(false);
    let sharing = t::<SharingTexts>();
    let make_owner = move |_| {
        spawn_local(async move {
            match pass_ownership(id, who).await {
                Ok(()) => browser::reload(),
                Err(failure) => toasts.fail(sentence_in(language, &failure.error)),
            }
        });
    };
    let (owner_name, owner_ask) = (of(sharing.make_owner_of), of(sharing.make_owner_ask));
    let removes = person.permission != Role::Owner && (owner || me);
    let remove_name = if me { texts.share_leave.to_owned() } else { of(texts.share_remove) };
    let role = if fixed {
        Either::Left(view! { <span class="soft">{roles::word(texts, person.permission)}</span> })
    } else {
        Either::Right(view! {
            <Select
                name=format!("role-{who}")
                label=of(texts.role_of)
                options=role_words()
                value=person.permission.code()
                on_change=choose
                hide_label=true
            />
        })
    };
    view! {
        <li class="people-list__row">
            <Avatar face />
            <div class="person__text">
                <span class="person__name">{person.name.clone()} {me.then(|| format!(" ({})", common().you))}</span>
                <span class="person__detail">{person.email.clone()}</span>
            </div>
            {role}
            {passes
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Ghost size=ButtonSize::Small attr:aria-label=owner_name on:click=move |_| asks.set(true)>
                            {sharing.make_owner}
                        </Button>
                    }
                })}
            {removes
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Glyph::Close attr:aria-label=remove_name on:click=remove>
                            {if me { texts.share_leave } else { common().remove }}
                        </Button>
                    }
                })}
            {move || {
                asks.get()
                    .then(|| {
                        view! {
                            <div class="people-list__ask" role="alert">
                                <p>{owner_ask.clone()}</p>
                                <Button kind=ButtonKind::Danger size=ButtonSize::Small on:click=make_owner>{sharing.make_owner_yes}</Button>
                                <Button size=ButtonSize::Small on:click=move |_| asks.set(false)>{common().cancel}</Button>
                            </div>
                        }
                    })
            }}
        </li>
    }
}
