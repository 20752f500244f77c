//! What is on the screen, loaded again when something changed: only what differs is drawn anew, so that nobody loses
//! their place.

use crate::Failure;
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use std::{pin::Pin, rc::Rc};

/// How long pages that count much wait before they load again, in milliseconds.
pub(super) const GATHER: u32 = 2_000;

/// Loads again in the browser each time that `changed` returns something else.
pub(in crate::features) fn keep_fresh<T, C, L>(live: RwSignal<T>, changed: impl Fn() -> C + 'static, load: impl Fn() -> L + 'static)
where
    T: PartialEq + Send + Sync + 'static,
    C: PartialEq + 'static,
    L: Future<Output = Result<T, Failure>> + 'static,
{
    keep_fresh_within(live, 0, changed, load);
}

/// The same, with so many milliseconds between two loads: what changes meanwhile is loaded once.
pub(super) fn keep_fresh_within<T, C, L>(live: RwSignal<T>, pause: u32, changed: impl Fn() -> C + 'static, load: impl Fn() -> L + 'static)
where
    T: PartialEq + Send + Sync + 'static,
    C: PartialEq + 'static,
    L: Future<Output = Result<T, Failure>> + 'static,
{
    let fresh = Fresh { live, pause, going: StoredValue::new(Going::No), load: Rc::new(move || Box::pin(load())) };
    Effect::new(move |before: Option<C>| {
        let now = changed();
        if before.is_some_and(|before| before != now) {
            match fresh.going.get_value() {
                Going::No => fresh.clone().begin(),
                // What is on its way may have been read before this change.
                Going::Once | Going::Again => fresh.going.set_value(Going::Again),
            }
        }
        now
    });
}

/// Whether something is being loaded, or was a moment ago.
#[derive(Clone, Copy)]
enum Going {
    No,
    Once,
    /// And is to be once more.
    Again,
}

type Loading<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// What keeps a page fresh: one load at a time.
struct Fresh<T: Send + Sync + 'static> {
    live: RwSignal<T>,
    pause: u32,
    going: StoredValue<Going>,
    load: Rc<dyn Fn() -> Loading<T>>,
}

impl<T: Send + Sync + 'static> Clone for Fresh<T> {
    fn clone(&self) -> Self {
        Self { live: self.live, pause: self.pause, going: self.going, load: Rc::clone(&self.load) }
    }
}

impl<T: PartialEq + Send + Sync + 'static> Fresh<T> {
    fn begin(self) {
        self.going.set_value(Going::Once);
        let loading = (self.load)();
        spawn_local(async move {
            let loaded = loading.await;
            // The page may have been left meanwhile. Without an answer, what is shown stays.
            if let Ok(loaded) = loaded
                && self.live.try_with_untracked(|live| *live != loaded) == Some(true)
            {
                self.live.set(loaded);
            }
            if self.pause == 0 {
                self.end();
            } else {
                Timeout::new(self.pause, move || self.end()).forget();
            }
        });
    }

    fn end(self) {
        match self.going.try_get_value() {
            Some(Going::Again) => self.begin(),
            Some(_) => self.going.set_value(Going::No),
            None => {}
        }
    }
}
