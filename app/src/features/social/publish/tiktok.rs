//! What one chooses for TikTok. By its rules no audience is chosen beforehand, and people may nothing until one says so.

use super::{
    filled::{Filled, is_picture},
    rows::TikTokRow,
    state::Writing,
    texts::PublishTexts,
};
use crate::{
    texts::{fill, t},
    ui::{Checkbox, Field, Glyph, Icon, Select},
};
use leptos::prelude::*;

/// Its fields.
#[component]
pub(super) fn TikTokFields(
    /// Ids of its fields begin with this.
    place: String,
    /// What may be chosen.
    offered: TikTokRow,
    /// What stands in the fields at first.
    filled: Filled,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let TikTokRow { nickname, privacy, comments_off, duets_off, stitches_off, longest } = offered;
    let unread = privacy.is_empty();
    let mut options = vec![(String::new(), texts.privacy_none.to_owned())];
    options.extend(privacy.into_iter().map(|code| {
        let said = audience(texts, &code).map_or_else(|| code.clone(), str::to_owned);
        (code, said)
    }));
    // What the account cannot allow is not offered; pictures have neither duets nor stitches.
    let pictures = Memo::new(move |_| {
        let picked = writing.uploads.picked();
        !picked.is_empty() && picked.iter().all(|one| is_picture(&one.file))
    });
    view! {
        {(!nickname.is_empty()).then(|| view! { <p class="target__as">{fill(texts.nickname, &[("name", &nickname)])}</p> })}
        {longest.map(|seconds| view! { <p class="field__hint">{fill(texts.longest, &[("n", &seconds.to_string())])}</p> })}
        <Select
            name="filled[privacy]"
            id=format!("{place}-privacy")
            label=texts.privacy
            options=options
            value=filled.privacy
            error=writing.wrong("privacy")
        />
        {unread.then(|| view! { <p class="field__hint">{texts.privacy_unread} " " <a href="/settings/connections">{texts.connections}</a></p> })}
        <fieldset class="target__group">
            <legend>{texts.allow}</legend>
            {(!comments_off).then(|| view! { <Checkbox name="filled[comments]" label=texts.comments checked=filled.comments /> })}
            <div class="target__group" hidden=pictures>
                {(!duets_off).then(|| view! { <Checkbox name="filled[duets]" label=texts.duets checked=filled.duets /> })}
                {(!stitches_off).then(|| view! { <Checkbox name="filled[stitches]" label=texts.stitches checked=filled.stitches /> })}
            </div>
        </fieldset>
        <div class="target__group" hidden=pictures>
            <Field
                name="filled[cover]"
                id=format!("{place}-cover")
                label=texts.cover
                hint=texts.cover_hint
                value=filled.cover
                error=writing.wrong("cover")
                inputmode="decimal"
                maxlength=9
            />
        </div>
        <div class="target__group" hidden=move || !pictures.get()>
            <Field
                name="filled[title]"
                id=format!("{place}-photo-title")
                label=texts.photo_title
                value=filled.title
                error=writing.wrong("photo_title")
                maxlength=90
            />
        </div>
        <fieldset class="target__group">
            <legend>{texts.disclose}</legend>
            <Checkbox name="filled[brand_organic]" label=texts.brand_organic checked=filled.brand_organic />
            <Checkbox name="filled[brand_content]" label=texts.brand_content checked=filled.brand_content />
            <Checkbox name="filled[is_aigc]" label=texts.is_aigc checked=filled.is_aigc />
        </fieldset>
        <Checkbox name="filled[inbox]" label=texts.inbox checked=filled.inbox />
        <Consent writing />
    }
}

/// An audience in words.
fn audience(texts: &PublishTexts, code: &str) -> Option<&'static str> {
    match code {
        "PUBLIC_TO_EVERYONE" => Some(texts.privacy_public),
        "MUTUAL_FOLLOW_FRIENDS" => Some(texts.privacy_friends),
        "FOLLOWER_OF_CREATOR" => Some(texts.privacy_followers),
        "SELF_ONLY" => Some(texts.privacy_self),
        _ => None,
    }
}

/// The consent line; never ticked beforehand, not even when something is mended.
#[component]
fn Consent(writing: Writing) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let wrong = writing.wrong("consent");
    view! {
        <div class="checkbox">
            <label class="checkbox__label">
                <input
                    class="checkbox__box"
                    type="checkbox"
                    name="filled[consent]"
                    value="true"
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                />
                <span>{texts.consent}</span>
            </label>
            {move || wrong.get().map(|text| view! { <p class="field__error"><Icon glyph=Glyph::Warning /><span>{text}</span></p> })}
        </div>
    }
}
