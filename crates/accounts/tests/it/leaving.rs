//! Deleting an account.

use crate::kit::{HOUR, Kit, PASSWORD, code};
use accounts::StoredSession;
use model::{ErrorCode, Timestamp, UserId, accounts::AccountRole};

async fn delete(kit: &Kit, me: UserId) -> model::Result<()> {
    let mut tx = kit.test.db.write().await?;
    kit.accounts.delete_account(&mut tx, me).await?;
    tx.commit().await
}

#[tokio::test]
async fn everything_of_a_deleted_account_is_gone() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    let (_, secret) = kit.accounts.create_token(bob.id, "t").await.unwrap();
    let session = StoredSession { id: "s".to_owned(), user_id: Some(bob.id), data: "{}".to_owned(), expires_at: Timestamp(kit.now().0 + HOUR) };
    kit.accounts.sessions().create(&session).await.unwrap();
    let verify = kit.secret("bob@example.com", "verify").await;
    delete(&kit, bob.id).await.unwrap();
    assert_eq!(kit.accounts.user(bob.id).await.unwrap(), None);
    assert_eq!(kit.accounts.user_by_token(&secret).await.unwrap(), None);
    assert_eq!(kit.accounts.sessions().load("s").await.unwrap(), None);
    assert_eq!(code(kit.accounts.verify_email(&verify).await), ErrorCode::LinkExpired);
    assert_eq!(code(kit.accounts.check_password(bob.id, PASSWORD).await), ErrorCode::NotFound);
    assert_eq!(code(delete(&kit, bob.id).await), ErrorCode::NotFound);
    assert_eq!(kit.accounts.people(&[bob.id, ada.id]).await.unwrap().len(), 1);
    kit.person("Bob").await;
}

#[tokio::test]
async fn the_last_admin_may_leave_only_as_the_last_of_all() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    assert_eq!(code(delete(&kit, ada.id).await), ErrorCode::LastAdmin);
    kit.accounts.set_account_role(&ada, bob.id, AccountRole::Admin).await.unwrap();
    delete(&kit, ada.id).await.unwrap();
    delete(&kit, bob.id).await.unwrap();
    assert!(kit.accounts.is_empty().await.unwrap());
    assert_eq!(kit.person("Cleo").await.role, AccountRole::Admin);
}
