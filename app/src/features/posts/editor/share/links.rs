//! Links, and the guests who came by them.

use super::{Doing, link_form::LinkForm, unloaded};
use crate::{
    common::common,
    features::{
        posts::{role_words, texts::PostTexts},
        sharing::{
            api::{LinkRow, LinksAndGuests, list_links, remove_guest, revoke_link, set_link_role},
            texts::SharingTexts,
        },
    },
    texts::{fill, plural, t},
    ui::{Avatar, Button, ButtonKind, ButtonSize, Face, Glyph, Select},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};
use model::{ContentId, content::Role, reader::Participant, sharing::PostGuest};

/// The section.
#[component]
pub(super) fn Links(
    /// The post.
    id: ContentId,
    /// We own the post: only owners put guests out.
    owner: bool,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let version = RwSignal::new(0_u32);
    let all = Resource::new(move || version.get(), move |_| list_links(id));
    let again = Callback::new(move |()| version.update(|version| *version += 1));
    let doing = Doing::new(again);
    view! {
        <LinkForm id made=again />
        <Transition fallback=move || view! { <p>{common().loading}</p> }>
            {move || Suspend::new(async move {
                match all.await {
                    Err(failure) => Either::Left(unloaded(&failure)),
                    Ok(LinksAndGuests { links, guests }) => {
                        let none = links.is_empty().then(|| view! { <p class="soft">{texts.no_links}</p> });
                        let links = links.into_iter().map(|row| view! { <Row id row doing /> }).collect_view();
                        let some = (!guests.is_empty()).then(|| view! { <h3>{texts.guests}</h3> });
                        let guests = guests.into_iter().map(|guest| view! { <GuestRow id guest owner doing /> }).collect_view();
                        Either::Right(view! {
                            {none}
                            <ul class="people-list">{links}</ul>
                            {some}
                            <ul class="people-list">{guests}</ul>
                        })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Row(id: ContentId, row: LinkRow, doing: Doing) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let language = use_visitor().get_untracked_language();
    let LinkRow { link, until, ended, used } = row;
    let which = link.id;
    let name = if link.name.is_empty() { texts.unnamed_link.to_owned() } else { link.name };
    let times = plural(language, link.uses, texts.uses_one, texts.uses);
    let limit = link.max_uses.map(|max| fill(texts.uses_of, &[("n", &max.to_string())]));
    let when = |text: &str, at: &str| fill(text, &[("when", at)]);
    let details = [
        link.has_password.then(|| texts.with_password.to_owned()),
        Some([Some(times), limit].into_iter().flatten().collect::<Vec<_>>().join(" ")),
        used.map(|used| when(texts.last_used, &used.text)),
        until.map(|until| when(if ended { texts.ended } else { texts.until }, &until.text)),
    ];
    let details = details.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let revoke_name = fill(texts.revoke_link, &[("name", &name)]);
    let choose = Callback::new(move |code: String| {
        if let Some(role) = Role::from_code(&code) {
            doing.run(set_link_role(id, which, role), None);
        }
    });
    let posts = t::<PostTexts>();
    view! {
        <li class="people-list__row">
            <div class="person__text">
                <span class="person__name">{name.clone()}</span>
                <span class="person__detail">{details}</span>
            </div>
            <Select
                name=format!("link-role-{which}")
                label=fill(posts.role_of, &[("name", &name)])
                options=role_words()
                value=link.role.code()
                on_change=choose
                hide_label=true
            />
            <Button
                kind=ButtonKind::Ghost
                size=ButtonSize::Small
                icon=Glyph::Close
                attr:aria-label=revoke_name
                on:click=move |_| doing.run(revoke_link(id, which), None)
            >
                {texts.revoke}
            </Button>
        </li>
    }
}

#[component]
fn GuestRow(id: ContentId, guest: PostGuest, owner: bool, doing: Doing) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let who = guest.guest.id;
    let name = guest.guest.name.clone();
    let remove_name = fill(texts.remove_guest, &[("name", &name)]);
    view! {
        <li class="people-list__row">
            <Avatar face=Face::from(Participant::from(guest.guest)) />
            <div class="person__text">
                <span class="person__name">{name}</span>
                <span class="person__detail">{texts.guest}</span>
            </div>
            {owner
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Ghost
                            size=ButtonSize::Small
                            icon=Glyph::Close
                            attr:aria-label=remove_name
                            on:click=move |_| doing.run(remove_guest(id, who), None)
                        >
                            {texts.put_out}
                        </Button>
                    }
                })}
        </li>
    }
}
