//! Mails: at once, in the morning, never; each once.

use crate::{HOUR, House, house, said};
use model::{
    PageRequest, UserId,
    content::Role,
    notifications::{Kind, MailChoice, Mails},
};
use notifications::What;

/// Writes what is due now; the subjects of all mails up to now, oldest first.
async fn subjects(it: &House) -> Vec<String> {
    it.notifications.write_mails().await.unwrap();
    let mut mails = it.mail.list(PageRequest::default()).await.unwrap().items;
    mails.reverse();
    mails.into_iter().map(|mail| mail.subject).collect()
}

async fn choose(it: &House, who: UserId, kind: Kind, mails: Mails) {
    it.notifications.choose_mails(who, &[MailChoice { kind, mails }]).await.unwrap();
}

#[tokio::test]
async fn a_mention_is_mailed_at_once_and_once() {
    let it = house().await;
    let comment = said(None, "Have a look");
    it.tell(it.ana, What::Mention(comment.clone()), &[it.leo]).await;
    assert_eq!(subjects(&it).await, ["Ana vous a mentionné dans « Plan »"]);
    assert_eq!(subjects(&it).await.len(), 1);
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert_eq!(mail.to, "leo@example.org");
    let link = format!("https://huntaze.example/posts/{}?thread={}\n", it.post, comment.thread);
    assert!(mail.text.contains("> Have a look\n") && mail.text.contains(&link), "{}", mail.text);
    assert!(mail.text.ends_with("https://huntaze.example/settings/notifications\n"), "{}", mail.text);
}

#[tokio::test]
async fn a_day_is_one_mail_at_eight_where_the_person_lives() {
    let it = house().await;
    for text in ["one", "two"] {
        it.tell(it.leo, What::Comment(said(None, text)), &[it.ana]).await;
    }
    it.tell(it.leo, What::Reply(said(None, "three")), &[it.ana]).await;
    assert!(subjects(&it).await.is_empty());
    // It is 15:00 in Paris; 8:00 is 17 hours away.
    it.pass(17 * HOUR - 1);
    assert!(subjects(&it).await.is_empty());
    it.pass(1);
    assert_eq!(subjects(&it).await, ["2 notifications"], "two comments are one of them");
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert!(mail.text.contains("2 comments on “Plan” by Leo") && mail.text.contains("Leo replied in “Plan”"), "{}", mail.text);
}

#[tokio::test]
async fn what_was_read_or_is_out_of_reach_is_not_mailed() {
    let it = house().await;
    it.tell(it.ana, What::Mention(said(None, "read")), &[it.leo]).await;
    it.notifications.read_all(it.leo).await.unwrap();
    assert!(subjects(&it).await.is_empty());
    it.tell(it.ana, What::Mention(said(None, "secret")), &[it.leo]).await;
    it.contents.remove_collaborator(it.ana, it.post, it.leo).await.unwrap();
    assert!(subjects(&it).await.is_empty());
}

#[tokio::test]
async fn one_chooses_by_kind() {
    let it = house().await;
    let usual = it.notifications.mail_choices(it.leo).await.unwrap();
    assert!(Kind::ALL.into_iter().map(|kind| MailChoice { kind, mails: kind.usual_mails() }).eq(usual));
    choose(&it, it.leo, Kind::Share, Mails::AtOnce).await;
    choose(&it, it.leo, Kind::Mention, Mails::Never).await;
    it.tell(it.ana, What::Mention(said(None, "Hi")), &[it.leo]).await;
    it.tell(it.ana, What::Share { role: Role::Editor }, &[it.leo]).await;
    assert_eq!(subjects(&it).await, ["Ana a partagé « Plan » avec vous"]);
    let chosen = it.notifications.mail_choices(it.leo).await.unwrap();
    let of = |kind: Kind| chosen.iter().find(|choice| choice.kind == kind).unwrap().mails;
    assert_eq!((of(Kind::Share), of(Kind::Mention), of(Kind::Reply)), (Mails::AtOnce, Mails::Never, Mails::Daily));
    assert_eq!(it.notifications.mail_choices(it.ana).await.unwrap()[2].mails, Mails::Daily, "another person's stay");
}

#[tokio::test]
async fn a_mail_that_waits_for_the_morning_is_not_written_if_it_is_not_wanted_any_more() {
    let it = house().await;
    it.tell(it.ana, What::Reply(said(None, "Hi")), &[it.leo]).await;
    choose(&it, it.leo, Kind::Reply, Mails::Never).await;
    it.pass(24 * HOUR);
    assert!(subjects(&it).await.is_empty());
}

#[tokio::test]
async fn an_address_that_is_not_confirmed_gets_no_mail() {
    let it = house().await;
    it.run("UPDATE users SET email_verified = 0").await;
    it.tell(it.ana, What::Mention(said(None, "Hi")), &[it.leo]).await;
    assert!(subjects(&it).await.is_empty());
    assert_eq!(it.unread(it.leo).await, 1, "it is told all the same");
}

#[tokio::test]
async fn of_two_servers_one_writes_the_mail() {
    let it = house().await;
    for _ in 0..5 {
        it.tell(it.ana, What::Mention(said(None, "Hi")), &[it.leo]).await;
        let (one, two) = tokio::join!(it.notifications.write_mails(), it.notifications.write_mails());
        one.unwrap();
        two.unwrap();
    }
    assert_eq!(subjects(&it).await.len(), 5);
}

#[tokio::test]
async fn the_worker_writes_what_comes_while_it_waits() {
    let it = house().await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = it.notifications.clone();
    let running = tokio::spawn(async move { worker.run(async { drop(stopped.await) }).await });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    it.tell(it.ana, What::Mention(said(None, "Hi")), &[it.leo]).await;
    let mut written = 0;
    for _ in 0..100 {
        written = it.mail.list(PageRequest::default()).await.unwrap().items.len();
        if written > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(written, 1);
    stop.send(()).unwrap();
    running.await.unwrap();
}

#[tokio::test]
async fn many_mentions_in_one_thread_are_few_mails() {
    let it = house().await;
    let first = said(None, "one");
    it.tell(it.ana, What::Mention(first.clone()), &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 1);
    for text in ["two", "three"] {
        it.pass(HOUR / 60);
        it.tell(it.ana, What::Mention(said(Some(first.thread), text)), &[it.leo]).await;
        assert_eq!(subjects(&it).await.len(), 1, "{text} waits");
    }
    it.tell(it.ana, What::Mention(said(None, "elsewhere")), &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 2, "another thread does not");
    it.pass(4 * HOUR / 60);
    assert_eq!(subjects(&it).await.len(), 3, "both that waited in one mail, five minutes after the first of them");
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert!(mail.text.contains("2 mentions") && mail.text.contains("three"), "{}", mail.text);
    it.pass(HOUR);
    assert_eq!(subjects(&it).await.len(), 3);
    it.tell(it.ana, What::Mention(said(Some(first.thread), "later")), &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 4, "after a while it is at once again");
}

#[tokio::test]
async fn a_post_that_was_passed_on_is_not_said_to_be_shared() {
    let it = house().await;
    for who in [it.leo, it.ana] {
        choose(&it, who, Kind::Share, Mails::AtOnce).await;
    }
    it.tell(it.ana, What::Share { role: Role::Owner }, &[it.leo]).await;
    it.tell(it.leo, What::Share { role: Role::Owner }, &[it.ana]).await;
    let mut subjects = subjects(&it).await;
    subjects.sort();
    assert_eq!(subjects, ["Ana vous a transmis « Plan »", "Leo made you the owner of “Plan”"]);
}

#[tokio::test]
async fn a_mail_that_has_not_gone_out_does_not_quote_a_deleted_comment() {
    let it = house().await;
    let (gone, stays) = (said(None, "A secret"), said(None, "Have a look"));
    for comment in [&gone, &stays] {
        it.tell(it.ana, What::Mention(comment.clone()), &[it.leo]).await;
    }
    assert_eq!(subjects(&it).await, ["2 notifications"]);
    it.notifications.forget_comment(it.post, gone.comment).await.unwrap();
    assert_eq!(subjects(&it).await, ["Ana vous a mentionné dans « Plan »"], "of the other one there is a new mail");
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert!(mail.text.contains("Have a look") && !mail.text.contains("A secret"), "{}", mail.text);
    it.notifications.forget_comment(it.post, stays.comment).await.unwrap();
    assert!(subjects(&it).await.is_empty());
}

#[tokio::test]
async fn a_mail_that_has_not_gone_out_quotes_a_comment_as_it_is_now() {
    let it = house().await;
    let comment = said(None, "The wrong words");
    it.tell(it.ana, What::Mention(comment.clone()), &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 1);
    it.notifications.comment_changed(it.post, comment.comment, "The right words").await.unwrap();
    assert_eq!(subjects(&it).await.len(), 1);
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert!(mail.text.contains("> The right words\n"), "{}", mail.text);
}

#[tokio::test]
async fn a_mail_that_tells_of_a_resolved_thread_goes_out_without_its_deleted_words() {
    let it = house().await;
    choose(&it, it.leo, Kind::Resolved, Mails::AtOnce).await;
    let thread = said(None, "A secret").thread;
    it.tell(it.ana, What::Resolved { thread, text: "A secret".to_owned() }, &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 1);
    it.notifications.forget_comment(it.post, thread).await.unwrap();
    assert_eq!(subjects(&it).await.len(), 1);
    let mail = it.mail.list(PageRequest::default()).await.unwrap().items.remove(0);
    assert!(!mail.text.contains("A secret"), "{}", mail.text);
}

#[tokio::test]
async fn a_mail_that_went_out_is_not_sent_a_second_time() {
    let it = house().await;
    let comment = said(None, "Have a look");
    it.tell(it.ana, What::Mention(comment.clone()), &[it.leo]).await;
    assert_eq!(subjects(&it).await.len(), 1);
    it.run("UPDATE mails SET state = 'sent'").await;
    it.notifications.comment_changed(it.post, comment.comment, "Have another look").await.unwrap();
    assert_eq!(subjects(&it).await.len(), 1);
    it.notifications.forget_comment(it.post, comment.comment).await.unwrap();
    assert_eq!(subjects(&it).await.len(), 1);
}
