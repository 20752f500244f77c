//! A campaign that is under way: held, let go on, ended.

use super::plan;
use crate::{Crm, policy::Act, store};
use model::{CampaignId, ErrorCode, Result, UserId, crm::Campaign};

impl Crm {
    /// Holds what has not gone out. What is with the gateway at this moment is not held.
    ///
    /// # Errors
    /// `TooLate` if it does not run; `NotFound`, `Forbidden`.
    pub async fn pause(&self, me: UserId, id: CampaignId) -> Result<Campaign> {
        let campaign = self.campaign(me, id).await?;
        self.allowed(me, campaign.creator, Act::Campaign).await?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, campaign.creator).await?;
        if !store::campaigns::turn(&mut tx, id, "running", "paused", self.now().0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        store::campaigns::take_out(&mut tx, id).await?;
        tx.commit().await?;
        self.changed(campaign.creator);
        self.campaign(me, id).await
    }

    /// Lets a campaign go on that was held.
    ///
    /// # Errors
    /// `TooLate` if it is not held; `NotFound`, `Forbidden`.
    pub async fn resume(&self, me: UserId, id: CampaignId) -> Result<Campaign> {
        let campaign = self.campaign(me, id).await?;
        self.allowed(me, campaign.creator, Act::Campaign).await?;
        let (pace, now) = (&self.0.settings.pace, self.now().0);
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, campaign.creator).await?;
        if !store::campaigns::turn(&mut tx, id, "paused", "running", now).await? {
            return Err(ErrorCode::TooLate.into());
        }
        let (count, first) = store::campaigns::queued(&mut tx, id).await?;
        if count > 0 {
            // One that was to begin later still does.
            let start = plan::begin(&mut tx, campaign.creator, id, first.max(now), pace, count).await?;
            store::campaigns::put_back(&mut tx, id, start - first).await?;
            // One that has begun has begun.
            let began = campaign.starts_at.map(|at| at.0).filter(|at| *at <= now).unwrap_or(start);
            store::campaigns::planned(&mut tx, id, None, began, plan::due(pace, start, count)).await?;
        }
        tx.commit().await?;
        self.0.queued.notify_one();
        self.changed(campaign.creator);
        self.campaign(me, id).await
    }

    /// Takes back what has not gone out.
    ///
    /// # Errors
    /// `TooLate` if it is not started, or ended already; `NotFound`, `Forbidden`.
    pub async fn end(&self, me: UserId, id: CampaignId) -> Result<Campaign> {
        let campaign = self.campaign(me, id).await?;
        self.allowed(me, campaign.creator, Act::Campaign).await?;
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, campaign.creator).await?;
        let mut ended = false;
        for state in ["running", "paused"] {
            ended = ended || store::campaigns::turn(&mut tx, id, state, "cancelled", now).await?;
        }
        if !ended {
            return Err(ErrorCode::TooLate.into());
        }
        store::campaigns::take_back(&mut tx, id, me, now).await?;
        tx.commit().await?;
        self.changed(campaign.creator);
        self.campaign(me, id).await
    }
}
