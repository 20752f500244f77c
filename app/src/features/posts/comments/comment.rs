//! One comment.

use super::{
    api::{delete_comment, edit_comment},
    column::Small,
    composer::Composer,
    mentions,
    reactions::Reactions,
    state::Comments,
    texts::CommentTexts,
};
use crate::{
    features::sharing::texts::SharingTexts,
    texts::t,
    ui::{Avatar, AvatarSize, Face},
    when::When,
};
use leptos::{prelude::*, task::spawn_local};
use model::{CommentId, comments::Comment};

/// A comment of a thread.
#[component]
pub(super) fn CommentItem(
    /// The comments.
    comments: Comments,
    /// Its thread.
    thread: CommentId,
    /// The comment.
    comment: Comment,
    /// When it was written.
    at: When,
) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let id = comment.id;
    let mine = comment.mine && !comment.deleted;
    let face = comment.author.clone().map_or_else(|| nobody(texts.left), Face::from);
    let (name, guest) = (face.name.clone(), comment.author.as_ref().is_some_and(|author| author.who.guest().is_some()));
    let shown = StoredValue::new(comment.clone());
    let editing = Memo::new(move |_| comments.edits.with(|edits| edits.contains_key(&id)));
    // Relative: guests read the post under another address.
    let link = format!("?thread={id}");
    view! {
        <li class="comment" id=format!("comment-{id}") tabindex="-1">
            <header class="comment__head">
                <Avatar face size=AvatarSize::Small />
                <span class="comment__name">{name}</span>
                {guest.then(|| view! { <span class="comment__guest">{t::<SharingTexts>().guest}</span> })}
                <a class="comment__time" href=link><time datetime=at.iso>{at.text}</time></a>
                {comment.edited_at.is_some().then(|| view! { <span class="comment__time">{texts.edited}</span> })}
            </header>
            {move || {
                if editing.get() {
                    view! { <Change comments id /> }.into_any()
                } else if comment.deleted {
                    view! { <p class="comment__gap">{texts.deleted}</p> }.into_any()
                } else {
                    view! { <div class="comment__text" inner_html=shown.with_value(|comment| comment.html.clone())></div> }.into_any()
                }
            }}
            {(!shown.with_value(|comment| comment.deleted)).then(|| view! { <Reactions comments comment=shown.get_value() /> })}
            <Show when=move || mine && comments.may_write() && comments.active.get() == Some(thread) && !editing.get()>
                <div class="comment__actions">
                    <Small label=texts.edit on_press=Callback::new(move |()| shown.with_value(|comment| change(comments, comment))) />
                    <Small label=texts.delete on_press=Callback::new(move |()| delete(comments, thread, id)) />
                </div>
            </Show>
        </li>
    }
}

/// The face of somebody whose account is gone.
fn nobody(name: &str) -> Face {
    Face { key: String::new(), name: name.to_owned(), said: None, color: 0, picture: None, idle: false }
}

fn delete(comments: Comments, thread: CommentId, comment: CommentId) {
    let post = comments.id;
    spawn_local(async move {
        match delete_comment(post, comment).await {
            Ok(()) => comments.read(thread),
            Err(failure) => comments.complain(&failure),
        }
    });
}

/// Begins to change a comment.
fn change(comments: Comments, comment: &Comment) {
    comments.invites.update_value(|invites| invites.extend(mentions::invited(&comment.text)));
    let text = mentions::to_edit(&comment.text, &comment.mentions);
    comments.edits.update(|edits| drop(edits.insert(comment.id, text)));
}

/// A comment that is being changed.
#[component]
fn Change(comments: Comments, id: CommentId) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let text = RwSignal::new(comments.edits.with_untracked(|edits| edits.get(&id).cloned()).unwrap_or_default());
    let busy = RwSignal::new(false);
    let end = move || {
        comments.edits.try_update(|edits| edits.remove(&id));
    };
    // The card is drawn anew with every reply, and goes with the column.
    Effect::new(move |_| {
        let text = text.get();
        comments.edits.update(|edits| {
            if let Some(kept) = edits.get_mut(&id) {
                *kept = text;
            }
        });
    });
    let submit = Callback::new(move |changed: String| {
        busy.set(true);
        comments.act(edit_comment(comments.id, id, changed), move |done| {
            busy.try_set(false);
            if done.is_some() {
                end();
            }
        });
    });
    view! {
        <Composer
            comments
            id=format!("edit-{id}")
            label=texts.write
            send=texts.save
            text
            busy
            on_send=submit
            on_cancel=Callback::new(move |()| end())
        />
    }
}
