//! What the tests begin with: accounts over a fresh database, with a clock that they move.

use accounts::{Accounts, Clock, NewAccount, Settings};
use mail::Mail;
use model::{Error, ErrorCode, Language, PageRequest, Timestamp, accounts::User};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use testkit::TestDb;

pub const PASSWORD: &str = "tr0mbone-lundi";
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;

pub struct Kit {
    pub accounts: Accounts,
    pub mail: Mail,
    pub test: TestDb,
    time: Arc<AtomicI64>,
}

impl Kit {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(set: impl FnOnce(&mut Settings)) -> Self {
        let test = testkit::database().await;
        let mail = Mail::new(test.db.clone(), None);
        let time = Arc::new(AtomicI64::new(db::now().0));
        let tells = time.clone();
        let mut settings = Settings {
            public_url: "https://huntaze.example".to_owned(),
            recovery_takes: Duration::ZERO,
            clock: Clock::new(move || Timestamp(tells.load(Ordering::Relaxed))),
            ..Settings::default()
        };
        set(&mut settings);
        Self { accounts: Accounts::new(test.db.clone(), mail.clone(), settings), mail, test, time }
    }

    pub fn pass(&self, ms: i64) {
        self.time.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(self.time.load(Ordering::Relaxed))
    }

    /// Signs somebody up with the address `name@example.com`.
    pub async fn person(&self, name: &str) -> User {
        self.accounts.register(new(name), name).await.unwrap()
    }

    /// The mails to an address, newest first.
    pub async fn mails_to(&self, to: &str) -> Vec<model::accounts::Mail> {
        let all = self.mail.list(PageRequest { cursor: None, limit: Some(100) }).await.unwrap().items;
        all.into_iter().filter(|mail| mail.to == to).collect()
    }

    /// The secret in the newest mail to an address that has a link to this page.
    pub async fn secret(&self, to: &str, page: &str) -> String {
        let start = format!("https://huntaze.example/{page}?secret=");
        let mails = self.mails_to(to).await;
        let link = mails.iter().find_map(|mail| mail.text.split_once(&start)).expect("a mail with a link");
        link.1.split_whitespace().next().unwrap().to_owned()
    }
}

pub fn new(name: &str) -> NewAccount {
    NewAccount {
        name: name.to_owned(),
        email: format!("{}@example.com", name.to_lowercase()),
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: "Europe/Paris".to_owned(),
    }
}

pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> ErrorCode {
    result.unwrap_err().code
}

/// Fields and problems of an `Invalid`.
pub fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    let error = result.unwrap_err();
    assert_eq!(error.code, ErrorCode::Invalid);
    error.fields.into_iter().map(|field| format!("{} {:?}", field.field, field.problem)).collect()
}
