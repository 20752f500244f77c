//! What one chooses for Reddit. Each subreddit is a publication of its own.

use super::{
    filled::{Filled, POST_KINDS, Place, SUBREDDITS_MAX, post_kind},
    state::Writing,
    subreddit::SubredditField,
    texts::{PublishTexts, of_kind},
};
use crate::{
    texts::t,
    ui::{Button, ButtonSize, Checkbox, Field, Glyph, Select},
};
use leptos::prelude::*;
use model::{SocialAccountId, social::PostKind};

/// Its fields.
#[component]
pub(super) fn RedditFields(
    /// The account.
    account: SocialAccountId,
    /// Ids of its fields begin with this.
    place: String,
    /// What stands in the fields at first.
    filled: Filled,
    /// Whether it is one publication that is mended.
    mends: bool,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let kinds: Vec<(String, String)> = POST_KINDS.into_iter().map(|kind| (kind.code().to_owned(), of_kind(texts, kind).to_owned())).collect();
    let no_link = Memo::new(move |_| writing.filled.with(|filled| post_kind(&filled.kind) != PostKind::Link));
    let begun = if filled.subreddits.is_empty() { vec![Place::default()] } else { filled.subreddits };
    let count = RwSignal::new(begun.len());
    let begun = StoredValue::new(begun);
    let kind = if filled.kind.is_empty() { PostKind::Text.code().to_owned() } else { filled.kind };
    let field_place = place.clone();
    view! {
        <div class="target__subreddits">
            // Above them: rules appear below a name when one leaves it, and would move the button away under the pointer.
            {(!mends).then(|| view! {
                <p class="needs-js">
                    <Button
                        size=ButtonSize::Small
                        icon=Glyph::Plus
                        disabled=Signal::derive(move || count.get() >= SUBREDDITS_MAX)
                        on:click=move |_| count.update(|count| *count += 1)
                    >
                        {texts.subreddit_more}
                    </Button>
                </p>
            })}
            <For each=move || 0..count.get() key=|number| *number let(number)>
                <SubredditField
                    account
                    number
                    place=field_place.clone()
                    begun=begun.with_value(|all| all.get(number).cloned().unwrap_or_default())
                    writing
                />
            </For>
        </div>
        <Field
            name="filled[title]"
            id=format!("{place}-post-title")
            label=texts.post_title
            value=filled.title
            error=writing.wrong("title")
            maxlength=300
        />
        <Select name="filled[kind]" id=format!("{place}-kind") label=texts.kind options=kinds value=kind />
        <div class="target__group" hidden=no_link>
            <Field name="filled[url]" id=format!("{place}-url") r#type="url" label=texts.url value=filled.url error=writing.wrong("url") maxlength=2000 />
        </div>
        <fieldset class="target__group">
            <legend>{texts.marks}</legend>
            <Checkbox name="filled[nsfw]" label=texts.nsfw checked=filled.nsfw />
            <Checkbox name="filled[spoiler]" label=texts.spoiler checked=filled.spoiler />
            <Checkbox name="filled[send_replies]" label=texts.send_replies checked=filled.send_replies />
            <Checkbox name="filled[resubmit]" label=texts.resubmit checked=filled.resubmit />
        </fieldset>
    }
}
