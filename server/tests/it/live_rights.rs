//! Who may say what on a live socket, and what closes it.

use crate::{
    live::{Client, Heard, frame, nothing, presence},
    support::{Cast, PASSWORD, Person, TestServer, plain},
};
use model::{ContentId, content::Role, content::Status};
use std::time::Duration;

const SIGNED_OUT: u16 = 4401;
const NO_ACCESS: u16 = 4403;
const GONE: u16 = 4404;
const MALFORMED: u16 = 4400;
const OUTDATED: u16 = 4426;

async fn title(server: &TestServer, owner: &Person, id: ContentId) -> String {
    server.services.content(owner.id, id).await.unwrap().title
}

/// Every message for every role: what is answered, and whether the document changed.
async fn holds(server: &TestServer, cast: &Cast) {
    for (name, person) in cast.all() {
        let id = cast.post(server).await;
        if matches!(name, "stranger" | "nobody") {
            let expected = if name == "nobody" { SIGNED_OUT } else { GONE };
            assert_eq!(Client::open(server, person, id).await.closed().await, expected, "{name}");
            continue;
        }
        let writes = matches!(name, "owner" | "editor");

        // Reading, an empty answer, presence and its question are everybody's.
        let mut client = Client::open(server, person, id).await;
        client.sync().await;
        assert_eq!(client.title(), "Title", "{name}");
        client.send(frame(&[0, 1], &nothing())).await;
        client.send(frame(&[0, 2], &nothing())).await;
        client.send(presence(client.doc.client_id().get(), "{\"idle\":false}")).await;
        client.send(vec![3]).await;
        client.sync().await;

        // Changes, in both forms that the protocol has for them.
        for kind in [[0, 2], [0, 1]] {
            let mut client = Client::open(server, person, id).await;
            client.sync().await;
            let before = title(server, &cast.owner, id).await;
            let edit = client.edit("!");
            client.send(frame(&kind, &edit)).await;
            if writes {
                client.sync().await;
                assert_eq!(title(server, &cast.owner, id).await, format!("!{before}"), "{name} {kind:?}");
            } else {
                assert_eq!(client.closed().await, NO_ACCESS, "{name} {kind:?}");
                assert_eq!(title(server, &cast.owner, id).await, before, "{name} {kind:?}");
            }
        }

        // What is not of the protocol.
        for bad in [vec![], vec![9], vec![0], vec![0, 7, 0], vec![0, 2, 200, 1], vec![1, 3, 1, 2], frame(&[0, 2], &[1, 2, 3]), frame(&[100], &[])] {
            let mut client = Client::open(server, person, id).await;
            client.send(bad.clone()).await;
            assert_eq!(client.closed().await, MALFORMED, "{name} {bad:?}");
        }
        let mut client = Client::open(server, person, id).await;
        client.send_text("hello").await;
        assert_eq!(client.closed().await, MALFORMED, "{name}");
    }
}

#[tokio::test]
async fn every_message_for_every_role_by_cookie() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    holds(&server, &cast).await;
}

#[tokio::test]
async fn every_message_for_every_role_by_token() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await.with_tokens(&server).await;
    holds(&server, &cast).await;
}

#[tokio::test]
async fn a_socket_from_another_site_is_refused() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await.to_string();
    let here = format!("http://{}", server.address);
    assert!(Client::try_open(&server, &cast.owner, &id, Some(&here)).await.is_ok());
    for evil in ["https://evil.example", "null"] {
        assert!(Client::try_open(&server, &cast.owner, &id, Some(evil)).await.is_err(), "{evil}");
    }
}

#[tokio::test]
async fn an_id_that_is_none_closes_like_one_that_is_not_there() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    for id in ["1", "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"] {
        assert_eq!(Client::try_open(&server, &cast.owner, id, None).await.unwrap().closed().await, GONE, "{id}");
    }
}

#[tokio::test]
async fn a_wrong_token_closes_the_socket() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut owner = cast.owner.clone();
    owner.token = Some("hz_0000".to_owned());
    assert_eq!(Client::open(&server, &owner, id).await.closed().await, SIGNED_OUT);
}

#[tokio::test]
async fn who_one_is_comes_from_the_session() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut owner = Client::open(&server, &cast.owner, id).await;
    owner.sync().await;
    let mut viewer = Client::open(&server, &cast.viewer, id).await;
    viewer.sync().await;
    viewer.send(presence(viewer.doc.client_id().get(), "{\"user\":{\"name\":\"Owner\",\"id\":\"x\"}}")).await;
    loop {
        match owner.hear(Duration::from_secs(10)).await {
            Some(Heard::Presence(text)) if text.contains("\"Viewer\"") => {
                assert!(text.contains(&cast.viewer.id.to_string()) && !text.contains("\"x\""), "{text}");
                return;
            }
            Some(Heard::Closed(code)) => panic!("closed with {code}"),
            Some(_) => {}
            None => panic!("no presence"),
        }
    }
}

#[tokio::test]
async fn a_demoted_editor_stops_writing_at_once() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut editor = Client::open(&server, &cast.editor, id).await;
    editor.sync().await;
    server.services.set_role(cast.owner.id, id, cast.editor.id, Role::Viewer).await.unwrap();
    let edit = editor.edit("!");
    editor.send(frame(&[0, 2], &edit)).await;
    assert_eq!(editor.closed().await, NO_ACCESS);
    assert_eq!(title(&server, &cast.owner, id).await, "Title");
}

#[tokio::test]
async fn a_promoted_viewer_may_write_without_connecting_again() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut viewer = Client::open(&server, &cast.viewer, id).await;
    viewer.sync().await;
    server.services.set_role(cast.owner.id, id, cast.viewer.id, Role::Editor).await.unwrap();
    let edit = viewer.edit("!");
    viewer.send(frame(&[0, 2], &edit)).await;
    viewer.sync().await;
    assert_eq!(title(&server, &cast.owner, id).await, "!Title");
}

#[tokio::test]
async fn what_ends_access_closes_the_socket() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let services = &server.services;
    let id = cast.post(&server).await;

    let mut removed = Client::open(&server, &cast.commenter, id).await;
    removed.sync().await;
    services.remove_collaborator(cast.owner.id, id, cast.commenter.id).await.unwrap();
    assert_eq!(removed.closed().await, NO_ACCESS);

    let by_token = cast.viewer.with_token(&server).await;
    let (mut here, mut token) = (Client::open(&server, &cast.viewer, id).await, Client::open(&server, &by_token, id).await);
    here.sync().await;
    token.sync().await;
    let made = services.accounts.tokens(cast.viewer.id).await.unwrap().remove(0);
    services.revoke_token(cast.viewer.id, made.id).await.unwrap();
    assert_eq!(token.closed().await, SIGNED_OUT);
    here.sync().await;
    assert_eq!(cast.viewer.send(reqwest::Method::POST, "/api/auth/logout", None).await.status, 204);
    assert_eq!(here.closed().await, SIGNED_OUT);

    let mut editor = Client::open(&server, &cast.editor, id).await;
    editor.sync().await;
    services.change_password(cast.editor.id, PASSWORD, "another good password", None).await.unwrap();
    assert_eq!(editor.closed().await, SIGNED_OUT);

    let mut owner = Client::open(&server, &cast.owner, id).await;
    owner.sync().await;
    services.set_status(cast.owner.id, id, Status::Trash).await.unwrap();
    assert_eq!(owner.closed().await, GONE);
}

#[tokio::test]
async fn a_deleted_account_leaves_all_rooms() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let shared = cast.post(&server).await;
    let own = server.services.contents.create(cast.editor.id, "Own", None).await.unwrap().id;
    server.services.add_collaborator(cast.editor.id, own, &cast.viewer.email, Role::Viewer).await.unwrap();
    let mut inside = Client::open(&server, &cast.editor, shared).await;
    let mut guest = Client::open(&server, &cast.viewer, own).await;
    inside.sync().await;
    guest.sync().await;
    server.services.delete_account(cast.editor.id, PASSWORD).await.unwrap();
    assert!([SIGNED_OUT, NO_ACCESS].contains(&inside.closed().await));
    assert_eq!(guest.closed().await, GONE);
}

#[tokio::test]
async fn a_stop_saves_what_was_typed_and_tells_clients_to_come_back() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut owner = Client::open(&server, &cast.owner, id).await;
    owner.sync().await;
    let edit = owner.edit("Last words. ");
    owner.send(frame(&[0, 2], &edit)).await;
    owner.sync().await;
    let stopping = tokio::spawn(server.stop());
    assert_eq!(owner.closed().await, 1012);
    let again = TestServer::over(stopping.await.unwrap(), &[]).await;
    assert_eq!(title(&again, &cast.owner, id).await, "Last words. Title");
}

#[tokio::test]
async fn a_session_that_ends_by_time_closes_its_sockets_and_no_others() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let token = cast.editor.with_token(&server).await;
    let (mut over, mut stays, mut program) =
        (Client::open(&server, &cast.editor, id).await, Client::open(&server, &cast.viewer, id).await, Client::open(&server, &token, id).await);
    for client in [&mut over, &mut stays, &mut program] {
        client.sync().await;
    }
    server.services.close_ended_sessions().await.unwrap();
    over.sync().await;
    sqlx::query("UPDATE sessions SET expires_at = 1 WHERE user_id = $1")
        .bind(cast.editor.id.to_string())
        .execute(server.services.db.read())
        .await
        .unwrap();
    server.services.close_ended_sessions().await.unwrap();
    assert_eq!(over.closed().await, SIGNED_OUT);
    stays.sync().await;
    program.sync().await;
}

#[tokio::test]
async fn an_editor_that_is_too_old_is_not_let_in_and_told_so() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    for address in ["?acks=1", "?acks=1&schema=1"] {
        assert_eq!(Client::with(&server, &cast.editor, &id.to_string(), address, None).await.unwrap().closed().await, OUTDATED, "{address}");
    }
    // A plain Yjs client leaves alone what it does not know.
    Client::with(&server, &cast.editor, &id.to_string(), "", None).await.unwrap().sync().await;
}

#[tokio::test]
async fn a_revoked_link_closes_the_guest_who_has_just_come_into_a_crowd() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let viewer = server.services.accounts.user(cast.viewer.id).await.unwrap().unwrap();
    let mut crowd = Vec::new();
    for _ in 0..60 {
        let who = model::accounts::Person::from(&viewer);
        crowd.push(server.services.hub.join(id, who, None, Role::Viewer, false).await.unwrap());
    }
    let (link, token) = server.link(&cast.owner, id, &plain(Role::Editor)).await;
    let owner = server.services.accounts.user(cast.owner.id).await.unwrap().unwrap();
    let guest = server.guest(&token, None, "Lea").await;
    let mut client = Client::open(&server, &guest, id).await;
    client.sync().await;
    server.services.revoke_link(&owner, id, link.id).await.unwrap();
    assert_eq!(client.closed().await, NO_ACCESS);
}
