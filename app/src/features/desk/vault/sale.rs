//! The fields for what is sold: chosen media, the vault to choose from, a price.

use super::{api::load_vault, texts::VaultTexts};
use crate::{
    Failure,
    common::sentence_in,
    texts::{fill, t},
    ui::{Badge, Banner, Button, ButtonSize, Field, Tone},
    visitor::use_visitor,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    ConversationId, Error,
    crm::{MediaKind, VaultMedia},
    error::Problem,
};

/// What is chosen and at which price. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub(in crate::features::desk) struct Sale {
    media: RwSignal<Vec<VaultMedia>>,
    price: RwSignal<String>,
}

impl Sale {
    /// Nothing chosen; the price that was typed, where the page is shown anew.
    pub fn new(price: String) -> Self {
        Self { media: RwSignal::new(Vec::new()), price: RwSignal::new(price) }
    }

    /// After it was sent.
    pub fn clear(self) {
        self.media.set(Vec::new());
        self.price.set(String::new());
    }

    /// Hears of any change of it.
    pub fn track(self) {
        self.media.track();
        self.price.track();
    }

    fn toggle(self, one: &VaultMedia) {
        self.media.update(|media| match media.iter().position(|known| known.id == one.id) {
            Some(at) => drop(media.remove(at)),
            None => media.push(one.clone()),
        });
    }
}

fn called(texts: &VaultTexts, one: &VaultMedia) -> String {
    let text = match one.kind {
        MediaKind::Photo => texts.photo,
        MediaKind::Video => texts.video,
        MediaKind::Audio => texts.audio,
        MediaKind::Gif => texts.gif,
        MediaKind::Other => texts.other,
    };
    fill(text, &[("id", &one.id)])
}

/// What is wrong with a field of the sale.
fn wrong(error: Signal<Option<Error>>, field: &'static str, texts: &'static VaultTexts) -> Signal<Option<String>> {
    Signal::derive(move || {
        let problem = error.with(|error| error.as_ref()?.fields.iter().find(|one| one.field == field).map(|one| one.problem))?;
        let said = match (field, problem) {
            ("media", Problem::Required) => texts.media_needed,
            ("media", _) => texts.media_wrong,
            _ => texts.price_wrong,
        };
        Some(said.to_owned())
    })
}

/// The fields, behind a line. The vault is read when it is asked for.
#[component]
pub(in crate::features::desk) fn SaleFields(
    /// In which conversation.
    id: ConversationId,
    /// What is chosen.
    sale: Sale,
    /// What the server said of the last try.
    error: Signal<Option<Error>>,
) -> impl IntoView {
    let texts = t::<VaultTexts>();
    let language = use_visitor().get_untracked_language();
    let (shown, next) = (RwSignal::new(Vec::<VaultMedia>::new()), RwSignal::new(None::<String>));
    let (read, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<String>);
    let load = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let cursor = next.get_untracked();
        spawn_local(async move {
            let found = load_vault(id, cursor).await;
            busy.try_set(false);
            match found {
                Ok(page) => {
                    failed.try_set(None);
                    // An empty page is the end.
                    next.try_set(page.next);
                    shown.try_update(|shown| shown.extend(page.items));
                    read.try_set(true);
                }
                Err(Failure { error, .. }) => {
                    failed.try_set(Some(sentence_in(language, &error)));
                }
            }
        });
    };
    let Sale { media, price } = sale;
    let summary = move || match media.with(Vec::len) {
        0 => texts.summary.to_owned(),
        n => fill(texts.summary_chosen, &[("n", &n.to_string())]),
    };
    let media_wrong = wrong(error, "media", texts);
    let ids = move || media.with(|media| media.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(" "));
    let used = price.with_untracked(|price| !price.is_empty());
    view! {
        <details class="chat__more sale" open=used>
            <summary>{summary}</summary>
            <input type="hidden" name="media" prop:value=ids value="" />
            <div class="sale__media needs-js">
                {move || {
                    let none = media.with(Vec::is_empty);
                    none.then(|| view! { <p class="field__hint">{texts.none_chosen}</p> })
                }}
                <ul class="sale__list" aria-label=texts.chosen hidden=move || media.with(Vec::is_empty)>
                    <For each=move || media.get() key=|one| one.id.clone() let(one)>
                        <Chosen one sale />
                    </For>
                </ul>
                {move || media_wrong.get().map(|said| view! { <Banner tone=Tone::Danger role="alert">{said}</Banner> })}
                {move || failed.get().map(|said| view! { <Banner tone=Tone::Danger role="alert">{said}</Banner> })}
                <ul class="sale__list" aria-label=texts.vault hidden=move || shown.with(Vec::is_empty)>
                    <For each=move || shown.get() key=|one| one.id.clone() let(one)>
                        <InVault one sale />
                    </For>
                </ul>
                {move || (read.get() && shown.with(Vec::is_empty)).then(|| view! { <p>{texts.nothing}</p> })}
                {move || {
                    (!read.get() || next.with(Option::is_some))
                        .then(|| {
                            let said = if read.get() { texts.more } else { texts.choose };
                            view! { <Button size=ButtonSize::Small busy on:click=move |_| load()>{said}</Button> }
                        })
                }}
            </div>
            <Field
                name="price"
                id="sale-price"
                label=texts.price
                hint=texts.price_hint
                bind=price
                error=wrong(error, "priceCents", texts)
                inputmode="decimal"
                maxlength=12
            />
        </details>
    }
}

/// Something that is chosen, with the way to leave it out.
#[component]
fn Chosen(one: VaultMedia, sale: Sale) -> impl IntoView {
    let texts = t::<VaultTexts>();
    let name = called(texts, &one);
    let label = fill(texts.remove, &[("name", &name)]);
    view! {
        <li class="sale__one">
            <Badge>{name}</Badge>
            <button type="button" class="sale__remove" aria-label=label on:click=move |_| sale.toggle(&one)>
                "×"
            </button>
        </li>
    }
}

/// Something in the vault, pressed while it is chosen.
#[component]
fn InVault(one: VaultMedia, sale: Sale) -> impl IntoView {
    let texts = t::<VaultTexts>();
    let name = called(texts, &one);
    let id = one.id.clone();
    let pressed = move || sale.media.with(|media| media.iter().any(|known| known.id == id));
    view! {
        <li>
            <button
                type="button"
                class="sale__pick"
                aria-pressed=move || if pressed() { "true" } else { "false" }
                on:click=move |_| sale.toggle(&one)
            >
                {name}
            </button>
        </li>
    }
}
