//! A session in the list.

use crate::{
    features::settings::{
        api::{EndSession, SessionRow},
        texts::SettingsTexts,
    },
    texts::{fill, t},
    ui::{Badge, Button, ButtonSize, Cell, Tone},
};
use leptos::prelude::*;

/// A row, with a button that ends the session unless it is this one.
#[component]
pub(super) fn Row(
    /// The session.
    row: SessionRow,
    /// Ends one.
    end: ServerAction<EndSession>,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let SessionRow { session, created, last_used } = row;
    let label = fill(texts.session_end_of, &[("name", &session.device)]);
    let busy = {
        let (id, input) = (session.id.clone(), end.input());
        Signal::derive(move || end.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)))
    };
    let button = (!session.current).then(|| {
        view! {
            <ActionForm action=end>
                <input type="hidden" name="id" value=session.id />
                <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{texts.session_end}</Button>
            </ActionForm>
        }
    });
    view! {
        <tr>
            <Cell main=true>
                {session.device} " " {session.current.then(|| view! { <Badge tone=Tone::Success>{texts.session_current}</Badge> })}
            </Cell>
            <Cell label=texts.session_address>{session.address}</Cell>
            <Cell label=texts.session_since><time datetime=created.iso>{created.text}</time></Cell>
            <Cell label=texts.session_used><time datetime=last_used.iso>{last_used.text}</time></Cell>
            <Cell actions=true>{button}</Cell>
        </tr>
    }
}
