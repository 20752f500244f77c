//! The field in which a comment is written, with completion of names after an @.

use super::{mentions, state::Comments, texts::CommentTexts};
use crate::{
    common::common,
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize},
};
use leptos::{ev, html, prelude::*};
use model::{accounts::Person, comments::TEXT_MAX};

/// Who can be completed: somebody with access, or an address that is to be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    Person(Person),
    Invite(String),
}

/// The field and its buttons. Ctrl or ⌘ with Enter sends.
#[component]
pub(super) fn Composer(
    /// The comments.
    comments: Comments,
    /// The field's id.
    #[prop(into)]
    id: String,
    /// What is asked for.
    label: &'static str,
    /// The button's text.
    send: &'static str,
    /// What is written.
    text: RwSignal<String>,
    /// It is on its way.
    busy: RwSignal<bool>,
    /// Takes what is to be sent.
    on_send: Callback<String>,
    /// Gives it up.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    // What stands before the caret, where a name may be being typed.
    let before = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let invites = comments.invites;
    let people = Memo::new(move |_| {
        let before = before.get();
        if let (true, Some(address)) = (comments.shares, mentions::typed_address(&before)) {
            return vec![Choice::Invite(address.to_owned())];
        }
        let Some(typed) = mentions::typed(&before) else { return Vec::new() };
        comments.people.with(|people| mentions::fitting(people, typed).into_iter().cloned().map(Choice::Person).collect::<Vec<_>>())
    });
    let note = move || {
        let Some(field) = field.get_untracked() else { return };
        let caret = field.selection_start().ok().flatten().unwrap_or_default() as usize;
        before.set(String::from_utf16_lossy(&field.value().encode_utf16().take(caret).collect::<Vec<_>>()));
        chosen.set(0);
    };
    let complete = move |choice: &Choice| {
        let Some(field) = field.get_untracked() else { return };
        let stands = before.get_untracked();
        let completed = match choice {
            Choice::Person(person) => {
                let Some(typed) = mentions::typed(&stands) else { return };
                mentions::completed(&stands, typed, person)
            }
            Choice::Invite(address) => {
                invites.update_value(|invites| invites.push(address.clone()));
                format!("{stands} ")
            }
        };
        let after = field.value().strip_prefix(stands.as_str()).unwrap_or_default().to_owned();
        field.set_value(&format!("{completed}{after}"));
        let caret = u32::try_from(completed.encode_utf16().count()).unwrap_or(u32::MAX);
        // Refused only for fields that have no selection.
        let _ = field.set_selection_range(caret, caret);
        let _ = field.focus();
        text.set(field.value());
        before.set(String::new());
    };
    let submit = move || {
        let written = text.get_untracked();
        if !busy.get_untracked() && !written.trim().is_empty() {
            on_send.run(comments.people.with_untracked(|people| invites.with_value(|invites| mentions::to_send(&written, people, invites))));
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let found = people.get_untracked();
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => submit(),
            "Enter" | "Tab" if !found.is_empty() => {
                if let Some(choice) = found.get(chosen.get_untracked()) {
                    complete(choice);
                }
            }
            "ArrowDown" if !found.is_empty() && !event.alt_key() => chosen.update(|at| *at = (*at + 1) % found.len()),
            "ArrowUp" if !found.is_empty() && !event.alt_key() => chosen.update(|at| *at = (*at + found.len() - 1) % found.len()),
            "Escape" if !found.is_empty() => before.set(String::new()),
            // What is written is not thrown away by a key.
            "Escape" if text.with_untracked(|text| !text.is_empty()) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // A sent comment empties the field.
    Effect::new(move |_| {
        let text = text.get();
        if let Some(field) = field.get().filter(|field| field.value() != text) {
            field.set_value(&text);
        }
    });
    let list = format!("{id}-people");
    let controls = list.clone();
    view! {
        <div class="composer">
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <textarea
                class="input input--area composer__field"
                id=id
                rows="2"
                maxlength=TEXT_MAX.to_string()
                placeholder=label
                node_ref=field
                aria-controls=controls
                on:focus=move |_| comments.read_people()
                on:input:target=move |event| {
                    text.set(event.target().value());
                    note();
                }
                on:keydown=key
            ></textarea>
            <People people chosen list on_choose=Callback::new(move |choice: Choice| complete(&choice)) />
            <div class="composer__actions">
                {on_cancel
                    .map(|cancel| {
                        view! { <Button kind=ButtonKind::Ghost size=ButtonSize::Small on:click=move |_| cancel.run(())>{common().cancel}</Button> }
                    })}
                <Button
                    kind=ButtonKind::Primary
                    size=ButtonSize::Small
                    busy
                    disabled=Signal::derive(move || text.with(|text| text.trim().is_empty()))
                    on:click=move |_| submit()
                >
                    {send}
                </Button>
            </div>
        </div>
    }
}

/// Those who fit what is typed.
#[component]
fn People(people: Memo<Vec<Choice>>, chosen: RwSignal<usize>, list: String, on_choose: Callback<Choice>) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let options = move || {
        let row = move |(at, choice): (usize, Choice)| {
            let name = match &choice {
                Choice::Person(person) => person.name.clone(),
                Choice::Invite(address) => fill(texts.invite, &[("email", address)]),
            };
            view! {
                <li
                    role="option"
                    class="composer__person"
                    aria-selected=move || if chosen.get() == at { "true" } else { "false" }
                    // The field keeps the focus.
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| on_choose.run(choice.clone())
                >
                    {name}
                </li>
            }
        };
        people.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <ul class="composer__people" id=list role="listbox" aria-label=texts.mention hidden=move || people.with(Vec::is_empty)>
            {options}
        </ul>
    }
}
