//! Who is told of what.

use crate::{house, kinds, said};
use model::{content::Role, notifications::Kind};
use notifications::{By, News, What};

#[tokio::test]
async fn one_hears_what_happened_with_all_that_leads_there() {
    let it = house().await;
    let comment = said(None, " First\nwords ");
    let told = it.tell(it.leo, What::Comment(comment.clone()), &[it.ana]).await;
    assert_eq!((told.len(), told[0].to, told[0].unread), (1, it.ana, 1));
    assert_eq!(told[0].text, "Leo commented on “Plan”");
    let list = it.list(it.ana).await;
    assert_eq!(list, [told[0].notification.clone()]);
    assert_eq!((list[0].excerpt.as_str(), list[0].actors[0].name(), list[0].thread), ("First words", "Leo", Some(comment.thread)));
    assert_eq!(list[0].path(), format!("/posts/{}?thread={}", it.post, comment.thread));
}

#[tokio::test]
async fn nobody_hears_of_their_own_deeds_and_each_hears_once() {
    let it = house().await;
    let comment = said(None, "Hello");
    assert_eq!(it.tell(it.ana, What::Comment(comment.clone()), &[it.ana]).await, []);
    // Mentioned and replied to in one comment: the mention is what they hear of.
    assert_eq!(it.tell(it.ana, What::Mention(comment.clone()), &[it.leo, it.leo, it.ana]).await.len(), 1);
    assert_eq!(it.tell(it.ana, What::Reply(comment), &[it.leo]).await, []);
    assert_eq!(kinds(&it.list(it.leo).await), [Kind::Mention]);
    assert_eq!(it.unread(it.ana).await, 0);
}

#[tokio::test]
async fn strangers_hear_of_invitations_and_answers_and_of_nothing_else() {
    let it = house().await;
    for what in [
        What::Share { role: Role::Viewer },
        What::Mention(said(None, "secret")),
        What::Reply(said(None, "secret")),
        What::Comment(said(None, "secret")),
        What::Resolved { thread: db::new_id(), text: "secret".to_owned() },
        What::AccessRequest { message: "please".to_owned() },
    ] {
        assert_eq!(it.tell(it.ana, what.clone(), &[it.max]).await, [], "{what:?}");
    }
    let invitation = What::Invitation { id: db::new_id(), role: Role::Editor, message: "Join us".to_owned(), quotes: None };
    assert_eq!(it.tell(it.ana, invitation.clone(), &[it.max]).await[0].text, "Ana invites you to “Plan”");
    assert_eq!(it.tell(it.ana, invitation, &[it.max]).await, [], "an invitation that is sent again");
    assert_eq!(it.tell(it.ana, What::AccessAnswer { role: None }, &[it.max]).await.len(), 1);
    // Requests are the owner's matter.
    let request = || What::AccessRequest { message: String::new() };
    assert_eq!(it.tell(it.max, request(), &[it.leo]).await, []);
    assert_eq!(it.tell(it.max, request(), &[it.ana]).await[0].text, "Max asks for access to “Plan”");
}

#[tokio::test]
async fn what_one_may_not_read_any_more_is_not_told_any_more() {
    let it = house().await;
    it.tell(it.ana, What::Reply(said(None, "secret")), &[it.leo]).await;
    it.tell(it.ana, What::AccessAnswer { role: Some(Role::Viewer) }, &[it.leo]).await;
    assert_eq!(it.unread(it.leo).await, 2);
    it.run("UPDATE content SET title = 'Renamed'").await;
    assert_eq!(it.list(it.leo).await[0].title, "Renamed");
    it.contents.remove_collaborator(it.ana, it.post, it.leo).await.unwrap();
    let list = it.list(it.leo).await;
    assert_eq!((kinds(&list), it.unread(it.leo).await), (vec![Kind::AccessAnswer], 1));
    assert_eq!(list[0].title, "Plan", "strangers do not learn the new title");
}

#[tokio::test]
async fn a_guest_is_named_as_they_named_themselves() {
    let it = house().await;
    let news = |name: &str| News { by: By::Guest(name.to_owned()), content: it.post, what: What::Comment(said(None, "Hi")) };
    assert_eq!(it.notifications.tell(&news("Guest\nfox"), &[it.ana]).await.unwrap()[0].text, "Guest fox (guest) commented on “Plan”");
    let told = it.notifications.tell(&news(""), &[it.ana]).await.unwrap();
    assert_eq!(told[0].text, "2 comments on “Plan” by A guest and Guest fox (guest)");
}

#[tokio::test]
async fn what_is_alike_is_one_while_it_is_unread() {
    let it = house().await;
    let first = said(None, "one");
    it.tell(it.ana, What::Reply(first.clone()), &[it.leo]).await;
    it.tell(it.ana, What::Reply(said(None, "elsewhere")), &[it.leo]).await;
    it.tell(it.ana, What::Reply(said(Some(first.thread), "two")), &[it.leo]).await;
    let list = it.list(it.leo).await;
    let shape: Vec<(usize, u32, &str)> = list.iter().map(|item| (item.ids.len(), item.unread, item.excerpt.as_str())).collect();
    assert_eq!(shape, [(2, 2, "two"), (1, 1, "elsewhere")], "a bundle stands where its last one is");
    assert_eq!(notifications::sentence(model::Language::Fr, &list[0]), "2 réponses dans « Plan » par Ana");
    it.notifications.read(it.leo, &list[0].ids).await.unwrap();
    it.tell(it.ana, What::Reply(said(Some(first.thread), "three")), &[it.leo]).await;
    let list = it.list(it.leo).await;
    let shape: Vec<(usize, u32)> = list.iter().map(|item| (item.ids.len(), item.unread)).collect();
    assert_eq!(shape, [(1, 1), (2, 0), (1, 1)], "what was read stays what it was");
}

#[tokio::test]
async fn what_wants_an_answer_stands_for_itself() {
    let it = house().await;
    for _ in 0..2 {
        it.tell(it.ana, What::Share { role: Role::Editor }, &[it.leo]).await;
    }
    assert_eq!(it.list(it.leo).await.len(), 2);
}

#[tokio::test]
async fn a_post_or_a_person_that_is_gone_takes_its_notifications_along() {
    let it = house().await;
    it.tell(it.leo, What::Comment(said(None, "Hi")), &[it.ana]).await;
    it.tell(it.ana, What::Share { role: Role::Editor }, &[it.leo]).await;
    it.run("DELETE FROM users WHERE name = 'Leo'").await;
    assert_eq!(it.list(it.ana).await, []);
    it.tell(it.max, What::AccessRequest { message: String::new() }, &[it.ana]).await;
    it.run("DELETE FROM content").await;
    assert_eq!((it.list(it.ana).await, it.unread(it.ana).await), (vec![], 0));
    assert_eq!(it.tell(it.max, What::AccessRequest { message: String::new() }, &[it.ana]).await, [], "of a post that is gone");
}
