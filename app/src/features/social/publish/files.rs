//! The files of a form: chosen, on their way, here, in their order.

use super::{
    filled::is_picture,
    state::Writing,
    texts::PublishTexts,
    uploads::{Stage, Upload, Uploads, readable},
};
use crate::{
    common::sentence,
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Field, FieldFrame, Glyph, Icon, IconButton},
};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast};
use model::{Error, ErrorCode, social::Platform};

/// What the browser offers to choose.
fn accepted(platform: Platform) -> &'static str {
    match platform {
        Platform::TikTok => "video/mp4,video/quicktime,video/webm,image/jpeg,image/webp",
        Platform::Instagram => "image/jpeg,video/mp4,video/quicktime",
        Platform::Reddit => "image/jpeg,image/png,image/gif,video/mp4,video/quicktime",
    }
}

/// The field, and the files below it.
#[component]
pub(super) fn Files(
    /// Ids of its fields begin with this.
    place: String,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let (uploads, platform) = (writing.uploads, writing.platform);
    let hint = match platform {
        Platform::TikTok => texts.files_tiktok,
        Platform::Instagram => texts.files_instagram,
        Platform::Reddit => texts.files_reddit,
    };
    let input = NodeRef::<html::Input>::new();
    let choose = move |_: ev::Event| {
        let Some(input) = input.get_untracked() else { return };
        let files = js_sys::Reflect::get(&input, &"files".into()).unwrap_or_default();
        for file in js_sys::Array::from(&files).iter().filter_map(|file| file.dyn_into().ok()) {
            uploads.add(file);
        }
        // The same file may be chosen once more after it was removed.
        input.set_value("");
    };
    let wrong = writing.wrong("media");
    let waits = Signal::derive(move || (writing.tries.get() > 0 && uploads.waits()).then(|| texts.waits.to_owned()));
    let error = Signal::derive(move || waits.get().or_else(|| wrong.get()));
    let id = format!("{place}-files");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described = move || if error.with(Option::is_some) { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    // What the server is to know of them.
    let said = Memo::new(move |_| serde_json::to_string(&uploads.picked()).unwrap_or_default());
    let field_place = place.clone();
    view! {
        <input type="hidden" name="files" value=said.get_untracked() prop:value=said />
        <FieldFrame id=id.clone() label=texts.files hint=Some(hint.to_owned()) error>
            <input
                class="input needs-js"
                id=id
                type="file"
                multiple=true
                accept=accepted(platform)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:change=choose
                node_ref=input
            />
        </FieldFrame>
        <p class="field__hint without-js">{texts.needs_js}</p>
        <ol class="uploads">
            <For each=move || uploads.numbers() key=|number| *number let(number)>
                <OneFile number uploads place=field_place.clone() describes=platform == Platform::Instagram />
            </For>
        </ol>
    }
}

/// What could not be done with a file, and what to do.
fn why(texts: &PublishTexts, error: &Error) -> String {
    match error.code {
        ErrorCode::TooLarge => texts.too_large.to_owned(),
        ErrorCode::WrongType => texts.wrong_type.to_owned(),
        ErrorCode::LimitReached => texts.limit.to_owned(),
        ErrorCode::Invalid => texts.empty.to_owned(),
        ErrorCode::Unavailable | ErrorCode::TooLate => texts.broken.to_owned(),
        _ => sentence(error),
    }
}

/// One file.
#[component]
fn OneFile(
    number: u32,
    uploads: Uploads,
    place: String,
    /// Whether one says what is seen in a picture.
    describes: bool,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let one = Memo::new(move |_| uploads.of(number));
    let Some(Upload { name, size, alt, .. }) = one.get_untracked() else { return ().into_any() };
    let stage = Memo::new(move |_| one.with(|one| one.as_ref().map(|one| one.stage.clone())));
    let sent = Memo::new(move |_| one.with(|one| one.as_ref().map_or(0.0, |one| one.sent)));
    let first = Memo::new(move |_| uploads.numbers().first() == Some(&number));
    let label = {
        let name = name.clone();
        move |text: &str| fill(text, &[("name", &name)])
    };
    let (stop, again, progress) = (label(texts.stop_of), label(texts.go_on_of), label(texts.sending));
    let (remove, earlier) = (label(texts.remove_of), label(texts.earlier_of));
    let alt_id = format!("{place}-alt-{number}");
    let picture = move || stage.with(|stage| matches!(stage, Some(Stage::Here(file)) if is_picture(file)));
    view! {
        <li class="upload">
            {move || stage.with(|stage| match stage {
                Some(Stage::Here(file)) if is_picture(file) => {
                    view! { <img class="upload__picture" src=format!("/api/social/media/{}/content", file.key) alt="" width="56" height="56" /> }.into_any()
                }
                _ => view! { <span class="upload__picture"><Icon glyph=Glyph::Camera /></span> }.into_any(),
            })}
            <div class="upload__body">
                <p class="upload__name">{name.clone()} " " <span class="field__hint">{readable(size)}</span></p>
                {move || {
                    let (stop, again, progress) = (stop.clone(), again.clone(), progress.clone());
                    match stage.get() {
                        Some(Stage::Sending) => view! {
                            <div class="campaign__progress">
                                <progress max=size.to_string() value=move || sent.get().to_string() aria-label=progress></progress>
                                <span>{move || fill(texts.sent, &[("n", &readable(sent.get())), ("all", &readable(size))])}</span>
                                <Button size=ButtonSize::Small attr:aria-label=stop on:click=move |_| uploads.remove(number)>{texts.stop}</Button>
                            </div>
                        }
                            .into_any(),
                        Some(Stage::Failed(error)) => view! {
                            <p class="field__error" role="alert"><Icon glyph=Glyph::Warning /><span>{why(texts, &error)}</span></p>
                            <Button size=ButtonSize::Small attr:aria-label=again on:click=move |_| uploads.again(number)>{texts.go_on}</Button>
                        }
                            .into_any(),
                        _ => ().into_any(),
                    }
                }}
                {describes.then(|| view! {
                    <div hidden=move || !picture() on:input=move |event: ev::Event| uploads.describe(number, event_target_value(&event))>
                        <Field name=format!("alt-{number}") id=alt_id label=texts.alt value=alt maxlength=1000 />
                    </div>
                })}
            </div>
            <div class="upload__acts">
                <span hidden=first>
                    <IconButton glyph=Glyph::ChevronUp label=earlier kind=ButtonKind::Ghost on:click=move |_| uploads.earlier(number) />
                </span>
                <IconButton glyph=Glyph::Trash label=remove kind=ButtonKind::Ghost on:click=move |_| uploads.remove(number) />
            </div>
        </li>
    }
    .into_any()
}
