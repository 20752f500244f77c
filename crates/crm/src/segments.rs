//! Segments of fans: what one may ask for, and those that a team keeps under a name.

use crate::{Crm, policy::Act, profile::TAG_MAX, store, store::kept::Shelf, text::line};
use db::{WriteTx, new_id};
use model::{
    CreatorId, Error, ErrorCode, ListId, Result, SegmentId, UserId,
    crm::{SavedSegment, Segment},
    error::{Check, Problem},
};

/// The most segments that an account keeps.
pub const SEGMENTS_MAX: i64 = 100;
/// The longest name of a segment, a list or a field, in characters.
const KEPT_NAME_MAX: u32 = 60;
/// The most user names that are left out.
const WITHOUT_MAX: usize = 200;
/// The most tags and lists of one kind.
const MARKS_MAX: usize = 20;
/// The most that is asked about a fan's payments, in cents.
const SPENT_MAX: i64 = 1_000_000_000;
/// The furthest away that is asked about, in days.
const DAYS_MAX: u32 = 3_650;

/// A name of something that a team keeps, as it is kept.
pub(crate) fn kept_name(name: &str) -> Result<String> {
    let name = line(name, usize::MAX);
    let mut check = Check::new();
    check.length("name", &name, 1, KEPT_NAME_MAX);
    check.done().map(|()| name)
}

/// Tags that are asked for, or left out.
pub(crate) fn check_tags(check: &mut Check, field: &str, tags: &[String]) {
    let tag = |tag: &String| !tag.is_empty() && tag.chars().count() <= TAG_MAX as usize && !tag.contains('\0');
    if tags.len() > MARKS_MAX || !tags.iter().all(tag) {
        check.wrong(field, Problem::TooGreat);
    }
}

/// Lists that are asked for, or left out.
pub(crate) fn check_lists(check: &mut Check, field: &str, lists: &[ListId]) {
    if lists.len() > MARKS_MAX {
        check.wrong(field, Problem::TooGreat);
    }
}

/// What can be wrong with a segment whatever the account.
pub(crate) fn check_segment(check: &mut Check, segment: &Segment) {
    for (field, cents) in [("spentFrom", segment.spent_from_cents), ("spentTo", segment.spent_to_cents)] {
        match cents {
            Some(..0) => check.wrong(field, Problem::TooSmall),
            Some(cents) if cents > SPENT_MAX => check.wrong(field, Problem::TooGreat),
            _ => {}
        }
    }
    if segment.spent_from_cents.zip(segment.spent_to_cents).is_some_and(|(from, to)| from > to) {
        check.wrong("spentTo", Problem::TooSmall);
    }
    let days = [
        ("seenWithin", segment.seen_within_days),
        ("unseenFor", segment.unseen_for_days),
        ("newWithin", segment.new_within_days),
        ("renewsWithin", segment.renews_within_days),
    ];
    for (field, days) in days {
        if let Some(days) = days {
            check.range(field, days, 1, DAYS_MAX);
        }
    }
    for (field, text, most) in [("search", &segment.name, 100), ("tier", &segment.tier, 50)] {
        check.length(field, text, 0, most);
        if text.contains('\0') {
            check.wrong(field, Problem::UnknownValue);
        }
    }
    let name = |name: &String| !name.is_empty() && name.len() <= 100 && !name.contains('\0');
    if segment.without.len() > WITHOUT_MAX || !segment.without.iter().all(name) {
        check.wrong("without", Problem::TooGreat);
    }
    check_tags(check, "tags", &segment.tags);
    check_tags(check, "withoutTags", &segment.without_tags);
    check_lists(check, "lists", &segment.lists);
    check_lists(check, "withoutLists", &segment.without_lists);
}

/// A list that is gone must not be left out in silence: whom it had would be written to. Whoever calls holds the account.
pub(crate) async fn known_lists(tx: &mut WriteTx, creator: CreatorId, with: &[ListId], without: &[ListId]) -> Result<()> {
    for (field, lists) in [("lists", with), ("withoutLists", without)] {
        if !lists.is_empty() && !store::kept::are_lists(&mut **tx, creator, lists).await? {
            return Err(Error::field(field, Problem::UnknownValue));
        }
    }
    Ok(())
}

impl Crm {
    /// An account's saved segments, by name.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn segments(&self, me: UserId, creator: CreatorId) -> Result<Vec<SavedSegment>> {
        self.allowed(me, creator, Act::See).await?;
        store::kept::segments(self.0.db.read(), creator).await
    }

    /// Keeps a segment under a name; what was kept under it is replaced.
    ///
    /// # Errors
    /// `Invalid` with the fields; `LimitReached` over 100; `NotFound`, `Forbidden`.
    pub async fn save_segment(&self, me: UserId, creator: CreatorId, name: &str, segment: &Segment) -> Result<SegmentId> {
        self.allowed(me, creator, Act::Organise).await?;
        let name = kept_name(name)?;
        let mut check = Check::new();
        check_segment(&mut check, segment);
        check.done()?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        known_lists(&mut tx, creator, &segment.lists, &segment.without_lists).await?;
        let json = serde_json::to_string(segment).map_err(|_| ErrorCode::Internal)?;
        let id = store::kept::save_segment(&mut tx, new_id(), creator, &name, &json, self.now().0).await?;
        if store::kept::how_many(&mut tx, Shelf::Segments, creator).await? > SEGMENTS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        self.done(tx, creator).await?;
        Ok(id)
    }

    /// Throws a saved segment away; the fans stay.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn delete_segment(&self, me: UserId, id: SegmentId) -> Result<()> {
        let creator = self.keeper(me, Shelf::Segments, &id.to_string()).await?;
        let mut tx = self.keeping(creator, Shelf::Segments, &id.to_string()).await?;
        store::kept::delete(&mut tx, Shelf::Segments, &id.to_string()).await?;
        self.done(tx, creator).await
    }

    /// The account of something that a team keeps, where `me` may change it.
    pub(crate) async fn keeper(&self, me: UserId, shelf: Shelf, id: &str) -> Result<CreatorId> {
        let creator = store::kept::owner(self.0.db.read(), shelf, id).await?;
        self.allowed(me, creator, Act::Organise).await?;
        Ok(creator)
    }

    /// Gives something another name that a team keeps.
    pub(crate) async fn rename_kept(&self, me: UserId, shelf: Shelf, id: &str, name: &str) -> Result<()> {
        let creator = self.keeper(me, shelf, id).await?;
        let name = kept_name(name)?;
        let mut tx = self.keeping(creator, shelf, id).await?;
        if !store::kept::rename(&mut tx, shelf, id, &name).await? {
            return Err(Error::field("name", Problem::Taken));
        }
        self.done(tx, creator).await
    }

    /// A transaction that holds the account, and with it something that its team keeps: nobody deletes that until it ends.
    pub(crate) async fn keeping(&self, creator: CreatorId, shelf: Shelf, id: &str) -> Result<WriteTx> {
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::kept::is_there(&mut tx, shelf, creator, id).await? {
            return Err(ErrorCode::NotFound.into());
        }
        Ok(tx)
    }
}
