//! Campaigns: one text to many fans, each of whom has a message of their own in the outbox.

mod draft;
mod plan;
mod start;
mod steer;

pub use draft::NewCampaign;
pub use start::{BULK_MAX, Bulk, RECEIVERS_MAX};

use crate::{
    Crm, personal,
    place::{Place, page},
    policy::Act,
    store,
};
use model::{
    CampaignId, CreatorId, Page, PageRequest, Result, UserId,
    crm::{Campaign, Receivers, Results},
};

/// How many receivers a review names.
const NAMED: i64 = 10;

impl Crm {
    /// Campaigns of one account, or of all of somebody's, the last first.
    ///
    /// # Errors
    /// `NotFound` for others' accounts; `BadRequest` for a cursor that is not from the page before.
    pub async fn campaigns(&self, me: UserId, of: Option<CreatorId>, request: &PageRequest) -> Result<Page<Campaign>> {
        let place = Place::of::<CampaignId>(request)?;
        let mut rows = Vec::new();
        for creator in self.seen(me, of).await? {
            rows.extend(store::campaigns::list(self.0.db.read(), creator, place.before(), request.limit() + 1, self.now()).await?);
        }
        rows.sort_unstable_by_key(|one| std::cmp::Reverse((one.created_at, one.id.to_string())));
        Ok(page(rows, request, |one| (one.created_at.0, one.id)))
    }

    /// A campaign.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn campaign(&self, me: UserId, id: CampaignId) -> Result<Campaign> {
        let campaign = store::campaigns::get(self.0.db.read(), id, self.now()).await?;
        self.allowed(me, campaign.creator, Act::See).await?;
        Ok(campaign)
    }

    /// What came of a campaign so far.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn results(&self, me: UserId, id: CampaignId) -> Result<Results> {
        self.campaign(me, id).await?;
        store::campaigns::results(self.0.db.read(), id).await
    }

    /// Who would get a draft, and how long that would take.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn receivers(&self, me: UserId, id: CampaignId) -> Result<Receivers> {
        let campaign = self.campaign(me, id).await?;
        let Some(segment) = &campaign.segment else {
            return Ok(Receivers { count: campaign.recipients, first: Vec::new(), example: None, seconds: 0 });
        };
        let (pool, now) = (self.0.db.read(), self.now().0);
        let found = store::segments::find(pool, campaign.creator, segment, now, NAMED).await?;
        let count = store::segments::count(pool, campaign.creator, segment, now).await?;
        let example = found.first().map(|fan| personal::fill(&campaign.text, fan));
        let first = found.iter().map(|fan| fan.called().to_owned()).collect();
        let seconds = plan::duration(&self.0.settings.pace, u64::from(count)) / 1000;
        Ok(Receivers { count, first, example, seconds })
    }
}
