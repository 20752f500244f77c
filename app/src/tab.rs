//! This tab's line to the server: how many notifications are unread, who is in which post, that the fan desk or something
//! about social accounts changed.

mod socket;

use crate::visitor::use_visitor;
use leptos::prelude::*;
use model::{ContentId, ConversationId, reader::Participant};
use serde::Deserialize;
use std::{collections::HashMap, time::Duration};

/// Somebody who has not said for so long that they write, does not.
const ANSWERS_FOR: Duration = Duration::from_secs(8);

/// What a tab listens to; the server's messages say more (`model::events::Event`), which would weigh on every page.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Heard {
    Unread {
        count: u32,
    },
    Here {
        content: ContentId,
        people: Vec<Participant>,
    },
    /// Something changed at the fan desk.
    Desk,
    /// A colleague writes in a conversation of it.
    Answering {
        conversation: ConversationId,
        name: String,
    },
    /// An account or a publication of the person changed.
    Social,
    #[serde(other)]
    Other,
}

/// What is known through the line. Without one, nothing is.
#[derive(Debug, Clone, Copy)]
pub struct Tab {
    unread: RwSignal<Option<u32>>,
    news: RwSignal<u32>,
    desk: RwSignal<u32>,
    social: RwSignal<u32>,
    /// Who writes where, each with the number of the last time that it was said.
    answering: RwSignal<HashMap<ConversationId, (u32, String)>>,
    here: RwSignal<HashMap<ContentId, Vec<Participant>>>,
    /// The posts that are followed, after so many lists.
    watched: RwSignal<(u32, Vec<ContentId>)>,
}

impl Tab {
    /// How many notifications are unread.
    pub fn unread(self) -> u32 {
        self.unread.get().unwrap_or_default()
    }

    /// Another number each time that something was told or read after this page was loaded.
    pub fn news(self) -> u32 {
        self.news.get()
    }

    /// Another number each time that something changed at the fan desk.
    pub fn desk(self) -> u32 {
        self.desk.get()
    }

    /// Another number each time that an account or a publication of the person changed.
    pub fn social(self) -> u32 {
        self.social.get()
    }

    /// The colleague who writes in a conversation now.
    pub fn answering(self, id: ConversationId) -> Option<String> {
        self.answering.with(|all| all.get(&id).map(|(_, name)| name.clone()))
    }

    fn answers(self, id: ConversationId, name: String) {
        let number = self.answering.with_untracked(|all| all.get(&id).map_or(0, |(number, _)| number + 1));
        self.answering.update(|all| drop(all.insert(id, (number, name))));
        set_timeout(
            move || {
                let silent = self.answering.with_untracked(|all| all.get(&id).is_some_and(|(last, _)| *last == number));
                if silent {
                    self.answering.update(|all| drop(all.remove(&id)));
                }
            },
            ANSWERS_FOR,
        );
    }

    /// So many are unread now.
    pub fn set_unread(self, count: u32) {
        let before = self.unread.get_untracked();
        if before == Some(count) {
            return;
        }
        self.unread.set(Some(count));
        // The first count says only what the page knows already.
        if before.is_some() {
            self.news.update(|news| *news += 1);
        }
    }

    /// Who is in a post that is followed, once that is known.
    pub fn here(self, id: ContentId) -> Option<Vec<Participant>> {
        self.here.with(|here| here.get(&id).cloned())
    }

    /// Follows who is in these posts, for as long as the calling component is there.
    pub fn watch(self, ids: Vec<ContentId>) {
        Effect::new(move |_| {
            let list = self.watched.with_untracked(|watched| watched.0) + 1;
            self.here.update(HashMap::clear);
            self.watched.set((list, ids.clone()));
            socket::watch(&ids);
            on_cleanup(move || {
                // Another list may have come in the meantime.
                if self.watched.with_untracked(|watched| watched.0) == list {
                    self.watched.set((list, Vec::new()));
                    socket::watch(&[]);
                }
            });
        });
    }

    /// Keeps the line open for as long as the calling component is there.
    pub(crate) fn connect(self) {
        Effect::new(move |_| {
            socket::open(self);
            on_cleanup(socket::close);
        });
    }

    fn hear(self, text: &str) {
        match serde_json::from_str(text) {
            Ok(Heard::Unread { count }) => self.set_unread(count),
            Ok(Heard::Here { content, people }) => self.here.update(|here| drop(here.insert(content, people))),
            Ok(Heard::Desk) => self.desk.update(|desk| *desk += 1),
            Ok(Heard::Social) => self.social.update(|social| *social += 1),
            Ok(Heard::Answering { conversation, name }) => self.answers(conversation, name),
            Ok(Heard::Other) | Err(_) => {}
        }
    }
}

/// Makes the tab's line known; once, at the root. It is opened by the frame.
pub(crate) fn provide_tab() {
    // The page comes with the number, for those who have no line.
    let unread = RwSignal::new(use_visitor().with(|visitor| visitor.user.as_ref().map(|_| visitor.unread)));
    let news = RwSignal::new(0);
    provide_context(Tab {
        unread,
        news,
        desk: RwSignal::new(0),
        social: RwSignal::new(0),
        answering: RwSignal::default(),
        here: RwSignal::default(),
        watched: RwSignal::default(),
    });
}

/// The line of this tab.
pub fn use_tab() -> Tab {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::events::Event;

    #[test]
    fn a_tab_understands_what_the_server_says() {
        let heard = |event: &Event| serde_json::from_str::<Heard>(&serde_json::to_string(event).unwrap()).unwrap();
        assert!(matches!(heard(&Event::Unread { count: 3 }), Heard::Unread { count: 3 }));
        let content: ContentId = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        assert!(matches!(heard(&Event::Here { content, people: Vec::new() }), Heard::Here { content: id, .. } if id == content));
        let account = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        assert!(matches!(heard(&Event::Desk { account }), Heard::Desk));
        assert!(matches!(heard(&Event::Social { publication: None, account: None }), Heard::Social));
        let conversation = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        let said = heard(&Event::Answering { conversation, name: "Ana".to_owned() });
        assert!(matches!(said, Heard::Answering { conversation: id, name } if id == conversation && name == "Ana"));
        let other = r#"{"type":"notification","notification":{"id":1},"text":"Ana replied"}"#;
        assert!(matches!(serde_json::from_str(other).unwrap(), Heard::Other));
    }
}
