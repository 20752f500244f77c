//! One notification, or several alike.

use super::{
    api::{Asked, NotificationRow, ReadNotifications},
    texts::NotificationTexts,
};
use crate::{
    features::{
        posts::role_words,
        sharing::{api::AnswerRequest, texts::SharingTexts},
    },
    texts::{fill, t},
    ui::{Avatar, Badge, Button, ButtonKind, ButtonSize, Face, Glyph, IconButton, Select, Tone},
};
use leptos::prelude::*;
use model::{content::Role, notifications::Actor};

/// A row. Following its link reads it.
#[component]
pub(super) fn Row(
    /// What it shows.
    row: NotificationRow,
    /// Marks as read.
    read: ServerAction<ReadNotifications>,
    /// Answers a request for access.
    answer: ServerAction<AnswerRequest>,
) -> impl IntoView {
    let texts = t::<NotificationTexts>();
    let NotificationRow { ids, unread, text, excerpt, actor, path, when, asked } = row;
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
                {asked.into_iter().map(|asked| view! { <Answer asked answer /> }).collect_view()}
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

/// Gives the one who asks a role, or declines: here, without the way through the post.
#[component]
fn Answer(asked: Asked, answer: ServerAction<AnswerRequest>) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let Asked { content, request, name } = asked;
    let of = |text: &str| fill(text, &[("name", &name)]);
    let (accept_as, accept, decline) = (of(texts.accept_as), of(texts.accept_of), of(texts.decline_of));
    let which = move || {
        view! {
            <input type="hidden" name="id" value=content.to_string() />
            <input type="hidden" name="which" value=request.to_string() />
        }
    };
    view! {
        <div class="notification__answer">
            <ActionForm action=answer>
                {which()}
                <Select name="role" id=format!("role-{request}") label=accept_as options=role_words() value=Role::Viewer.code() hide_label=true />
                <Button kind=ButtonKind::Primary size=ButtonSize::Small r#type="submit" attr:aria-label=accept>{texts.accept}</Button>
            </ActionForm>
            <ActionForm action=answer>
                {which()}
                <Button kind=ButtonKind::Ghost size=ButtonSize::Small r#type="submit" attr:aria-label=decline>{texts.decline}</Button>
            </ActionForm>
        </div>
    }
}

fn guest(name: String) -> Face {
    Face { key: String::new(), name, said: None, color: 0, picture: None, idle: false }
}
