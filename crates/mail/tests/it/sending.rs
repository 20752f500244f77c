//! Handing mails over.

use crate::{
    keeping::queue,
    server::{Answer, Server},
};
use mail::{Mail, Smtp};
use model::{
    ErrorCode, MailId,
    accounts::{Mail as Kept, MailState},
};
use std::time::Duration;
use testkit::{TestDb, database};
use tokio::{
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

struct Worker {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Worker {
    fn start(mail: &Mail) -> Self {
        let (stop, stopped) = oneshot::channel();
        let mail = mail.clone();
        let task = tokio::spawn(async move { mail.run(async { stopped.await.unwrap_or_default() }).await });
        Self { stop, task }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        timeout(Duration::from_secs(10), self.task).await.expect("the worker stops").unwrap();
    }
}

fn mail(test: &TestDb, url: &str) -> Mail {
    Mail::new(test.db.clone(), Some(Smtp { url: url.to_owned(), from: "Huntaze <hello@example.com>".to_owned() }))
}

/// Waits until a mail is in this state.
async fn until(mail: &Mail, id: MailId, state: MailState) -> Kept {
    timeout(Duration::from_secs(20), async {
        loop {
            let now = mail.get(id).await.unwrap();
            if now.state == state {
                return now;
            }
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap_or_else(|_| panic!("the mail never was {state:?}"))
}

/// Makes a mail due that waits for its next attempt; says how long it would have waited, in seconds.
async fn hurry(test: &TestDb, id: MailId) -> i64 {
    let next: i64 =
        sqlx::query_scalar("SELECT next_attempt_at FROM mails WHERE id = $1").bind(id.to_string()).fetch_one(test.db.read()).await.unwrap();
    sqlx::query("UPDATE mails SET next_attempt_at = 0 WHERE id = $1").bind(id.to_string()).execute(test.db.read()).await.unwrap();
    (next - db::now().0 + 999) / 1000
}

async fn attempts(test: &TestDb, id: MailId) -> i64 {
    sqlx::query_scalar("SELECT attempts FROM mails WHERE id = $1").bind(id.to_string()).fetch_one(test.db.read()).await.unwrap()
}

#[tokio::test]
async fn a_queued_mail_is_sent_once_with_its_headers() {
    let (test, server) = (database().await, Server::start(&[Answer::Take]).await);
    let mail = mail(&test, &server.url());
    assert!(mail.sends());
    let worker = Worker::start(&mail);
    let id = queue(&test, &mail, "zoe@example.com").await;
    let sent = until(&mail, id, MailState::Sent).await;
    assert!(sent.sent_at.is_some() && sent.error.is_none());
    let said = server.mails();
    assert_eq!(said.len(), 1);
    for part in ["From: Huntaze <hello@example.com>", "To: zoe@example.com", &format!("Message-ID: <{id}@example.com>"), "Date: "] {
        assert!(said[0].contains(part), "{part} in {}", said[0]);
    }
    // "Été", and "Grüße", ".", "end", as base64.
    assert!(said[0].contains("w4l0w6k=") && said[0].contains("R3LDvMOfZQ0KLg0KZW5k"), "{}", said[0]);
    worker.stop().await;
}

#[tokio::test]
async fn a_mail_is_sent_soon_although_it_is_announced_before_its_commit() {
    let (test, server) = (database().await, Server::start(&[Answer::Take]).await);
    let mail = mail(&test, &server.url());
    let worker = Worker::start(&mail);
    sleep(Duration::from_millis(100)).await;
    let mut tx = test.db.write().await.unwrap();
    let id = mail.queue(&mut tx, "zoe@example.com", "s", "t").await.unwrap();
    sleep(Duration::from_millis(400)).await;
    tx.commit().await.unwrap();
    timeout(Duration::from_secs(5), until(&mail, id, MailState::Sent)).await.unwrap();
    worker.stop().await;
}

#[tokio::test]
async fn a_refusal_for_now_is_tried_again_with_growing_waits_and_five_attempts_at_most() {
    let (test, server) = (database().await, Server::start(&[Answer::RefuseForNow]).await);
    let mail = mail(&test, &server.url());
    let id = queue(&test, &mail, "zoe@example.com").await;
    let mut waits = Vec::new();
    for attempt in 1..=4 {
        let worker = Worker::start(&mail);
        timeout(Duration::from_secs(20), server.heard(attempt)).await.unwrap();
        let kept = until(&mail, id, MailState::Queued).await;
        worker.stop().await;
        assert!(kept.error.unwrap().contains("451"));
        waits.push(hurry(&test, id).await);
    }
    let worker = Worker::start(&mail);
    let failed = until(&mail, id, MailState::Failed).await;
    assert!(failed.error.unwrap().contains("451"));
    assert_eq!((server.mails().len(), attempts(&test, id).await), (5, 5));
    for (wait, expected) in waits.into_iter().zip([60, 300, 1800, 7200]) {
        assert!((expected - 20..=expected).contains(&wait), "{wait} s instead of {expected} s");
    }
    worker.stop().await;
}

#[tokio::test]
async fn a_refusal_for_good_is_final() {
    let (test, server) = (database().await, Server::start(&[Answer::RefuseForGood, Answer::Take]).await);
    let mail = mail(&test, &server.url());
    let id = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    assert!(until(&mail, id, MailState::Failed).await.error.unwrap().contains("554"));
    // Others go on.
    let other = queue(&test, &mail, "bob@example.com").await;
    until(&mail, other, MailState::Sent).await;
    assert_eq!(attempts(&test, id).await, 1);
    worker.stop().await;
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_never_a_second_mail() {
    let (test, server) = (database().await, Server::start(&[Answer::HangUp, Answer::Take]).await);
    let mail = mail(&test, &server.url());
    let id = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    let failed = until(&mail, id, MailState::Failed).await;
    assert!(failed.error.unwrap().starts_with("unknown whether it arrived"));
    let other = queue(&test, &mail, "bob@example.com").await;
    until(&mail, other, MailState::Sent).await;
    assert_eq!(server.mails().len(), 2);
    worker.stop().await;
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let test = database().await;
    // A port on which nobody listens: it was given out a moment ago and closed.
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mail = mail(&test, &format!("smtp://127.0.0.1:{port}"));
    let id = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    let kept = timeout(Duration::from_secs(20), async {
        loop {
            let kept = mail.get(id).await.unwrap();
            if kept.error.is_some() {
                return kept;
            }
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    assert_eq!((kept.state, attempts(&test, id).await), (MailState::Queued, 1));
    worker.stop().await;
}

#[tokio::test]
async fn a_mail_that_was_being_sent_when_a_server_died_is_not_sent_again() {
    let (test, server) = (database().await, Server::start(&[Answer::Take]).await);
    let mail = mail(&test, &server.url());
    let (lost, busy) = (queue(&test, &mail, "lost@example.com").await, queue(&test, &mail, "busy@example.com").await);
    // One was claimed long ago; the other one is in the hands of another server now.
    for (id, until) in [(lost, db::now().0 - 1), (busy, db::now().0 + 60_000)] {
        let sql = "UPDATE mails SET state = 'sending', attempts = 1, next_attempt_at = $1 WHERE id = $2";
        sqlx::query(sql).bind(until).bind(id.to_string()).execute(test.db.read()).await.unwrap();
    }
    let worker = Worker::start(&mail);
    assert_eq!(until(&mail, lost, MailState::Failed).await.error.unwrap(), "unknown whether it arrived");
    let other = queue(&test, &mail, "other@example.com").await;
    until(&mail, other, MailState::Sent).await;
    assert_eq!(mail.get(busy).await.unwrap().state, MailState::Sending);
    assert_eq!(server.mails().len(), 1);
    worker.stop().await;
}

#[tokio::test]
async fn an_address_that_cannot_be_sent_to_fails_without_stopping_others() {
    let (test, server) = (database().await, Server::start(&[Answer::Take]).await);
    let mail = mail(&test, &server.url());
    let bad = queue(&test, &mail, "not an address").await;
    let good = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    until(&mail, bad, MailState::Failed).await;
    until(&mail, good, MailState::Sent).await;
    worker.stop().await;
}

#[tokio::test]
async fn the_worker_stops_within_seconds_though_the_server_is_silent() {
    let (test, server) = (database().await, Server::start(&[Answer::Silence]).await);
    let mail = mail(&test, &server.url());
    let id = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    timeout(Duration::from_secs(20), server.heard(1)).await.unwrap();
    worker.stop().await;
    assert_eq!(mail.get(id).await.unwrap().state, MailState::Sending, "it is found as lost later");
}

#[tokio::test]
async fn two_workers_send_each_mail_once() {
    let (test, server) = (database().await, Server::start(&[Answer::Take]).await);
    let mails = [mail(&test, &server.url()), mail(&test, &server.url())];
    let mut ids = Vec::new();
    for n in 0..6 {
        ids.push(queue(&test, &mails[0], &format!("p{n}@example.com")).await);
    }
    let workers = mails.each_ref().map(Worker::start);
    for id in ids {
        until(&mails[0], id, MailState::Sent).await;
    }
    assert_eq!(server.mails().len(), 6);
    for worker in workers {
        worker.stop().await;
    }
}

#[tokio::test]
async fn a_mail_that_is_taken_back_is_gone_or_at_least_not_tried_again() {
    let (test, server) = (database().await, Server::start(&[Answer::RefuseSlowly]).await);
    let mail = mail(&test, &server.url());
    let take_back = async |id: MailId| {
        let mut tx = test.db.write().await.unwrap();
        let gone = mail.take_back(&mut tx, &[id]).await.unwrap();
        tx.commit().await.unwrap();
        gone
    };
    let queued = queue(&test, &mail, "bob@example.com").await;
    assert_eq!(take_back(queued).await, [queued]);
    assert_eq!(mail.get(queued).await.unwrap_err().code, ErrorCode::NotFound);
    let sending = queue(&test, &mail, "zoe@example.com").await;
    let worker = Worker::start(&mail);
    timeout(Duration::from_secs(20), server.heard(1)).await.unwrap();
    assert!(take_back(sending).await.is_empty());
    worker.stop().await;
    let failed = mail.get(sending).await.unwrap();
    assert_eq!((failed.state, failed.error.unwrap().contains("taken back")), (MailState::Failed, true));
}
