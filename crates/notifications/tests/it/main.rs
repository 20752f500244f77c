//! Notifications over a real database: SQLite, or PostgreSQL where `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod mails;
mod reading;
mod telling;

use accounts::{Accounts, Clock, Settings};
use content::Contents;
use mail::Mail;
use model::{
    ContentId, Language, PageRequest, Timestamp, UserId,
    content::Role,
    notifications::{Kind, Notification},
};
use notifications::{By, News, Notifications, Said, Told, What};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use testkit::TestDb;

/// 22 November 2026, 14:00 UTC.
const AFTERNOON: i64 = 1_795_356_000_000;
const HOUR: i64 = 3_600_000;

/// A post of Ana's that Leo may comment on; Max is a stranger to it.
struct House {
    db: TestDb,
    notifications: Notifications,
    contents: Contents,
    mail: Mail,
    time: Arc<AtomicI64>,
    ana: UserId,
    leo: UserId,
    max: UserId,
    post: ContentId,
}

async fn house() -> House {
    let db = testkit::database().await;
    let time = Arc::new(AtomicI64::new(AFTERNOON));
    let tells = time.clone();
    let clock = Clock::new(move || Timestamp(tells.load(Ordering::Relaxed)));
    let mail = Mail::new(db.db.clone(), None);
    let accounts = Accounts::new(db.db.clone(), mail.clone(), Settings { clock: clock.clone(), ..Settings::default() });
    let contents = Contents::new(db.db.clone());
    let notifications = Notifications::new(db.db.clone(), accounts, contents.clone(), mail.clone(), "https://huntaze.example/", clock);
    let from = async |name, language| db.person_from(name, language, "Europe/Paris").await;
    let (ana, leo, max) = (from("Ana", Language::En).await, from("Leo", Language::Fr).await, from("Max", Language::En).await);
    let post = contents.create(ana, "Plan", None).await.unwrap().id;
    contents.add_collaborator(ana, post, "leo@example.org", Role::Commenter).await.unwrap();
    House { db, notifications, contents, mail, time, ana, leo, max, post }
}

impl House {
    async fn tell(&self, by: UserId, what: What, to: &[UserId]) -> Vec<Told> {
        let news = News { by: By::Person(by), content: self.post, what };
        self.notifications.tell(&news, to).await.unwrap()
    }

    async fn list(&self, who: UserId) -> Vec<Notification> {
        self.notifications.list(who, false, &PageRequest::default()).await.unwrap().items
    }

    async fn unread(&self, who: UserId) -> u32 {
        self.notifications.unread(who).await.unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.db.db.read()).await.unwrap();
    }

    fn pass(&self, ms: i64) {
        self.time.fetch_add(ms, Ordering::Relaxed);
    }
}

/// A new comment in a new thread, or in this one.
fn said(thread: Option<model::ids::CommentId>, text: &str) -> Said {
    let comment = db::new_id();
    Said { thread: thread.unwrap_or(comment), comment, text: text.to_owned() }
}

fn kinds(list: &[Notification]) -> Vec<Kind> {
    list.iter().map(|item| item.kind).collect()
}
