//! Links that open a post to whoever has them.

use crate::{DAY, Sharing, store};
use content::policy::{self, Act};
use db::{hash, new_id, secret};
use model::{
    ContentId, ErrorCode, LinkId, Result, Timestamp,
    accounts::{PASSWORD_MAX, Person, User},
    content::Role,
    error::{Check, Problem},
    sharing::{Deed, LINK_NAME_MAX, Link, LinkChange, NewLink, USES_MAX},
};

/// How many links a post may have.
const LINKS_MAX: i64 = 50;
/// The shortest password of a link: tries are limited, and its end is never far from its owner's hand.
const LINK_PASSWORD_MIN: u32 = 6;
/// The farthest end of a link, in days.
const FARTHEST: i64 = 3660;

impl Sharing {
    /// Makes a link. The second half of the answer is its address, with the secret in it; it is never shown again.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite, `Invalid` (fields `role`, `password`,
    /// `expiresAt`, `maxUses`, `name`), `LimitReached`.
    pub async fn make_link(&self, me: &User, id: ContentId, new: &NewLink) -> Result<(Link, String)> {
        self.0.contents.allowed(me.id, id, Act::Invite).await?;
        let (now, mut check) = (db::now(), Check::new());
        let name = name_of(&mut check, &new.name);
        check_role(&mut check, new.role);
        check_password(&mut check, new.password.as_deref());
        check_end(&mut check, new.expires_at, now);
        check_uses(&mut check, new.max_uses);
        check.done()?;
        let password_hash = match &new.password {
            Some(password) => Some(self.0.accounts.hash_shared(password).await?),
            None => None,
        };
        let link = Link {
            id: new_id(),
            name,
            role: new.role,
            has_password: password_hash.is_some(),
            expires_at: new.expires_at,
            max_uses: new.max_uses,
            uses: 0,
            last_used_at: None,
            created_by: Some(Person::from(me)),
            created_at: now,
        };
        let token = secret();
        let mut tx = self.0.db.write().await?;
        store::lock_post(&mut tx, id).await?;
        if store::links::count(&mut tx, id).await? >= LINKS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        store::links::insert(&mut tx, id, me.id, &link, &hash(&token), password_hash.as_deref()).await?;
        self.0.contents.note(&mut tx, id, me.id, Deed::LinkMade, &link.name, Some(link.role)).await?;
        tx.commit().await?;
        self.0.ends_changed.notify_one();
        Ok((link, format!("{}/s/{token}", self.0.public_url)))
    }

    /// The links of a post, newest first.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for those who may not invite.
    pub async fn links(&self, me: &User, id: ContentId) -> Result<Vec<Link>> {
        self.0.contents.allowed(me.id, id, Act::Invite).await?;
        store::links::list(self.0.db.read(), id).await
    }

    /// Changes a link. With another password, guests who came before are asked for it, and are no further use. What open sockets must hear
    /// is the caller's to tell.
    ///
    /// # Errors
    /// As for a new link; `NotFound` for unknown links, `Forbidden` for all but the owner and the one who made it.
    pub async fn change_link(&self, me: &User, id: ContentId, which: LinkId, change: &LinkChange) -> Result<Link> {
        let role = self.0.contents.allowed(me.id, id, Act::Invite).await?;
        let (now, mut check) = (db::now(), Check::new());
        let name = change.name.as_deref().map(|name| name_of(&mut check, name));
        if let Some(role) = change.role {
            check_role(&mut check, role);
        }
        check_password(&mut check, change.password.as_ref().and_then(Option::as_deref));
        check_end(&mut check, change.expires_at.flatten(), now);
        check_uses(&mut check, change.max_uses.flatten());
        check.done()?;
        let password_hash = match &change.password {
            Some(Some(password)) => Some(Some(self.0.accounts.hash_shared(password).await?)),
            Some(None) => Some(None),
            None => None,
        };
        let mut tx = self.0.db.write().await?;
        store::lock_post(&mut tx, id).await?;
        let mut link = store::links::get(&mut tx, id, which).await?.ok_or(ErrorCode::NotFound)?;
        policy::require_manages(role, me.id, link.created_by.as_ref().map(|person| person.id))?;
        link.role = change.role.unwrap_or(link.role);
        link.expires_at = change.expires_at.unwrap_or(link.expires_at);
        link.max_uses = change.max_uses.unwrap_or(link.max_uses);
        link.name = name.unwrap_or(link.name);
        store::links::update(&mut tx, &link).await?;
        if let Some(password_hash) = password_hash {
            link.has_password = password_hash.is_some();
            store::links::set_password(&mut tx, which, password_hash.as_deref()).await?;
            if link.has_password {
                store::guests::ask_again(&mut tx, which).await?;
            }
        }
        self.0.contents.note(&mut tx, id, me.id, Deed::LinkChanged, &link.name, Some(link.role)).await?;
        tx.commit().await?;
        self.0.ends_changed.notify_one();
        Ok(link)
    }

    /// Revokes a link; its guests have no access by it any more. What open sockets must hear is the caller's to tell.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown links, `Forbidden` for all but the owner and the one who made it.
    pub async fn revoke_link(&self, me: &User, id: ContentId, which: LinkId) -> Result<()> {
        let role = self.0.contents.allowed(me.id, id, Act::Invite).await?;
        let mut tx = self.0.db.write().await?;
        let link = store::links::get(&mut tx, id, which).await?.ok_or(ErrorCode::NotFound)?;
        policy::require_manages(role, me.id, link.created_by.as_ref().map(|person| person.id))?;
        store::links::delete(&mut tx, which).await?;
        self.0.contents.note(&mut tx, id, me.id, Deed::LinkRevoked, &link.name, None).await?;
        tx.commit().await
    }

    /// The posts with a link that ended after `since` and up to `until`.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn ended_links(&self, since: Timestamp, until: Timestamp) -> Result<Vec<ContentId>> {
        store::links::ended(self.0.db.read(), since, until).await
    }

    /// When the next link ends after `since`.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn next_end(&self, since: Timestamp) -> Result<Option<Timestamp>> {
        store::links::next_end(self.0.db.read(), since).await
    }

    /// Waits until some link of this server's has been given another end.
    pub async fn ends_changed(&self) {
        self.0.ends_changed.notified().await;
    }
}

fn name_of(check: &mut Check, name: &str) -> String {
    let name = accounts::one_line(name);
    check.length("name", &name, 0, LINK_NAME_MAX);
    name
}

fn check_role(check: &mut Check, role: Role) {
    if !Role::GIVEN.contains(&role) {
        check.wrong("role", Problem::UnknownValue);
    }
}

fn check_password(check: &mut Check, password: Option<&str>) {
    if let Some(password) = password {
        check.length("password", password, LINK_PASSWORD_MIN, PASSWORD_MAX);
    }
}

fn check_end(check: &mut Check, end: Option<Timestamp>, now: Timestamp) {
    if end.is_some_and(|end| end <= now || end.0 > now.0 + FARTHEST * DAY) {
        check.wrong("expiresAt", Problem::NotInTheFuture);
    }
}

fn check_uses(check: &mut Check, uses: Option<u32>) {
    if let Some(uses) = uses {
        check.range("maxUses", uses, 1, USES_MAX);
    }
}
