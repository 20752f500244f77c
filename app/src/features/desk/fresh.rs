//! What is on the screen, loaded again when something changed: only what differs is drawn anew, so that nobody loses
//! their place.

use crate::Failure;
use leptos::{prelude::*, task::spawn_local};

/// Loads again in the browser each time that `changed` returns something else. What comes late is not taken for news.
pub(in crate::features) fn keep_fresh<T, C, L>(live: RwSignal<T>, changed: impl Fn() -> C + 'static, load: impl Fn() -> L + 'static)
where
    T: PartialEq + Send + Sync + 'static,
    C: PartialEq + 'static,
    L: Future<Output = Result<T, Failure>> + 'static,
{
    let last = RwSignal::new(0_u32);
    Effect::new(move |before: Option<C>| {
        let now = changed();
        if before.is_some_and(|before| before != now) {
            let mine = last.get_untracked() + 1;
            last.set(mine);
            let loading = load();
            spawn_local(async move {
                let loaded = loading.await;
                // The page may have been left meanwhile. Without an answer, what is shown stays.
                if let (Some(last), Ok(loaded)) = (last.try_get_untracked(), loaded)
                    && last == mine
                    && live.try_with_untracked(|live| *live != loaded) == Some(true)
                {
                    live.set(loaded);
                }
            });
        }
        now
    });
}
