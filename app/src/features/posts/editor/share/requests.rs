//! Who asks for access.

use super::{Doing, unloaded};
use crate::{
    common::common,
    features::{
        posts::role_words,
        sharing::{
            api::{RequestRow, answer_request, list_requests},
            texts::SharingTexts,
        },
    },
    texts::{fill, t},
    ui::{Avatar, Button, ButtonKind, ButtonSize, Face, Select},
};
use leptos::{either::EitherOf3, prelude::*};
use model::{ContentId, content::Role};

/// The section.
#[component]
pub(super) fn Requests(
    /// The post.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let version = RwSignal::new(0_u32);
    let waiting = Resource::new(move || version.get(), move |_| list_requests(id));
    let doing = Doing::new(Callback::new(move |()| version.update(|version| *version += 1)));
    view! {
        <Transition fallback=move || view! { <p>{common().loading}</p> }>
            {move || Suspend::new(async move {
                match waiting.await {
                    Err(failure) => EitherOf3::A(unloaded(&failure)),
                    Ok(rows) if rows.is_empty() => EitherOf3::B(view! { <p class="soft">{texts.no_requests}</p> }),
                    Ok(rows) => {
                        let rows = rows.into_iter().map(|row| view! { <Row id row doing /> }).collect_view();
                        EitherOf3::C(view! { <ul class="people-list">{rows}</ul> })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Row(id: ContentId, row: RequestRow, doing: Doing) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let RequestRow { request, at } = row;
    let which = request.id;
    let role = RwSignal::new(Role::Viewer);
    let name = request.person.name.clone();
    let of = |text: &str| fill(text, &[("name", &name)]);
    let (accept_as, accept_name, decline_name) = (of(texts.accept_as), of(texts.accept_of), of(texts.decline_of));
    view! {
        <li class="people-list__row">
            <Avatar face=Face::from(request.person) />
            <div class="person__text">
                <span class="person__name">{name.clone()}</span>
                <span class="person__detail">{request.email} " · " <time datetime=at.iso>{at.text}</time></span>
                {(!request.message.is_empty()).then(|| view! { <blockquote class="share__message">{request.message}</blockquote> })}
            </div>
            <Select
                name=format!("request-role-{which}")
                label=accept_as
                options=role_words()
                value=Signal::derive(move || role.get().code().to_owned())
                on_change=Callback::new(move |code: String| {
                    if let Some(chosen) = Role::from_code(&code) {
                        role.set(chosen);
                    }
                })
                hide_label=true
            />
            <Button
                kind=ButtonKind::Primary
                size=ButtonSize::Small
                attr:aria-label=accept_name
                on:click=move |_| doing.run(answer_request(id, which, Some(role.get_untracked())), None)
            >
                {texts.accept}
            </Button>
            <Button
                kind=ButtonKind::Ghost
                size=ButtonSize::Small
                attr:aria-label=decline_name
                on:click=move |_| doing.run(answer_request(id, which, None), None)
            >
                {texts.decline}
            </Button>
        </li>
    }
}
