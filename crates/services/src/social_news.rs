//! People hear of their publications and accounts: open tabs at once, and a mail where somebody must do something.

use crate::{Services, events::Broadcast};
use model::{
    Language, Result,
    events::Event,
    social::{Platform, PublicationState},
};
use social::{Untold, UntoldOf};
use std::{collections::HashSet, time::Duration};
use tokio::sync::broadcast::error::RecvError;

/// Changes within so long are told at once.
const GATHER: Duration = Duration::from_millis(250);
/// Between two looks for what people must be told of.
const LOOK: Duration = Duration::from_secs(10);

impl Services {
    /// Tells people's tabs what changed of their publications and accounts. Never returns.
    pub async fn tell_social(&self) {
        let mut changes = self.social.changes();
        loop {
            let first = match changes.recv().await {
                Ok(change) => change,
                // What was missed comes again with the next change.
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return std::future::pending().await,
            };
            tokio::time::sleep(GATHER).await;
            let mut changed = HashSet::from([first]);
            while let Ok(change) = changes.try_recv() {
                changed.insert(change);
            }
            for change in changed {
                let event = Event::Social { publication: change.publication, account: change.account };
                self.events.publish(&Broadcast::To(change.user, event));
            }
        }
    }

    /// Writes to people whose publications failed, are not known of, or whose accounts ask for them. Never returns.
    pub async fn write_of_social(&self) {
        loop {
            if let Err(error) = self.write_of_social_now().await {
                tracing::warn!(%error, "people are told of their publications the next time");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Writes what is to be written by now: each is noted and told of in one transaction.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn write_of_social_now(&self) -> Result<()> {
        for untold in self.social.untold().await? {
            let Some(user) = self.accounts.user(untold.user).await? else { continue };
            let (subject, text) = letter(user.language, &untold, &self.about.public_url);
            let mut tx = self.db.write().await?;
            if self.social.telling(&mut tx, &untold).await? {
                self.mail.queue(&mut tx, &user.email, &subject, &text).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }
}

fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::TikTok => "TikTok",
        Platform::Instagram => "Instagram",
        Platform::Reddit => "Reddit",
    }
}

fn letter(language: Language, untold: &Untold, public_url: &str) -> (String, String) {
    let Untold { account, problem, .. } = untold;
    let (platform, what, todo) = (name(untold.platform), problem.what(language), problem.todo(language));
    let (subject, path) = match (untold.what, language) {
        (UntoldOf::Publication(id, PublicationState::Unconfirmed), Language::En) => {
            (format!("{platform}: is it published? Please look and tell us"), format!("/publications/{id}"))
        }
        (UntoldOf::Publication(id, PublicationState::Unconfirmed), Language::Fr) => {
            (format!("{platform} : est-ce publié ? Regardez et dites-le-nous"), format!("/publications/{id}"))
        }
        (UntoldOf::Publication(id, _), Language::En) => (format!("{platform}: a post was not published"), format!("/publications/{id}")),
        (UntoldOf::Publication(id, _), Language::Fr) => (format!("{platform} : une publication n’est pas partie"), format!("/publications/{id}")),
        (UntoldOf::Account(..), Language::En) => (format!("{platform}: reconnect {account}"), "/settings/connections".to_owned()),
        (UntoldOf::Account(..), Language::Fr) => (format!("{platform} : reconnectez {account}"), "/settings/connections".to_owned()),
    };
    let of = match language {
        Language::En => format!("Account: {account}"),
        Language::Fr => format!("Compte : {account}"),
    };
    (subject, format!("{what} {todo}\n\n{of}\n{public_url}{path}\n"))
}
