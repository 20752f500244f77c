//! Guests: people without an account who came by a link.

use crate::{DAY, Sharing, names, store, store::guests::Visit};
use content::policy::Act;
use db::{hash, new_id, secret};
use model::{
    ContentId, ErrorCode, GuestId, Language, Result, Timestamp,
    accounts::{AVATAR_COLORS, User},
    content::Role,
    error::Check,
    sharing::{Deed, Door, GUEST_NAME_MAX, Guest, PostGuest},
};

/// A guest who has not been here for so many days is forgotten.
pub const GUEST_DAYS: i64 = 30;
/// How long a browser keeps a guest's cookie, in days: as long as any. Who is forgotten when is decided here.
pub const COOKIE_DAYS: i64 = 400;
/// How often one address may come in, in a minute: every time may write a row.
const ENTRIES_A_MINUTE: u32 = 60;

/// A guest has come in.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Who.
    pub guest: Guest,
    /// By what their browser is known from now on, if it was not known before.
    pub secret: Option<String>,
    /// The post.
    pub content_id: ContentId,
    /// What they may do with it.
    pub role: Role,
}

impl Sharing {
    /// The guest whose browser has this secret; they are here now, which is noted once a day.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn guest(&self, secret: &str) -> Result<Option<Guest>> {
        let now = db::now();
        let known = store::guests::by_secret(self.0.db.read(), &hash(secret), Timestamp(now.0 - GUEST_DAYS * DAY)).await?;
        let Some((guest, seen_at)) = known else { return Ok(None) };
        if seen_at.0 <= now.0 - DAY {
            let mut tx = self.0.db.write().await?;
            store::guests::touch(&mut tx, guest.id, now).await?;
            tx.commit().await?;
        }
        Ok(Some(guest))
    }

    /// What a link says to one who stands before it.
    ///
    /// # Errors
    /// `LinkExpired` if it never was, was revoked, has ended or been used as often as it may, or its post is gone.
    pub async fn door(&self, token: &str, guest: Option<&Guest>) -> Result<Door> {
        let now = db::now();
        let link = store::links::by_token(self.0.db.read(), &hash(token), now).await?.ok_or(ErrorCode::LinkExpired)?;
        let visit = match guest {
            Some(guest) => store::guests::visit(self.0.db.read(), guest.id, link.id).await?,
            None => None,
        };
        match visit {
            Some(Visit::PutOut) => Err(ErrorCode::LinkExpired.into()),
            Some(Visit::Inside) => Ok(Door { needs_password: false, inside: Some(link.content_id) }),
            None if link.is_full() => Err(ErrorCode::LinkExpired.into()),
            Some(Visit::AskedAgain) | None => Ok(Door { needs_password: link.password_hash.is_some(), inside: None }),
        }
    }

    /// Comes in by a link. One who has come by it before is in already: it is no further use, and only a new password is
    /// asked for. `from` is the address that asks; an empty name becomes one like "Guest fox".
    ///
    /// # Errors
    /// `LinkExpired`, `LinkPasswordNeeded`, `WrongLinkPassword`, `TooMany`, `Invalid` (field `name`).
    pub async fn enter(
        &self,
        token: &str,
        password: Option<&str>,
        name: &str,
        known: Option<&Guest>,
        language: Language,
        from: &str,
    ) -> Result<Entered> {
        self.0.accounts.limit(format!("guests from {from}"), ENTRIES_A_MINUTE, 60)?;
        let (token_hash, now) = (hash(token), db::now());
        let link = store::links::by_token(self.0.db.read(), &token_hash, now).await?.ok_or(ErrorCode::LinkExpired)?;
        let mut check = Check::new();
        let name = accounts::one_line(name);
        check.length("name", &name, 0, GUEST_NAME_MAX);
        check.done()?;
        let visit = match known {
            Some(guest) => store::guests::visit(self.0.db.read(), guest.id, link.id).await?,
            None => None,
        };
        match visit {
            Some(Visit::PutOut) => return Err(ErrorCode::LinkExpired.into()),
            Some(Visit::Inside) => {}
            None if link.is_full() => return Err(ErrorCode::LinkExpired.into()),
            Some(Visit::AskedAgain) | None => self.check_link_password(&link, password, from).await?,
        }

        let mut tx = self.0.db.write().await?;
        // Counts the use if there is one left: of two who come at once, one may have the last.
        if !store::links::used(&mut tx, link.id, visit.is_none(), now).await? {
            return Err(ErrorCode::LinkExpired.into());
        }
        let (guest, secret) = match known {
            Some(known) => {
                let guest = Guest { name: if name.is_empty() { known.name.clone() } else { name }, ..known.clone() };
                store::guests::seen(&mut tx, &guest, now).await?;
                (guest, None)
            }
            None => {
                let (animal, color) = (rand::random_range(0..names::COUNT), rand::random_range(0..AVATAR_COLORS));
                let name = if name.is_empty() { names::name(language, animal) } else { name };
                let (guest, secret) = (Guest { id: new_id(), name, color }, secret());
                store::guests::insert(&mut tx, &guest, &hash(&secret), now).await?;
                (guest, Some(secret))
            }
        };
        store::guests::let_in(&mut tx, guest.id, link.id, now).await?;
        if visit.is_none() {
            self.0.contents.note(&mut tx, link.content_id, None, Deed::GuestEntered, &guest.name, None).await?;
        }
        tx.commit().await?;
        let role = self.0.contents.role(guest.id, link.content_id).await.map_err(|_| ErrorCode::LinkExpired)?;
        Ok(Entered { guest, secret, content_id: link.content_id, role })
    }

    async fn check_link_password(&self, link: &store::links::Opened, password: Option<&str>, from: &str) -> Result<()> {
        let Some(wanted) = &link.password_hash else { return Ok(()) };
        let password = password.filter(|password| !password.is_empty()).ok_or(ErrorCode::LinkPasswordNeeded)?;
        self.0.accounts.check_shared(&format!("link {}", link.id), from, password, wanted).await
    }

    /// The guests of a post, newest first.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite.
    pub async fn guests(&self, me: &User, id: ContentId) -> Result<Vec<PostGuest>> {
        self.0.contents.allowed(me.id, id, Act::Invite).await?;
        store::guests::list(self.0.db.read(), id).await
    }

    /// Puts a guest out of a post; they can't come back by the same links. What open sockets must hear is the
    /// caller's to tell.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown guests, `Forbidden` for all but the owner.
    pub async fn remove_guest(&self, me: &User, id: ContentId, guest: GuestId) -> Result<()> {
        self.0.contents.allowed(me.id, id, Act::Share).await?;
        let mut tx = self.0.db.write().await?;
        let name = store::guests::remove(&mut tx, id, guest).await?.ok_or(ErrorCode::NotFound)?;
        self.0.contents.note(&mut tx, id, me.id, Deed::GuestRemoved, &name, None).await?;
        tx.commit().await
    }
}
