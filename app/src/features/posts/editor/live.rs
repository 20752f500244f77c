//! The live document, as the page sees it: signals in, commands out.

use super::bridge::{Chosen, Closed, CommandState, Events, Myself, Options, Present, Shortcut, Surface, Sync};
use crate::{browser, features::posts::api::PostPage, visitor::use_visitor};
use leptos::{html, prelude::*, task::spawn_local};
use model::{CommentId, comments::Anchor, content::Role};
use send_wrapper::SendWrapper;
use std::collections::HashMap;

/// The live document. Copied into every part of the page.
#[derive(Clone, Copy)]
pub struct Live {
    /// The state of saving.
    pub sync: RwSignal<Sync>,
    /// The title, as everybody sees it.
    pub title: RwSignal<String>,
    /// Who is here.
    pub people: RwSignal<Vec<Present>>,
    /// Whom the view follows, by their id; empty for nobody.
    pub following: RwSignal<String>,
    /// Our role; it may change while the page is open.
    pub role: RwSignal<Role>,
    /// Words and characters.
    pub counts: RwSignal<(u32, u32)>,
    /// Why the connection has ended for good.
    pub closed: RwSignal<Option<Closed>>,
    /// Whether our server hears the other ones, where there are any.
    pub linked: RwSignal<bool>,
    /// Which commands apply to the selection.
    pub commands: RwSignal<HashMap<String, CommandState>>,
    /// Threads of comments that have changed since somebody looked; an empty one stands for all.
    pub news: RwSignal<Vec<String>>,
    /// The threads to whose words the caret or a click has come.
    pub chosen: RwSignal<Chosen>,
    /// The threads that have words, in the order of the text.
    pub order: RwSignal<Vec<CommentId>>,
    /// Words that somebody wants to comment on, and how far below the text's top they begin.
    pub compose: RwSignal<Option<(Anchor, i32)>>,
    /// Keyboard shortcuts, once the surface is there.
    pub shortcuts: RwSignal<Vec<Shortcut>>,
    /// The title of the live document is known: from now on it can be changed.
    pub ready: RwSignal<bool>,
    /// The bundle could not be loaded.
    pub missing: RwSignal<bool>,
    // Wrapped, and never there on the server: its threads take turns with a page.
    surface: StoredValue<Option<SendWrapper<Surface>>>,
}

impl Live {
    /// Starts with what the server rendered.
    pub fn new(page: &PostPage) -> Self {
        Self {
            sync: RwSignal::new(Sync::Connecting),
            title: RwSignal::new(page.post.title.clone()),
            people: RwSignal::default(),
            following: RwSignal::default(),
            role: RwSignal::new(page.post.role),
            counts: RwSignal::new((page.post.words, page.post.characters)),
            closed: RwSignal::new(None),
            linked: RwSignal::new(true),
            commands: RwSignal::default(),
            news: RwSignal::default(),
            chosen: RwSignal::default(),
            order: RwSignal::default(),
            compose: RwSignal::default(),
            shortcuts: RwSignal::default(),
            ready: RwSignal::new(false),
            missing: RwSignal::new(false),
            surface: StoredValue::new(None),
        }
    }

    /// Whether the text can be changed from here.
    pub fn writable(self) -> bool {
        self.role.get().writes() && self.closed.get().is_none() && self.ready.get()
    }

    /// Loads the surface into its element once the page is awake, and leaves when the page does.
    pub fn start(self, element: NodeRef<html::Div>, page: PostPage) {
        let visitor = use_visitor();
        Effect::new(move |started: Option<bool>| {
            let (Some(element), None) = (element.get(), started) else { return started.unwrap_or(false) };
            let me = page.me.clone();
            let options = Options {
                content_id: page.post.id.to_string(),
                socket_url: browser::socket_url("/ws/content"),
                role: page.post.role,
                user_id: me.who.to_string(),
                myself: Myself { name: me.name, color: me.color, picture: me.picture },
                locale: visitor.get_untracked_language().code(),
            };
            let bundle = page.editor.clone();
            spawn_local(async move {
                match Surface::mount(&bundle, &element, &options, self.events()).await {
                    Ok(surface) => self.mounted(surface),
                    Err(error) => {
                        browser::complain("the editor could not be loaded", &error);
                        self.missing.try_set(true);
                    }
                }
            });
            true
        });
        on_cleanup(move || {
            // On the server there is never one.
            let Some(surface) = self.surface.try_update_value(Option::take).flatten() else { return };
            // Later, when the signals are gone: what it says while leaving must reach nobody.
            spawn_local(async move { surface.destroy() });
        });
    }

    fn mounted(self, surface: Surface) {
        self.shortcuts.try_set(surface.shortcuts.clone());
        // The page may have been left while the bundle came.
        let mut left = Some(SendWrapper::new(surface));
        self.surface.try_update_value(|place| *place = left.take());
        if let Some(surface) = left {
            surface.destroy();
        }
    }

    fn events(self) -> Events {
        Events {
            status: Box::new(move |sync| {
                self.sync.try_set(sync);
            }),
            title: Box::new(move |title| {
                self.title.try_set(title);
                self.ready.try_set(true);
            }),
            people: Box::new(move |people| {
                self.people.try_set(people);
            }),
            following: Box::new(move |id| {
                self.following.try_set(id);
            }),
            role: Box::new(move |role| {
                self.role.try_set(role);
            }),
            counts: Box::new(move |words, characters| {
                self.counts.try_set((words, characters));
            }),
            closed: Box::new(move |closed| {
                self.closed.try_set(Some(closed));
            }),
            comments: Box::new(move |thread| {
                self.news.try_update(|news| news.push(thread));
            }),
            linked: Box::new(move |linked| {
                self.linked.try_set(linked);
            }),
            threads: Box::new(move |threads| {
                self.chosen.try_set(threads);
            }),
            order: Box::new(move |order| {
                self.order.try_set(order);
            }),
            compose: Box::new(move |anchor, top| {
                self.compose.try_set(Some((anchor, top)));
            }),
            active: Box::new(move |commands| {
                self.commands.try_set(commands);
            }),
        }
    }

    /// Makes the title this text, here and for everybody.
    pub fn set_title(self, title: String) {
        self.with(|surface| surface.set_title(&title));
        self.title.set(title);
    }

    /// Runs a command on the selection.
    pub fn command(self, name: &str) {
        self.with(|surface| surface.command(name));
    }

    /// Puts the caret into the text.
    pub fn focus(self) {
        self.with(Surface::focus);
    }

    /// Begins a comment on the selected words; `false` if there are none.
    pub fn comment_on_selection(self) -> bool {
        self.surface.with_value(|surface| surface.as_ref().is_some_and(|surface| surface.comment()))
    }

    /// Says which threads of comments there are, as JSON.
    pub fn set_threads(self, json: &str) {
        self.with(|surface| surface.set_threads(json));
    }

    /// Shows which thread is looked at; its words come into view if wanted.
    pub fn set_active_thread(self, id: &str, scroll: bool) {
        self.with(|surface| surface.set_active_thread(id, scroll));
    }

    /// Keeps the cards in this element beside their words.
    pub fn align_threads(self, column: &web_sys::Element) {
        self.with(|surface| surface.align_threads(column));
    }

    /// Tells the others in which thread we are writing; empty for none.
    pub fn set_replying(self, id: &str) {
        self.with(|surface| surface.set_replying(id));
    }

    /// Scrolls with somebody, by their id, until we act ourselves; nobody any more if it is them already.
    pub fn follow_or_stop(self, id: &str) {
        let same = self.following.with_untracked(|following| following == id);
        self.with(|surface| surface.follow(if same { "" } else { id }));
    }

    fn with(self, call: impl FnOnce(&Surface)) {
        // Parts of the page may say goodbye when it is gone already.
        self.surface.try_with_value(|surface| {
            if let Some(surface) = surface {
                call(surface);
            }
        });
    }
}
