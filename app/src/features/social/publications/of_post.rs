//! What was published from one post, below its forms.

use super::{acts::Steering, api::load_publications_of, row::Row, rows::PublicationRow, texts::PublicationTexts};
use crate::{features::desk::fresh::keep_fresh, tab::use_tab, texts::t, ui::Table};
use leptos::prelude::*;
use model::ContentId;

/// A table of them, kept fresh; nothing where there are none.
#[component]
pub(in crate::features::social) fn OfPost(
    /// The post.
    post: ContentId,
    /// The heading.
    title: &'static str,
    /// Counts what was done on the page.
    done: RwSignal<u32>,
) -> impl IntoView {
    let list = Resource::new(|| (), move |()| load_publications_of(post));
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move { list.await.ok().map(|rows| view! { <Loaded post rows title done /> }) })}
        </Transition>
    }
}

#[component]
fn Loaded(post: ContentId, rows: Vec<PublicationRow>, title: &'static str, done: RwSignal<u32>) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<PublicationTexts>());
    let live = RwSignal::new(rows);
    keep_fresh(live, move || (tab.social(), done.get()), move || load_publications_of(post));
    let steering = Steering::new(done);
    let some = Memo::new(move |_| live.with(|rows| !rows.is_empty()));
    move || {
        some.get().then(|| {
            view! {
                <section aria-labelledby="of-post">
                    <h2 id="of-post">{title}</h2>
                    {steering.refused()}
                    <Table caption=title columns=vec![texts.what, texts.account, texts.state, texts.when, ""]>
                        <For each=move || live.get() key=Clone::clone let(row)>
                            <Row row steering />
                        </For>
                    </Table>
                </section>
            }
        })
    }
}
