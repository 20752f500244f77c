//! Somebody of a team.

use super::{
    page::{Acts, roles},
    texts::TeamTexts,
};
use crate::{
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Cell, Select},
};
use leptos::{either::Either, prelude::*};
use model::{
    CreatorId, UserId,
    crm::{Member, Role},
};

/// A row, with the ways to change it for the account's creator.
#[component]
pub(super) fn MemberRow(
    /// The account.
    account: CreatorId,
    /// Who.
    member: Member,
    /// Who is reading.
    me: UserId,
    /// Whether it is the reader's account.
    owns: bool,
    /// What can be done.
    acts: Acts,
) -> impl IntoView {
    let texts = t::<TeamTexts>();
    let Member { id, name, email, role } = member;
    let said = if id == me { fill(texts.you, &[("name", &name)]) } else { name.clone() };
    let changes = owns && role != Role::Creator;
    let which = move || {
        view! {
            <input type="hidden" name="account" value=account.to_string() />
            <input type="hidden" name="who" value=id.to_string() />
        }
    };
    let called = name.clone();
    view! {
        <tr>
            <Cell main=true>
                <span>{said}</span>
                {email.map(|email| view! { <span class="team__email">{email}</span> })}
            </Cell>
            <Cell label=texts.role>
                {if changes {
                    Either::Left(view! {
                        <ActionForm action=acts.set attr:class="team__role">
                            {which()}
                            <Select
                                name="role"
                                id=format!("role-{account}-{id}")
                                label=fill(texts.role_of, &[("name", &called)])
                                hide_label=true
                                options=roles(texts)
                                value=role.code()
                            />
                            <Button size=ButtonSize::Small r#type="submit" busy=acts.set.pending()>
                                <span aria-hidden="true">{texts.change}</span>
                                <span class="visually-hidden">{fill(texts.change_of, &[("name", &called)])}</span>
                            </Button>
                        </ActionForm>
                    })
                } else {
                    Either::Right(word(texts, role))
                }}
            </Cell>
            <Cell actions=true>
                {changes
                    .then(|| {
                        view! {
                            <ActionForm action=acts.let_go>
                                {which()}
                                <Button kind=ButtonKind::Danger size=ButtonSize::Small r#type="submit" busy=acts.let_go.pending()>
                                    <span aria-hidden="true">{texts.let_go}</span>
                                    <span class="visually-hidden">{fill(texts.let_go_of, &[("name", &name)])}</span>
                                </Button>
                            </ActionForm>
                        }
                    })}
            </Cell>
        </tr>
    }
}

fn word(texts: &TeamTexts, role: Role) -> &'static str {
    match role {
        Role::Creator => texts.creator,
        Role::Manager => texts.manager,
        Role::Chatter => texts.chatter,
    }
}
