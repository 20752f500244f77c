//! What the sandbox holds: creators, fans, what they wrote and paid.

use crate::onlyfans::{
    answer::Refusal,
    counts::Arrived,
    life::Reaction,
    rng::Rng,
    webhooks::{Delivery, Event, Webhook},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Debug)]
pub(crate) struct World {
    pub accounts: Vec<Account>,
    pub webhooks: Vec<Webhook>,
    pub deliveries: Vec<Delivery>,
    pub arrived: Vec<Arrived>,
    /// What people are about to do, by when and in which order they made up their minds.
    pub pending: BTreeMap<(i64, u64), Reaction>,
    /// Events that are to be told.
    pub out: Vec<Event>,
    pub rng: Rng,
    pub last_id: u64,
}

#[derive(Debug)]
pub(crate) struct Account {
    /// `acct_…`
    pub id: String,
    /// The creator's own user id.
    pub user: u64,
    pub name: String,
    pub username: String,
    pub alive: bool,
    /// Whether anybody asked for it: until then nothing happens there by itself.
    pub asked: bool,
    pub fans: BTreeMap<u64, Fan>,
    pub transactions: Vec<Transaction>,
    pub mass: Vec<Mass>,
    pub lists: Vec<List>,
    pub media: BTreeMap<String, bool>,
}

/// How a fan is inclined, in thousandths.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Temper {
    pub answers: u32,
    pub tips: u32,
    pub buys: u32,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Fan {
    pub id: u64,
    pub name: String,
    pub username: String,
    pub custom_name: Option<String>,
    pub note: String,
    pub subscribed_at: i64,
    pub expires_at: i64,
    pub renewed_at: i64,
    pub price_cents: i64,
    pub last_seen: i64,
    pub temper: Temper,
    pub blocked: bool,
    pub messages: Vec<Message>,
    pub unread: u32,
    pub muted: bool,
    pub hidden: bool,
    pub last_read: u64,
    pub spent_messages: i64,
    pub spent_tips: i64,
    pub spent_subscriptions: i64,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    pub id: u64,
    pub mine: bool,
    pub text: String,
    pub locked: bool,
    pub price_cents: i64,
    pub media: Vec<String>,
    pub previews: Vec<String>,
    pub tip: bool,
    pub opened: bool,
    pub liked: bool,
    pub pinned: bool,
    pub at: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    pub id: String,
    pub fan: u64,
    pub cents: i64,
    pub description: String,
    pub kind: &'static str,
    pub at: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct Mass {
    pub id: u64,
    pub at: i64,
    pub text: String,
    pub total: usize,
    pub done: bool,
    pub canceled: bool,
    /// The messages that it became: fan and id.
    pub messages: Vec<(u64, u64)>,
    pub body: Value,
}

#[derive(Debug, Clone)]
pub(crate) struct List {
    pub id: u64,
    pub name: String,
    pub users: Vec<u64>,
}

/// The first id of messages and payments.
const FIRST_ID: u64 = 5_400_000_000;

impl World {
    /// Without anybody in it.
    pub fn new(seed: u64) -> Self {
        Self {
            accounts: Vec::new(),
            webhooks: Vec::new(),
            deliveries: Vec::new(),
            arrived: Vec::new(),
            pending: BTreeMap::new(),
            out: Vec::new(),
            rng: Rng::new(seed),
            last_id: FIRST_ID,
        }
    }

    pub fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    pub fn account_mut(&mut self, id: &str) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.id == id)
    }

    /// The account of a request, if its session is alive.
    pub fn open(&mut self, id: &str) -> Result<&mut Account, Refusal> {
        let account = self.account_mut(id).ok_or_else(|| Refusal::not_found("Account"))?;
        account.asked = true;
        if account.alive { Ok(account) } else { Err(Refusal::unauthorized("The session of this account has expired. Connect it again.")) }
    }

    /// A fan of an account of a request.
    pub fn fan(&mut self, account: &str, fan: u64) -> Result<&mut Fan, Refusal> {
        self.open(account)?.fans.get_mut(&fan).ok_or_else(|| Refusal::not_found("User"))
    }

    pub fn emit(&mut self, name: &str, account: &str, payload: Value) {
        let number = self.new_id();
        self.out.push(Event { number, name: name.to_owned(), account: account.to_owned(), payload });
    }

    pub fn session(&mut self, id: &str, alive: bool) {
        let Some(account) = self.account_mut(id) else { return };
        if std::mem::replace(&mut account.alive, alive) != alive {
            let user = account.user;
            self.emit(if alive { "accounts.reconnected" } else { "accounts.session_expired" }, id, json!({ "user_id": user }));
        }
    }
}
