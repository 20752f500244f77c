//! What an operator can set about accounts. Every value has a default.

use crate::Clock;
use std::time::Duration;

/// Settings of accounts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the installation, without a slash at the end; links in mails begin with it.
    pub public_url: String,
    /// How often people may try.
    pub limits: Limits,
    /// The shortest time that an answer to "I forgot my password" takes, so that it does not tell known
    /// addresses from unknown ones.
    pub recovery_takes: Duration,
    /// The clock.
    pub clock: Clock,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:3000".to_owned(),
            limits: Limits::default(),
            recovery_takes: Duration::from_millis(300),
            clock: Clock::default(),
        }
    }
}

/// How often people may try. Counted in the memory of each server: two servers allow twice as much, and a
/// restart forgets. "Address" is the network address that a request comes from.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Sign-ins a minute for one account, known or not.
    pub sign_in_account_minute: u32,
    /// Sign-ins an hour for one account, known or not.
    pub sign_in_account_hour: u32,
    /// Sign-ins a minute from one address.
    pub sign_in_address_minute: u32,
    /// Wrong passwords in a row for one account before it has to wait.
    pub failures_before_wait: u32,
    /// The first wait, in seconds; it doubles with each further failure.
    pub first_wait_seconds: u32,
    /// The longest wait, in seconds.
    pub longest_wait_seconds: u32,
    /// Registrations a minute from one address.
    pub register_address_minute: u32,
    /// Mails of one kind (verification, recovery, change of address) an hour for one account.
    pub mail_account_hour: u32,
    /// Recovery mails a minute from one address.
    pub mail_address_minute: u32,
    /// How many accounts and addresses are remembered at once; beyond, those longest silent are forgotten.
    pub remembered: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_account_minute: 5,
            sign_in_account_hour: 20,
            sign_in_address_minute: 30,
            failures_before_wait: 5,
            first_wait_seconds: 1,
            longest_wait_seconds: 15 * 60,
            register_address_minute: 10,
            mail_account_hour: 3,
            mail_address_minute: 10,
            remembered: 50_000,
        }
    }
}
