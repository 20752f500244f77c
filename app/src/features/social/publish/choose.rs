//! Which accounts: kept in the address, so that a reload keeps them. It works without JavaScript: it only asks for another
//! address.

use super::{rows::TargetRow, texts::PublishTexts};
use crate::{
    features::social::words::of_platform,
    texts::t,
    ui::{Button, ButtonSize, Glyph},
};
use leptos::prelude::*;
use leptos_router::{components::Form, params::ParamsMap};
use model::{ContentId, SocialAccountId};

/// The accounts that an address names; where one has a single account, that one.
pub(super) fn chosen(params: &ParamsMap, accounts: &[TargetRow]) -> Vec<SocialAccountId> {
    let named = params.get_all("to").unwrap_or_default();
    let named: Vec<SocialAccountId> = named.iter().filter_map(|id| id.parse().ok()).collect();
    match accounts {
        [only] if named.is_empty() => vec![only.id],
        accounts => accounts.iter().map(|account| account.id).filter(|id| named.contains(id)).collect(),
    }
}

/// A box for each account.
#[component]
pub(super) fn Choose(
    /// The post.
    post: ContentId,
    /// One's accounts.
    accounts: Vec<TargetRow>,
    /// Those that are chosen.
    chosen: Memo<Vec<SocialAccountId>>,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let boxes = accounts
        .into_iter()
        .map(|account| {
            let id = account.id;
            let checked = chosen.with_untracked(|chosen| chosen.contains(&id));
            view! {
                <label class="checkbox__label">
                    <input
                        class="checkbox__box"
                        type="checkbox"
                        name="to"
                        value=id.to_string()
                        checked=checked
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    />
                    <span>{of_platform(account.platform)} " · " {account.name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Form method="GET" action=format!("/posts/{post}/publish") attr:class="choose-targets">
            <fieldset class="target__group">
                <legend>{texts.where_to}</legend>
                {boxes}
            </fieldset>
            <p class="field__hint">{texts.choose_hint}</p>
            <p><Button size=ButtonSize::Small r#type="submit" icon=Glyph::Check>{texts.choose}</Button></p>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::{super::rows::TikTokRow, *};
    use model::social::Platform;

    fn account(n: u8) -> TargetRow {
        let id = format!("0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a1{n}").parse().unwrap();
        TargetRow { id, platform: Platform::Reddit, name: String::new(), sandbox: true, paused: false, why: None, tiktok: TikTokRow::default() }
    }

    #[test]
    fn an_address_names_several_and_strangers_do_not_count() {
        let accounts = [account(1), account(2), account(3)];
        let mut params = ParamsMap::new();
        for id in [accounts[2].id.to_string(), accounts[0].id.to_string(), "x".to_owned(), account(9).id.to_string()] {
            params.insert("to", id);
        }
        assert_eq!(chosen(&params, &accounts), [accounts[0].id, accounts[2].id]);
        assert_eq!(chosen(&ParamsMap::new(), &accounts), []);
        assert_eq!(chosen(&ParamsMap::new(), &accounts[..1]), [accounts[0].id]);
    }
}
