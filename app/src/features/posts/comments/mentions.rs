//! Mentions while one writes: on the screen they are `@Ana`, in what is sent `@[Ana](her id)`.

use model::accounts::Person;

/// What stands behind an address that is invited.
const INVITED: &str = "](invite)";

/// The name that is being typed after an @, at the end of what stands before the caret.
pub(super) fn typed(before: &str) -> Option<&str> {
    let at = before.rfind('@')?;
    let name = &before[at + 1..];
    let opens = before[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (opens && name.chars().count() <= 40 && !name.contains(['\n', '@'])).then_some(name)
}

/// The address that is being typed after an @, at the end of what stands before the caret.
pub(super) fn typed_address(before: &str) -> Option<&str> {
    let word = before.rsplit(char::is_whitespace).next()?.strip_prefix('@')?;
    let (name, domain) = word.split_once('@')?;
    let whole = !name.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
    (whole && !word.contains(['(', ')', '[', ']'])).then_some(word)
}

/// The addresses that a stored text invites.
pub(super) fn invited(text: &str) -> Vec<String> {
    let ends = text.match_indices(INVITED).filter_map(|(at, _)| text[..at].rsplit_once("@[").map(|(_, address)| address.to_owned()));
    ends.collect()
}

/// Those whose name has a word that begins so.
pub(super) fn fitting<'a>(people: &'a [Person], typed: &str) -> Vec<&'a Person> {
    let typed = typed.to_lowercase();
    let fits = |person: &&Person| {
        let name = person.name.to_lowercase();
        name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
    };
    people.iter().filter(fits).take(6).collect()
}

/// The text before the caret with the typed name completed.
pub(super) fn completed(before: &str, typed: &str, person: &Person) -> String {
    format!("{}{} ", &before[..before.len() - typed.len()], person.name)
}

/// What is sent: the names of these people become mentions, and these addresses are invited.
pub(super) fn to_send(text: &str, people: &[Person], invited: &[String]) -> String {
    let mut longest_first: Vec<&Person> = people.iter().collect();
    longest_first.sort_by_key(|person| std::cmp::Reverse(person.name.len()));
    let mut sent = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        sent.push_str(before);
        if let Some(address) = invited.iter().filter(|address| after.starts_with(address.as_str())).max_by_key(|address| address.len()) {
            sent.push_str(&format!("@[{address}{INVITED}"));
            rest = &after[address.len()..];
            continue;
        }
        match longest_first.iter().find(|person| after.starts_with(person.name.as_str())) {
            Some(person) => {
                sent.push_str(&format!("@[{}]({})", person.name.replace(['[', ']', '\n'], ""), person.id));
                rest = &after[person.name.len()..];
            }
            None => {
                sent.push('@');
                rest = after;
            }
        }
    }
    sent + rest
}

/// What is shown to be changed: mentions become names, invitations addresses.
pub(super) fn to_edit(text: &str, people: &[Person]) -> String {
    let text = invited(text).iter().fold(text.to_owned(), |text, address| text.replace(&format!("@[{address}{INVITED}"), &format!("@{address}")));
    people.iter().fold(text, |text, person| {
        let token = format!("@[{}]({})", person.name.replace(['[', ']', '\n'], ""), person.id);
        text.replace(&token, &format!("@{}", person.name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, id: &str) -> Person {
        Person { id: id.parse().expect("an id"), name: name.to_owned(), color: 0, picture: None }
    }

    fn people() -> Vec<Person> {
        vec![person("Ana", "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"), person("Ana Lía", "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a12")]
    }

    #[test]
    fn a_name_is_typed_after_an_at_sign_that_no_word_stands_before() {
        assert_eq!(typed("Hi @An"), Some("An"));
        assert_eq!(typed("@"), Some(""));
        assert_eq!(typed("(@Ana L"), Some("Ana L"));
        assert_eq!(typed("ana@example"), None);
        assert_eq!(typed("no"), None);
        assert_eq!(typed("@Ana\nx"), None);
    }

    #[test]
    fn names_fit_by_the_start_of_a_word() {
        let people = people();
        assert_eq!(fitting(&people, "lí").len(), 1);
        assert_eq!(fitting(&people, "").len(), 2);
        assert_eq!(fitting(&people, "x").len(), 0);
        assert_eq!(completed("Hi @li", "li", &people[1]), "Hi @Ana Lía ");
    }

    #[test]
    fn what_is_sent_comes_back_to_be_edited() {
        let people = people();
        let text = "@Ana Lía and @Ana, not @Bob or a@b.org";
        let sent = to_send(text, &people, &[]);
        assert_eq!(sent, format!("@[Ana Lía]({}) and @[Ana]({}), not @Bob or a@b.org", people[1].id, people[0].id));
        assert_eq!(to_edit(&sent, &people), text);
    }

    #[test]
    fn an_address_is_typed_after_an_at_sign_and_comes_back_to_be_edited() {
        assert_eq!(typed_address("Hi @leo@example.org"), Some("leo@example.org"));
        for no in ["leo@example.org", "@leo", "@leo@example", "@leo@example.", "@leo@example.org ", "@@example.org"] {
            assert_eq!(typed_address(no), None, "{no}");
        }
        let invites = vec!["leo@example.org".to_owned()];
        let text = "@leo@example.org and @bob@example.org";
        let sent = to_send(text, &people(), &invites);
        assert_eq!(sent, "@[leo@example.org](invite) and @bob@example.org");
        assert_eq!((invited(&sent), to_edit(&sent, &people())), (invites, text.to_owned()));
    }
}
