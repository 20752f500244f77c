//! Two entries that are one fan, made one.

use crate::{Crm, policy::Act, store};
use model::{Error, ErrorCode, FanId, Result, UserId, error::Problem};

impl Crm {
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
