//! Automatic messages as a team writes them: checked, kept, switched on and off.

use super::quiet;
use crate::{
    Crm,
    outgoing::{check_lasting_media, check_price},
    personal,
    policy::Act,
    segments::{check_lists, check_tags, kept_name, known_lists},
    store,
};
use db::new_id;
use model::{
    AutomationId, CreatorId, Error, ErrorCode, ListId, Result, UserId,
    crm::{Automation, StoppedOne, Trigger, WaitingOne},
    error::{Check, Problem},
};

/// The most automatic messages of an account.
pub const AUTOMATIONS_MAX: i64 = 20;
/// The longest delay, in minutes: a week.
const DELAY_MAX: u32 = 7 * quiet::DAY;
/// As many that did not go out are told of.
const STOPPED: i64 = 50;
/// The most days in which a fan gets it once.
const AGAIN_MAX: u32 = 365;

/// What an automatic message is to be.
#[derive(Debug, Clone)]
pub struct NewAutomation {
    /// Its name, for the team.
    pub name: String,
    /// What happens before it.
    pub trigger: Trigger,
    /// Its text, with `{first_name}` where names come.
    pub text: String,
    /// Media of the vault, or uploaded.
    pub media: Vec<String>,
    /// 0, or 300 to 20,000 cents, which needs media.
    pub price_cents: i64,
    /// It goes out so many minutes later, at least
    pub delay_from: u32,
    /// and at most; a week at the longest.
    pub delay_to: u32,
    /// From this minute of the account's day to that nothing goes out.
    pub quiet: Option<(u32, u32)>,
    /// Not where the fan wrote meanwhile.
    pub unless_fan_wrote: bool,
    /// Not where somebody of the team wrote meanwhile.
    pub unless_team_wrote: bool,
    /// A fan gets it once in so many days; 0: each time.
    pub again_days: u32,
    /// Not to fans with one of these tags,
    pub without_tags: Vec<String>,
    /// nor to those on one of these lists.
    pub without_lists: Vec<ListId>,
}

/// What can be wrong whatever the account.
pub(super) fn check(new: &NewAutomation) -> Result<()> {
    let mut check = Check::new();
    personal::check(&mut check, &new.text, new.media.is_empty());
    check_lasting_media(&mut check, &new.media);
    check_price(&mut check, new.price_cents, !new.media.is_empty());
    check.range("delayFrom", new.delay_from, 0, DELAY_MAX);
    check.range("delayTo", new.delay_to, new.delay_from.min(DELAY_MAX), DELAY_MAX);
    if new.quiet.is_some_and(|(from, to)| from >= quiet::DAY || to >= quiet::DAY || from == to) {
        check.wrong("quiet", Problem::UnknownValue);
    }
    check.range("againDays", new.again_days, 0, AGAIN_MAX);
    check_tags(&mut check, "withoutTags", &new.without_tags);
    check_lists(&mut check, "withoutLists", &new.without_lists);
    check.done()
}

impl Crm {
    /// An account's automatic messages, by name.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn automations(&self, me: UserId, creator: CreatorId) -> Result<Vec<Automation>> {
        self.allowed(me, creator, Act::See).await?;
        store::automations::list(self.0.db.read(), creator).await
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn automation(&self, me: UserId, id: AutomationId) -> Result<Automation> {
        let found = store::automations::get(self.0.db.read(), id).await?;
        self.allowed(me, found.creator, Act::See).await?;
        Ok(found)
    }

    /// Messages that wait to go out by themselves, the next first; at most 100.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn waiting_automatic(&self, me: UserId, creator: CreatorId) -> Result<Vec<WaitingOne>> {
        self.allowed(me, creator, Act::See).await?;
        store::automations::waiting(self.0.db.read(), creator, 100).await
    }

    /// Messages of one that did not go out after all, and why not, the last first; at most 50 of the last 31 days.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn stopped_automatic(&self, me: UserId, id: AutomationId) -> Result<Vec<StoppedOne>> {
        self.automation(me, id).await?;
        store::automations::stopped_ones(self.0.db.read(), id, self.now().0 - store::happened::KEPT, STOPPED).await
    }

    /// Writes an automatic message down, or changes one. A new one is off. What waits already keeps its words.
    ///
    /// # Errors
    /// `Invalid` with the fields, also for a name that another one has; `LimitReached` over 20; `NotFound`, `Forbidden`.
    pub async fn save_automation(&self, me: UserId, creator: CreatorId, id: Option<AutomationId>, new: &NewAutomation) -> Result<AutomationId> {
        let (creator, before) = match id {
            Some(id) => self.automation(me, id).await.map(|one| (one.creator, Some(one.trigger)))?,
            None => (creator, None),
        };
        self.allowed(me, creator, Act::Campaign).await?;
        check(new)?;
        let name = kept_name(&new.name)?;
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        known_lists(&mut tx, creator, &[], &new.without_lists).await?;
        let row = id.unwrap_or_else(new_id);
        if !store::automations::save(&mut tx, row, id.is_none(), creator, me, &name, new, now).await? {
            // Somebody may have deleted it meanwhile.
            let gone = id.is_some() && !store::automations::is_there(&mut tx, row).await?;
            return Err(if gone { ErrorCode::NotFound.into() } else { Error::field("name", Problem::Taken) });
        }
        // With another trigger it is another message: what happened before, and what was written for it, do not count.
        if before.is_some_and(|before| before != new.trigger) {
            store::automations::take_back(&mut tx, row, me, now).await?;
        }
        if store::automations::how_many(&mut tx, creator).await? > AUTOMATIONS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        self.done(tx, creator).await?;
        Ok(row)
    }

    /// Switches one on, from now on, or off: then what waits is taken back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn switch_automation(&self, me: UserId, id: AutomationId, on: bool) -> Result<()> {
        let creator = self.automation(me, id).await?.creator;
        self.allowed(me, creator, Act::Campaign).await?;
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        store::automations::switch(&mut tx, id, on.then_some(now), now).await?;
        if !on {
            store::automations::take_back(&mut tx, id, me, now).await?;
        }
        self.done(tx, creator).await
    }

    /// Deletes one, and takes back what waits.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn delete_automation(&self, me: UserId, id: AutomationId) -> Result<()> {
        let creator = self.automation(me, id).await?.creator;
        self.allowed(me, creator, Act::Campaign).await?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        store::automations::take_back(&mut tx, id, me, self.now().0).await?;
        store::automations::delete(&mut tx, id).await?;
        self.done(tx, creator).await
    }
}
