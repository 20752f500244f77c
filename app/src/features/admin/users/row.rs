//! A person in the list of accounts.

use crate::{
    features::admin::{
        api::{SetAccountRole, UserRow},
        texts::AdminTexts,
    },
    texts::{fill, t},
    ui::{Avatar, Badge, Button, ButtonSize, Cell, Face, Tone},
};
use leptos::prelude::*;
use model::accounts::{AccountRole, Person};

/// A row, with a button that gives the other role.
#[component]
pub(super) fn Row(
    /// The person.
    row: UserRow,
    /// Gives a role.
    set_role: ServerAction<SetAccountRole>,
) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let UserRow { user, created } = row;
    let (role, tone, other, text, label) = match user.role {
        AccountRole::Admin => (texts.role_admin, Tone::Accent, AccountRole::User, texts.make_user, texts.make_user_of),
        AccountRole::User => (texts.role_user, Tone::Neutral, AccountRole::Admin, texts.make_admin, texts.make_admin_of),
    };
    let face = Face::from(Person::from(&user));
    let label = fill(label, &[("name", &user.name)]);
    let (id, input) = (user.id, set_role.input());
    let busy = Signal::derive(move || set_role.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.who == id)));
    view! {
        <tr>
            <Cell main=true>
                <span class="person">
                    <Avatar face />
                    <span class="person__text"><span class="person__name">{user.name}</span></span>
                </span>
            </Cell>
            <Cell label=texts.user_email>
                <span>{user.email} " " {(!user.email_verified).then(|| view! { <Badge tone=Tone::Warning>{texts.unverified}</Badge> })}</span>
            </Cell>
            <Cell label=texts.user_role><Badge tone>{role}</Badge></Cell>
            <Cell label=texts.user_since><time datetime=created.iso>{created.text}</time></Cell>
            <Cell actions=true>
                <ActionForm action=set_role>
                    <input type="hidden" name="who" value=id.to_string() />
                    <input type="hidden" name="role" value=other.code() />
                    <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{text}</Button>
                </ActionForm>
            </Cell>
        </tr>
    }
}
