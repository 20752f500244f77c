//! Accounts: connecting one, and whether it can send.

use crate::{
    Crm,
    bucket::TOKEN,
    gateway::{Trouble, state_of},
    policy::{Act, require},
    store,
    text::line,
};
use db::new_id;
use jiff::tz::TimeZone;
use model::{
    CreatorId, Error, ErrorCode, Result, UserId,
    crm::{Creator, CreatorState, Role},
    error::Problem,
};

impl Crm {
    /// Takes up an account that is connected at the gateway (`acct_…`); it is `me`'s then.
    ///
    /// # Errors
    /// `Invalid` for an id that the gateway does not know or a time zone that nobody knows; `AccountTaken` if somebody
    /// has it; `OutsideUnavailable` if the gateway does not answer; `Forbidden` where only administrators may.
    pub async fn connect(&self, me: UserId, gateway_id: &str, time_zone: &str) -> Result<Creator> {
        if !self.may_connect(me).await? {
            return Err(ErrorCode::Forbidden.into());
        }
        let unknown = || Error::field("account", Problem::UnknownValue);
        let plain = gateway_id.len() <= 64 && gateway_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !plain || !gateway_id.starts_with("acct_") {
            return Err(unknown());
        }
        TimeZone::get(time_zone).map_err(|_| Error::field("timeZone", Problem::UnknownValue))?;
        let found = self.0.gateway.me(gateway_id).await.map_err(|trouble| match trouble {
            Trouble::Refused(404, _) => unknown(),
            other => {
                tracing::warn!(account = gateway_id, trouble = %other, "an account could not be connected");
                ErrorCode::OutsideUnavailable.into()
            }
        })?;
        let creator = Creator {
            id: new_id(),
            gateway_id: gateway_id.to_owned(),
            name: line(&found.name, 100),
            username: line(&found.username, 100),
            time_zone: time_zone.to_owned(),
            state: CreatorState::Connected,
            reason: String::new(),
            since: self.now(),
        };
        let mut tx = self.0.db.write().await?;
        if !store::creators::insert(&mut tx, me, &creator, i64::from(self.0.settings.pace.burst.max(1)) * TOKEN).await? {
            return Err(ErrorCode::AccountTaken.into());
        }
        store::team::put(&mut tx, creator.id, me, Role::Creator).await?;
        tx.commit().await?;
        self.0.connected.notify_one();
        Ok(creator)
    }

    /// Whether somebody may take up an account: over a real gateway only administrators.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn may_connect(&self, me: UserId) -> Result<bool> {
        Ok(self.0.settings.anybody_connects || store::creators::is_administrator(self.0.db.read(), me).await?)
    }

    /// Some administrators by name: whom to ask.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn administrators(&self) -> Result<Vec<String>> {
        store::team::administrators(self.0.db.read()).await
    }

    /// Those of these accounts at the gateway that nobody has here.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn free(&self, mut gateway_ids: Vec<String>) -> Result<Vec<String>> {
        let taken = store::creators::list(self.0.db.read(), None).await?;
        gateway_ids.retain(|id| taken.iter().all(|creator| creator.gateway_id != *id));
        Ok(gateway_ids)
    }

    /// Somebody's accounts.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn creators(&self, me: UserId) -> Result<Vec<Creator>> {
        store::creators::list(self.0.db.read(), Some(me)).await
    }

    /// Those of somebody's accounts with which they may do this.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn creators_for(&self, me: UserId, act: Act) -> Result<Vec<Creator>> {
        let mut may = Vec::new();
        for one in self.creators(me).await? {
            let role = store::creators::role(self.0.db.read(), one.id, me).await?;
            if require(role, act).is_ok() {
                may.push(one);
            }
        }
        Ok(may)
    }

    /// Asks the gateway whether an account can send, and goes on sending if it can.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Unavailable`.
    pub async fn check(&self, me: UserId, creator: CreatorId) -> Result<Creator> {
        self.allowed(me, creator, Act::Manage).await?;
        self.look_at(creator).await?;
        store::creators::get(self.0.db.read(), creator).await
    }

    /// The same for the worker.
    pub(crate) async fn look_at(&self, creator: CreatorId) -> Result<()> {
        let known = store::creators::get(self.0.db.read(), creator).await?;
        let (state, reason) = match self.0.gateway.me(&known.gateway_id).await {
            Ok(_) => (CreatorState::Connected, String::new()),
            Err(Trouble::Refused(404, why)) => (CreatorState::Unknown, why),
            Err(Trouble::Refused(status, why)) => match state_of(status, &why) {
                // The key is looked at apart: an account whose session ended is refused the same way.
                Some(CreatorState::Refused) if self.0.gateway.whoami().await.is_ok() => (CreatorState::SessionExpired, why),
                Some(state) => (state, why),
                None => return Ok(()),
            },
            Err(_) => return Ok(()),
        };
        self.stop_or_go(creator, state, &reason).await
    }

    /// Writes down whether an account can send.
    pub(crate) async fn stop_or_go(&self, creator: CreatorId, state: CreatorState, reason: &str) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        store::creators::set_state(&mut tx, creator, state, &line(reason, 300), self.now()).await?;
        tx.commit().await?;
        self.changed(creator);
        if state == CreatorState::Connected {
            self.0.queued.notify_one();
        }
        Ok(())
    }
}
