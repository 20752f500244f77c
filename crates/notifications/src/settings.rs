//! Which mails a person wants.

use crate::{Notifications, store};
use model::{
    Result, UserId,
    notifications::{Kind, MailChoice, Mails},
};

impl Notifications {
    /// What holds for each kind, in the order of [`Kind::ALL`].
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn mail_choices(&self, me: UserId) -> Result<Vec<MailChoice>> {
        let chosen = store::choices(self.0.db.read(), me).await?;
        let holds = |kind: Kind| chosen.iter().find(|choice| choice.kind == kind).copied();
        Ok(Kind::ALL.into_iter().map(|kind| holds(kind).unwrap_or(MailChoice { kind, mails: kind.usual_mails() })).collect())
    }

    /// Changes what holds for some kinds; the others stay. A mail that waits for the morning is not written any
    /// more, if mails of its kind are not wanted now.
    ///
    /// # Errors
    /// `Unavailable` if the database is; then nothing was changed.
    pub async fn choose_mails(&self, me: UserId, choices: &[MailChoice]) -> Result<Vec<MailChoice>> {
        let mut tx = self.0.db.write().await?;
        for choice in choices {
            store::choose(&mut tx, me, *choice).await?;
            if choice.mails == Mails::Never {
                store::forget_mails(&mut tx, me, choice.kind).await?;
            }
        }
        tx.commit().await?;
        self.mail_choices(me).await
    }
}
