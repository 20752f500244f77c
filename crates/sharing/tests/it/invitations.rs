//! Invitations by e-mail.

use crate::{code, house, person};
use model::{ErrorCode, content::Role, sharing::Deed};

#[tokio::test]
async fn an_address_that_nobody_has_yet_accepts_once_it_has_signed_up() {
    let it = house().await;
    let sent = it.sharing.invite(&it.owner, it.id, " New@Example.org ", Role::Commenter, "Come\r\nin").await.unwrap();
    assert_eq!((sent.email.as_str(), sent.permission, sent.message.as_str()), ("new@example.org", Role::Commenter, "Come\nin"));
    assert_eq!(sent.expires_at.0 - sent.created_at.0, 7 * 86_400_000);
    let mail = it.last_mail("new@example.org").await;
    assert!(mail.subject.contains("Owner") && mail.text.contains("“Trip”") && mail.text.contains("> Come\n> in"), "{}", mail.text);
    let secret = it.secret("new@example.org").await;
    let invited = it.sharing.invitation(&secret).await.unwrap();
    assert_eq!((invited.title.as_str(), invited.from.as_str(), invited.permission), ("Trip", "Owner", Role::Commenter));

    let new = person(&it.accounts, "New").await;
    let answered = it.sharing.accept_invitation(&new, &secret).await.unwrap();
    assert_eq!((answered.content_id, answered.role, answered.invited_by), (it.id, Some(Role::Commenter), Some(it.owner.id)));
    assert_eq!(it.contents.role(new.id, it.id).await.unwrap(), Role::Commenter);
    assert_eq!(code(it.sharing.accept_invitation(&new, &secret).await), ErrorCode::LinkExpired);
    assert!(it.sharing.invitations(&it.owner, it.id).await.unwrap().is_empty());
    let deeds: Vec<Deed> = it.deeds().await.into_iter().map(|(deed, ..)| deed).collect();
    assert_eq!(deeds, [Deed::InvitationAccepted, Deed::Invited, Deed::Added, Deed::Added]);
}

#[tokio::test]
async fn an_invitation_is_for_its_address_only() {
    let it = house().await;
    it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Editor, "").await.unwrap();
    let secret = it.secret("new@example.org").await;
    assert_eq!(code(it.sharing.accept_invitation(&it.stranger, &secret).await), ErrorCode::OtherAddress);
    assert!(it.sharing.invitation(&secret).await.is_ok(), "it stays good");
    assert_eq!(code(it.sharing.invitation("0123").await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn what_cannot_be_invited_says_why() {
    let it = house().await;
    let invite = async |email: &str, role, message: &str| code(it.sharing.invite(&it.owner, it.id, email, role, message).await);
    assert_eq!(invite("OWNER@example.org", Role::Viewer, "").await, ErrorCode::OwnAddress);
    assert_eq!(invite("viewer@example.org", Role::Viewer, "").await, ErrorCode::AlreadyShared);
    assert_eq!(invite("nonsense", Role::Viewer, "").await, ErrorCode::Invalid);
    assert_eq!(invite("a\0@example.org", Role::Viewer, "").await, ErrorCode::Invalid);
    assert_eq!(invite("new@example.org", Role::Owner, "").await, ErrorCode::Invalid);
    assert_eq!(invite("new@example.org", Role::Viewer, &"x".repeat(501)).await, ErrorCode::Invalid);
    it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Viewer, "").await.unwrap();
    assert_eq!(invite("New@example.org", Role::Viewer, "").await, ErrorCode::AlreadyInvited);
    for who in [&it.editor, &it.viewer] {
        assert_eq!(code(it.sharing.invite(who, it.id, "x@example.org", Role::Viewer, "").await), ErrorCode::Forbidden);
        assert_eq!(code(it.sharing.invitations(who, it.id).await), ErrorCode::Forbidden);
    }
    assert_eq!(code(it.sharing.invite(&it.stranger, it.id, "x@example.org", Role::Viewer, "").await), ErrorCode::NotFound);
}

#[tokio::test]
async fn sent_again_only_the_new_link_works() {
    let it = house().await;
    let sent = it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Viewer, "").await.unwrap();
    let old = it.secret("new@example.org").await;
    it.run("UPDATE invitations SET expires_at = 1").await;
    assert_eq!(code(it.sharing.invitation(&old).await), ErrorCode::LinkExpired);
    let again = it.sharing.resend_invitation(&it.owner, it.id, sent.id).await.unwrap();
    assert!(again.expires_at >= sent.expires_at);
    assert_eq!(code(it.sharing.invitation(&old).await), ErrorCode::LinkExpired);
    let new = it.secret("new@example.org").await;
    assert!(it.sharing.invitation(&new).await.is_ok());
    it.sharing.revoke_invitation(&it.owner, it.id, sent.id).await.unwrap();
    assert_eq!(code(it.sharing.invitation(&new).await), ErrorCode::LinkExpired);
    assert_eq!(code(it.sharing.revoke_invitation(&it.owner, it.id, sent.id).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn one_that_has_ended_makes_room_for_a_new_one() {
    let it = house().await;
    it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Viewer, "").await.unwrap();
    it.run("UPDATE invitations SET expires_at = 1").await;
    assert!(it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Editor, "").await.is_ok());
    assert_eq!(it.sharing.invitations(&it.owner, it.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn declining_takes_no_account() {
    let it = house().await;
    it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Viewer, "").await.unwrap();
    let secret = it.secret("new@example.org").await;
    it.sharing.decline_invitation(&secret).await.unwrap();
    assert_eq!(code(it.sharing.decline_invitation(&secret).await), ErrorCode::LinkExpired);
    assert_eq!(it.deeds().await[0], (Deed::InvitationDeclined, String::new(), "new@example.org".to_owned()));
}

#[tokio::test]
async fn editors_invite_where_the_owner_lets_them_and_manage_their_own() {
    let it = house().await;
    let owners = it.sharing.invite(&it.owner, it.id, "a@example.org", Role::Viewer, "").await.unwrap();
    it.editors_share().await;
    let editors = it.sharing.invite(&it.editor, it.id, "b@example.org", Role::Viewer, "").await.unwrap();
    assert_eq!(it.sharing.invitations(&it.editor, it.id).await.unwrap().len(), 2);
    assert_eq!(code(it.sharing.revoke_invitation(&it.editor, it.id, owners.id).await), ErrorCode::Forbidden);
    it.sharing.revoke_invitation(&it.editor, it.id, editors.id).await.unwrap();
    assert_eq!(code(it.sharing.invite(&it.editor, it.id, "owner@example.org", Role::Viewer, "").await), ErrorCode::AlreadyShared);
    assert_eq!(code(it.sharing.invite(&it.viewer, it.id, "c@example.org", Role::Viewer, "").await), ErrorCode::Forbidden);
}

#[tokio::test]
async fn an_invitation_to_a_post_in_the_trash_is_over() {
    let it = house().await;
    it.sharing.invite(&it.owner, it.id, "stranger@example.org", Role::Viewer, "").await.unwrap();
    let secret = it.secret("stranger@example.org").await;
    it.contents.set_status(it.owner.id, it.id, model::content::Status::Trash).await.unwrap();
    assert_eq!(code(it.sharing.accept_invitation(&it.stranger, &secret).await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn secrets_are_stored_as_hashes() {
    let it = house().await;
    it.sharing.invite(&it.owner, it.id, "new@example.org", Role::Viewer, "").await.unwrap();
    let secret = it.secret("new@example.org").await;
    let token = it.link(&crate::plain(Role::Viewer)).await;
    let stored: Vec<String> = sqlx::query_scalar("SELECT secret_hash FROM invitations UNION ALL SELECT token_hash FROM share_links")
        .fetch_all(it.db.db.read())
        .await
        .unwrap();
    assert_eq!(stored.len(), 2);
    assert!(!stored.contains(&secret) && !stored.contains(&token));
    assert!(token.len() * 4 >= 128, "at least 128 bits as hex digits");
}

#[tokio::test]
async fn one_with_a_confirmed_address_answers_without_the_mail_and_gets_none() {
    let it = house().await;
    it.run("UPDATE users SET email_verified = 1 WHERE name = 'Stranger'").await;
    let stranger = it.accounts.user(it.stranger.id).await.unwrap().unwrap();
    it.sharing.invite(&it.owner, it.id, "stranger@example.org", Role::Editor, "").await.unwrap();
    let mails = it.mail.list(model::PageRequest::default()).await.unwrap().items;
    assert!(!mails.iter().any(|mail| mail.text.contains("/invitations/")), "the notifications tell them");
    let waiting = it.sharing.waiting_invitation(&stranger, it.id).await.unwrap().unwrap();
    assert_eq!((waiting.title.as_str(), waiting.from.as_str(), waiting.permission), ("Trip", "Owner", Role::Editor));
    assert_eq!(it.sharing.waiting_invitation(&it.stranger, it.id).await.unwrap(), None, "as long as the address is not confirmed");
    assert_eq!(it.sharing.waiting_invitation(&it.viewer, it.id).await.unwrap(), None);
    assert_eq!(code(it.sharing.accept_waiting(&it.stranger, it.id).await), ErrorCode::LinkExpired);
    assert_eq!(it.sharing.accept_waiting(&stranger, it.id).await.unwrap().role, Some(Role::Editor));
    assert_eq!(code(it.sharing.decline_waiting(&stranger, it.id).await), ErrorCode::LinkExpired);
    assert_eq!(it.contents.role(stranger.id, it.id).await.unwrap(), Role::Editor);
}

#[tokio::test]
async fn sent_again_it_is_a_mail_for_everybody() {
    let it = house().await;
    it.run("UPDATE users SET email_verified = 1 WHERE name = 'Stranger'").await;
    let sent = it.sharing.invite(&it.owner, it.id, "stranger@example.org", Role::Editor, "").await.unwrap();
    it.sharing.resend_invitation(&it.owner, it.id, sent.id).await.unwrap();
    assert!(it.last_mail("stranger@example.org").await.text.contains("/invitations/"));
}

#[tokio::test]
async fn an_old_invitation_lets_nobody_in_again_whose_access_was_ended() {
    let it = house().await;
    let new = person(&it.accounts, "New").await;
    it.sharing.invite(&it.owner, it.id, &new.email, Role::Editor, "").await.unwrap();
    let secret = it.secret(&new.email).await;
    it.contents.add_collaborator(it.owner.id, it.id, &new.email, Role::Viewer).await.unwrap();
    assert!(it.sharing.invitations(&it.owner, it.id).await.unwrap().is_empty(), "it is used up");
    it.contents.remove_collaborator(it.owner.id, it.id, new.id).await.unwrap();
    assert_eq!(code(it.sharing.accept_invitation(&new, &secret).await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn what_an_editor_offered_is_taken_back_when_they_may_not_share_any_more() {
    let it = house().await;
    it.editors_share().await;
    it.sharing.invite(&it.owner, it.id, "kept@example.org", Role::Viewer, "").await.unwrap();
    let waiting = async || it.sharing.invitations(&it.owner, it.id).await.unwrap().len();
    it.sharing.invite(&it.editor, it.id, "one@example.org", Role::Viewer, "").await.unwrap();
    it.contents.set_role(it.owner.id, it.id, it.editor.id, Role::Editor).await.unwrap();
    assert_eq!(waiting().await, 2, "an editor still");
    it.contents.set_role(it.owner.id, it.id, it.editor.id, Role::Commenter).await.unwrap();
    assert_eq!(waiting().await, 1);
    it.contents.set_role(it.owner.id, it.id, it.editor.id, Role::Editor).await.unwrap();
    it.sharing.invite(&it.editor, it.id, "two@example.org", Role::Viewer, "").await.unwrap();
    it.contents.remove_collaborator(it.owner.id, it.id, it.editor.id).await.unwrap();
    assert_eq!(waiting().await, 1);
}
