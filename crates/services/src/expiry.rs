//! Sessions that end by time: nobody calls then, so those who are connected with one are looked for.

use crate::Services;
use model::{Result, UserId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Sockets of a session that has ended close after so long at the latest.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// The sessions with which live connections were opened here, and how many each. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Stays(Arc<Mutex<HashMap<(UserId, String), usize>>>);

impl Stays {
    /// Notes a connection until the [`Stay`] is dropped.
    pub(crate) fn enter(&self, user: UserId, session: &str) -> Stay {
        let key = (user, session.to_owned());
        *self.open().entry(key.clone()).or_default() += 1;
        Stay { of: self.clone(), key }
    }

    fn all(&self) -> Vec<(UserId, String)> {
        self.open().keys().cloned().collect()
    }

    fn open(&self) -> MutexGuard<'_, HashMap<(UserId, String), usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection that is open with a session.
#[derive(Debug)]
pub struct Stay {
    of: Stays,
    key: (UserId, String),
}

impl Drop for Stay {
    fn drop(&mut self) {
        let mut open = self.of.open();
        if let Some(count) = open.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.key);
            }
        }
    }
}

impl Services {
    /// Closes the sockets of sessions that have ended by time. Never returns.
    pub async fn watch_sessions(&self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            // A database that is away: they are looked at again next time.
            let _ = self.close_ended_sessions().await;
        }
    }

    /// Looks once at all sessions with which somebody is connected here.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn close_ended_sessions(&self) -> Result<()> {
        let mut open = self.events.sessions();
        open.extend(self.stays.all());
        let ids: Vec<&str> = open.iter().map(|(_, session)| session.as_str()).collect();
        let alive = self.accounts.sessions().alive(&ids).await?;
        for (user, session) in &open {
            // What is no session is an API token, which ends only by being revoked.
            if !alive.contains(session) && !self.accounts.token_is_good(session).await? {
                self.hub.signed_out(*user, session).await;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_known_while_one_of_its_connections_is_open() {
        let (stays, user) = (Stays::default(), db::new_id::<UserId>());
        let (one, two) = (stays.enter(user, "s"), stays.enter(user, "s"));
        drop(one);
        assert_eq!(stays.all(), [(user, "s".to_owned())]);
        drop(two);
        assert!(stays.all().is_empty());
    }
}
