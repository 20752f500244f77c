//! The form in which a campaign is written.

use super::{
    api::{SaveCampaign, load_campaign_form},
    rows::{CampaignForm, Filled},
    texts::CampaignTexts,
};
use crate::{
    features::desk::fans::{asked::Asked, builder::Builder, texts::FanTexts},
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused},
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, EmptyState, Field, Glyph, LinkButton, Select, Textarea, focus_first_error},
};
use leptos::{
    either::{Either, EitherOf3},
    html,
    prelude::*,
};
use leptos_router::hooks::use_query_map;
use model::{CampaignId, CreatorId, error::Problem};

/// The page `/campaigns/new`; with `?draft=…` for one that was written before, with `?account=…` and what the page of fans has
/// in its address to begin with those fans.
#[component]
pub fn NewCampaignPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<CampaignTexts>());
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let account = query.get_str("account").and_then(|id| id.parse::<CreatorId>().ok());
            (query.get_str("draft").and_then(|id| id.parse::<CampaignId>().ok()), account, Asked::of(query))
        })
    });
    let form = Resource::new(move || asked.get(), |(draft, account, asked)| load_campaign_form(draft, account, asked));
    view! {
        <PageHead title=texts.new>
            <LinkButton href="/campaigns" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.title}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match form.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(form) if form.accounts.is_empty() => {
                        EitherOf3::B(view! {
                            <EmptyState glyph=Glyph::Mail title=texts.none_title text=texts.not_connected>
                                <LinkButton href="/messages">{texts.connect}</LinkButton>
                            </EmptyState>
                        })
                    }
                    Ok(form) => EitherOf3::C(view! { <Fields form /> }),
                }
            })}
        </Transition>
    }
}

/// What is wrong with a field, in words of its own where it has some.
fn wrong(save: ServerAction<SaveCampaign>, field: &'static str, own: Vec<(Problem, &'static str)>) -> Signal<Option<String>> {
    let usual = Refusal::of(save, &[]).field(field);
    Signal::derive(move || {
        let problem = save.value().with(|value| {
            let error = &value.as_ref()?.as_ref().err()?.error;
            Some(error.fields.iter().find(|one| one.field == field)?.problem)
        });
        let said = problem.and_then(|problem| own.iter().find(|(one, _)| *one == problem)).map(|(_, text)| (*text).to_owned());
        said.or_else(|| usual.get())
    })
}

/// The form's parts: what, to whom, when. It works without scripts.
#[component]
fn Fields(form: CampaignForm) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let save = ServerAction::<SaveCampaign>::new();
    let element = NodeRef::<html::Form>::new();
    let refusal = Refusal::of(save, &[]);
    focus_first_error(element, move || refusal.any());
    let CampaignForm { accounts, id, mut filled, lists, segments } = form;
    let kept = |field: &str| {
        let kept = save.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept(field))));
        kept.filter(|text| !text.is_empty())
    };
    filled.name = kept("name").unwrap_or(filled.name);
    filled.text = kept("text").unwrap_or(filled.text);
    let several = accounts.len() > 1 && id.is_none();
    let zone = zone_of(&accounts, several, &filled.account);
    let options: Vec<(String, String)> = accounts.into_iter().map(|(id, name, _)| (id.to_string(), name)).collect();
    let account = filled.account.clone();
    let at = filled.at.clone();
    view! {
        {(!segments.is_empty()).then(|| view! { <Segments segments /> })}
        <ActionForm action=save node_ref=element attr:class="form campaign-form">
            <Refused refusal />
            <input type="hidden" name="id" value=id.map(|id| id.to_string()).unwrap_or_default() />
            {if several {
                Either::Left(view! { <Select name="filled[account]" id="campaign-account" label=texts.account options=options value=account /> })
            } else {
                Either::Right(view! { <input type="hidden" name="filled[account]" value=account /> })
            }}
            <What filled=filled.clone() save />
            <ToWhom segment=filled.segment lists save />
            <fieldset class="campaign-form__part">
                <legend>{texts.when}</legend>
                <Field
                    name="filled[at]"
                    id="campaign-at"
                    r#type="datetime-local"
                    label=texts.at
                    hint=fill(texts.at_hint, &[("zone", &zone)])
                    value=at
                    error=wrong(save, "scheduledAt", vec![(Problem::NotInTheFuture, texts.at_wrong), (Problem::UnknownValue, texts.at_wrong)])
                />
            </fieldset>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy=save.pending()>{texts.review}</Button>
            </div>
        </ActionForm>
    }
}

/// The time zone of the account; where one of several can be chosen, that of each, unless all have the same.
fn zone_of(accounts: &[(CreatorId, String, String)], several: bool, account: &str) -> String {
    let Some((.., first)) = accounts.iter().find(|(id, ..)| several || id.to_string() == account) else { return String::new() };
    if !several || accounts.iter().all(|(.., zone)| zone == first) {
        return first.clone();
    }
    accounts.iter().map(|(_, name, zone)| format!("{name}: {zone}")).collect::<Vec<_>>().join(", ")
}

/// Links that begin with a saved segment: above the form, before anything is typed.
#[component]
fn Segments(segments: Vec<(String, String)>) -> impl IntoView {
    let texts = t::<FanTexts>();
    view! {
        <nav class="fans__segments" aria-label=texts.from_segment>
            <span class="field__hint">{texts.from_segment}</span>
            {segments
                .into_iter()
                .map(|(name, query)| view! { <LinkButton href=format!("/campaigns/new?{query}") size=ButtonSize::Small>{name}</LinkButton> })
                .collect_view()}
        </nav>
    }
}

#[component]
fn What(filled: Filled, save: ServerAction<SaveCampaign>) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let media = wrong(
        save,
        "media",
        vec![(Problem::Required, texts.media_needed), (Problem::TooGreat, texts.media_wrong), (Problem::UnknownValue, texts.media_uploaded)],
    );
    let price = vec![(Problem::UnknownValue, texts.amount_wrong), (Problem::TooSmall, texts.price_wrong), (Problem::TooGreat, texts.price_wrong)];
    let price = wrong(save, "priceCents", price);
    let Filled { name, text, media: ids, price: dollars, .. } = filled;
    // Closed until it is used, or something in it is wrong.
    let used = !ids.is_empty() || !dollars.is_empty();
    let open = move || used || media.with(Option::is_some) || price.with(Option::is_some);
    view! {
        <fieldset class="campaign-form__part">
            <legend>{texts.what}</legend>
            <Field
                name="filled[name]"
                id="campaign-name"
                label=texts.name
                hint=texts.name_hint
                value=name
                error=wrong(save, "name", Vec::new())
                maxlength=100
                required=true
            />
            <Textarea
                name="filled[text]"
                id="campaign-text"
                label=texts.text
                hint=texts.text_hint
                value=text
                error=wrong(save, "text", vec![(Problem::UnknownValue, texts.text_wrong)])
                maxlength=5000
            />
            <details open=open>
                <summary>{texts.for_sale}</summary>
                <div class="campaign-form__part">
                    <Textarea name="filled[media]" id="campaign-media" label=texts.media hint=texts.media_hint value=ids error=media rows=2 />
                    <Field name="filled[price]" id="campaign-price" label=texts.price hint=texts.price_hint value=dollars error=price inputmode="decimal" />
                </div>
            </details>
        </fieldset>
    }
}

#[component]
fn ToWhom(segment: Asked, lists: Vec<(String, String)>, save: ServerAction<SaveCampaign>) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let error = Signal::derive(move || save.value().with(|value| value.as_ref()?.as_ref().err().map(|failure| failure.error.clone())));
    view! {
        <fieldset class="campaign-form__part builder">
            <legend>{texts.to}</legend>
            <Builder prefix="filled[segment]" ids="campaign" asked=segment lists error account="filled[account]" />
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_names_the_zone_of_each_account_that_can_be_chosen() {
        let one = |n: u8, zone: &str| {
            let id: CreatorId = format!("0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a1{n}").parse().expect("an id");
            (id, format!("A{n}"), zone.to_owned())
        };
        let all = [one(1, "Europe/Paris"), one(2, "America/New_York")];
        assert_eq!(zone_of(&all, true, &all[0].0.to_string()), "A1: Europe/Paris, A2: America/New_York");
        assert_eq!(zone_of(&all, false, &all[1].0.to_string()), "America/New_York");
        assert_eq!(zone_of(&[one(1, "UTC"), one(2, "UTC")], true, ""), "UTC");
        assert_eq!(zone_of(&[], false, ""), "");
    }
}
