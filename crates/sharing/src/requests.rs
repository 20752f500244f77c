//! Requests for access by those who have none.

use crate::{DAY, Sharing, quotes::message_of, store};
use content::policy::{self, Act};
use db::new_id;
use model::{
    ContentId, ErrorCode, RequestId, Result, Timestamp, UserId,
    accounts::{Person, User},
    content::Role,
    error::Check,
    sharing::{AccessRequest, Deed},
};

/// How many requests one person may make in an hour.
const AN_HOUR: u32 = 20;
/// After a refusal, asking again is heard only so many days later.
const DEAF_DAYS: i64 = 7;

/// A request that an owner is to hear of.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Whose post it is.
    pub owner: UserId,
    /// The request.
    pub request: RequestId,
}

impl Sharing {
    /// Asks the owner for access. `None` if nobody is to hear of it: there is no such post, or the request is there
    /// already. The one who asks must not learn which.
    ///
    /// # Errors
    /// `AlreadyShared` for one who has access, `Invalid` (field `message`), `TooMany`.
    pub async fn ask(&self, me: &User, id: ContentId, message: &str) -> Result<Option<Asked>> {
        let mut check = Check::new();
        let message = message_of(&mut check, message);
        check.done()?;
        self.0.accounts.limit(format!("ask {}", me.id), AN_HOUR, 3600)?;
        match self.0.contents.role(me.id, id).await {
            Ok(_) => return Err(ErrorCode::AlreadyShared.into()),
            Err(error) if error.code == ErrorCode::NotFound => {}
            Err(error) => return Err(error),
        }
        let now = db::now();
        let request = AccessRequest { id: new_id(), person: Person::from(me), email: me.email.clone(), message, created_at: now };
        let mut tx = self.0.db.write().await?;
        let Some(owner) = store::requests::owner(&mut tx, id).await? else { return Ok(None) };
        if !store::requests::insert(&mut tx, id, &request, Timestamp(now.0 - DEAF_DAYS * DAY)).await? {
            return Ok(None);
        }
        self.0.contents.note(&mut tx, id, me.id, Deed::Asked, "", None).await?;
        tx.commit().await?;
        Ok(Some(Asked { owner, request: request.id }))
    }

    /// The requests that wait for an answer, oldest first.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` for all but the owner.
    pub async fn requests(&self, me: UserId, id: ContentId) -> Result<Vec<AccessRequest>> {
        self.0.contents.allowed(me, id, Act::Share).await?;
        store::requests::list(self.0.db.read(), id).await
    }

    /// Gives the one who asked this role. Returns who that is.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown requests, `Forbidden` for all but the owner, `Invalid` (field
    /// `permission`), `AlreadyShared` for one who has access by now: the request is off the list, their role stays.
    pub async fn accept_request(&self, me: UserId, id: ContentId, which: RequestId, role: Role) -> Result<UserId> {
        self.0.contents.allowed(me, id, Act::Share).await?;
        policy::require_given(role)?;
        let mut tx = self.0.db.write().await?;
        let asker = store::requests::take(&mut tx, id, which).await?.ok_or(ErrorCode::NotFound)?;
        let granted = self.0.contents.grant(&mut tx, id, asker.id, role).await?;
        if granted {
            self.0.contents.note(&mut tx, id, me, Deed::RequestAccepted, &asker.name, Some(role)).await?;
        }
        tx.commit().await?;
        if granted { Ok(asker.id) } else { Err(ErrorCode::AlreadyShared.into()) }
    }

    /// Declines a request; asking again is heard only some days later. Returns who had asked.
    ///
    /// # Errors
    /// `NotFound` for strangers and unknown requests, `Forbidden` for all but the owner.
    pub async fn decline_request(&self, me: UserId, id: ContentId, which: RequestId) -> Result<UserId> {
        self.0.contents.allowed(me, id, Act::Share).await?;
        let mut tx = self.0.db.write().await?;
        let asker = store::requests::decline(&mut tx, id, which, db::now()).await?.ok_or(ErrorCode::NotFound)?;
        self.0.contents.note(&mut tx, id, me, Deed::RequestDeclined, &asker.name, None).await?;
        tx.commit().await?;
        Ok(asker.id)
    }
}
