//! Saved replies: words that are used again and again, one's own or an account's team's.

use crate::{
    Crm, personal,
    policy::Act,
    store::{self, replies::Owner, segments::Receiver},
};
use db::{WriteTx, new_id};
use model::{
    ConversationId, CreatorId, Error, ErrorCode, FanId, ReplyId, Result, UserId,
    crm::{Fan, Reply},
    error::{Check, Problem},
};

/// The most saved replies that somebody has, and that a team has.
pub const REPLIES_MAX: i64 = 200;
/// The longest name of a reply, in characters.
pub const REPLY_NAME_MAX: u32 = 40;

/// A name as it is kept, and a text that can be filled for every fan.
fn check(name: &str, text: &str) -> Result<(String, String)> {
    let name = name.trim().trim_start_matches('/').to_lowercase();
    let text = text.trim().replace("\r\n", "\n");
    let mut check = Check::new();
    check.length("name", &name, 1, REPLY_NAME_MAX);
    if !name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
        check.wrong("name", Problem::UnknownValue);
    }
    personal::check(&mut check, &text, true);
    check.done().map(|()| (name, text))
}

/// The fan as texts are made their own: by the name that they gave themselves, never by what the team calls them.
fn receiver(fan: &Fan) -> Receiver {
    Receiver { id: fan.id.to_string(), name: fan.name.clone(), username: fan.username.clone(), gateway_id: fan.gateway_id.clone() }
}

impl Crm {
    /// One's own saved replies and those of the teams that one is in, by name.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn replies(&self, me: UserId) -> Result<Vec<Reply>> {
        store::replies::seen(self.0.db.read(), me).await
    }

    /// What can be said in a conversation: one's own replies and those of its account's team, filled for its fan.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn replies_for(&self, me: UserId, id: ConversationId) -> Result<Vec<Reply>> {
        let fan = self.about_fan(me, self.fan_in(me, id).await?).await?;
        let to = receiver(&fan);
        let mut all = self.replies(me).await?;
        all.retain(|one| one.account.is_none_or(|account| account == fan.creator));
        for one in &mut all {
            one.text = personal::fill(&one.text, &to);
        }
        Ok(all)
    }

    /// A text with the fan's name in its places.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn filled(&self, me: UserId, fan: FanId, text: &str) -> Result<String> {
        let fan = self.about_fan(me, fan).await?;
        Ok(personal::fill(text, &receiver(&fan)))
    }

    /// Keeps a new reply: one's own, or for the team of an account, which its creator and managers may.
    ///
    /// # Errors
    /// `Invalid` with the fields, where the name is taken too; `LimitReached` over [`REPLIES_MAX`]; `NotFound`, `Forbidden`.
    pub async fn add_reply(&self, me: UserId, of: Option<CreatorId>, name: &str, text: &str) -> Result<Reply> {
        let owner = match of {
            Some(creator) => Owner::Team(creator),
            None => Owner::Person(me),
        };
        self.keeps(me, owner).await?;
        let (name, text) = check(name, text)?;
        let (id, now) = (new_id(), self.now());
        let mut tx = self.0.db.write().await?;
        store::replies::lock(&mut tx, owner).await?;
        if !store::replies::insert(&mut tx, id, owner, &name, &text, me, now.0).await? {
            return Err(Error::field("name", Problem::Taken));
        }
        if store::replies::count(&mut tx, owner).await? > REPLIES_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        self.kept(tx, owner).await?;
        Ok(Reply { id, account: of, name, text, changed_at: now })
    }

    /// Changes a reply.
    ///
    /// # Errors
    /// `Invalid` with the fields, where the name is taken too; `NotFound`, also for others'; `Forbidden`.
    pub async fn edit_reply(&self, me: UserId, id: ReplyId, name: &str, text: &str) -> Result<Reply> {
        let (known, owner) = self.reply_of(me, id).await?;
        let (name, text) = check(name, text)?;
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        store::replies::lock(&mut tx, owner).await?;
        if store::replies::is_taken(&mut tx, owner, &name, id).await? {
            return Err(Error::field("name", Problem::Taken));
        }
        if !store::replies::edit(&mut tx, id, &name, &text, me, now.0).await? {
            return Err(ErrorCode::NotFound.into());
        }
        self.kept(tx, owner).await?;
        Ok(Reply { name, text, changed_at: now, ..known })
    }

    /// Deletes a reply.
    ///
    /// # Errors
    /// `NotFound`, also for others'; `Forbidden`.
    pub async fn delete_reply(&self, me: UserId, id: ReplyId) -> Result<()> {
        let (_, owner) = self.reply_of(me, id).await?;
        let mut tx = self.0.db.write().await?;
        if !store::replies::delete(&mut tx, id).await? {
            return Err(ErrorCode::NotFound.into());
        }
        self.kept(tx, owner).await
    }

    /// A reply that `me` may change.
    async fn reply_of(&self, me: UserId, id: ReplyId) -> Result<(Reply, Owner)> {
        let (reply, owner) = store::replies::get(self.0.db.read(), id).await?;
        self.keeps(me, owner).await?;
        Ok((reply, owner))
    }

    async fn keeps(&self, me: UserId, owner: Owner) -> Result<()> {
        match owner {
            Owner::Person(user) if user == me => Ok(()),
            Owner::Person(_) => Err(ErrorCode::NotFound.into()),
            Owner::Team(creator) => self.allowed(me, creator, Act::Manage).await.map(drop),
        }
    }

    async fn kept(&self, tx: WriteTx, owner: Owner) -> Result<()> {
        tx.commit().await?;
        if let Owner::Team(creator) = owner {
            self.changed(creator);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_and_a_text_can_be_filled_for_everybody() {
        assert_eq!(check(" /Été-1 ", " hi\r\nyou ").unwrap(), ("été-1".to_owned(), "hi\nyou".to_owned()));
        let fields = |error: Error| error.fields.into_iter().map(|field| (field.field, field.problem)).collect::<Vec<_>>();
        assert_eq!(
            fields(check("two words", "Hi {frist_name}").unwrap_err()),
            [("name".to_owned(), Problem::UnknownValue), ("text".to_owned(), Problem::UnknownValue)]
        );
        assert_eq!(
            fields(check("/", &"x".repeat(5_001)).unwrap_err()),
            [("name".to_owned(), Problem::Required), ("text".to_owned(), Problem::TooLong)]
        );
        assert_eq!(fields(check("a", " ").unwrap_err()), [("text".to_owned(), Problem::Required)]);
    }
}
