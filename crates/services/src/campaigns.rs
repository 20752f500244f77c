//! What is done to many fans at once, so many times an hour.

use crate::Services;
use crm::Bulk;
use model::{
    CampaignId, CreatorId, Result, UserId,
    crm::{Campaign, Imported},
};

/// Files that somebody may import in an hour, and campaigns that they may start.
const PER_HOUR: (u32, u32) = (10, 5);

impl Services {
    /// Takes fans from a file to an account; without one, to the only account that `me` has.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn import_fans(&self, me: UserId, of: Option<CreatorId>, file: Vec<u8>) -> Result<Imported> {
        // Strangers hear first that there is no account.
        let creator = self.desk.importer(me, of).await?;
        self.accounts.limit(format!("desk imports {me}"), PER_HOUR.0, 3600)?;
        self.desk.import(me, Some(creator), file).await
    }

    /// Writes to fans who are named one by one.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn write_to_many(&self, me: UserId, new: &Bulk) -> Result<Campaign> {
        self.desk.sender(me, &new.fans).await?;
        self.accounts.limit(format!("desk campaigns {me}"), PER_HOUR.1, 3600)?;
        self.desk.bulk(me, new).await
    }

    /// Starts a campaign of which a review spoke of so many receivers.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn start_campaign(&self, me: UserId, id: CampaignId, count: u32) -> Result<Campaign> {
        self.desk.campaign(me, id).await?;
        self.accounts.limit(format!("desk campaigns {me}"), PER_HOUR.1, 3600)?;
        self.desk.start(me, id, Some(count)).await
    }
}
