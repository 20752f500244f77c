//! Server functions of campaigns: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{CampaignForm, CampaignList, CampaignView, Filled};
#[cfg(feature = "ssr")]
use super::{
    filled, phrases,
    rows::{CampaignRow, Review},
};
use crate::{Failure, features::desk::fans::asked::Asked};
#[cfg(feature = "ssr")]
use crate::{
    features::desk::{fans::read, rows::money},
    when::When,
};
#[cfg(feature = "ssr")]
use crm::policy::Act;
use leptos::prelude::*;
use model::{CampaignId, CreatorId};
#[cfg(feature = "ssr")]
use model::{
    accounts::User,
    crm::{Campaign, CampaignState},
};

/// A page of campaigns, the last first.
#[server(prefix = "/fn", endpoint = "load_campaigns")]
pub async fn load_campaigns(
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<CampaignList, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let page = desk.campaigns(me.id, None, &model::PageRequest { cursor, limit: None }).await?;
    let row = |one: Campaign| CampaignRow {
        id: one.id,
        name: one.name,
        state: one.state,
        recipients: one.recipients,
        through: one.recipients.saturating_sub(one.left),
        when: When::new(one.created_at, me.language, &me.time_zone),
    };
    let connected = !desk.creators(me.id).await?.is_empty();
    // Who has no account yet may become the creator of one.
    let may = !connected || !desk.creators_for(me.id, Act::Campaign).await?.is_empty();
    Ok(CampaignList { connected, may, rows: page.items.into_iter().map(row).collect(), next: page.next_cursor })
}

/// The form for a new campaign, or for a draft.
#[server(prefix = "/fn", endpoint = "load_campaign_form")]
pub async fn load_campaign_form(
    /// The draft that is changed.
    id: Option<CampaignId>,
    /// The account of a new one.
    account: Option<CreatorId>,
    /// To whom a new one goes at first.
    #[server(default)]
    asked: Asked,
) -> Result<CampaignForm, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let creators = desk.creators_for(me.id, Act::Campaign).await?;
    if creators.is_empty() && !desk.creators(me.id).await?.is_empty() {
        return Err(model::ErrorCode::Forbidden.into());
    }
    let filled = match id {
        None => {
            let account = creators.iter().find(|one| Some(one.id) == account).or(creators.first());
            Filled { account: account.map(|one| one.id.to_string()).unwrap_or_default(), segment: asked, ..Filled::default() }
        }
        Some(id) => {
            let draft = desk.campaign(me.id, id).await?;
            if draft.state != CampaignState::Draft {
                return Err(model::ErrorCode::TooLate.into());
            }
            let zone = creators.iter().find(|one| one.id == draft.creator).map_or("UTC", |one| one.time_zone.as_str());
            filled::write(&draft, zone)
        }
    };
    let (mut lists, mut segments, several) = (Vec::new(), Vec::new(), creators.len() > 1);
    for one in &creators {
        let called = |name: String| if several { format!("{name} ({})", one.name) } else { name };
        lists.extend(desk.lists(me.id, one.id).await?.into_iter().map(|list| (list.id.to_string(), called(list.name))));
        let query = |segment: &model::crm::Segment| format!("account={}{}", one.id, read::asked(segment).query());
        segments.extend(desk.segments(me.id, one.id).await?.into_iter().map(|saved| (called(saved.name), query(&saved.segment))));
    }
    let accounts = creators.into_iter().map(|one| (one.id, one.name, one.time_zone)).collect();
    // Who changes a draft has chosen already.
    Ok(CampaignForm { accounts, filled, lists, segments: if id.is_none() { segments } else { Vec::new() }, id })
}

/// Writes a campaign down and goes to where it is looked at. Nothing is sent.
#[server(prefix = "/fn", endpoint = "save_campaign")]
pub async fn save_campaign(
    /// The draft that is changed; empty for a new one.
    id: String,
    /// What stands in the fields.
    filled: Filled,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let saved = async {
        let id = match id.as_str() {
            "" => None,
            id => Some(id.parse::<CampaignId>().map_err(|_| model::ErrorCode::NotFound)?),
        };
        let creator = filled::account(&filled)?;
        let creators = desk.creators(me.id).await?;
        let account = creators.iter().find(|one| one.id == creator).ok_or(model::ErrorCode::NotFound)?;
        desk.draft(me.id, id, &filled::read(&filled, creator, &account.time_zone)?).await
    };
    match saved.await {
        Ok(campaign) => {
            leptos_axum::redirect(&format!("/campaigns/{}", campaign.id));
            Ok(())
        }
        // Without scripts the form is shown anew: with its longest words.
        Err(error) => Err(Failure::keeping(error, [("name", &filled.name), ("text", &filled.text)])),
    }
}

/// A campaign, and what came of it so far.
#[server(prefix = "/fn", endpoint = "load_campaign")]
pub async fn load_campaign(id: CampaignId) -> Result<CampaignView, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let campaign = desk.campaign(me.id, id).await?;
    let review = if campaign.state == CampaignState::Draft {
        let found = desk.receivers(me.id, id).await?;
        Some(Review {
            count: found.count,
            first: found.first,
            example: found.example,
            takes: phrases::of_seconds(me.language, found.seconds),
            too_many: i64::from(found.count) > crm::RECEIVERS_MAX,
        })
    } else {
        None
    };
    let creators = desk.creators(me.id).await?;
    let account = creators.into_iter().find(|one| one.id == campaign.creator).map(|one| one.name).unwrap_or_default();
    let may = desk.creators_for(me.id, Act::Campaign).await?.iter().any(|one| one.id == campaign.creator);
    let results = desk.results(me.id, id).await?;
    Ok(view(&me, campaign, account, may, review, results))
}

#[cfg(feature = "ssr")]
fn view(me: &User, campaign: Campaign, account: String, may: bool, review: Option<Review>, results: model::crm::Results) -> CampaignView {
    let when = |at: model::Timestamp| When::new(at, me.language, &me.time_zone);
    let through = campaign.recipients.saturating_sub(campaign.left);
    CampaignView {
        id: campaign.id,
        name: campaign.name,
        state: campaign.state,
        account,
        may,
        text: campaign.text,
        media: u32::try_from(campaign.media.len()).unwrap_or(u32::MAX),
        price: (campaign.price_cents > 0).then(|| money(me.language, campaign.price_cents)),
        to: campaign.segment.as_ref().map(|segment| phrases::of_segment(me.language, segment)).unwrap_or_default(),
        starts: campaign.starts_at.map(when),
        // What is held or ended is through at no time.
        ends: campaign.ends_at.filter(|_| matches!(campaign.state, CampaignState::Running | CampaignState::Scheduled)).map(when),
        review,
        recipients: campaign.recipients,
        through,
        states: results.states,
        reasons: results.reasons.into_iter().map(|(state, reason, count)| (phrases::of_reason(me.language, state, &reason), count)).collect(),
        bought: (campaign.price_cents > 0).then(|| (results.bought, money(me.language, results.income_cents))),
    }
}

/// Starts a campaign of which the review spoke of so many fans.
#[server(prefix = "/fn", endpoint = "start_campaign")]
pub async fn start_campaign(
    /// Which.
    id: CampaignId,
    /// How many.
    count: u32,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().start_campaign(ssr::me()?.id, id, count).await.map(drop)?)
}

/// Holds a campaign.
#[server(prefix = "/fn", endpoint = "pause_campaign")]
pub async fn pause_campaign(id: CampaignId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.pause(ssr::me()?.id, id).await.map(drop)?)
}

/// Lets a campaign go on.
#[server(prefix = "/fn", endpoint = "resume_campaign")]
pub async fn resume_campaign(id: CampaignId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.resume(ssr::me()?.id, id).await.map(drop)?)
}

/// Ends a campaign: what has not gone out is taken back.
#[server(prefix = "/fn", endpoint = "end_campaign")]
pub async fn end_campaign(id: CampaignId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.end(ssr::me()?.id, id).await.map(drop)?)
}

/// Throws a draft away and goes to the list.
#[server(prefix = "/fn", endpoint = "discard_campaign")]
pub async fn discard_campaign(id: CampaignId) -> Result<(), Failure> {
    use crate::ssr;
    ssr::services().desk.discard(ssr::me()?.id, id).await?;
    leptos_axum::redirect("/campaigns");
    Ok(())
}
