//! The server function of the desk's search.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::search_rows::Results;
#[cfg(feature = "ssr")]
use super::search_rows::{MessageRow, PersonRow};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::when::When;
use leptos::prelude::*;

/// People and messages with all words of a question.
#[server(prefix = "/fn", endpoint = "search_desk")]
pub async fn search_desk(question: String) -> Result<Results, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let found = ssr::services().search_desk(me.id, &question).await?;
    let username = |name: &str| if name.is_empty() { String::new() } else { format!("@{name}") };
    let person = |one: model::crm::Conversation| PersonRow { id: one.id, name: one.fan.called().to_owned(), username: username(&one.fan.username) };
    Ok(Results {
        people: found.people.into_iter().map(person).collect(),
        messages: found
            .messages
            .into_iter()
            .map(|one| MessageRow {
                conversation: one.conversation,
                // Pages begin below a place: this one just above the message.
                before: format!("{}.{}", one.at.0 + 1, one.id),
                name: one.name,
                mine: one.mine,
                excerpt: one.excerpt,
                when: When::new(one.at, me.language, &me.time_zone),
            })
            .collect(),
    })
}
