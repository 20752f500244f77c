//! Who may do what as the guest of a link: every route, and live.

use crate::{
    live::{Client, Heard, frame, presence},
    post_rights::{filled, table, with_parent},
    support::{Cast, Person, TestServer, plain},
};
use model::{
    ContentId, Timestamp,
    content::Role,
    sharing::{LinkChange, NewLink, SharingSettings},
};
use std::time::Duration;

const NO_ACCESS: u16 = 4403;
const GONE: u16 = 4404;

/// The guests around a post: of a link that edits, one that comments, one that reads with a password, and of links of
/// each role that have ended by time or were revoked.
pub struct Guests {
    editor: Person,
    commenter: Person,
    viewer: Person,
    /// What their link was, and who they are.
    pub ended: Vec<(String, Person)>,
}

impl Guests {
    pub async fn of(server: &TestServer, owner: &Person, id: ContentId) -> Self {
        let come = async |new: &NewLink, password: Option<&str>, name: &str| {
            let (link, token) = server.link(owner, id, new).await;
            (link, server.guest(&token, password, name).await)
        };
        let (_, editor) = come(&plain(Role::Editor), None, "Guest editor").await;
        let (_, commenter) = come(&plain(Role::Commenter), None, "Guest commenter").await;
        let (_, viewer) = come(&NewLink { password: Some("sesame".to_owned()), ..plain(Role::Viewer) }, Some("sesame"), "Guest viewer").await;
        let user = server.services.accounts.user(owner.id).await.unwrap().unwrap();
        let mut ended = Vec::new();
        for role in [Role::Editor, Role::Commenter, Role::Viewer] {
            let (link, expired) = come(&NewLink { expires_at: Some(Timestamp(db::now().0 + 3_600_000)), ..plain(role) }, None, "").await;
            // Its hour passes.
            sqlx::query("UPDATE share_links SET expires_at = $1 WHERE id = $2")
                .bind(db::now().0)
                .bind(link.id.to_string())
                .execute(server.services.db.read())
                .await
                .unwrap();
            let (link, revoked) = come(&plain(role), None, "").await;
            server.services.revoke_link(&user, id, link.id).await.unwrap();
            ended.extend([(format!("expired {}", role.code()), expired), (format!("revoked {}", role.code()), revoked)]);
        }
        Self { editor, commenter, viewer, ended }
    }

    /// Those whose links work: editing, commenting, reading.
    pub fn inside(&self) -> [(&'static str, &Person); 3] {
        [("editing", &self.editor), ("commenting", &self.commenter), ("reading", &self.viewer)]
    }
}

#[tokio::test]
async fn a_guest_reads_and_writes_as_the_link_says_and_is_nobody_elsewhere() {
    let server = TestServer::with(&[("SIGN_IN_PER_MINUTE", "1000"), ("SIGN_IN_PER_HOUR", "1000"), ("SIGN_IN_FAILURES_BEFORE_WAIT", "1000")]).await;
    server.person("Extra").await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let guests = Guests::of(&server, &cast.owner, id).await;
    for row in table() {
        let own = match (row.method.as_str(), row.path) {
            ("GET", "/api/content/{id}" | "/api/content/{id}/export") => Some([200, 200, 200]),
            ("GET", path) if path.contains("/revisions") => Some([200, 200, 200]),
            ("PATCH", "/api/content/{id}") if row.body.as_ref().unwrap().get("status").is_some() => Some([403, 403, 403]),
            ("PATCH", "/api/content/{id}") => Some([200, 403, 403]),
            ("GET", "/api/content/{id}/comments" | "/api/content/{id}/comments/{comment}") => Some([200, 200, 200]),
            ("POST", "/api/content/{id}/comments") => Some([201, 201, 403]),
            // Somebody else's: of guests, only those who edit resolve it.
            ("PUT" | "DELETE", "/api/content/{id}/comments/{comment}") => Some([403, 403, 403]),
            ("POST", path) if path.ends_with("/resolve") || path.ends_with("/reopen") => Some([200, 403, 403]),
            ("POST", "/api/content/{id}/comments/{comment}/read") => Some([204, 204, 204]),
            ("POST" | "DELETE", path) if path.contains("/reactions") => Some([200, 200, 403]),
            // The faces of those who are here; this one has none.
            ("GET", "/avatars/{viewer}") => Some([404; 3]),
            _ => None,
        };
        let id = if own.is_some() { id } else { cast.post(&server).await };
        let path = filled(&server, &cast, id, &cast.stranger, row.path).await;
        // What is not for guests is refused them as anybody; what is, to those whose link has ended, as a post that is not there.
        let inside = guests.inside().into_iter().enumerate().map(|(at, (name, guest))| (name, guest, own.map_or(row.expected[5], |own| own[at])));
        let ended = guests.ended.iter().map(|(name, guest)| (name.as_str(), guest, own.map_or(row.expected[5], |_| 404)));
        for (name, guest, expected) in inside.chain(ended) {
            let body = with_parent(&server, &cast, id, row.body(&cast)).await;
            let answer = guest.send(row.method.clone(), &path, body).await;
            assert_eq!(answer.status.as_u16(), expected, "{name}: {} {path} {:?} → {}", row.method, row.body, answer.text);
        }
    }
}

#[tokio::test]
async fn a_guest_writes_live_as_the_link_says() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let guests = Guests::of(&server, &cast.owner, id).await;
    for (name, guest) in &guests.ended {
        assert_eq!(Client::open(&server, guest, id).await.closed().await, GONE, "{name}");
    }
    for (name, guest) in guests.inside() {
        let mut client = Client::open(&server, guest, id).await;
        client.sync().await;
        let edit = client.edit("!");
        client.send(frame(&[0, 2], &edit)).await;
        if name == "editing" {
            client.sync().await;
            assert_eq!(server.services.content(cast.owner.id, id).await.unwrap().title, "!Title");
        } else {
            assert_eq!(client.closed().await, NO_ACCESS, "{name}");
        }
    }
    let other = server.services.contents.create(cast.owner.id, "Other", None).await.unwrap().id;
    assert_eq!(Client::open(&server, &guests.editor, other).await.closed().await, GONE);
}

#[tokio::test]
async fn others_see_a_guest_under_the_name_that_the_server_knows() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Viewer)).await;
    let guest = server.guest(&token, None, "Léa").await;
    let mut owner = Client::open(&server, &cast.owner, id).await;
    owner.sync().await;
    let mut client = Client::open(&server, &guest, id).await;
    client.sync().await;
    client.send(presence(client.doc.client_id().get(), "{\"user\":{\"name\":\"Owner\",\"kind\":\"user\"}}")).await;
    loop {
        match owner.hear(Duration::from_secs(10)).await {
            Some(Heard::Presence(text)) if text.contains("Léa") => {
                assert!(text.contains("\"kind\":\"guest\"") && text.contains(&guest.id.to_string()), "{text}");
                return;
            }
            Some(Heard::Closed(code)) => panic!("closed with {code}"),
            Some(_) => {}
            None => panic!("no presence"),
        }
    }
}

#[tokio::test]
async fn what_ends_a_guests_access_closes_the_socket_at_once() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let services = &server.services;
    let owner = services.accounts.user(cast.owner.id).await.unwrap().unwrap();
    let inside = async |new: &NewLink| {
        let (link, token) = server.link(&cast.owner, id, new).await;
        let guest = server.guest(&token, new.password.as_deref(), "").await;
        let mut client = Client::open(&server, &guest, id).await;
        client.sync().await;
        (link, guest, client)
    };

    let (link, _, mut revoked) = inside(&plain(Role::Editor)).await;
    services.revoke_link(&owner, id, link.id).await.unwrap();
    assert_eq!(revoked.closed().await, NO_ACCESS);

    let (_, _, mut expired) = inside(&NewLink { expires_at: Some(Timestamp(db::now().0 + 3000)), ..plain(Role::Editor) }).await;
    let (_, _, mut stays) = inside(&plain(Role::Viewer)).await;
    assert_eq!(expired.closed().await, NO_ACCESS);
    stays.sync().await;

    let (_, guest, mut removed) = inside(&plain(Role::Viewer)).await;
    services.remove_guest(&owner, id, guest.id.0.into()).await.unwrap();
    assert_eq!(removed.closed().await, NO_ACCESS);

    let (link, _, mut locked) = inside(&plain(Role::Viewer)).await;
    let change = LinkChange { password: Some(Some("sesame".to_owned())), ..LinkChange::default() };
    services.change_link(&owner, id, link.id, &change).await.unwrap();
    assert_eq!(locked.closed().await, NO_ACCESS);
    stays.sync().await;
}

#[tokio::test]
async fn a_guest_who_may_no_longer_edit_stays_and_reads() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Editor)).await;
    let guest = server.guest(&token, None, "").await;
    let mut client = Client::open(&server, &guest, id).await;
    client.sync().await;
    let settings = SharingSettings { guests_edit: false, ..SharingSettings::default() };
    server.services.set_sharing_settings(cast.owner.id, id, settings).await.unwrap();
    client.sync().await;
    let edit = client.edit("!");
    client.send(frame(&[0, 2], &edit)).await;
    assert_eq!(client.closed().await, NO_ACCESS);
    assert_eq!(server.services.content(cast.owner.id, id).await.unwrap().title, "Title");
}
