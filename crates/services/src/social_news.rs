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
/// The most of a platform's own words that a mail repeats, in characters.
const WORDS: usize = 300;

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
            // What cannot be told of one must not hold up what others are to be told.
            if let Err(error) = self.write_of(&untold).await {
                tracing::warn!(%error, user = %untold.user, what = ?untold.what, "somebody is told of it the next time");
            }
        }
        Ok(())
    }

    async fn write_of(&self, untold: &Untold) -> Result<()> {
        let Some(user) = self.accounts.user(untold.user).await? else { return Ok(()) };
        let (subject, text) = letter(user.language, untold, &self.about.public_url);
        let mut tx = self.db.write().await?;
        if self.social.telling(&mut tx, untold).await? {
            self.mail.queue(&mut tx, &user.email, &subject, &text).await?;
            tx.commit().await?;
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
    let words = untold.detail.as_deref().map(one_line).filter(|words| !words.is_empty());
    let words = words.map(|words| match language {
        Language::En => format!("{platform} says: “{words}”\n\n"),
        Language::Fr => format!("{platform} dit : « {words} »\n\n"),
    });
    (subject, format!("{what} {todo}\n\n{}{of}\n{public_url}{path}\n", words.unwrap_or_default()))
}

/// Somebody else's words, so that they look like nothing of ours.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= WORDS { words } else { words.chars().take(WORDS).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{PublicationId, UserId, social::ProblemCode};

    fn refused(detail: Option<&str>) -> Untold {
        let (user, id): (UserId, PublicationId) = (db::new_id(), db::new_id());
        Untold {
            user,
            platform: Platform::Reddit,
            account: "ana".to_owned(),
            what: UntoldOf::Publication(id, PublicationState::Failed),
            problem: ProblemCode::Refused,
            detail: detail.map(str::to_owned),
        }
    }

    #[test]
    fn a_mail_has_the_platforms_own_words_on_one_short_line() {
        let (_, text) = letter(Language::En, &refused(Some("No links\r\nhere")), "https://huntaze.example");
        assert!(text.contains("Reddit says: “No links here”\n"), "{text}");
        let (_, text) = letter(Language::Fr, &refused(Some(&"é".repeat(5000))), "https://huntaze.example");
        assert!(text.contains("Reddit dit : « é") && text.chars().count() < 800, "{text}");
    }

    #[test]
    fn a_mail_without_the_platforms_words_quotes_nothing() {
        for detail in [None, Some(" \n")] {
            let (_, text) = letter(Language::En, &refused(detail), "https://huntaze.example");
            assert!(!text.contains('“'), "{text}");
        }
    }
}
