//! The keyboard in a menu: arrows, Home and End, and the first letter of an entry.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The entries that can be chosen.
fn items(list: &Element) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all("[role^='menuitem']:not([aria-disabled='true'])") else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok()).collect()
}

/// Puts the focus on the first entry, or the last.
pub(super) fn focus_edge(list: &Element, last: bool) {
    let items = items(list);
    let edge = if last { items.last() } else { items.first() };
    if let Some(item) = edge {
        let _ = item.focus();
    }
}

/// Moves the focus as the key says.
pub(super) fn on_list_key(list: &Element, event: &ev::KeyboardEvent) {
    let items = items(list);
    let active = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let here = active.and_then(|active| items.iter().position(|item| *item == active));
    let texts = || items.iter().map(|item| item.text_content().unwrap_or_default()).collect::<Vec<_>>();
    let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    let Some(next) = next(&event.key(), here, items.len(), plain.then_some(&texts)) else { return };
    event.prevent_default();
    if let Some(item) = items.get(next) {
        let _ = item.focus();
    }
}

/// Which entry a key leads to: `None` for a key that means nothing here. Ends lead to each other.
fn next(key: &str, here: Option<usize>, count: usize, texts: Option<&dyn Fn() -> Vec<String>>) -> Option<usize> {
    if count == 0 {
        return None;
    }
    match key {
        "ArrowDown" => Some(here.map_or(0, |here| (here + 1) % count)),
        "ArrowUp" => Some(here.map_or(count - 1, |here| (here + count - 1) % count)),
        "Home" | "PageUp" => Some(0),
        "End" | "PageDown" => Some(count - 1),
        _ => {
            let mut letters = key.chars();
            let letter = letters.next().filter(|letter| letter.is_alphanumeric())?;
            if letters.next().is_some() {
                return None;
            }
            let texts = texts?();
            let start = here.map_or(0, |here| here + 1);
            (0..count).map(|step| (start + step) % count).find(|index| {
                texts
                    .get(*index)
                    .and_then(|text| text.trim_start().chars().next())
                    .is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    fn texts() -> Vec<String> {
        ["Rename", "Éditer", "Remove", "Archive"].map(str::to_owned).to_vec()
    }

    #[test]
    fn arrows_go_round_both_ends() {
        assert_eq!(next("ArrowDown", Some(3), 4, None), Some(0));
        assert_eq!(next("ArrowUp", Some(0), 4, None), Some(3));
        assert_eq!(next("ArrowDown", None, 4, None), Some(0));
        assert_eq!(next("ArrowUp", None, 4, None), Some(3));
    }

    #[test]
    fn home_and_end_lead_to_the_ends() {
        assert_eq!(next("Home", Some(2), 4, None), Some(0));
        assert_eq!(next("End", Some(2), 4, None), Some(3));
    }

    #[test]
    fn a_letter_leads_to_the_next_entry_that_starts_with_it() {
        assert_eq!(next("r", Some(0), 4, Some(&texts)), Some(2));
        assert_eq!(next("R", Some(2), 4, Some(&texts)), Some(0));
        assert_eq!(next("é", Some(0), 4, Some(&texts)), Some(1));
        assert_eq!(next("x", Some(0), 4, Some(&texts)), None);
    }

    #[test]
    fn keys_that_are_not_ours_lead_nowhere() {
        assert_eq!(next("Enter", Some(0), 4, Some(&texts)), None);
        assert_eq!(next(" ", Some(0), 4, Some(&texts)), None);
        assert_eq!(next("r", Some(0), 4, None), None);
        assert_eq!(next("ArrowDown", None, 0, Some(&texts)), None);
    }
}
