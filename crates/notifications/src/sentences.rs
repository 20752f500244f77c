//! A notification as a sentence, for lists and mails.

use crate::news::one_line;
use model::{
    Language,
    content::Role,
    notifications::{Actor, Kind, Notification},
};

/// The longest title in a sentence, in characters.
const TITLE_MAX: usize = 80;

/// What happened, in a language: "Ana replied in “Spring launch”", "3 replies in “Spring launch” by Ana and Leo".
pub fn sentence(language: Language, what: &Notification) -> String {
    let who = names(language, what);
    let title = title(language, &what.title);
    let n = what.ids.len();
    match language {
        Language::En => english(what.kind, n, what.role, &who, &title),
        Language::Fr => french(what.kind, n, what.role, &who, &title),
    }
}

fn english(kind: Kind, n: usize, role: Option<Role>, who: &str, title: &str) -> String {
    let (given, owns) = (role.is_some(), role == Some(Role::Owner));
    match (kind, n) {
        (Kind::Invitation, _) => format!("{who} invites you to {title}"),
        (Kind::InvitationAnswer, _) if given => format!("{who} accepted your invitation to {title}"),
        (Kind::InvitationAnswer, _) => format!("{who} declined your invitation to {title}"),
        (Kind::Share, _) if owns => format!("{who} made you the owner of {title}"),
        (Kind::Share, _) => format!("{who} shared {title} with you"),
        (Kind::Mention, 1) => format!("{who} mentioned you in {title}"),
        (Kind::Mention, _) => format!("{n} mentions of you in {title} by {who}"),
        (Kind::Reply, 1) => format!("{who} replied in {title}"),
        (Kind::Reply, _) => format!("{n} replies in {title} by {who}"),
        (Kind::Comment, 1) => format!("{who} commented on {title}"),
        (Kind::Comment, _) => format!("{n} comments on {title} by {who}"),
        (Kind::Resolved, 1) => format!("{who} resolved a thread in {title}"),
        (Kind::Resolved, _) => format!("{n} threads resolved in {title} by {who}"),
        (Kind::AccessRequest, 1) => format!("{who} asks for access to {title}"),
        (Kind::AccessRequest, _) => format!("{n} requests for access to {title} by {who}"),
        (Kind::AccessAnswer, _) if given => format!("{who} gave you access to {title}"),
        (Kind::AccessAnswer, _) => format!("{who} declined your request for access to {title}"),
    }
}

fn french(kind: Kind, n: usize, role: Option<Role>, who: &str, title: &str) -> String {
    let (given, owns) = (role.is_some(), role == Some(Role::Owner));
    match (kind, n) {
        (Kind::Invitation, _) => format!("{who} vous invite à {title}"),
        (Kind::InvitationAnswer, _) if given => format!("{who} a accepté votre invitation à {title}"),
        (Kind::InvitationAnswer, _) => format!("{who} a refusé votre invitation à {title}"),
        (Kind::Share, _) if owns => format!("{who} vous a transmis {title}"),
        (Kind::Share, _) => format!("{who} a partagé {title} avec vous"),
        (Kind::Mention, 1) => format!("{who} vous a mentionné dans {title}"),
        (Kind::Mention, _) => format!("{n} mentions de vous dans {title} par {who}"),
        (Kind::Reply, 1) => format!("{who} a répondu dans {title}"),
        (Kind::Reply, _) => format!("{n} réponses dans {title} par {who}"),
        (Kind::Comment, 1) => format!("{who} a commenté {title}"),
        (Kind::Comment, _) => format!("{n} commentaires sur {title} par {who}"),
        (Kind::Resolved, 1) => format!("{who} a résolu un fil dans {title}"),
        (Kind::Resolved, _) => format!("{n} fils résolus dans {title} par {who}"),
        (Kind::AccessRequest, 1) => format!("{who} demande l’accès à {title}"),
        (Kind::AccessRequest, _) => format!("{n} demandes d’accès à {title} par {who}"),
        (Kind::AccessAnswer, _) if given => format!("{who} vous a donné accès à {title}"),
        (Kind::AccessAnswer, _) => format!("{who} a refusé votre demande d’accès à {title}"),
    }
}

/// "Ana", "Ana and Leo", "Ana and 2 others".
fn names(language: Language, what: &Notification) -> String {
    let (and, others) = match language {
        Language::En => ("and", "others"),
        Language::Fr => ("et", "autres"),
    };
    let somebody = match language {
        Language::En => "A guest",
        Language::Fr => "Un invité",
    };
    let called = |actor: &Actor| match (actor.name(), actor, language) {
        ("", ..) => somebody.to_owned(),
        (name, Actor::Person(_), _) => one_line(name, TITLE_MAX),
        (name, Actor::Guest(_), Language::En) => format!("{} (guest)", one_line(name, TITLE_MAX)),
        (name, Actor::Guest(_), Language::Fr) => format!("{} (invité)", one_line(name, TITLE_MAX)),
    };
    match what.actors.as_slice() {
        [] => somebody.to_owned(),
        [one] => called(one),
        [one, two] => format!("{} {and} {}", called(one), called(two)),
        [one, rest @ ..] => format!("{} {and} {} {others}", called(one), rest.len()),
    }
}

fn title(language: Language, title: &str) -> String {
    let title = one_line(title, TITLE_MAX);
    match (language, title.is_empty()) {
        (Language::En, false) => format!("“{title}”"),
        (Language::En, true) => "a post without a title".to_owned(),
        (Language::Fr, false) => format!("« {title} »"),
        (Language::Fr, true) => "une publication sans titre".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Timestamp, accounts::Person};

    const ID: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";

    fn by(actors: Vec<Actor>) -> Notification {
        Notification {
            id: ID.parse().unwrap(),
            ids: vec![ID.parse().unwrap()],
            kind: Kind::Reply,
            unread: 1,
            actors,
            content_id: ID.parse().unwrap(),
            title: "Plan".to_owned(),
            thread: None,
            excerpt: String::new(),
            role: None,
            at: Timestamp(0),
        }
    }

    #[test]
    fn guests_are_told_from_people_in_both_languages() {
        let leo = Actor::Person(Person { id: ID.parse().unwrap(), name: "Leo".to_owned(), color: 0, picture: None });
        let zoe = Actor::Guest("Zoé".to_owned());
        assert_eq!(sentence(Language::En, &by(vec![zoe.clone()])), "Zoé (guest) replied in “Plan”");
        assert_eq!(sentence(Language::Fr, &by(vec![leo, zoe])), "Leo et Zoé (invité) a répondu dans « Plan »");
        assert_eq!(sentence(Language::En, &by(vec![Actor::Guest(String::new())])), "A guest replied in “Plan”");
    }
}
