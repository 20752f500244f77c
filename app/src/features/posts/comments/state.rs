//! The comments of a post, as its page sees them: signals in, calls out.

use super::{api::ThreadView, column::focus_on};
use crate::{
    Failure,
    common::sentence_in,
    features::posts::editor::Live,
    ui::{Toasts, use_toasts},
    visitor::use_visitor,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use model::{
    CommentId, ContentId, Language,
    accounts::Person,
    comments::{Anchor, Filter},
    content::Role,
};
use std::{collections::HashMap, future::Future};

/// A thread that is being started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its words; none for the whole post.
    pub anchor: Option<Anchor>,
    /// How far below the text's top they begin, in pixels.
    pub top: i32,
}

/// The comments of a post. Copied into every part of the column.
#[derive(Clone, Copy)]
pub struct Comments {
    /// The post.
    pub(super) id: ContentId,
    /// Its live document.
    pub(super) live: Live,
    /// The column is there.
    pub open: RwSignal<bool>,
    /// All threads, the oldest first.
    pub(super) threads: RwSignal<Vec<ThreadView>>,
    /// Which of them are shown; all without one.
    pub(super) filter: RwSignal<Option<Filter>>,
    /// The one that is looked at.
    pub(super) active: RwSignal<Option<CommentId>>,
    /// The one that is being started.
    pub(super) draft: RwSignal<Option<Draft>>,
    /// What is written for it. Here, as all that is begun: closing the column throws nothing away.
    pub(super) draft_text: RwSignal<String>,
    /// Replies that are begun, by thread: they stay while one looks at another.
    pub(super) drafts: StoredValue<HashMap<CommentId, String>>,
    /// Comments that are being changed, each with its text so far.
    pub(super) edits: RwSignal<HashMap<CommentId, String>>,
    /// Addresses that what is written here invites.
    pub(super) invites: StoredValue<Vec<String>>,
    /// Who can be mentioned.
    pub(super) people: RwSignal<Vec<Person>>,
    /// This person may invite others.
    pub(super) shares: bool,
    toasts: Toasts,
    language: Language,
}

impl Comments {
    /// Nothing is read yet.
    pub fn new(id: ContentId, live: Live, shares: bool) -> Self {
        let visitor = use_visitor();
        Self {
            id,
            live,
            open: RwSignal::new(false),
            threads: RwSignal::default(),
            filter: RwSignal::new(Some(Filter::Open)),
            active: RwSignal::new(None),
            draft: RwSignal::new(None),
            draft_text: RwSignal::default(),
            drafts: StoredValue::new(HashMap::new()),
            edits: RwSignal::default(),
            invites: StoredValue::new(Vec::new()),
            people: RwSignal::default(),
            shares,
            toasts: use_toasts(),
            language: visitor.get_untracked_language(),
        }
    }

    /// Reads the threads once the text is there, and follows what changes.
    pub fn start(self) {
        let live = self.live;
        let query = use_query_map();
        let wanted = Memo::new(move |_| query.with(|query| query.get_str("thread").and_then(|id| id.parse::<CommentId>().ok())));
        Effect::new(move |_| {
            if live.ready.get() {
                self.read_all(wanted.get_untracked());
            }
        });
        // A link to another comment of this very post.
        Effect::new(move |before: Option<Option<CommentId>>| {
            let wanted = wanted.get();
            if let (Some(comment), Some(_)) = (wanted, before) {
                self.follow_link(comment);
            }
            wanted
        });
        Effect::new(move |_| {
            let news = live.news.get();
            if news.is_empty() {
                return;
            }
            live.news.set(Vec::new());
            match news.iter().map(|thread| thread.parse()).collect::<Result<Vec<CommentId>, _>>() {
                Ok(threads) => threads.into_iter().for_each(|thread| self.read(thread)),
                Err(_) => self.read_all(None),
            }
        });
        // The surface shows only words of threads that it has been told of.
        let known = Memo::new(move |_| {
            self.threads.with(|all| all.iter().map(|view| (view.thread.id, view.thread.resolved_at.is_some())).collect::<Vec<_>>())
        });
        Effect::new(move |_| {
            let states: Vec<_> = known.get().into_iter().map(|(id, resolved)| serde_json::json!({ "id": id, "resolved": resolved })).collect();
            if live.ready.get() {
                live.set_threads(&serde_json::Value::from(states).to_string());
            }
        });
        Effect::new(move |_| {
            let chosen = live.chosen.get();
            // Who only writes past a thread is not disturbed.
            let Some(&thread) = chosen.threads.first().filter(|_| chosen.clicked || self.open.get_untracked()) else { return };
            self.open.set(true);
            self.active.set(Some(thread));
        });
        Effect::new(move |_| {
            if let Some((anchor, top)) = live.compose.get() {
                live.compose.set(None);
                self.compose(Some(anchor), top);
            }
        });
        Effect::new(move |_| {
            let active = self.active.get();
            if live.ready.get_untracked() {
                live.set_active_thread(&active.map(|id| id.to_string()).unwrap_or_default(), false);
            }
        });
        self.mark_what_is_seen();
    }

    /// Whether this person may comment.
    pub(super) fn may_write(self) -> bool {
        self.live.role.get() >= Role::Commenter && self.live.closed.get().is_none()
    }

    /// Begins a thread on words, or on the whole post.
    pub(super) fn compose(self, anchor: Option<Anchor>, top: i32) {
        self.open.set(true);
        self.active.set(None);
        self.draft.set(Some(Draft { anchor, top }));
    }

    /// The threads that are shown, in the order of the text: first those on the whole post, last those whose words
    /// are deleted.
    pub(super) fn shown(self) -> Vec<CommentId> {
        let (filter, active, order) = (self.filter.get(), self.active.get(), self.live.order.get());
        let fits = |view: &&ThreadView| {
            let thread = &view.thread;
            // What one is reading stays.
            Some(thread.id) == active
                || match filter {
                    None => true,
                    Some(Filter::Open) => thread.resolved_at.is_none(),
                    Some(Filter::Resolved) => thread.resolved_at.is_some(),
                    Some(Filter::Mine) => thread.mine,
                    Some(Filter::Unread) => thread.unread,
                }
        };
        let place = |view: &ThreadView| match view.thread.quote {
            None => (0, 0),
            Some(_) => order.iter().position(|id| *id == view.thread.id).map_or((2, 0), |at| (1, at)),
        };
        self.threads.with(|all| {
            let mut shown: Vec<&ThreadView> = all.iter().filter(fits).collect();
            shown.sort_by_key(|view| place(view));
            shown.into_iter().map(|view| view.thread.id).collect()
        })
    }

    /// How many threads have something unread.
    pub(super) fn unread(self) -> usize {
        self.threads.with(|all| all.iter().filter(|view| view.thread.unread).count())
    }

    /// Shows a thread and its words.
    pub(super) fn look_at(self, thread: CommentId) {
        self.look_at_comment(thread, thread);
    }

    /// Shows a thread, its words, and one of its comments.
    pub(super) fn look_at_comment(self, thread: CommentId, comment: CommentId) {
        self.open.set(true);
        self.active.set(Some(thread));
        self.live.set_active_thread(&thread.to_string(), true);
        focus_on(thread, comment);
    }

    /// Goes to the next thread, or to the one before.
    pub(super) fn walk(self, forward: bool) {
        let shown = untrack(|| self.shown());
        let at = self.active.get_untracked().and_then(|active| shown.iter().position(|id| *id == active));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => shown.len().saturating_sub(1),
            (Some(at), true) => (at + 1) % shown.len(),
            (Some(at), false) => (at + shown.len() - 1) % shown.len(),
        };
        if let Some(&thread) = shown.get(next) {
            self.look_at(thread);
        }
    }

    /// Does something with a thread, and takes what it is afterwards. `then` hears whether it was done.
    pub(super) fn act(self, doing: impl Future<Output = Result<ThreadView, Failure>> + 'static, then: impl FnOnce(Option<CommentId>) + 'static) {
        let Self { toasts, language, .. } = self;
        spawn_local(async move {
            match doing.await {
                Ok(view) => {
                    let thread = view.thread.id;
                    self.put(view);
                    then(Some(thread));
                }
                Err(failure) => {
                    toasts.fail(sentence_in(language, &failure.error));
                    then(None);
                }
            }
        });
    }

    /// Says why something was not done.
    pub(super) fn complain(self, failure: &Failure) {
        self.toasts.fail(sentence_in(self.language, &failure.error));
    }
}
