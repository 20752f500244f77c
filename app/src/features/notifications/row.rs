//! One notification, or several alike.

use super::{
    api::{NotificationRow, ReadNotifications},
    texts::NotificationTexts,
};
use crate::{
    texts::t,
    ui::{Avatar, Badge, ButtonSize, Face, Glyph, IconButton, Tone},
};
use leptos::prelude::*;
use model::notifications::Actor;

/// A row. Following its link reads it.
#[component]
pub(super) fn Row(
    /// What it shows.
    row: NotificationRow,
    /// Marks as read.
    read: ServerAction<ReadNotifications>,
) -> impl IntoView {
    let texts = t::<NotificationTexts>();
    let NotificationRow { ids, unread, text, excerpt, actor, path, when } = row;
    let face = match actor {
        Some(Actor::Person(person)) => Face::from(person),
        Some(Actor::Guest(name)) => guest(if name.is_empty() { texts.a_guest.to_owned() } else { name }),
        None => guest(texts.a_guest.to_owned()),
    };
    let fields = ids.iter().enumerate().map(|(n, id)| view! { <input type="hidden" name=format!("ids[{n}]") value=id.to_string() /> }).collect_view();
    let follow = move |_| {
        if unread {
            read.dispatch(ReadNotifications { ids: ids.clone() });
        }
    };
    view! {
        <li class="notification" class:notification--unread=unread>
            <Avatar face />
            <div class="notification__body">
                <a class="notification__link" href=path on:click=follow>{text}</a>
                {(!excerpt.is_empty()).then(|| view! { <p class="notification__excerpt">{excerpt}</p> })}
                <p class="notification__when">
                    {unread.then(|| view! { <Badge tone=Tone::Accent>{texts.new}</Badge> })}
                    <time datetime=when.iso>{when.text}</time>
                </p>
            </div>
            {unread
                .then(|| {
                    view! {
                        <ActionForm action=read attr:class="notification__read">
                            {fields}
                            <IconButton r#type="submit" glyph=Glyph::Check label=texts.read size=ButtonSize::Small />
                        </ActionForm>
                    }
                })}
        </li>
    }
}

fn guest(name: String) -> Face {
    Face { key: String::new(), name, said: None, color: 0, picture: None, idle: false }
}
