//! The page `/admin/integrations`.

use super::{api::load_integrations, journal::Journal, platform::PlatformCard, texts::IntegrationTexts};
use crate::{
    features::admin::layout::{Admin, Part},
    frame::Failed,
    texts::t,
};
use leptos::{either::Either, prelude::*};

/// The page `/admin/integrations`.
#[component]
pub fn IntegrationsPage() -> impl IntoView {
    let texts = t::<IntegrationTexts>();
    // Counts what was done here: numbers are asked for again.
    let done = RwSignal::new(0_u32);
    let all = Resource::new(move || done.get(), |_| load_integrations());
    view! {
        <Admin part=Part::Integrations>
            <p class="section__lead">{texts.lead}</p>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match all.await {
                        Err(failure) => Either::Left(view! { <Failed failure /> }),
                        Ok(all) => {
                            let cards = all.into_iter().map(|one| view! { <PlatformCard one done /> }).collect_view();
                            Either::Right(view! { <div class="integrations">{cards}</div> })
                        }
                    }
                })}
            </Transition>
            <Journal />
        </Admin>
    }
}
