//! Campaigns that are written and not started.

use crate::{
    Crm,
    outgoing::{check_lasting_media, check_price, check_schedule},
    personal,
    policy::Act,
    segments::{check_segment, known_lists},
    store,
};
use db::new_id;
use model::{
    CampaignId, CreatorId, ErrorCode, Result, Timestamp, UserId,
    crm::{Campaign, Segment},
    error::{Check, Problem},
};

/// The longest name, in characters.
const NAME_MAX: u32 = 100;
/// What a campaign is to be.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    /// The account that sends it; a draft keeps its own.
    pub creator: CreatorId,
    /// Its name, for the team.
    pub name: String,
    /// Its text, with `{first_name}` where names come.
    pub text: String,
    /// Media of the vault, or uploaded.
    pub media: Vec<String>,
    /// 0, or 300 to 20,000 cents, which needs media.
    pub price_cents: i64,
    /// To whom.
    pub segment: Segment,
    /// Not before this moment; `None`: as soon as it is started.
    pub starts_at: Option<Timestamp>,
}

/// What all campaigns have in common.
pub(super) fn check_text(check: &mut Check, name: &str, text: &str, media: &[String], price_cents: i64) {
    check.length("name", name.trim(), 1, NAME_MAX);
    if name.contains('\0') {
        check.wrong("name", Problem::UnknownValue);
    }
    personal::check(check, text, media.is_empty());
    check_lasting_media(check, media);
    check_price(check, price_cents, !media.is_empty());
}

impl Crm {
    /// Writes a campaign down, or another time one that is not started. Nothing is sent.
    ///
    /// # Errors
    /// `Invalid` with the fields; `TooLate` if it is started; `NotFound`, `Forbidden`.
    pub async fn draft(&self, me: UserId, id: Option<CampaignId>, new: &NewCampaign) -> Result<Campaign> {
        let creator = match id {
            Some(id) => self.campaign(me, id).await?.creator,
            None => new.creator,
        };
        self.allowed(me, creator, Act::Campaign).await?;
        let mut check = Check::new();
        check_text(&mut check, &new.name, &new.text, &new.media, new.price_cents);
        check_segment(&mut check, &new.segment);
        check_schedule(&mut check, new.starts_at, self.now());
        check.done()?;
        let mut tx = self.0.db.write().await?;
        // So that no list goes that it names.
        store::creators::hold(&mut tx, creator).await?;
        known_lists(&mut tx, creator, &new.segment.lists, &new.segment.without_lists).await?;
        let id = match id {
            Some(id) => {
                if !store::campaigns::edit(&mut tx, id, new, self.now().0).await? {
                    return Err(ErrorCode::TooLate.into());
                }
                id
            }
            None => {
                let id = new_id();
                store::campaigns::insert(&mut tx, id, me, new, self.now().0).await?;
                id
            }
        };
        tx.commit().await?;
        self.changed(creator);
        self.campaign(me, id).await
    }

    /// Throws a campaign away that is not started.
    ///
    /// # Errors
    /// `TooLate` if it is; `NotFound`, `Forbidden`.
    pub async fn discard(&self, me: UserId, id: CampaignId) -> Result<()> {
        let creator = self.campaign(me, id).await?.creator;
        self.allowed(me, creator, Act::Campaign).await?;
        let mut tx = self.0.db.write().await?;
        if !store::campaigns::delete_draft(&mut tx, id).await? {
            return Err(ErrorCode::TooLate.into());
        }
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }
}
