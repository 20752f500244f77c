//! Social accounts: connect, publish without fear of doubles, know what happened and why.
//!
//! A platform is one folder behind [`Connector`]. Tokens are stored encrypted and shown by nothing. A publication is a
//! state machine that is written before and after each step: the step that makes something public is tried once, a lost
//! answer is settled by reading, bounded in time, and then a person decides.

mod accounts;
mod breaker;
mod changes;
mod connector;
mod flows;
mod http;
mod instagram;
mod keyring;
mod machine;
mod media;
mod meter;
mod numbers;
mod operating;
mod outcome;
mod problem;
mod publications;
mod reddit;
mod secret;
mod sniff;
mod store;
mod tiktok;
mod tokens;
mod uploads;
mod webhooks;
mod worker;

pub use ::accounts::Clock;
pub use changes::{Change, Untold, UntoldOf};
pub use connector::{
    Access, Back, Connected, Connector, Counts, Heard, Hears, News, Notice, Outcome, Progress, Published, Publishes, Reading, Settled, SignsIn,
    Start, Tokens, WebhookRefused,
};
pub use flows::{Callback, FLOW_MINUTES};
pub use http::{Answer, Http};
pub use instagram::{App, Instagram, InstagramSettings};
pub use keyring::{Keyring, WrongKey};
pub use media::{Folder, MediaStore};
pub use meter::{Meter, Metered};
pub use model::social::{
    AccountState, Attempt, Decision, Draft, InstagramKind, InstagramOptions, JournalState, MediaFile, MediaKind, Platform, PostKind, ProblemCode,
    PublicationState as State, RedditOptions, SignIn, TikTokOptions,
};
pub use operating::Connections;
pub use problem::{Error, Problem, Verdict};
pub use publications::{NewPublication, Request};
pub use reddit::{Reddit, RedditSettings};
pub use secret::Secret;
pub use store::{accounts::Account, publications::Publication, webhooks::Journal};
pub use tiktok::{TikTok, TikTokSettings};
pub use uploads::Uploads;
pub use webhooks::Received;

use db::Db;
use std::{collections::HashMap, sync::Arc};
use tokio::sync::broadcast;

/// What a call about social accounts returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What can be done about social accounts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Social(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    keys: Keyring,
    connectors: HashMap<Platform, Arc<dyn Connector>>,
    media: Arc<dyn MediaStore>,
    clock: Clock,
    changes: broadcast::Sender<Change>,
    breaker: breaker::Breaker,
}

impl Social {
    /// With these platforms.
    pub fn new(db: Db, keys: Keyring, connectors: Vec<Arc<dyn Connector>>, media: Arc<dyn MediaStore>, clock: Clock) -> Self {
        let connectors = connectors.into_iter().map(|one| (one.platform(), one)).collect();
        let (changes, _) = broadcast::channel(changes::BEHIND);
        Self(Arc::new(Inner { db, keys, connectors, media, clock, changes, breaker: breaker::Breaker::default() }))
    }

    /// The platforms that are set up.
    pub fn platforms(&self) -> Vec<Platform> {
        Platform::ALL.iter().copied().filter(|platform| self.0.connectors.contains_key(platform)).collect()
    }

    fn connector(&self, platform: Platform) -> model::Result<&dyn Connector> {
        Ok(&**self.0.connectors.get(&platform).ok_or(model::ErrorCode::NotFound)?)
    }

    fn now(&self) -> i64 {
        self.0.clock.now().0
    }
}
