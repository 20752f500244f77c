//! Who works with an account: taken in, given a role, let go.

use crate::{Crm, policy::Act, store};
use model::{
    CreatorId, Error, ErrorCode, Result, UserId,
    crm::{Member, Role},
    error::Problem,
};

/// The most people who work with an account, its creator among them.
pub const TEAM_MAX: i64 = 50;

impl Crm {
    /// Who works with an account: for the program, which tells them of changes.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn team(&self, creator: CreatorId) -> Result<Vec<UserId>> {
        store::team::ids(self.0.db.read(), creator).await
    }

    /// What somebody may do with an account.
    ///
    /// # Errors
    /// `NotFound` for those who have no part in it.
    pub async fn role(&self, me: UserId, creator: CreatorId) -> Result<Role> {
        self.allowed(me, creator, Act::See).await
    }

    /// Whether somebody says who works with an account.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn may_share(&self, me: UserId, creator: CreatorId) -> Result<()> {
        self.allowed(me, creator, Act::Share).await.map(drop)
    }

    /// Who works with an account: the creator first. Addresses are for the creator.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn members(&self, me: UserId, creator: CreatorId) -> Result<Vec<Member>> {
        let role = self.role(me, creator).await?;
        let mut all = store::team::list(self.0.db.read(), creator).await?;
        for member in all.iter_mut().filter(|member| role != Role::Creator && member.id != me) {
            member.email = None;
        }
        Ok(all)
    }

    /// Takes a registered person into an account's team.
    ///
    /// # Errors
    /// `AlreadyShared` for one who is in; `LimitReached` over [`TEAM_MAX`]; `Invalid` for the creator's role, of which there
    /// is one; `UnknownPerson`; `NotFound`, `Forbidden`.
    pub async fn add_member(&self, me: UserId, creator: CreatorId, who: UserId, role: Role) -> Result<()> {
        self.shares(me, creator, role).await?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::team::add(&mut tx, creator, who, role).await? {
            let known = store::creators::role(self.0.db.read(), creator, who).await?.is_some();
            return Err(if known { ErrorCode::AlreadyShared } else { ErrorCode::UnknownPerson }.into());
        }
        if store::team::count(&mut tx, creator).await? > TEAM_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    /// Gives a registered person a role at an account: one of the team another, one who is not in a first one.
    ///
    /// # Errors
    /// `OwnerStays` for the creator; `Invalid` for the creator's role; `LimitReached` over [`TEAM_MAX`]; `NotFound` also for
    /// a person whom nobody knows; `Forbidden`.
    pub async fn set_role(&self, me: UserId, creator: CreatorId, who: UserId, role: Role) -> Result<()> {
        self.shares(me, creator, role).await?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::team::put(&mut tx, creator, who, role).await? {
            return Err(self.stays(creator, who).await?);
        }
        if store::team::count(&mut tx, creator).await? > TEAM_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    /// Ends somebody's part in an account's team: the creator lets others go, everybody else may leave. What they had to
    /// answer is nobody's again; what they wrote stays.
    ///
    /// # Errors
    /// `OwnerStays` for the creator; `NotFound` for one who is not in; `Forbidden`.
    pub async fn remove_member(&self, me: UserId, creator: CreatorId, who: UserId) -> Result<()> {
        self.allowed(me, creator, if me == who { Act::See } else { Act::Share }).await?;
        let mut tx = self.0.db.write().await?;
        // Who gives them a conversation takes turns with us.
        store::creators::hold(&mut tx, creator).await?;
        if !store::team::remove(&mut tx, creator, who).await? {
            return Err(self.stays(creator, who).await?);
        }
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    async fn shares(&self, me: UserId, creator: CreatorId, role: Role) -> Result<()> {
        self.allowed(me, creator, Act::Share).await?;
        if role == Role::Creator { Err(Error::field("role", Problem::UnknownValue)) } else { Ok(()) }
    }

    /// Why nothing could be changed about somebody.
    async fn stays(&self, creator: CreatorId, who: UserId) -> Result<Error> {
        let is = store::creators::role(self.0.db.read(), creator, who).await?;
        Ok(if is == Some(Role::Creator) { ErrorCode::OwnerStays } else { ErrorCode::NotFound }.into())
    }
}
