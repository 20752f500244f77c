//! Telling people of something.

use crate::{By, KEPT, News, Notifications, morning::next_morning, news::one_line, policy, sentence, store};
use model::{
    ErrorCode, Result, Timestamp, UserId,
    accounts::User,
    ids::NotificationId,
    notifications::{Kind, Mails, Notification},
};
use std::collections::HashSet;

/// The longest name of a guest, in characters.
const GUEST_MAX: usize = 80;

/// The least time between two mails at once about the same bundle, in milliseconds.
const QUIET: i64 = 5 * 60_000;

/// Somebody who was told, and what they see now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub to: UserId,
    /// What; with what is in the same bundle.
    pub notification: Notification,
    /// The same as a sentence in their language.
    pub text: String,
    /// How many notifications they have not read.
    pub unread: u32,
}

impl Notifications {
    /// Tells these people; those who may not hear of it, have heard of it, or did it themselves are left out.
    /// Returns who was told.
    ///
    /// # Errors
    /// `Unavailable` if the database is; then nobody was told.
    pub async fn tell(&self, news: &News, to: &[UserId]) -> Result<Vec<Told>> {
        let now = self.now();
        let kind = news.what.kind();
        let mut listeners = Vec::new();
        for user in self.listeners(news, to).await? {
            let mail_at = self.mail_at(&user, kind, now).await?;
            listeners.push((user, mail_at));
        }
        if listeners.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.0.db.write().await?;
        let mut told = Vec::new();
        for (user, mail_at) in listeners {
            let id: NotificationId = db::new_id();
            let subject = news.what.subject(news.content, id.0);
            let mail_at = match mail_at {
                // Not in the morning, but now: after some quiet, where they were mailed of the same just now.
                Some(at) if at == now => match store::mailed_since(&mut tx, user.id, &subject, Timestamp(now.0 - 2 * QUIET)).await? {
                    None => Some(now),
                    Some(waiting) => waiting.filter(|at| at.0 <= now.0 + QUIET).or(Some(Timestamp(now.0 + QUIET))),
                },
                other => other,
            };
            let row = store::New {
                id,
                to: user.id,
                kind,
                event: news.what.event(id.0),
                subject,
                actor: if let By::Person(actor) = news.by { Some(actor) } else { None },
                guest: if let By::Guest(name) = &news.by { one_line(name, GUEST_MAX) } else { String::new() },
                content: news.content,
                thread: news.what.thread(),
                quotes: news.what.quotes(),
                excerpt: news.what.excerpt(),
                role: news.what.role(),
                at: now,
                mail_at,
            };
            if store::insert(&mut tx, &row).await? {
                store::keep(&mut tx, user.id, KEPT).await?;
                told.push((user, id));
            }
        }
        tx.commit().await?;
        self.0.wake.notify_one();
        let mut seen = Vec::new();
        for (user, id) in told {
            // Gone again already, if the post is.
            if let Some(notification) = store::bundle_of(self.0.db.read(), user.id, id).await? {
                let unread = store::unread(self.0.db.read(), user.id).await?;
                seen.push(Told { to: user.id, text: sentence(user.language, &notification), notification, unread });
            }
        }
        Ok(seen)
    }

    /// Those of these people who may hear of it, each once.
    async fn listeners(&self, news: &News, to: &[UserId]) -> Result<Vec<User>> {
        let mut seen: HashSet<UserId> = HashSet::new();
        if let By::Person(actor) = news.by {
            seen.insert(actor);
        }
        let mut listeners = Vec::new();
        for id in to.iter().copied().filter(|id| seen.insert(*id)) {
            let role = match self.0.contents.role(id, news.content).await {
                Ok(role) => Some(role),
                Err(error) if error.code == ErrorCode::NotFound => None,
                Err(error) => return Err(error),
            };
            if policy::hears(news.what.kind(), role)
                && let Some(user) = self.0.accounts.user(id).await?
            {
                listeners.push(user);
            }
        }
        Ok(listeners)
    }

    /// When a mail is due, as they chose. Addresses that nobody has confirmed get none: what is in these mails is
    /// written by others.
    async fn mail_at(&self, user: &User, kind: Kind, now: Timestamp) -> Result<Option<Timestamp>> {
        if !user.email_verified {
            return Ok(None);
        }
        let chosen = store::choices(self.0.db.read(), user.id).await?;
        let mails = chosen.into_iter().find(|choice| choice.kind == kind).map_or(kind.usual_mails(), |choice| choice.mails);
        Ok(match mails {
            Mails::AtOnce => Some(now),
            Mails::Daily => Some(next_morning(now, &user.time_zone)),
            Mails::Never => None,
        })
    }
}
