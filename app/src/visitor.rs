//! Who looks at the page, and how they want it.

use leptos::prelude::*;
use model::{Language, Theme, accounts::User};
use serde::{Deserialize, Serialize};

/// Who looks at the page: decided by the server once for each page load, the same in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// The person, if somebody is signed in.
    pub user: Option<User>,
    /// The language of the page.
    pub language: Language,
    /// The theme of the page.
    pub theme: Theme,
    /// Path of the module that removes what the editor keeps on a device.
    pub forget: String,
    /// How many notifications the person has not read, where the page has a bell.
    pub unread: u32,
    /// Whether mails leave the server; otherwise the screens say where they can be read.
    pub mail_leaves: bool,
}

/// The visitor, for components.
#[derive(Debug, Clone, Copy)]
pub struct VisitorSignal(RwSignal<Visitor>);

impl VisitorSignal {
    /// The language; it only changes with a page load.
    pub fn get_untracked_language(self) -> Language {
        self.0.with_untracked(|visitor| visitor.language)
    }

    /// Reads something of the visitor and follows its changes.
    pub fn with<T>(self, read: impl FnOnce(&Visitor) -> T) -> T {
        self.0.with(read)
    }

    /// The person who is signed in, as they are now.
    pub fn user(self) -> Option<User> {
        self.0.with(|visitor| visitor.user.clone())
    }

    /// After a change of one's own profile.
    pub fn set_user(self, user: User) {
        self.0.update(|visitor| visitor.user = Some(user));
    }
}

/// Takes the visitor over from the server; once, at the root.
pub(crate) fn provide_visitor() -> VisitorSignal {
    let visitor = SharedValue::new(|| {
        use_context::<Visitor>().unwrap_or_else(|| Visitor {
            user: None,
            language: Language::En,
            theme: Theme::System,
            forget: String::new(),
            unread: 0,
            mail_leaves: true,
        })
    })
    .into_inner();
    let signal = VisitorSignal(RwSignal::new(visitor));
    provide_context(signal);
    signal
}

/// The visitor of this page.
pub fn use_visitor() -> VisitorSignal {
    expect_context()
}
