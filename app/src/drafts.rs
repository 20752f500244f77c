//! Words that were written and not sent, kept in this browser for each person, until they are sent or the person signs out.
//! On the server these do nothing: they are called from effects and events.

use model::UserId;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    // Refused in some private windows: then nothing is kept.
    web_sys::window()?.local_storage().ok()?
}

fn prefix(user: UserId) -> String {
    format!("draft {user} ")
}

/// What this person wrote in this place and did not send.
pub fn kept(user: UserId, place: &str) -> Option<String> {
    storage()?.get_item(&format!("{}{place}", prefix(user))).ok()?
}

/// Keeps it; an empty text is none.
pub fn keep(user: UserId, place: &str, text: &str) {
    let Some(storage) = storage() else { return };
    let key = format!("{}{place}", prefix(user));
    // A full storage refuses: the words are still in the field.
    let _ = if text.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, text) };
}

/// Removes all of this person's: another one at this device must not find them.
pub fn forget(user: UserId) {
    let Some(storage) = storage() else { return };
    let names: Vec<String> = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?).collect();
    for name in names.iter().filter(|name| name.starts_with(&prefix(user))) {
        // Fails only where nothing can be kept either.
        let _ = storage.remove_item(name);
    }
}
