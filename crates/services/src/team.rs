//! Who works with an account of the desk: by e-mail address, told to their open tabs.

use crate::{Services, events::Broadcast};
use model::{CreatorId, ErrorCode, Result, UserId, crm::Role, events::Event};

/// People whom somebody may try to take in within an hour: an address is not to be guessed.
const PER_HOUR: u32 = 60;

impl Services {
    /// Takes the registered person with this address into an account's team.
    ///
    /// # Errors
    /// `UnknownPerson`, `TooMany`; those of the slice.
    pub async fn take_in(&self, me: UserId, account: CreatorId, email: &str, role: Role) -> Result<()> {
        self.desk.may_share(me, account).await?;
        self.accounts.limit(format!("desk takes in {me}"), PER_HOUR, 3600)?;
        let who = self.accounts.by_email(email).await?.ok_or(ErrorCode::UnknownPerson)?;
        self.desk.add_member(me, account, who.id, role).await
    }

    /// Ends somebody's part in an account's team; their tabs show it at once.
    ///
    /// # Errors
    /// Those of the slice.
    pub async fn let_go(&self, me: UserId, account: CreatorId, who: UserId) -> Result<()> {
        self.desk.remove_member(me, account, who).await?;
        self.events.publish(&Broadcast::To(who, Event::Desk { account }));
        Ok(())
    }
}
