//! The outbox without a mail server.

use db::WriteTx;
use mail::Mail;
use model::{
    ErrorCode, MailId, PageRequest,
    accounts::{Mail as Kept, MailState},
};
use testkit::{TestDb, database};

/// Writes a mail in a transaction of its own.
pub async fn queue(test: &TestDb, mail: &Mail, to: &str) -> MailId {
    let mut tx: WriteTx = test.db.write().await.unwrap();
    let id = mail.queue(&mut tx, to, "Été", "Grüße\n.\nend").await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn without_a_mail_server_mails_are_kept_and_readable() {
    let test = database().await;
    let mail = Mail::new(test.db.clone(), None);
    assert!(!mail.sends());
    let id = queue(&test, &mail, "a@example.com").await;
    let Kept { to, subject, text, state, error, sent_at, .. } = mail.get(id).await.unwrap();
    assert_eq!((to.as_str(), subject.as_str(), text.as_str()), ("a@example.com", "Été", "Grüße\n.\nend"));
    assert_eq!((state, error, sent_at), (MailState::Kept, None, None));
    assert_eq!(mail.get(db::new_id()).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_mail_of_a_transaction_that_failed_never_was() {
    let test = database().await;
    let mail = Mail::new(test.db.clone(), None);
    let mut tx = test.db.write().await.unwrap();
    let id = mail.queue(&mut tx, "a@example.com", "s", "t").await.unwrap();
    drop(tx);
    assert_eq!(mail.get(id).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn the_list_is_newest_first_and_comes_in_pages() {
    let test = database().await;
    let mail = Mail::new(test.db.clone(), None);
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.insert(0, queue(&test, &mail, &format!("p{n}@example.com")).await);
    }
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = mail.list(PageRequest { cursor, limit: Some(2) }).await.unwrap();
        seen.extend(page.items.iter().map(|mail| mail.id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ids);
    let bad = PageRequest { cursor: Some("x".to_owned()), limit: None };
    assert_eq!(mail.list(bad).await.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn mails_older_than_thirty_days_are_dropped() {
    let test = database().await;
    let mail = Mail::new(test.db.clone(), None);
    let (old, young) = (queue(&test, &mail, "old@example.com").await, queue(&test, &mail, "young@example.com").await);
    for (id, days) in [(old, 31), (young, 29)] {
        sqlx::query("UPDATE mails SET created_at = $1 WHERE id = $2")
            .bind(db::now().0 - days * 86_400_000)
            .bind(id.to_string())
            .execute(test.db.read())
            .await
            .unwrap();
    }
    mail.prune().await;
    assert_eq!(mail.get(old).await.unwrap_err().code, ErrorCode::NotFound);
    mail.get(young).await.unwrap();
}
