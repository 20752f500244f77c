//! What people and guests are called where both come.

use super::texts::SharingTexts;
use crate::texts::fill;
use model::reader::Participant;

/// A name; that of a guest says so.
pub fn named(texts: &SharingTexts, name: &str, guest: bool) -> String {
    if guest { fill(texts.guest_named, &[("name", name)]) } else { name.to_owned() }
}

/// What somebody is called.
pub fn called(texts: &SharingTexts, somebody: &Participant) -> String {
    named(texts, &somebody.name, somebody.who.guest().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use model::{Language, accounts::Person, sharing::Guest};

    const ID: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";

    #[test]
    fn a_guest_is_told_from_a_person_of_the_same_name_in_both_languages() {
        let guest: Participant = Guest { id: ID.parse().expect("an id"), name: "Zoé".to_owned(), color: 0 }.into();
        let person: Participant = Person { id: ID.parse().expect("an id"), name: "Zoé".to_owned(), color: 0, picture: None }.into();
        let said = |language| [&guest, &person].map(|one| called(SharingTexts::of(language), one));
        assert_eq!(said(Language::En), ["Zoé (guest)", "Zoé"]);
        assert_eq!(said(Language::Fr), ["Zoé (invité)", "Zoé"]);
    }
}
