//! Who is here: five faces, then how many more. A click on somebody's face follows them.

use super::{bridge::Present, live::Live, typing::Typing};
use crate::{
    common::common,
    features::{
        posts::texts::PostTexts,
        sharing::{named, texts::SharingTexts},
    },
    texts::{fill, t},
    ui::{Avatar, Face, Menu, MenuItem},
};
use leptos::{either::Either, prelude::*};

/// So many faces are shown; the others are in a menu.
const SHOWN: usize = 5;

/// Who is here.
#[component]
pub(super) fn Here(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let first = Memo::new(move |_| live.people.with(|people| people.iter().take(SHOWN).map(|person| person.id.clone()).collect::<Vec<_>>()));
    let more = Memo::new(move |_| live.people.with(|people| people.len() > SHOWN));
    // What is done in here does not end following somebody (`data-follow`): it says whom to follow.
    view! {
        <div class="here" data-follow="">
            <Typing live />
            <ul class="avatar-stack" aria-label=texts.people_here>
                // By their ids, so that a button keeps the focus while its person types.
                <For each=move || first.get() key=Clone::clone let:id>
                    <li>
                        <Somebody live id />
                    </li>
                </For>
                {move || more.get().then(|| view! { <li><Others live /></li> })}
            </ul>
        </div>
    }
}

/// One of them: a button, unless it is the person at this screen.
#[component]
fn Somebody(live: Live, id: String) -> impl IntoView {
    let texts = t::<PostTexts>();
    let wanted = id.clone();
    let person = Memo::new(move |_| live.people.with(|people| people.iter().find(|person| person.id == wanted).cloned()));
    let state = move || person.with(|person| person.as_ref().map(state_of));
    if person.with_untracked(|person| person.as_ref().is_some_and(|person| person.me)) {
        let face = move || person.get().map(|person| view! { <Avatar face=face_of(texts, person) labelled=true /> });
        return Either::Left(view! { <span class="here__face" data-state=state>{face}</span> });
    }
    let label = move || person.with(|person| person.as_ref().map(|person| fill(texts.follow, &[("name", &said(texts, person))])));
    let followed = id.clone();
    let pressed = move || if live.following.with(|following| *following == followed) { "true" } else { "false" };
    Either::Right(view! {
        <button
            type="button"
            class="here__face here__follow"
            data-state=state
            aria-label=label
            title=label
            aria-pressed=pressed
            on:click=move |_| live.follow_or_stop(&id)
        >
            {move || person.get().map(|person| view! { <Avatar face=face_of(texts, person) /> })}
        </button>
    })
}

/// Those who have no face of their own in the row.
#[component]
fn Others(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let count = Memo::new(move |_| live.people.with(|people| people.len().saturating_sub(SHOWN)));
    let label = Signal::derive(move || fill(texts.people_more, &[("n", &count.get().to_string())]));
    let trigger = move || view! { <span aria-hidden="true">"+" {move || count.get()}</span> };
    view! {
        <Menu label trigger button_class="avatar avatar--more here__follow">
            // As they are when the menu opens: entries that come and go would take the focus with them.
            {live
                .people
                .get_untracked()
                .into_iter()
                .skip(SHOWN)
                .map(|person| {
                    let text = fill(texts.follow, &[("name", &said(texts, &person))]);
                    let id = person.id;
                    let followed = id.clone();
                    let checked = Signal::derive(move || live.following.with(|following| *following == followed));
                    view! { <MenuItem checked on_select=Callback::new(move |()| live.follow_or_stop(&id))>{text}</MenuItem> }
                })
                .collect_view()}
        </Menu>
    }
}

/// What they do, for the style sheet.
fn state_of(person: &Present) -> &'static str {
    match person {
        Present { typing: true, .. } => "typing",
        Present { away: true, .. } => "away",
        Present { idle: true, .. } => "idle",
        _ => "active",
    }
}

/// Who they are and what they do, in words.
fn said(texts: &PostTexts, person: &Present) -> String {
    let name = &person.name;
    if person.me {
        return format!("{name} ({})", common().you);
    }
    let known = named(t::<SharingTexts>(), name, person.guest);
    match state_of(person) {
        "typing" => fill(texts.types, &[("name", &known)]),
        "away" => fill(texts.away, &[("name", &known)]),
        "idle" => fill(texts.idle, &[("name", &known)]),
        _ => known,
    }
}

fn face_of(texts: &PostTexts, person: Present) -> Face {
    let said = Some(said(texts, &person));
    let picture = Some(person.picture).filter(|path| !path.is_empty());
    Face { key: person.id, name: person.name, said, color: person.color, picture, idle: person.idle || person.away }
}
