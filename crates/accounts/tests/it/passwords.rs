//! Changing the password.

use crate::kit::{HOUR, Kit, PASSWORD, code, fields};
use accounts::StoredSession;
use model::{ErrorCode, Timestamp};

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_drops_a_waiting_address() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    for id in ["here", "there"] {
        let session = StoredSession { id: id.to_owned(), user_id: Some(ada.id), data: "{}".to_owned(), expires_at: Timestamp(kit.now().0 + HOUR) };
        kit.accounts.sessions().create(&session).await.unwrap();
    }
    kit.accounts.change_email(ada.id, "new@example.com", PASSWORD).await.unwrap();
    kit.accounts.change_password(ada.id, PASSWORD, "quite a new one", Some("here")).await.unwrap();
    let left = kit.accounts.sessions().list(ada.id, Some("here")).await.unwrap();
    assert_eq!(left.len(), 1);
    assert!(left[0].current);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap().unwrap().pending_email, None);
    let secret = kit.secret("new@example.com", "verify").await;
    assert_eq!(code(kit.accounts.verify_email(&secret).await), ErrorCode::LinkExpired);
    kit.accounts.sign_in("ada@example.com", "quite a new one", "a").await.unwrap();
    kit.accounts.change_password(ada.id, "quite a new one", PASSWORD, None).await.unwrap();
    assert!(kit.accounts.sessions().list(ada.id, None).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_old_password_is_asked_for_and_the_new_one_must_be_good() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    assert_eq!(code(kit.accounts.change_password(ada.id, "wrong", "quite a new one", None).await), ErrorCode::WrongPassword);
    for (new, problem) in [("short", "password TooShort"), ("qwertyuiop", "password TooCommon"), ("ada@example.com", "password TooCommon")] {
        assert_eq!(fields(kit.accounts.change_password(ada.id, PASSWORD, new, None).await), [problem]);
    }
    kit.accounts.sign_in("ada@example.com", PASSWORD, "a").await.unwrap();
}
