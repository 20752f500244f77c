//! Guests: how they come in, who they are, what ends their access.

use crate::{House, code, house, plain};
use model::{
    ErrorCode, Language, Result, Timestamp,
    content::{Role, Status},
    sharing::{Deed, Guest, LinkChange, NewLink, SharingSettings},
};
use sharing::Entered;

async fn enter(it: &House, token: &str, password: Option<&str>, known: Option<&Guest>) -> Result<Entered> {
    it.sharing.enter(token, password, "", known, Language::En, "10.0.0.1").await
}

#[tokio::test]
async fn a_guest_has_a_name_a_color_and_the_links_role() {
    let it = house().await;
    let token = it.link(&plain(Role::Commenter)).await;
    let first = enter(&it, &token, None, None).await.unwrap();
    assert!(first.guest.name.starts_with("Guest "), "{}", first.guest.name);
    assert_eq!((first.content_id, first.role), (it.id, Role::Commenter));
    let secret = first.secret.unwrap();
    assert_eq!(it.sharing.guest(&secret).await.unwrap(), Some(first.guest.clone()));
    assert_eq!(it.sharing.guest("0123").await.unwrap(), None);
    let named = it.sharing.enter(&token, None, " Léa\n", None, Language::Fr, "10.0.0.1").await.unwrap();
    assert_eq!(named.guest.name, "Léa");
    assert_ne!(named.guest.id, first.guest.id);
    assert_eq!(it.contents.get(named.guest.id, it.id).await.unwrap().role, Role::Commenter);
    let long = it.sharing.enter(&token, None, &"x".repeat(41), None, Language::En, "10.0.0.1").await;
    assert_eq!(code(long), ErrorCode::Invalid);
}

#[tokio::test]
async fn one_who_comes_back_is_the_same_guest_and_no_further_use() {
    let it = house().await;
    let token = it.link(&NewLink { max_uses: Some(1), ..plain(Role::Viewer) }).await;
    let first = enter(&it, &token, None, None).await.unwrap();
    let again = it.sharing.enter(&token, None, "Leo", Some(&first.guest), Language::En, "").await.unwrap();
    assert_eq!((again.guest.id, again.guest.name.as_str(), again.secret), (first.guest.id, "Leo", None));
    let link = it.sharing.links(&it.owner, it.id).await.unwrap().remove(0);
    assert_eq!(link.uses, 1);
    assert!(link.last_used_at.is_some());
    assert_eq!(code(enter(&it, &token, None, None).await), ErrorCode::LinkExpired, "the limit is reached");
    assert_eq!(code(it.sharing.door(&token, None).await), ErrorCode::LinkExpired);
    assert_eq!(it.sharing.door(&token, Some(&first.guest)).await.unwrap().inside, Some(it.id));
}

#[tokio::test]
async fn of_many_who_come_at_once_only_so_many_get_in() {
    let it = house().await;
    let token = it.link(&NewLink { max_uses: Some(3), ..plain(Role::Viewer) }).await;
    let mut tasks = Vec::new();
    for _ in 0..10 {
        let (sharing, token) = (it.sharing.clone(), token.clone());
        tasks.push(tokio::spawn(async move { sharing.enter(&token, None, "", None, Language::En, "").await.is_ok() }));
    }
    let mut inside = 0;
    for task in tasks {
        inside += u32::from(task.await.unwrap());
    }
    assert_eq!(inside, 3);
    assert_eq!(it.sharing.guests(&it.owner, it.id).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_password_is_asked_for_checked_and_limited() {
    let it = house().await;
    let token = it.link(&NewLink { password: Some("sesame".to_owned()), ..plain(Role::Viewer) }).await;
    assert!(it.sharing.door(&token, None).await.unwrap().needs_password);
    assert_eq!(code(enter(&it, &token, None, None).await), ErrorCode::LinkPasswordNeeded);
    assert_eq!(code(enter(&it, &token, Some(""), None).await), ErrorCode::LinkPasswordNeeded);
    assert_eq!(code(enter(&it, &token, Some("Sesame"), None).await), ErrorCode::WrongLinkPassword);
    let inside = enter(&it, &token, Some("sesame"), None).await.unwrap();
    assert!(enter(&it, &token, None, Some(&inside.guest)).await.is_ok(), "who is in is not asked again");
    let mut last = None;
    for _ in 0..6 {
        last = enter(&it, &token, Some("guess"), None).await.err();
    }
    let last = last.unwrap();
    assert_eq!(last.code, ErrorCode::TooMany);
    assert!(last.retry_after.is_some());
    let elsewhere = it.sharing.enter(&token, Some("sesame"), "", None, Language::En, "10.0.0.2").await;
    assert!(elsewhere.is_ok(), "others are not kept out by one who guesses");
}

#[tokio::test]
async fn what_ends_a_guests_access() {
    let it = house().await;
    let (link, url) = it.sharing.make_link(&it.owner, it.id, &plain(Role::Editor)).await.unwrap();
    let token = crate::token(&url);
    let guest = enter(&it, &token, None, None).await.unwrap().guest;
    let role = async || it.contents.role(guest.id, it.id).await.map_err(|error| error.code);
    assert_eq!(role().await, Ok(Role::Editor));

    let settings = |guests_edit| SharingSettings { guests_edit, ..SharingSettings::default() };
    it.contents.set_sharing_settings(it.owner.id, it.id, settings(false)).await.unwrap();
    assert_eq!(role().await, Ok(Role::Commenter));
    it.contents.set_sharing_settings(it.owner.id, it.id, settings(true)).await.unwrap();

    it.contents.set_status(it.owner.id, it.id, Status::Trash).await.unwrap();
    assert_eq!(role().await, Err(ErrorCode::NotFound));
    it.contents.set_status(it.owner.id, it.id, Status::Draft).await.unwrap();
    assert_eq!(role().await, Ok(Role::Editor));

    it.run("UPDATE share_links SET expires_at = 1").await;
    assert_eq!(role().await, Err(ErrorCode::NotFound));
    assert_eq!(code(it.sharing.door(&token, Some(&guest)).await), ErrorCode::LinkExpired);
    let later = Timestamp(db::now().0 + 60_000);
    let change = LinkChange { expires_at: Some(Some(later)), ..LinkChange::default() };
    it.sharing.change_link(&it.owner, it.id, link.id, &change).await.unwrap();
    assert_eq!(role().await, Ok(Role::Editor));

    let change = LinkChange { password: Some(Some("sesame".to_owned())), ..LinkChange::default() };
    it.sharing.change_link(&it.owner, it.id, link.id, &change).await.unwrap();
    assert_eq!(role().await, Err(ErrorCode::NotFound), "with a password one must come again");
    assert_eq!(code(enter(&it, &token, None, Some(&guest)).await), ErrorCode::LinkPasswordNeeded);
    enter(&it, &token, Some("sesame"), Some(&guest)).await.unwrap();
    assert_eq!(role().await, Ok(Role::Editor));

    it.sharing.remove_guest(&it.owner, it.id, guest.id).await.unwrap();
    assert_eq!(role().await, Err(ErrorCode::NotFound));
    assert_eq!(code(enter(&it, &token, Some("sesame"), Some(&guest)).await), ErrorCode::LinkExpired, "put out is put out");
    assert_eq!(code(it.sharing.remove_guest(&it.owner, it.id, guest.id).await), ErrorCode::NotFound);

    let other = enter(&it, &token, Some("sesame"), None).await.unwrap().guest;
    it.sharing.revoke_link(&it.owner, it.id, link.id).await.unwrap();
    assert_eq!(code(it.contents.role(other.id, it.id).await), ErrorCode::NotFound);
    assert_eq!(code(enter(&it, &token, Some("sesame"), None).await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn a_guest_of_two_links_has_the_greater_role_and_none_elsewhere() {
    let it = house().await;
    let (one, two) = (it.link(&plain(Role::Viewer)).await, it.link(&plain(Role::Commenter)).await);
    let guest = enter(&it, &one, None, None).await.unwrap().guest;
    assert_eq!(enter(&it, &two, None, Some(&guest)).await.unwrap().role, Role::Commenter);
    let other = it.contents.create(it.owner.id, "Other", None).await.unwrap().id;
    assert_eq!(code(it.contents.role(guest.id, other).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_guest_shares_nothing_even_where_editors_do() {
    let it = house().await;
    it.editors_share().await;
    let token = it.link(&plain(Role::Editor)).await;
    let guest = enter(&it, &token, None, None).await.unwrap().guest;
    for act in [content::policy::Act::Invite, content::policy::Act::Share] {
        assert_eq!(code(it.contents.allowed(guest.id, it.id, act).await), ErrorCode::Forbidden);
    }
}

#[tokio::test]
async fn guests_who_stay_away_are_forgotten() {
    let it = house().await;
    let token = it.link(&plain(Role::Viewer)).await;
    let entered = enter(&it, &token, None, None).await.unwrap();
    let secret = entered.secret.unwrap();
    it.sharing.prune().await;
    assert!(it.sharing.guest(&secret).await.unwrap().is_some());
    it.run("UPDATE guests SET seen_at = 1").await;
    assert_eq!(it.sharing.guest(&secret).await.unwrap(), None);
    it.sharing.prune().await;
    let left: i64 = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM guests").fetch_one(it.db.db.read()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_guest_who_comes_back_now_and_then_is_not_forgotten() {
    let it = house().await;
    let token = it.link(&plain(Role::Viewer)).await;
    let secret = enter(&it, &token, None, None).await.unwrap().secret.unwrap();
    let seen = async || sqlx::query_scalar::<_, i64>("SELECT seen_at FROM guests").fetch_one(it.db.db.read()).await.unwrap();
    let first = seen().await;
    it.sharing.guest(&secret).await.unwrap();
    assert_eq!(seen().await, first, "noted once a day");
    let before = db::now().0 - 29 * 86_400_000;
    sqlx::query("UPDATE guests SET seen_at = $1").bind(before).execute(it.db.db.read()).await.unwrap();
    assert!(it.sharing.guest(&secret).await.unwrap().is_some());
    assert!(seen().await >= first);
}

#[tokio::test]
async fn a_new_password_is_asked_of_known_guests_who_are_no_further_use() {
    let it = house().await;
    let (link, url) = it.sharing.make_link(&it.owner, it.id, &NewLink { max_uses: Some(1), ..plain(Role::Viewer) }).await.unwrap();
    let token = crate::token(&url);
    let guest = enter(&it, &token, None, None).await.unwrap().guest;
    let change = LinkChange { password: Some(Some("sesame".to_owned())), ..LinkChange::default() };
    it.sharing.change_link(&it.owner, it.id, link.id, &change).await.unwrap();
    assert!(it.sharing.guests(&it.owner, it.id).await.unwrap().is_empty());
    assert!(it.sharing.door(&token, Some(&guest)).await.unwrap().needs_password);
    assert_eq!(code(enter(&it, &token, Some("guess?"), Some(&guest)).await), ErrorCode::WrongLinkPassword);
    assert_eq!(enter(&it, &token, Some("sesame"), Some(&guest)).await.unwrap().role, Role::Viewer);
    assert_eq!(it.sharing.links(&it.owner, it.id).await.unwrap()[0].uses, 1);
    assert_eq!(code(enter(&it, &token, Some("sesame"), None).await), ErrorCode::LinkExpired, "others are too many");
    it.sharing.change_link(&it.owner, it.id, link.id, &change).await.unwrap();
    it.sharing.remove_guest(&it.owner, it.id, guest.id).await.unwrap();
    assert_eq!(code(enter(&it, &token, Some("sesame"), Some(&guest)).await), ErrorCode::LinkExpired, "put out all the same");
}

#[tokio::test]
async fn the_log_says_who_came_in_and_what_the_owner_allowed() {
    let it = house().await;
    let token = it.link(&plain(Role::Viewer)).await;
    let lea = it.sharing.enter(&token, None, "Lea", None, Language::En, "").await.unwrap().guest;
    enter(&it, &token, None, Some(&lea)).await.unwrap();
    for (guests_edit, editors_share) in [(false, true), (false, true), (true, true), (true, false)] {
        it.contents.set_sharing_settings(it.owner.id, it.id, SharingSettings { guests_edit, editors_share }).await.unwrap();
    }
    let mut log = it.deeds().await;
    log.truncate(6);
    let owner = |deed| (deed, "Owner".to_owned(), String::new());
    let expected = [
        owner(Deed::EditorsShareForbidden),
        owner(Deed::GuestsEditAllowed),
        owner(Deed::EditorsShareAllowed),
        owner(Deed::GuestsEditForbidden),
        (Deed::GuestEntered, String::new(), "Lea".to_owned()),
    ];
    assert_eq!(log[..5], expected);
    assert_eq!(log[5].0, Deed::LinkMade, "who comes back is noted once");
}
