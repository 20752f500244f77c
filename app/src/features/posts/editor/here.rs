//! Who is here: five faces, then how many more.

use super::live::Live;
use crate::{
    common::common,
    features::{posts::texts::PostTexts, sharing::texts::SharingTexts},
    texts::{fill, t},
    ui::{AvatarStack, Face},
};
use leptos::prelude::*;

/// Who is here.
#[component]
pub(super) fn Here(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let faces = Signal::derive(move || {
        live.people
            .get()
            .into_iter()
            .map(|person| {
                let name = person.name;
                let known = if person.guest { format!("{name} ({})", t::<SharingTexts>().guest) } else { name.clone() };
                let said = if person.me {
                    Some(format!("{name} ({})", common().you))
                } else if person.idle {
                    Some(fill(texts.idle, &[("name", &known)]))
                } else {
                    person.guest.then_some(known)
                };
                let picture = Some(person.picture).filter(|path| !path.is_empty());
                Face { key: person.id, name, said, color: person.color, picture, idle: person.idle }
            })
            .collect::<Vec<_>>()
    });
    view! { <AvatarStack faces label=texts.people_here /> }
}
