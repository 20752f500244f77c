//! The page on which a publication is changed, or mended and tried again.

use super::texts::PublicationTexts;
use crate::{
    Failure,
    features::social::publish::{
        api::load_mend,
        rows::MendView,
        target::{For, Target},
    },
    frame::{Failed, PageHead},
    texts::t,
    ui::{ButtonKind, Glyph, LinkButton},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{ErrorCode, PublicationId, social::PublicationState};

/// The page `/publications/{id}/edit`.
#[component]
pub fn MendPage() -> impl IntoView {
    let (params, texts) = (use_params_map(), t::<PublicationTexts>());
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse::<PublicationId>().ok())));
    let shown = Resource::new(move || id.get(), load);
    view! {
        <PageHead title=texts.mend_title>
            {move || id.get().map(|id| view! {
                <LinkButton href=format!("/publications/{id}") kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.what}</LinkButton>
            })}
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match shown.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(MendView { id, state, account, start }) => {
                        let purpose = if state == PublicationState::Scheduled { For::Change(id) } else { For::Retry(id) };
                        let done = RwSignal::new(0_u32);
                        Either::Right(view! {
                            <div class="publish stack">
                                <p class="section__lead">{texts.mend_lead}</p>
                                <Target account start purpose done />
                            </div>
                        })
                    }
                }
            })}
        </Transition>
    }
}

async fn load(id: Option<PublicationId>) -> Result<MendView, Failure> {
    match id {
        Some(id) => load_mend(id).await,
        None => Err(ErrorCode::NotFound.into()),
    }
}
