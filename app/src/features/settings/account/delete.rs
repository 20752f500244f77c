//! Deleting the account, after the password was asked for.

use crate::{
    browser,
    common::common,
    features::settings::{api::DeleteAccount, texts::SettingsTexts},
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, ButtonKind, Dialog, DialogActions, Glyph, PasswordField, focus_first_error},
};
use leptos::{html, prelude::*};
use model::ErrorCode;

/// The button, and the dialog that it opens.
#[component]
pub(super) fn DeleteSection() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let open = RwSignal::new(false);
    // Here and not in the dialog, which may be closed before the answer.
    let action = ServerAction::<DeleteAccount>::new();
    // A page load, because nothing of the person may stay on the screen.
    when_done(action, |()| browser::go("/?deleted=1"));
    let ask = move |_| {
        action.clear();
        open.set(true);
    };
    view! {
        <div class="form__actions needs-js">
            <Button kind=ButtonKind::Danger icon=Glyph::Trash on:click=ask>{texts.delete_submit}</Button>
        </div>
        <Dialog open id="delete-account" title=texts.delete_ask close=common().close>
            <DeleteForm open action />
        </Dialog>
    }
}

#[component]
fn DeleteForm(open: RwSignal<bool>, action: ServerAction<DeleteAccount>) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let form = NodeRef::<html::Form>::new();
    let refusal = Refusal::of(action, &[(ErrorCode::WrongPassword, "password")]);
    focus_first_error(form, move || refusal.any());
    view! {
        <ActionForm action node_ref=form attr:class="form">
            <p>{texts.delete_lead}</p>
            <Refused refusal />
            <PasswordField
                name="password"
                id="delete-password"
                label=texts.password_now
                show=texts.password_show
                hide=texts.password_hide
                error=refusal.field("password")
                required=true
                autofocus=true
            />
            <DialogActions>
                <Button kind=ButtonKind::Danger r#type="submit" busy=action.pending()>{texts.delete_submit}</Button>
                <Button on:click=move |_| open.set(false)>{common().cancel}</Button>
            </DialogActions>
        </ActionForm>
    }
}
