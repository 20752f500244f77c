//! What else can be done with a post: copy, export, archive, delete.

use super::{live::Live, shortcuts::Shortcuts};
use crate::{
    browser,
    common::{common, sentence_in},
    features::posts::{
        api::{DuplicatePost, delete_post_for_good, set_post_status},
        texts::{PostTexts, name_of},
    },
    texts::{fill, t},
    ui::{Button, ButtonKind, Dialog, DialogActions, Glyph, Menu, MenuItem, MenuSeparator, use_toasts},
    visitor::use_visitor,
};
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use model::{
    ContentId,
    content::{Role, Status},
};

/// The menu beside Share.
#[component]
pub(super) fn More(
    /// The live document.
    live: Live,
    /// The post.
    id: ContentId,
    /// Our role.
    role: Role,
    /// Where it stands; changed when the server has agreed.
    status: RwSignal<Status>,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let (toasts, language) = (use_toasts(), use_visitor().get_untracked_language());
    let help = RwSignal::new(false);
    let ask_delete = RwSignal::new(false);
    let owner = role == Role::Owner;
    let put = move |wanted: Status| {
        Callback::new(move |()| {
            spawn_local(async move {
                match set_post_status(id, wanted).await {
                    Ok(()) => {
                        toasts.show(match wanted {
                            Status::Draft => texts.draft_done,
                            Status::Archived => texts.archived_done,
                            Status::Trash => texts.to_trash_done,
                        });
                        // The page may have been left meanwhile.
                        status.try_set(wanted);
                    }
                    Err(failure) => toasts.fail(sentence_in(language, &failure.error)),
                }
            });
        })
    };
    let export = move |format: &str| format!("/api/content/{id}/export?format={format}");
    let copy_title = move || fill(texts.copy_of, &[("title", &live.title.with(|title| name_of(texts, title)))]);
    view! {
        <form id="duplicate-post" method="post" action=DuplicatePost::PATH hidden>
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="title" prop:value=copy_title />
        </form>
        <Menu label=texts.menu>
            {role.writes().then(|| view! { <MenuItem icon=Glyph::Share href=format!("/posts/{id}/publish")>{texts.publish}</MenuItem> })}
            <MenuItem icon=Glyph::Clock href=format!("/posts/{id}/revisions")>{texts.history}</MenuItem>
            <MenuItem icon=Glyph::Copy form="duplicate-post">{texts.duplicate}</MenuItem>
            <MenuItem icon=Glyph::Download href=export("markdown") download=true>{texts.export_markdown}</MenuItem>
            <MenuItem icon=Glyph::Download href=export("html") download=true>{texts.export_html}</MenuItem>
            <MenuItem icon=Glyph::Download href=export("text") download=true>{texts.export_text}</MenuItem>
            <MenuItem icon=Glyph::Keyboard on_select=Callback::new(move |()| help.set(true))>{texts.shortcuts}</MenuItem>
            {owner
                .then(|| {
                    view! {
                        <MenuSeparator />
                        {move || match status.get() {
                            Status::Draft => view! { <MenuItem icon=Glyph::Archive on_select=put(Status::Archived)>{texts.archive}</MenuItem> }.into_any(),
                            Status::Archived => view! { <MenuItem icon=Glyph::Archive on_select=put(Status::Draft)>{texts.unarchive}</MenuItem> }.into_any(),
                            Status::Trash => view! { <MenuItem icon=Glyph::Undo on_select=put(Status::Draft)>{texts.restore}</MenuItem> }.into_any(),
                        }}
                        {move || if status.get() == Status::Trash {
                            view! {
                                <MenuItem icon=Glyph::Trash danger=true on_select=Callback::new(move |()| ask_delete.set(true))>
                                    {texts.delete_for_good}
                                </MenuItem>
                            }
                                .into_any()
                        } else {
                            view! { <MenuItem icon=Glyph::Trash danger=true on_select=put(Status::Trash)>{texts.delete}</MenuItem> }.into_any()
                        }}
                    }
                })}
        </Menu>
        <Shortcuts live open=help />
        <DeleteForGood id open=ask_delete />
    }
}

#[component]
fn DeleteForGood(id: ContentId, open: RwSignal<bool>) -> impl IntoView {
    let texts = t::<PostTexts>();
    let (toasts, language) = (use_toasts(), use_visitor().get_untracked_language());
    let busy = RwSignal::new(false);
    let delete = move |_| {
        busy.set(true);
        spawn_local(async move {
            match delete_post_for_good(id).await {
                Ok(()) => browser::go("/posts?status=trash"),
                Err(failure) => {
                    busy.set(false);
                    toasts.fail(sentence_in(language, &failure.error));
                }
            }
        });
    };
    view! {
        <Dialog open id="delete-for-good" title=texts.delete_for_good_title close=common().close>
            <p>{texts.delete_for_good_lead}</p>
            <DialogActions>
                <Button kind=ButtonKind::Danger busy on:click=delete>{texts.delete_for_good}</Button>
                <Button on:click=move |_| open.set(false)>{common().cancel}</Button>
            </DialogActions>
        </Dialog>
    }
}
