//! What truly arrived: the sandbox's own count, which no lost answer changes.

use serde::Serialize;
use std::collections::BTreeMap;

/// A message that took effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrived {
    /// The account that sent it.
    pub account: String,
    /// The fan who has it.
    pub fan: u64,
    /// Its id.
    pub id: u64,
    /// Its text.
    pub text: String,
    /// Its price in cents.
    pub price_cents: i64,
    /// When, in milliseconds UTC.
    pub at: i64,
}

/// All that arrived, in order.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    /// Every message that took effect.
    pub messages: Vec<Arrived>,
}

impl Counts {
    pub(crate) fn new(arrived: &[Arrived]) -> Self {
        Self { messages: arrived.to_vec() }
    }

    /// How many messages with this text a fan has.
    pub fn of(&self, fan: u64, text: &str) -> usize {
        self.messages.iter().filter(|message| message.fan == fan && message.text == text).count()
    }

    /// How many each fan has of messages with this text.
    pub fn by_fan(&self, text: &str) -> BTreeMap<u64, usize> {
        let mut fans = BTreeMap::new();
        for message in self.messages.iter().filter(|message| message.text == text) {
            *fans.entry(message.fan).or_default() += 1;
        }
        fans
    }

    /// The most messages of one account within any span of so many milliseconds.
    pub fn most_within(&self, account: &str, span: i64) -> usize {
        let times: Vec<i64> = self.messages.iter().filter(|message| message.account == account).map(|message| message.at).collect();
        times.iter().map(|from| times.iter().filter(|at| (*from..from + span).contains(at)).count()).max().unwrap_or(0)
    }
}
