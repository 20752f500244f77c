//! The fan desk: one way out for every message, what comes in from the gateway, money counted once.
//!
//! **Out.** A message is a row of the outbox first ([`Crm::write`]), then a row of the queue, and only then is it handed
//! to the gateway, by the worker ([`Crm::run`]) at the pace of its account's bucket. It is handed over once. Where the
//! answer is lost nobody knows whether it arrived: it becomes *unconfirmed*, is settled by the gateway's event or by
//! reading the chat, and is never sent again by itself. A campaign ([`Crm::start`]) is as many rows as it has receivers, all of
//! them written at once.
//!
//! Messages that go out by themselves ([`Crm::save_automation`]) are such rows too, one for each thing that happens to a fan.
//!
//! **In.** Webhooks are checked and journalled ([`Crm::receive`]) and applied in the background; what a paused webhook
//! missed is read from the gateway, every while and where somebody asks ([`Crm::reconcile`]). Both may come twice and in any
//! order.
//!
//! Where Amazon SQS is set, it tells the servers what is due; the database stays the truth.
//!
//! What became of messages is counted ([`Crm::monitoring`], [`Crm::metrics`]).
//!
//! [`policy`] says who may do what; strangers learn nothing.

mod alarms;
mod analytics;
mod apply;
mod automations;
mod bucket;
mod campaigns;
mod changes;
mod claim;
mod creators;
mod erase;
mod event;
mod export;
mod fans;
mod fields;
mod finish;
mod gateway;
mod import;
mod inbox;
mod journal;
mod lists;
mod merge;
mod metrics;
mod money;
mod monitor;
mod operating;
mod outgoing;
mod personal;
mod place;
pub mod policy;
mod process;
mod profile;
mod prune;
mod reading;
mod reconcile;
mod replies;
mod report;
mod schedule;
mod search;
mod segments;
mod settings;
mod settle;
mod shared;
mod signature;
mod store;
mod team;
mod text;
mod tickets;
mod triage;
mod vault;
mod why;
mod worker;

pub use automations::{AUTOMATIONS_MAX, NewAutomation};
pub use campaigns::{BULK_MAX, Bulk, NewCampaign, RECEIVERS_MAX};
pub use fans::{BULK_FANS_MAX, Chosen};
pub use fields::{FIELDS_MAX, VALUE_MAX};
pub use gateway::Gateway;
pub use import::{FILE_MAX, ROWS_MAX};
pub use journal::{BODY_MAX, Incoming, Received};
pub use lists::LISTS_MAX;
pub use outgoing::{NewMessage, TEXT_MAX};
pub use profile::{Description, NAME_MAX, NOTE_MAX, TAG_MAX};
pub use reconcile::Reconciled;
pub use replies::{REPLIES_MAX, REPLY_NAME_MAX};
pub use schedule::{as_local, local_time};
pub use search::QUESTION_MAX;
pub use segments::SEGMENTS_MAX;
pub use settings::{Pace, Settings};
pub use team::TEAM_MAX;
pub use why::Why;

use accounts::Clock;
use db::Db;
use model::{CreatorId, Result, Timestamp, UserId, crm::Role};
use policy::Act;
use std::sync::Arc;
use tokio::sync::{Notify, broadcast};

/// What can be done at the desk. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Crm(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    gateway: Gateway,
    settings: Settings,
    clock: Clock,
    /// Something waits in the queue.
    queued: Notify,
    /// Something waits in the journal.
    journalled: Notify,
    /// Tickets came, or the queue is to be looked at without them.
    told: Notify,
    /// What a ticket told of may be dealt with.
    dealt: Notify,
    /// Dead letters were put back, or taken back.
    exhumed: Notify,
    /// The tickets that this server holds.
    held: tickets::Held,
    /// What this server told CloudWatch.
    reported: report::Reported,
    /// An account was connected.
    connected: Notify,
    /// Which account changed, for those who show it.
    changes: broadcast::Sender<CreatorId>,
    journal: journal::Journal,
    metrics: metrics::Metrics,
}

impl Crm {
    /// Over this database and gateway.
    pub fn new(db: Db, gateway: Gateway, settings: Settings, clock: Clock) -> Self {
        let (changes, _) = broadcast::channel(changes::BEHIND);
        let (journal, metrics) = (journal::Journal::default(), metrics::Metrics::since(clock.now()));
        Self(Arc::new(Inner {
            db,
            gateway,
            settings,
            clock,
            queued: Notify::new(),
            told: Notify::new(),
            dealt: Notify::new(),
            exhumed: Notify::new(),
            held: tickets::Held::default(),
            reported: report::Reported::default(),
            journalled: Notify::new(),
            connected: Notify::new(),
            changes,
            journal,
            metrics,
        }))
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The reader's role at an account, if it allows the act.
    async fn allowed(&self, me: UserId, creator: CreatorId, act: Act) -> Result<Role> {
        let role = store::creators::role(self.0.db.read(), creator, me).await?;
        policy::require(role, act)
    }
}
