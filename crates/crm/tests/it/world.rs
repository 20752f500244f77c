//! A desk, a gateway, and a worker that can be killed.

use ::accounts::Clock;
use crm::{Crm, Gateway, NewMessage, Pace, Settings};
use model::{
    FanId, OutgoingId, UserId,
    crm::{Creator, CreatorState, Outgoing, SendState},
};
use sandbox::onlyfans::{OnlyFans, Served};
use std::time::Duration;
use testkit::TestDb;
use tokio::{task::JoinHandle, time::sleep};

/// A wait for something looks so often, for a minute.
pub const LOOK: Duration = Duration::from_millis(20);
pub const LOOKS: u32 = 3_000;

pub struct World {
    pub test: TestDb,
    pub served: Served,
    pub crm: Crm,
    pub ana: UserId,
    pub creator: Creator,
    /// The fans' ids at the gateway, and here.
    pub fans: Vec<(u64, FanId)>,
}

/// As fast as it goes. How long an answer may take is [`World`]'s: on a busy machine a slow one is not a lost one.
pub fn hasty() -> Settings {
    Settings {
        pace: Pace { per_minute: 100_000, burst: 10_000, spacing: Duration::ZERO },
        retry: Duration::from_millis(30),
        look: Duration::from_millis(30),
        settle: Duration::from_millis(100),
        read_every: None,
        webhook_secrets: vec!["s3cret".to_owned(), "before".to_owned()],
        ..Settings::default()
    }
}

/// How long a desk waits for an answer that is to come.
pub const PATIENT: Duration = Duration::from_secs(60);
/// How long it waits where the answer never comes.
pub const IMPATIENT: Duration = Duration::from_secs(2);

pub async fn world(fans: usize) -> World {
    world_with(fans, hasty(), PATIENT).await
}

/// For answers that are lost.
pub async fn losing_world(fans: usize) -> World {
    world_with(fans, hasty(), IMPATIENT).await
}

pub async fn world_with(fans: usize, settings: Settings, patience: Duration) -> World {
    let test = testkit::database().await;
    let served = OnlyFans::new(sandbox::onlyfans::Settings::small(fans)).serve(([127, 0, 0, 1], 0).into()).await.unwrap();
    let crm = desk(&test, &served, settings, patience);
    let ana = person(&test, "Ana").await;
    let account = served.sandbox.accounts().remove(0);
    let creator = crm.connect(ana, &account, "Europe/Paris").await.unwrap();
    let mut here = Vec::new();
    for gateway_id in served.sandbox.fans(&account) {
        here.push((gateway_id, fan(&test, &creator, gateway_id).await));
    }
    World { test, served, crm, ana, creator, fans: here }
}

/// Another server over the same database.
pub fn desk(test: &TestDb, served: &Served, settings: Settings, patience: Duration) -> Crm {
    let gateway = Gateway::new(&served.url, "sandbox", patience).unwrap();
    Crm::new(test.db.clone(), gateway, settings, Clock::default())
}

/// Somebody with an account, `name@example.org`.
pub async fn person(test: &TestDb, name: &str) -> UserId {
    let id: UserId = db::new_id();
    sqlx::query(
        "INSERT INTO users (id, name, email, email_verified, password_hash, role, color, language, theme, time_zone, search, created_at) \
         VALUES ($1, $2, $3, 1, '', 'user', 3, 'en', 'system', 'UTC', '', 0)",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(format!("{}@example.org", name.to_lowercase()))
    .execute(test.db.read())
    .await
    .unwrap();
    id
}

async fn fan(test: &TestDb, creator: &Creator, gateway_id: u64) -> FanId {
    let (id, conversation): (FanId, FanId) = (db::new_id(), db::new_id());
    sqlx::query(
        "INSERT INTO crm_fans (id, account_id, gateway_id, username, name, subscription, subscription_at, spent_cents, created_at) \
         VALUES ($1, $2, $3, '', '', 'unknown', 0, 0, 0)",
    )
    .bind(id.to_string())
    .bind(creator.id.to_string())
    .bind(gateway_id.to_string())
    .execute(test.db.read())
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO crm_conversations (id, account_id, fan_id, last_at, last_text, last_mine, unread, read_until, state, can_send) \
         VALUES ($1, $2, $3, 0, '', 0, 0, 0, 'open', 1)",
    )
    .bind(conversation.to_string())
    .bind(creator.id.to_string())
    .bind(id.to_string())
    .execute(test.db.read())
    .await
    .unwrap();
    id
}

impl World {
    /// Starts a worker. Aborting the task is its sudden death.
    pub fn work(&self) -> JoinHandle<()> {
        work(&self.crm)
    }

    pub async fn write(&self, fan: usize, text: &str) -> Outgoing {
        self.crm.write(self.ana, NewMessage::text(self.fans[fan].1, text)).await.unwrap()
    }

    pub async fn get(&self, id: OutgoingId) -> Outgoing {
        self.crm.outgoing(self.ana, id).await.unwrap()
    }

    /// Waits until a message is in this state; one that was sent may be seen in the chat by then.
    pub async fn until(&self, id: OutgoingId, state: SendState) -> Outgoing {
        for _ in 0..LOOKS {
            let now = self.get(id).await;
            if now.state == state || (state == SendState::Sent && now.state == SendState::Delivered) {
                return now;
            }
            sleep(LOOK).await;
        }
        panic!("it never was {state:?}: {:?}", self.crm.history(self.ana, id).await)
    }

    /// Waits until the account is in this state.
    pub async fn until_creator(&self, state: CreatorState) -> Creator {
        for _ in 0..LOOKS {
            let creator = self.crm.creators(self.ana).await.unwrap().remove(0);
            if creator.state == state {
                return creator;
            }
            sleep(LOOK).await;
        }
        panic!("the account never was {state:?}")
    }

    /// The states that a message went through.
    pub async fn states(&self, id: OutgoingId) -> Vec<SendState> {
        self.crm.history(self.ana, id).await.unwrap().into_iter().map(|change| change.state).collect()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.test.db.read()).await.unwrap()
    }

    /// How often this text arrived at a fan.
    pub fn arrived(&self, fan: usize, text: &str) -> usize {
        self.served.sandbox.counts().of(self.fans[fan].0, text)
    }
}

pub fn work(crm: &Crm) -> JoinHandle<()> {
    let crm = crm.clone();
    tokio::spawn(async move { crm.run(std::future::pending()).await })
}
