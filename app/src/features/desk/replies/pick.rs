//! The list of saved replies that a slash opens while one writes.

use super::{api::load_choices, rows::Choice, texts::ReplyTexts};
use crate::texts::t;
use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use model::ConversationId;
use web_sys::HtmlTextAreaElement;

/// As many are shown at once.
const SHOWN: usize = 8;

/// The name that is being typed after a slash, at the end of what stands before the caret.
fn typed(before: &str) -> Option<&str> {
    let word = before.rsplit(char::is_whitespace).next()?;
    let name = word.strip_prefix('/')?;
    name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_').then_some(name)
}

/// Those whose name begins so, whatever its case.
fn fitting(all: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = typed.to_lowercase();
    all.iter().filter(|one| one.name.starts_with(&typed)).take(SHOWN).cloned().collect()
}

/// The list beside one field. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub(in crate::features::desk) struct Picker {
    conversation: ConversationId,
    text: RwSignal<String>,
    /// What stands before the caret, where a name may be being typed.
    before: RwSignal<String>,
    chosen: RwSignal<usize>,
    /// Read when the first slash is typed.
    all: RwSignal<Option<Vec<Choice>>>,
    found: Memo<Vec<Choice>>,
}

impl Picker {
    /// For the field that holds this text.
    pub fn new(conversation: ConversationId, text: RwSignal<String>) -> Self {
        let (before, all) = (RwSignal::new(String::new()), RwSignal::new(None::<Vec<Choice>>));
        let found = Memo::new(move |_| {
            let before = before.get();
            let Some(typed) = typed(&before) else { return Vec::new() };
            all.with(|all| all.as_ref().map(|all| fitting(all, typed)).unwrap_or_default())
        });
        Self { conversation, text, before, chosen: RwSignal::new(0), all, found }
    }

    /// Looks at what was typed.
    pub fn hear(self, event: &ev::Event) {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
        let caret = field.selection_start().ok().flatten().unwrap_or_default() as usize;
        let before = String::from_utf16_lossy(&field.value().encode_utf16().take(caret).collect::<Vec<_>>());
        if typed(&before).is_some() && self.all.with_untracked(Option::is_none) {
            self.all.set(Some(Vec::new()));
            let (all, id) = (self.all, self.conversation);
            spawn_local(async move {
                // One that could not be read is tried again with the next slash.
                let read = load_choices(id).await.ok();
                all.try_set(read);
            });
        }
        self.before.set(before);
        self.chosen.set(0);
    }

    /// Takes a key that is for the list; `false` for all others.
    pub fn key(self, event: &ev::KeyboardEvent) -> bool {
        let found = self.found.get_untracked();
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else { return false };
        if found.is_empty() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        match event.key().as_str() {
            "Enter" | "Tab" if !event.shift_key() => {
                if let Some(choice) = found.get(self.chosen.get_untracked()) {
                    self.take(&field, choice);
                }
            }
            "ArrowDown" => self.chosen.update(|at| *at = (*at + 1) % found.len()),
            "ArrowUp" => self.chosen.update(|at| *at = (*at + found.len() - 1) % found.len()),
            "Escape" => self.before.set(String::new()),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    fn take(self, field: &HtmlTextAreaElement, choice: &Choice) {
        let stands = self.before.get_untracked();
        let Some(name) = typed(&stands) else { return };
        let kept = &stands[..stands.len() - name.len() - 1];
        let value = field.value();
        let after = value.strip_prefix(stands.as_str()).unwrap_or_default();
        let said = format!("{kept}{}", choice.text);
        field.set_value(&format!("{said}{after}"));
        let caret = u32::try_from(said.encode_utf16().count()).unwrap_or(u32::MAX);
        // Refused only for fields that have no selection.
        let _ = field.set_selection_range(caret, caret);
        let _ = field.focus();
        self.text.set(field.value());
        self.before.set(String::new());
    }
}

/// The replies that fit what is typed, and where they are kept.
#[component]
pub(in crate::features::desk) fn Picks(
    /// The list.
    picker: Picker,
    /// Id of the field.
    field: &'static str,
) -> impl IntoView {
    let texts = t::<ReplyTexts>();
    let Picker { chosen, found, .. } = picker;
    let take = move |choice: &Choice| {
        let field = document().get_element_by_id(field).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            picker.take(&field, choice);
        }
    };
    // The field keeps the focus: what is chosen is said.
    let said = move || found.with(|found| found.get(chosen.get()).map(|one| format!("/{}: {}", one.name, one.text)));
    let options = move || {
        let row = move |(at, choice): (usize, Choice)| {
            let Choice { name, text } = choice.clone();
            view! {
                <li
                    role="option"
                    class="picks__one"
                    aria-selected=move || if chosen.get() == at { "true" } else { "false" }
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| take(&choice)
                >
                    <span class="picks__name">{format!("/{name}")}</span>
                    <span class="picks__text">{text}</span>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <ul class="picks" role="listbox" aria-label=texts.pick hidden=move || found.with(Vec::is_empty)>
            {options}
        </ul>
        <p class="visually-hidden" role="status">{said}</p>
        <p class="picks__hint">{texts.slash} " " <a href="/platforms/onlyfans/replies">{texts.keep}</a></p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_typed_after_a_slash_that_begins_a_word() {
        assert_eq!(typed("/he"), Some("he"));
        assert_eq!(typed("Hi\n/"), Some(""));
        assert_eq!(typed("Hi /été-1"), Some("été-1"));
        for no in ["", "and/or", "https://x", "/he ", "he", "//"] {
            assert_eq!(typed(no), None, "{no}");
        }
    }

    #[test]
    fn names_fit_by_their_start_whatever_the_case() {
        let one = |name: &str| Choice { name: name.to_owned(), text: String::new() };
        let all = [one("hello"), one("help"), one("bye")];
        assert_eq!(fitting(&all, "HE"), all[..2]);
        assert_eq!(fitting(&all, "x"), []);
    }
}
