//! Two entries that are one fan, made one.

use crate::{
    Crm,
    policy::Act,
    store::{self, segments::Question},
};
use model::{
    Error, ErrorCode, FanId, Result, UserId,
    crm::{Fan, FanSort, Segment},
    error::Problem,
};

/// The most entries that are named as likely ones.
const LIKELY: i64 = 5;
/// The longest name that is looked for, in characters.
const NAME_MAX: usize = 100;

impl Crm {
    /// Entries that only files have named and that may be this fan: their names have all words of the fan's, those who paid most
    /// first, at most 5.
    ///
    /// # Errors
    /// `NotFound`, also for others'; `Forbidden`.
    pub async fn likely_entries(&self, me: UserId, fan: &Fan) -> Result<Vec<Fan>> {
        self.allowed(me, fan.creator, Act::Organise).await?;
        let name: String = fan.name.chars().take(NAME_MAX).collect();
        if name.trim().is_empty() {
            return Ok(Vec::new());
        }
        let question = Question::of(fan.creator, &Segment { name, ..Segment::default() }, 0).of_files().without(fan.id);
        question.first(self.0.db.read(), FanSort::Spend, LIKELY).await
    }

    /// The one entry of a file of a fan's account that has this name or user name, whatever the case.
    ///
    /// # Errors
    /// `Invalid` naming `entry`: there is none, or more than one; `NotFound`, `Forbidden`.
    pub async fn entry_called(&self, me: UserId, fan: &Fan, name: &str) -> Result<FanId> {
        self.allowed(me, fan.creator, Act::Organise).await?;
        let name = name.trim().trim_start_matches('@');
        let wrong = || Error::field("entry", Problem::UnknownValue);
        if name.is_empty() || name.contains('\0') || name.chars().count() > NAME_MAX {
            return Err(wrong());
        }
        let question = Question::of(fan.creator, &Segment::default(), 0).of_files().called(name).without(fan.id);
        match question.first(self.0.db.read(), FanSort::Spend, 2).await?.as_slice() {
            [only] => Ok(only.id),
            _ => Err(wrong()),
        }
    }

    /// Joins a fan whom only a file has named with another one of the account, who stays: what was noted of them moves, where
    /// the other has nothing of it, and so do tags, notes, lists, fields and whatever was said or paid.
    ///
    /// # Errors
    /// `Invalid` naming `gone`: it is the same fan, of another account, or one whom OnlyFans has named, whose chat would be
    /// lost; `NotFound`, `Forbidden`.
    pub async fn merge_fans(&self, me: UserId, stays: FanId, gone: FanId) -> Result<()> {
        let (creator, _) = store::fans::whose(self.0.db.read(), stays).await?;
        self.allowed(me, creator, Act::Organise).await?;
        let (other, gateway_id) = store::fans::whose(self.0.db.read(), gone).await?;
        self.allowed(me, other, Act::Organise).await?;
        if stays == gone || other != creator || !store::imports::is_only_imported(&gateway_id) {
            return Err(Error::field("gone", Problem::UnknownValue));
        }
        let mut tx = self.0.db.write().await?;
        // Others join fans too: one after the other, so that none is joined with one who goes.
        store::creators::hold(&mut tx, creator).await?;
        if !store::imports::join(&mut tx, creator, &stays.to_string(), &gone.to_string()).await? {
            return Err(ErrorCode::TooLate.into());
        }
        self.done(tx, creator).await
    }
}
