//! What is known of a fan: what they paid and when, what the team calls them, tags and notes.

use crate::{
    Crm,
    place::{Place, page},
    policy::{Act, require},
    store,
    text::line,
};
use db::{WriteTx, new_id};
use jiff::{Timestamp as Moment, civil::Date, tz::TimeZone};
use model::{
    CreatorId, Error, ErrorCode, FanId, NoteId, Page, PageRequest, Result, UserId,
    crm::{NoteCategory, Payment, Profile},
    error::{Check, Problem},
};

/// The longest name that a team gives a fan, in characters.
pub const NAME_MAX: u32 = 100;
/// The longest tag, in characters.
pub const TAG_MAX: u32 = 40;
/// The longest note, in characters.
pub const NOTE_MAX: u32 = 2_000;
/// The most tags of a fan.
pub(crate) const TAGS: usize = 30;
/// The most notes about a fan.
const NOTES: usize = 200;
/// How many months are shown.
const MONTHS: i32 = 12;

/// What is to be noted of a fan; what is left out stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Description {
    /// What the team calls them; empty for their own name.
    pub name: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// All notes: those with an id are kept or changed, those without are new.
    pub notes: Option<Vec<(Option<NoteId>, NoteCategory, String)>>,
}

fn check_name(name: &str) -> Result<String> {
    let name = line(name, usize::MAX);
    let mut check = Check::new();
    check.length("name", &name, 0, NAME_MAX);
    check.done().map(|()| name)
}

pub(crate) fn check_tag(tag: &str) -> Result<String> {
    let tag = line(tag, usize::MAX);
    let mut check = Check::new();
    check.length("tag", &tag, 1, TAG_MAX);
    check.done().map(|()| tag)
}

/// A tag that is given. Where several stand in one line, commas part them: none has one within.
pub(crate) fn check_new_tag(tag: &str) -> Result<String> {
    let tag = check_tag(tag)?;
    if tag.contains(',') { Err(Error::field("tag", Problem::UnknownValue)) } else { Ok(tag) }
}

fn check_note(text: &str) -> Result<&str> {
    let text = text.trim();
    let mut check = Check::new();
    check.length("text", text, 1, NOTE_MAX);
    if text.contains('\0') {
        check.wrong("text", Problem::UnknownValue);
    }
    check.done().map(|()| text)
}

impl Crm {
    /// A fan with what is known of them; the address out of a file is not for chatters.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn profile(&self, me: UserId, id: FanId) -> Result<Profile> {
        let fan = self.about_fan(me, id).await?;
        let role = self.role(me, fan.creator).await?;
        let pool = self.0.db.read();
        let zone = store::creators::get(pool, fan.creator).await?.time_zone;
        let (from, mut months) = months(self.now().0, &zone)?;
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        for (at, cents) in store::profiles::payments(pool, id, from).await? {
            let day = Moment::from_millisecond(at).unwrap_or_default().to_zoned(zone.clone()).date();
            let month = name(day);
            if let Some(one) = months.iter_mut().find(|(name, _)| *name == month) {
                one.1 += cents;
            }
        }
        let (tier, email) = store::kept::imported(pool, id).await?;
        // Whoever may not take fans out as a file does not read their addresses one by one either.
        let email = if require(Some(role), Act::Organise).is_ok() { email } else { String::new() };
        Ok(Profile {
            tags: store::profiles::tags(pool, id).await?,
            notes: store::profiles::notes(pool, id).await?,
            kinds: store::profiles::kinds(pool, id).await?,
            months,
            lists: store::kept::lists_of(pool, fan.creator, id).await?,
            fields: store::kept::fields_of(pool, fan.creator, id).await?,
            only_imported: store::imports::is_only_imported(&fan.gateway_id),
            tier,
            email,
            fan,
        })
    }

    /// What a fan paid, payment by payment, the last first.
    ///
    /// # Errors
    /// `NotFound`, also for others'; `BadRequest` for a cursor that is not from the page before.
    pub async fn payments(&self, me: UserId, id: FanId, request: &PageRequest) -> Result<Page<Payment>> {
        self.about_fan(me, id).await?;
        let place = Place::of::<FanId>(request)?;
        let rows = store::profiles::history(self.0.db.read(), id, place.before(), request.limit() + 1).await?;
        Ok(page(rows, request, |one| (one.at.0, one.id.clone())))
    }

    /// Notes what is known of a fan, all at once.
    ///
    /// # Errors
    /// `Invalid` with the fields, also for a new tag with a comma; `LimitReached` over 30 tags or 200 notes; `NotFound` for a note that is not there, or a fan
    /// who is others'.
    pub async fn describe(&self, me: UserId, id: FanId, new: &Description) -> Result<Profile> {
        let creator = self.described(me, id).await?;
        let name = new.name.as_deref().map(check_name).transpose()?;
        let tags = new.tags.as_ref().map(|tags| tags.iter().map(|tag| check_tag(tag)).collect::<Result<Vec<_>>>()).transpose()?;
        let over = tags.as_ref().is_some_and(|tags| tags.len() > TAGS) || new.notes.as_ref().is_some_and(|notes| notes.len() > NOTES);
        if over {
            return Err(ErrorCode::LimitReached.into());
        }
        for (_, _, text) in new.notes.iter().flatten() {
            check_note(text)?;
        }
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        store::profiles::lock(&mut tx, id).await?;
        if let Some(name) = &name {
            store::profiles::rename(&mut tx, id, name).await?;
        }
        if let Some(tags) = &tags {
            let before = store::profiles::tags(&mut *tx, id).await?;
            for tag in before.iter().filter(|tag| !tags.contains(tag)) {
                store::profiles::untag(&mut tx, id, tag).await?;
            }
            // One with a comma from before this was refused may stay.
            for tag in tags.iter().filter(|tag| !before.contains(tag)) {
                store::profiles::tag(&mut tx, id, &check_new_tag(tag)?).await?;
            }
        }
        if let Some(notes) = &new.notes {
            for gone in store::profiles::note_ids(&mut tx, id).await? {
                if !notes.iter().any(|(note, ..)| *note == Some(gone)) {
                    store::profiles::delete_note(&mut tx, id, gone).await?;
                }
            }
            for (note, category, text) in notes {
                let text = check_note(text)?;
                match note {
                    Some(note) if store::profiles::edit_note(&mut tx, id, *note, *category, text, now).await? => {}
                    Some(_) => return Err(ErrorCode::NotFound.into()),
                    None => store::profiles::add_note(&mut tx, id, new_id(), *category, text, me, now).await?,
                }
            }
        }
        self.done(tx, creator).await?;
        self.profile(me, id).await
    }

    /// Says what the team calls a fan; an empty name is their own.
    ///
    /// # Errors
    /// `Invalid`, `NotFound`.
    pub async fn name_fan(&self, me: UserId, id: FanId, name: &str) -> Result<()> {
        let creator = self.described(me, id).await?;
        let name = check_name(name)?;
        let mut tx = self.0.db.write().await?;
        store::profiles::rename(&mut tx, id, &name).await?;
        self.done(tx, creator).await
    }

    /// Gives a fan a tag, or takes it away.
    ///
    /// # Errors
    /// `Invalid`, also for a new one with a comma; `LimitReached` over 30 tags; `NotFound`.
    pub async fn tag_fan(&self, me: UserId, id: FanId, tag: &str, on: bool) -> Result<()> {
        let creator = self.described(me, id).await?;
        let tag = if on { check_new_tag(tag) } else { check_tag(tag) }?;
        let mut tx = self.0.db.write().await?;
        store::profiles::lock(&mut tx, id).await?;
        if on {
            store::profiles::tag(&mut tx, id, &tag).await?;
            within(store::profiles::count_tags(&mut tx, id).await?, TAGS)?;
        } else {
            store::profiles::untag(&mut tx, id, &tag).await?;
        }
        self.done(tx, creator).await
    }

    /// Writes a note about a fan.
    ///
    /// # Errors
    /// `Invalid`; `LimitReached` over 200 notes; `NotFound`.
    pub async fn add_note(&self, me: UserId, id: FanId, category: NoteCategory, text: &str) -> Result<()> {
        let creator = self.described(me, id).await?;
        let text = check_note(text)?;
        let mut tx = self.0.db.write().await?;
        store::profiles::lock(&mut tx, id).await?;
        store::profiles::add_note(&mut tx, id, new_id(), category, text, me, self.now().0).await?;
        within(store::profiles::count_notes(&mut tx, id).await?, NOTES)?;
        self.done(tx, creator).await
    }

    /// Changes a note about a fan. Anybody of the team may.
    ///
    /// # Errors
    /// `Invalid`, `NotFound`.
    pub async fn edit_note(&self, me: UserId, id: FanId, note: NoteId, category: NoteCategory, text: &str) -> Result<()> {
        let creator = self.described(me, id).await?;
        let text = check_note(text)?;
        let mut tx = self.0.db.write().await?;
        if !store::profiles::edit_note(&mut tx, id, note, category, text, self.now().0).await? {
            return Err(ErrorCode::NotFound.into());
        }
        self.done(tx, creator).await
    }

    /// Deletes a note about a fan. Anybody of the team may.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_note(&self, me: UserId, id: FanId, note: NoteId) -> Result<()> {
        let creator = self.described(me, id).await?;
        let mut tx = self.0.db.write().await?;
        if !store::profiles::delete_note(&mut tx, id, note).await? {
            return Err(ErrorCode::NotFound.into());
        }
        self.done(tx, creator).await
    }

    /// Deletes a fan here: name, tags, notes, conversation, what waits to be sent. What they paid stays counted for the
    /// account. Somebody whom the gateway still has comes back with the next reading, without what was noted.
    ///
    /// # Errors
    /// `TooLate` while a message to them is under way; `Forbidden` for chatters; `NotFound`.
    pub async fn delete_fan(&self, me: UserId, id: FanId) -> Result<()> {
        let creator = self.about_fan(me, id).await?.creator;
        self.allowed(me, creator, Act::Manage).await?;
        let mut tx = self.0.db.write().await?;
        if !store::profiles::delete(&mut tx, id, self.now().0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        self.done(tx, creator).await
    }

    pub(crate) async fn described(&self, me: UserId, id: FanId) -> Result<CreatorId> {
        let (creator, _) = store::fans::whose(self.0.db.read(), id).await?;
        self.allowed(me, creator, Act::Triage).await?;
        Ok(creator)
    }

    pub(crate) async fn done(&self, tx: WriteTx, creator: CreatorId) -> Result<()> {
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }
}

fn within(count: i64, most: usize) -> Result<()> {
    if usize::try_from(count).is_ok_and(|count| count <= most) { Ok(()) } else { Err(ErrorCode::LimitReached.into()) }
}

fn name(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The last twelve months in a time zone, without money so far, and when the first of them began.
fn months(now: i64, zone: &str) -> Result<(i64, Vec<(String, i64)>)> {
    let wrong = |_| Error::from(ErrorCode::Internal);
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let today = Moment::from_millisecond(now).map_err(wrong)?.to_zoned(zone.clone()).date();
    let first = today.first_of_month().checked_sub(jiff::Span::new().months(MONTHS - 1)).map_err(wrong)?;
    let mut all = Vec::new();
    for ahead in 0..MONTHS {
        all.push((name(first.checked_add(jiff::Span::new().months(ahead)).map_err(wrong)?), 0));
    }
    let from = first.to_zoned(zone).map_err(wrong)?.timestamp().as_millisecond();
    Ok((from, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;

    #[test]
    fn twelve_months_begin_at_the_accounts_midnight() {
        let now: Timestamp = "2026-07-31T23:30:00.000Z".parse().unwrap();
        let (from, all) = months(now.0, "Europe/Paris").unwrap();
        assert_eq!(Timestamp(from).to_string(), "2025-08-31T22:00:00.000Z");
        assert_eq!((all.len(), all[0].0.as_str(), all[11].0.as_str()), (12, "2025-09", "2026-08"));
    }

    #[test]
    fn what_is_too_long_or_empty_is_refused_with_its_field() {
        let field = |error: Error| error.fields[0].field.clone();
        assert_eq!(field(check_name(&"x".repeat(101)).unwrap_err()), "name");
        assert_eq!((field(check_tag("  ").unwrap_err()), field(check_tag(&"x".repeat(41)).unwrap_err())), ("tag".to_owned(), "tag".to_owned()));
        assert_eq!(
            (field(check_note(" \n").unwrap_err()), field(check_note(&"x".repeat(2001)).unwrap_err())),
            ("text".to_owned(), "text".to_owned())
        );
        assert_eq!(field(check_new_tag("big, spender").unwrap_err()), "tag");
        assert_eq!((check_tag(" big\n spender ").unwrap().as_str(), check_name("").unwrap().as_str()), ("big spender", ""));
    }
}
