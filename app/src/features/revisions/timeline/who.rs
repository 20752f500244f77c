//! The revisions of one person: a form that needs no JavaScript.

use crate::{
    features::revisions::{place::Place, texts::RevisionTexts},
    texts::t,
    ui::{Button, Select},
};
use leptos::prelude::*;
use model::{ContentId, UserId, accounts::Person, revisions::Which};

/// Chooses among those who have written.
#[component]
pub(super) fn ByWhom(
    /// The post.
    id: ContentId,
    /// What is shown now.
    which: Which,
    /// Those who have written.
    people: Vec<Person>,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let everybody = (String::new(), texts.by_everybody.to_owned());
    let options: Vec<(String, String)> =
        std::iter::once(everybody).chain(people.into_iter().map(|person| (person.id.to_string(), person.name))).collect();
    let chosen = which.who.as_ref().map(UserId::to_string).unwrap_or_default();
    view! {
        <form class="timeline__pick" method="get" action=Place::of(id).revisions>
            {which.named.then(|| view! { <input type="hidden" name="named" value="1" /> })}
            <Select name="who" label=texts.by_whom options=options value=chosen />
            <Button r#type="submit">{texts.by_show}</Button>
        </form>
    }
}
