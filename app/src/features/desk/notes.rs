//! Notes of the team about a fan: what, by whom, when.

use super::{
    side_api::{AddNote, DeleteNote, EditNote},
    side_rows::{NoteRow, Side},
    side_texts::SideTexts,
};
use crate::{
    common::common,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, Select, Textarea},
};
use leptos::prelude::*;
use model::{FanId, crm::NoteCategory};

/// The longest note, in characters.
const NOTE_MAX: u32 = 2_000;

/// The notes, and the form for a new one.
#[component]
pub(super) fn Notes(
    /// About whom.
    fan: FanId,
    /// What is known, kept fresh.
    live: RwSignal<Side>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let texts = t::<SideTexts>();
    let add = ServerAction::<AddNote>::new();
    let (edit, delete) = (ServerAction::<EditNote>::new(), ServerAction::<DeleteNote>::new());
    let text = RwSignal::new(String::new());
    when_done(add, move |()| {
        text.set(String::new());
        done.update(|done| *done += 1);
    });
    when_done(edit, move |()| done.update(|done| *done += 1));
    when_done(delete, move |()| done.update(|done| *done += 1));
    let refusal = Refusal::of(add, &[]);
    let notes = Memo::new(move |_| live.with(|side| side.notes.clone()));
    view! {
        <h3>{texts.notes}</h3>
        {move || notes.get().is_empty().then(|| view! { <p class="side__none">{texts.no_notes}</p> })}
        <Refused refusal=Refusal::of(edit, &[]) />
        <Refused refusal=Refusal::of(delete, &[]) />
        <ul class="side__notes" aria-label=texts.notes>
            <For each=move || notes.get() key=Clone::clone let(note)>
                <NoteView fan note edit delete />
            </For>
        </ul>
        <ActionForm action=add attr:class="side__form">
            <Refused refusal />
            <input type="hidden" name="id" value=fan.to_string() />
            <Select name="category" id="new-note-category" label=texts.category options=categories(texts) value=NoteCategory::Person.code() />
            <Textarea
                name="text"
                id="new-note"
                label=texts.new_note
                bind=text
                error=refusal.field("text")
                rows=2
                maxlength=NOTE_MAX
                required=true
            />
            <Button size=ButtonSize::Small r#type="submit" busy=add.pending()>{texts.add_note}</Button>
        </ActionForm>
    }
}

/// A note, with the form to change it behind a line.
#[component]
fn NoteView(fan: FanId, note: NoteRow, edit: ServerAction<EditNote>, delete: ServerAction<DeleteNote>) -> impl IntoView {
    let texts = t::<SideTexts>();
    let NoteRow { id, category, text, author, when, changed } = note;
    let author = author.unwrap_or_else(|| texts.somebody.to_owned());
    let which = move || {
        view! {
            <input type="hidden" name="id" value=fan.to_string() />
            <input type="hidden" name="note" value=id.to_string() />
        }
    };
    view! {
        <li class="side__note">
            <Badge>{about(texts, category)}</Badge>
            <p class="side__text">{text.clone()}</p>
            <p class="side__foot">
                <time datetime=when.iso>{fill(texts.written, &[("name", &author), ("when", &when.text)])}</time>
                {changed.map(|when| format!(" · {}", fill(texts.changed, &[("when", &when.text)])))}
            </p>
            <details>
                <summary>{texts.edit}</summary>
                <ActionForm action=edit attr:class="side__form">
                    {which()}
                    <Select
                        name="category"
                        id=format!("category-{id}")
                        label=texts.category
                        options=categories(texts)
                        value=category.code()
                    />
                    <Textarea name="text" id=format!("note-{id}") label=texts.note value=text rows=2 maxlength=NOTE_MAX required=true />
                    <Button size=ButtonSize::Small r#type="submit" busy=edit.pending()>{common().save}</Button>
                </ActionForm>
                <ActionForm action=delete>
                    {which()}
                    <Button kind=ButtonKind::Danger size=ButtonSize::Small r#type="submit" busy=delete.pending()>{texts.delete}</Button>
                </ActionForm>
            </details>
        </li>
    }
}

fn categories(texts: &SideTexts) -> Vec<(String, String)> {
    NoteCategory::ALL.iter().map(|one| (one.code().to_owned(), about(texts, *one).to_owned())).collect()
}

fn about(texts: &SideTexts, category: NoteCategory) -> &'static str {
    match category {
        NoteCategory::Person => texts.about_person,
        NoteCategory::Wishes => texts.about_wishes,
        NoteCategory::Money => texts.about_money,
        NoteCategory::Care => texts.about_care,
        NoteCategory::Other => texts.about_other,
    }
}
