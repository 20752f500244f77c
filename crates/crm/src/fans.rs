//! Fans as a list: found, counted, and changed many at once.

use crate::{
    Crm,
    place::{Place, page},
    policy::Act,
    profile::{TAGS, check_new_tag, check_tag},
    segments::check_segment,
    store::{self, kept::Shelf, segments::Question},
};
use db::WriteTx;
use model::{
    CreatorId, Error, FanId, FieldError, ListId, Page, PageRequest, Result, UserId,
    crm::{Bulked, Fan, FanSort, Segment},
    error::{Check, Problem},
};

/// The most fans that are changed at once.
pub const BULK_FANS_MAX: u32 = 10_000;
/// The most fans who are named one by one.
const NAMED_MAX: usize = 100;

/// Which fans are changed at once.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// These, 1 to 100.
    These(Vec<FanId>),
    /// All of a segment, at most 10,000.
    All(Box<Segment>),
}

fn checked(segment: &Segment) -> Result<()> {
    let mut check = Check::new();
    check_segment(&mut check, segment);
    check.done()
}

fn too_many(field: &str, bound: u32) -> Error {
    Error::fields(vec![FieldError { field: field.to_owned(), problem: Problem::TooGreat, bound: Some(bound) }])
}

impl Crm {
    /// Fans of one account, or of all of somebody's, those who paid most first.
    ///
    /// # Errors
    /// As [`Self::fans_like`].
    pub async fn fans(&self, me: UserId, of: Option<CreatorId>, request: &PageRequest) -> Result<Page<Fan>> {
        self.fans_like(me, of, &Segment::default(), FanSort::Spend, request).await
    }

    /// The fans of a segment of one account, or of all of somebody's. A cursor is good for the order that it came with.
    ///
    /// # Errors
    /// `NotFound` for others' accounts; `Invalid` with the fields of the segment; `BadRequest` for a cursor that is not from
    /// the page before.
    pub async fn fans_like(&self, me: UserId, of: Option<CreatorId>, segment: &Segment, sort: FanSort, request: &PageRequest) -> Result<Page<Fan>> {
        let seen = self.seen(me, of).await?;
        checked(segment)?;
        let (place, now) = (Place::of::<FanId>(request)?, self.now().0);
        let mut rows = Vec::new();
        for creator in seen {
            let question = Question::of(creator, segment, now);
            rows.extend(question.list(self.0.db.read(), sort, place.before(), request.limit() + 1).await?);
        }
        let key = |one: &Fan| match sort {
            FanSort::Spend => one.spent_cents,
            FanSort::Seen => one.last_seen_at.map_or(0, |at| at.0),
            FanSort::Joined => one.subscribed_at.map_or(0, |at| at.0),
        };
        rows.sort_unstable_by_key(|one| std::cmp::Reverse((key(one), one.id.to_string())));
        Ok(page(rows, request, |one| (key(one), one.id)))
    }

    /// How many fans of an account a segment has, and how many of them can be written to.
    ///
    /// # Errors
    /// `NotFound` for others' accounts; `Invalid` with the fields of the segment.
    pub async fn count_fans(&self, me: UserId, creator: CreatorId, segment: &Segment) -> Result<(u32, u32)> {
        self.allowed(me, creator, Act::See).await?;
        checked(segment)?;
        let (pool, question) = (self.0.db.read(), Question::of(creator, segment, self.now().0));
        Ok((question.clone().count(pool).await?, question.reachable().count(pool).await?))
    }

    /// The tags of fans of an account: fan and tag, by tag. Of others' fans nothing is told.
    ///
    /// # Errors
    /// `NotFound` for others' accounts.
    pub async fn tags_of(&self, me: UserId, creator: CreatorId, fans: &[Fan]) -> Result<Vec<(FanId, String)>> {
        self.allowed(me, creator, Act::See).await?;
        let ids: Vec<FanId> = fans.iter().filter(|fan| fan.creator == creator).map(|fan| fan.id).collect();
        store::kept::tags_of(self.0.db.read(), &ids).await
    }

    /// Gives many fans a tag, or takes it from them. Who has 30 tags gets no other.
    ///
    /// # Errors
    /// `Invalid` with the fields, also for more than 10,000; `NotFound`, `Forbidden`.
    pub async fn tag_fans(&self, me: UserId, creator: CreatorId, chosen: &Chosen, tag: &str, on: bool) -> Result<Bulked> {
        self.allowed(me, creator, Act::Organise).await?;
        let tag = if on { check_new_tag(tag) } else { check_tag(tag) }?;
        let mut tx = self.0.db.write().await?;
        let (question, matched) = self.chosen(&mut tx, creator, chosen).await?;
        let most = i64::try_from(TAGS).unwrap_or(i64::MAX);
        let changed = if on { question.tag(&mut tx, &tag, most).await? } else { question.untag(&mut tx, &tag).await? };
        self.done(tx, creator).await?;
        Ok(Bulked { matched, changed: u32::try_from(changed).unwrap_or(u32::MAX) })
    }

    /// Puts many fans on a list, or takes them off.
    ///
    /// # Errors
    /// `Invalid` with the fields, also for more than 10,000; `NotFound`, also for a list of another account; `Forbidden`.
    pub async fn list_fans(&self, me: UserId, creator: CreatorId, chosen: &Chosen, list: ListId, on: bool) -> Result<Bulked> {
        self.allowed(me, creator, Act::Organise).await?;
        let list = list.to_string();
        let mut tx = self.keeping(creator, Shelf::Lists, &list).await?;
        let (question, matched) = self.chosen(&mut tx, creator, chosen).await?;
        let changed = if on { question.enlist(&mut tx, &list).await? } else { question.strike(&mut tx, &list).await? };
        self.done(tx, creator).await?;
        Ok(Bulked { matched, changed: u32::try_from(changed).unwrap_or(u32::MAX) })
    }

    /// Who is meant, with the account held: nobody else changes many at the same time.
    async fn chosen(&self, tx: &mut WriteTx, creator: CreatorId, chosen: &Chosen) -> Result<(Question, u32)> {
        let now = self.now().0;
        let question = match chosen {
            Chosen::These(fans) if fans.is_empty() => return Err(Error::field("fans", Problem::Required)),
            Chosen::These(fans) if fans.len() > NAMED_MAX => return Err(too_many("fans", 100)),
            Chosen::These(fans) => Question::of(creator, &Segment::default(), now).among(fans),
            Chosen::All(segment) => {
                checked(segment)?;
                Question::of(creator, segment, now)
            }
        };
        store::creators::hold(tx, creator).await?;
        let matched = question.clone().count(&mut **tx).await?;
        if matched > BULK_FANS_MAX {
            return Err(too_many("fans", BULK_FANS_MAX));
        }
        Ok((question, matched))
    }
}
