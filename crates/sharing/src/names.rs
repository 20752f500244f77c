//! Names of guests who give none.

use model::Language;

/// Animals in English, and whole names in French, where the animal comes first and decides the ending.
const NAMES: [(&str, &str); 12] = [
    ("fox", "Renard invité"),
    ("owl", "Chouette invitée"),
    ("otter", "Loutre invitée"),
    ("heron", "Héron invité"),
    ("badger", "Blaireau invité"),
    ("robin", "Rouge-gorge invité"),
    ("hare", "Lièvre invité"),
    ("seal", "Phoque invité"),
    ("lynx", "Lynx invité"),
    ("swan", "Cygne invité"),
    ("beaver", "Castor invité"),
    ("finch", "Pinson invité"),
];

/// How many names there are.
pub(crate) const COUNT: usize = NAMES.len();

/// One of them; `which` is below [`COUNT`].
pub(crate) fn name(language: Language, which: usize) -> String {
    let (english, french) = NAMES[which % COUNT];
    match language {
        Language::En => format!("Guest {english}"),
        Language::Fr => french.to_owned(),
    }
}
