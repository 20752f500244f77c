//! Who gave or took what access, when.

use super::unloaded;
use crate::{
    common::common,
    features::{
        posts::{roles, texts::PostTexts},
        sharing::{
            api::{LogRow, access_log},
            texts::{SharingTexts, deed},
        },
    },
    texts::{fill, t},
    ui::Button,
};
use leptos::{either::EitherOf3, prelude::*};
use model::{ContentId, Page};

/// The section: one page, and the ways to the next older one and back to the newest.
#[component]
pub(super) fn Log(
    /// The post.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let (pages, back) = (t::<PostTexts>().pages, common().first);
    let cursor = RwSignal::new(None::<String>);
    let page = Resource::new(move || cursor.get(), move |cursor| access_log(id, cursor));
    view! {
        <Transition fallback=move || view! { <p>{common().loading}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Err(failure) => EitherOf3::A(unloaded(&failure)),
                    Ok(Page { items, .. }) if items.is_empty() => EitherOf3::B(view! { <p class="soft">{texts.no_log}</p> }),
                    Ok(Page { items, next_cursor }) => {
                        let rows = items.into_iter().map(|row| view! { <Row row /> }).collect_view();
                        let alone = next_cursor.is_none() && cursor.with_untracked(Option::is_none);
                        let newest = cursor
                            .with_untracked(Option::is_some)
                            .then(|| view! { <Button on:click=move |_| cursor.set(None)>{back}</Button> });
                        let older = next_cursor
                            .map(|next| view! { <Button on:click=move |_| cursor.set(Some(next.clone()))>{texts.older}</Button> });
                        EitherOf3::C(view! {
                            <ol class="access-log">{rows}</ol>
                            <nav class="pagination" aria-label=pages hidden=alone>
                                {newest}
                                {older}
                            </nav>
                        })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Row(row: LogRow) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let LogRow { entry, at } = row;
    let actor = if entry.actor.is_empty() { texts.somebody } else { &entry.actor };
    let role = entry.role.map_or("", |role| roles::word(t::<PostTexts>(), role));
    let text = fill(deed(texts, entry.deed), &[("actor", actor), ("role", role), ("subject", &entry.subject)]);
    view! {
        <li class="access-log__row">
            <span>{text}</span>
            <time class="soft" datetime=at.iso>{at.text}</time>
        </li>
    }
}
