//! Disconnecting an account, after a dialog that says what goes.

use super::{api::DisconnectSocialAccount, texts::ConnectionTexts};
use crate::{
    common::common,
    features::social::words::of_platform,
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Dialog, DialogActions},
};
use leptos::prelude::*;
use model::{SocialAccountId, social::Platform};

/// The button and its dialog.
#[component]
pub(super) fn Disconnect(
    /// The account.
    id: SocialAccountId,
    /// Where.
    platform: Platform,
    /// Its name there.
    name: String,
    /// Disconnects it.
    action: ServerAction<DisconnectSocialAccount>,
) -> impl IntoView {
    let texts = t::<ConnectionTexts>();
    let asks = RwSignal::new(false);
    let label = fill(texts.disconnect_of, &[("name", &name)]);
    let which = StoredValue::new(fill(texts.disconnect_which, &[("name", &name), ("platform", of_platform(platform))]));
    view! {
        <Button size=ButtonSize::Small attr:aria-label=label on:click=move |_| asks.set(true)>{texts.disconnect}</Button>
        <Dialog open=asks id=format!("disconnect-{id}") title=texts.disconnect_title close=common().close>
            <ActionForm action attr:class="form">
                <input type="hidden" name="id" value=id.to_string() />
                <p><strong>{which.get_value()}</strong></p>
                <p>{texts.disconnect_takes}</p>
                <p>{texts.disconnect_stays}</p>
                <DialogActions>
                    <Button kind=ButtonKind::Danger r#type="submit" busy=action.pending()>{texts.disconnect}</Button>
                    <Button on:click=move |_| asks.set(false)>{common().cancel}</Button>
                </DialogActions>
            </ActionForm>
        </Dialog>
    }
}
