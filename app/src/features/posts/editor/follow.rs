//! Whom the view follows, and how to stop.

use super::live::Live;
use crate::{
    features::posts::texts::PostTexts,
    texts::{fill, t},
    ui::{Button, ButtonSize},
};
use leptos::prelude::*;

/// A frame in the colour of whom the view follows, and a bar that says so.
#[component]
pub(super) fn FollowBar(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let followed = Memo::new(move |before: Option<&Option<(String, u8)>>| {
        let id = live.following.get();
        if id.is_empty() {
            return None;
        }
        let found = live.people.with(|people| people.iter().find(|person| person.id == id).map(|person| (person.name.clone(), person.color)));
        // Somebody whose line breaks may come back, and is followed on for a while.
        found.or_else(|| before.cloned().flatten())
    });
    let stop = move |_| live.follow_or_stop(&live.following.get_untracked());
    view! {
        <div role="status" data-follow="">
            {move || {
                followed
                    .get()
                    .map(|(name, color)| {
                        view! {
                            <div class=format!("following color-{}", color % 12)>
                                <p class="following__bar">
                                    <span>{fill(texts.following, &[("name", &name)])}</span>
                                    <Button size=ButtonSize::Small on:click=stop>{texts.stop_following}</Button>
                                </p>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
