//! The table of sessions.

use crate::kit::{HOUR, Kit, MINUTE, code};
use accounts::StoredSession;
use model::{ErrorCode, Timestamp, UserId};

fn session(kit: &Kit, id: &str, who: Option<UserId>) -> StoredSession {
    StoredSession { id: id.to_owned(), user_id: who, data: r#"{"n":1}"#.to_owned(), expires_at: Timestamp(kit.now().0 + HOUR) }
}

#[tokio::test]
async fn a_session_is_kept_changed_and_over_in_time() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let sessions = kit.accounts.sessions();
    let mut stored = session(&kit, "s", None);
    assert!(sessions.create(&stored).await.unwrap());
    assert!(!sessions.create(&stored).await.unwrap(), "the id is taken");
    assert_eq!(sessions.load("s").await.unwrap(), Some(stored.clone()));
    stored.user_id = Some(ada.id);
    stored.data = r#"{"n":2}"#.to_owned();
    stored.expires_at = Timestamp(kit.now().0 + 2 * HOUR);
    assert!(sessions.save(&stored).await.unwrap());
    assert_eq!(sessions.load("s").await.unwrap(), Some(stored));
    kit.pass(2 * HOUR);
    assert_eq!(sessions.load("s").await.unwrap(), None);
    assert!(sessions.list(ada.id, None).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_ended_session_stays_ended_when_a_late_request_saves_it() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let sessions = kit.accounts.sessions();
    let stored = session(&kit, "s", Some(ada.id));
    sessions.create(&stored).await.unwrap();
    sessions.delete("s").await.unwrap();
    assert!(!sessions.save(&stored).await.unwrap());
    assert_eq!(sessions.load("s").await.unwrap(), None);
}

#[tokio::test]
async fn a_session_of_somebody_who_is_gone_is_not_kept() {
    let kit = Kit::new().await;
    let stored = session(&kit, "s", Some(db::new_id()));
    assert!(!kit.accounts.sessions().create(&stored).await.unwrap());
}

#[tokio::test]
async fn use_is_noted_at_first_and_then_once_a_minute() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let sessions = kit.accounts.sessions();
    sessions.create(&session(&kit, "s", Some(ada.id))).await.unwrap();
    let seen = async || {
        let one = sessions.list(ada.id, Some("s")).await.unwrap().remove(0);
        (one.device, one.address, one.last_used_at)
    };
    let start = kit.now();
    sessions.touch("s", "Firefox on Linux", "192.0.2.1").await.unwrap();
    assert_eq!(seen().await, ("Firefox on Linux".to_owned(), "192.0.2.1".to_owned(), start));
    kit.pass(MINUTE - 1);
    sessions.touch("s", "Firefox on Linux", "192.0.2.2").await.unwrap();
    assert_eq!(seen().await.1, "192.0.2.1");
    kit.pass(1);
    sessions.touch("s", "Firefox on Linux", "192.0.2.2").await.unwrap();
    assert_eq!(seen().await, ("Firefox on Linux".to_owned(), "192.0.2.2".to_owned(), kit.now()));
}

#[tokio::test]
async fn people_see_and_end_their_own_sessions_only() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    let sessions = kit.accounts.sessions();
    for (id, who) in [("a1", ada.id), ("a2", ada.id), ("a3", ada.id), ("b1", bob.id)] {
        sessions.create(&session(&kit, id, Some(who))).await.unwrap();
        kit.pass(1);
    }
    let list = sessions.list(ada.id, Some("a1")).await.unwrap();
    assert_eq!(list.iter().map(|one| one.current).collect::<Vec<_>>(), [false, false, true], "last used first");
    assert!(list.iter().all(|one| !["a1", "a2", "a3"].contains(&one.id.as_str())), "ids of sessions are not shown");
    let bobs = sessions.list(bob.id, None).await.unwrap().remove(0).id;
    for not_hers in [bobs.as_str(), "a2", "", "\0"] {
        assert_eq!(code(sessions.end(ada.id, not_hers).await), ErrorCode::NotFound);
    }
    sessions.end(ada.id, &list[0].id).await.unwrap();
    assert_eq!(sessions.load("a3").await.unwrap(), None);
    assert_eq!(sessions.end_all(ada.id, Some("a1")).await.unwrap(), 1);
    assert_eq!(sessions.end_all(ada.id, None).await.unwrap(), 1);
    assert!(sessions.load("b1").await.unwrap().is_some());
}
