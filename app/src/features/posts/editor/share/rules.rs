//! What the owner decides about sharing.

use super::{Doing, unloaded};
use crate::{
    features::sharing::{
        api::{load_sharing_settings, set_sharing_settings},
        texts::SharingTexts,
    },
    texts::t,
    ui::Checkbox,
};
use leptos::{either::Either, prelude::*};
use model::{ContentId, sharing::SharingSettings};

/// Two boxes that count at once.
#[component]
pub(super) fn Rules(
    /// The post.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let settings = Resource::new(|| (), move |()| load_sharing_settings(id));
    let doing = Doing::new(Callback::new(|()| ()));
    view! {
        <section class="share__rules" aria-label=texts.settings>
            <h3>{texts.settings}</h3>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match settings.await {
                        Err(failure) => Either::Left(unloaded(&failure)),
                        Ok(settings) => Either::Right(view! { <Boxes id settings doing /> }),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Boxes(id: ContentId, settings: SharingSettings, doing: Doing) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let now = RwSignal::new(settings);
    let change = move |change: fn(&mut SharingSettings, bool)| {
        Callback::new(move |ticked: bool| {
            now.update(|settings| change(settings, ticked));
            let SharingSettings { guests_edit, editors_share } = now.get_untracked();
            doing.run(set_sharing_settings(id, guests_edit, editors_share), None);
        })
    };
    view! {
        <Checkbox
            name="guests-edit"
            label=texts.guests_edit
            hint=texts.guests_edit_hint
            checked=settings.guests_edit
            on_change=change(|settings, ticked| settings.guests_edit = ticked)
        />
        <Checkbox
            name="editors-share"
            label=texts.editors_share
            checked=settings.editors_share
            on_change=change(|settings, ticked| settings.editors_share = ticked)
        />
    }
}
