//! Lists of fans: who is on them, and what names them.

use crate::{Crm, policy::Act, segments::kept_name, store, store::kept::Shelf};
use db::new_id;
use model::{
    CreatorId, Error, ErrorCode, FanId, ListId, Result, UserId,
    crm::{FanList, Segment},
    error::Problem,
};

/// The most lists of an account.
pub const LISTS_MAX: i64 = 50;

impl Crm {
    /// An account's lists, by name.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn lists(&self, me: UserId, creator: CreatorId) -> Result<Vec<FanList>> {
        self.allowed(me, creator, Act::See).await?;
        store::kept::lists(self.0.db.read(), creator).await
    }

    /// The names of an account's lists.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn list_names(&self, me: UserId, creator: CreatorId) -> Result<Vec<(ListId, String)>> {
        self.allowed(me, creator, Act::See).await?;
        store::kept::list_names(self.0.db.read(), creator).await
    }

    /// Makes a list.
    ///
    /// # Errors
    /// `Invalid`, also for a name that another one has; `LimitReached` over 50; `NotFound`, `Forbidden`.
    pub async fn add_list(&self, me: UserId, creator: CreatorId, name: &str) -> Result<ListId> {
        self.allowed(me, creator, Act::Organise).await?;
        let (name, id) = (kept_name(name)?, new_id());
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::kept::add_list(&mut tx, id, creator, &name, self.now().0).await? {
            return Err(Error::field("name", Problem::Taken));
        }
        if store::kept::how_many(&mut tx, Shelf::Lists, creator).await? > LISTS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        self.done(tx, creator).await?;
        Ok(id)
    }

    /// Gives a list another name.
    ///
    /// # Errors
    /// `Invalid`, also for a name that another one has; `NotFound`, `Forbidden`.
    pub async fn rename_list(&self, me: UserId, id: ListId, name: &str) -> Result<()> {
        self.rename_kept(me, Shelf::Lists, &id.to_string(), name).await
    }

    /// Deletes a list; the fans stay. One that a saved segment, a draft or an automatic message names stays too: who was
    /// left out by it would be written to.
    ///
    /// # Errors
    /// `Invalid` naming `list` (`taken`) where something names it; `NotFound`, `Forbidden`.
    pub async fn delete_list(&self, me: UserId, id: ListId) -> Result<()> {
        let creator = self.keeper(me, Shelf::Lists, &id.to_string()).await?;
        let mut tx = self.keeping(creator, Shelf::Lists, &id.to_string()).await?;
        if store::kept::is_named(&mut tx, creator, id).await? {
            return Err(Error::field("list", Problem::Taken));
        }
        store::kept::delete(&mut tx, Shelf::Lists, &id.to_string()).await?;
        self.done(tx, creator).await
    }

    /// Puts a fan on a list, or takes them off.
    ///
    /// # Errors
    /// `NotFound`, also for a list of another account.
    pub async fn list_fan(&self, me: UserId, fan: FanId, list: ListId, on: bool) -> Result<()> {
        let creator = self.described(me, fan).await?;
        let question = store::segments::Question::of(creator, &Segment::default(), 0).among(&[fan]);
        let mut tx = self.keeping(creator, Shelf::Lists, &list.to_string()).await?;
        store::profiles::lock(&mut tx, fan).await?;
        if on {
            question.enlist(&mut tx, &list.to_string()).await?;
        } else {
            question.strike(&mut tx, &list.to_string()).await?;
        }
        self.done(tx, creator).await
    }
}
