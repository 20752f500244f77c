//! The event socket: what a tab hears, and what closes it.

use crate::{
    live::Client,
    support::{Cast, Person, TestServer},
};
use futures::{SinkExt, StreamExt};
use model::{ContentId, content::Role, content::Status};
use notifications::{By, Said};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// Long enough for what must not come.
const MOMENT: Duration = Duration::from_millis(300);

const SIGNED_OUT: u16 = 4401;
const MALFORMED: u16 = 4400;
const TOO_BIG: u16 = 1009;

/// A connected tab.
pub struct Tab(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Tab {
    async fn try_open(server: &TestServer, person: &Person, origin: Option<&str>) -> Option<Self> {
        let mut request = format!("ws://{}/ws/events", server.address).into_client_request().unwrap();
        let headers = request.headers_mut();
        if let Some(token) = &person.token {
            headers.insert("authorization", HeaderValue::from_str(&format!("Bearer {token}")).unwrap());
        } else if let Some(cookie) = person.cookie() {
            headers.insert("cookie", HeaderValue::from_str(&cookie).unwrap());
        }
        if let Some(origin) = origin {
            headers.insert("origin", HeaderValue::from_str(origin).unwrap());
        }
        connect_async(request).await.ok().map(|(socket, _)| Self(socket))
    }

    pub async fn open(server: &TestServer, person: &Person) -> Self {
        Self::try_open(server, person, None).await.unwrap()
    }

    async fn send(&mut self, text: &str) {
        let _ = self.0.send(Message::text(text)).await;
    }

    pub async fn watch(&mut self, posts: &[ContentId]) {
        self.send(&json!({"type": "watch", "posts": posts}).to_string()).await;
    }

    /// The next message; `Err` with the code if the socket was closed, `None` if nothing comes.
    async fn hear(&mut self, patience: Duration) -> Option<Result<Value, u16>> {
        loop {
            return match timeout(patience, self.0.next()).await {
                Err(_) => None,
                Ok(Some(Ok(Message::Text(text)))) => Some(Ok(serde_json::from_str(&text).unwrap())),
                Ok(Some(Ok(Message::Close(frame)))) => Some(Err(frame.map_or(0, |frame| frame.code.into()))),
                Ok(Some(Ok(_))) => continue,
                Ok(None | Some(Err(_))) => Some(Err(0)),
            };
        }
    }

    pub async fn event(&mut self) -> Value {
        self.hear(PATIENCE).await.expect("something is said").expect("the socket stays open")
    }

    /// Nothing is said for a moment.
    pub async fn silence(&mut self) {
        assert_eq!(self.hear(MOMENT).await, None);
    }

    /// The names in the next message about a post.
    pub async fn here(&mut self, post: ContentId) -> Vec<String> {
        let event = self.event().await;
        assert_eq!((&event["type"], &event["content"]), (&json!("here"), &json!(post)), "{event}");
        event["people"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.hear(PATIENCE).await {
                Some(Err(code)) => return code,
                Some(Ok(_)) => {}
                None => panic!("the socket stays open"),
            }
        }
    }
}

fn said(text: &str) -> Said {
    let comment = db::new_id();
    Said { thread: comment, comment, text: text.to_owned() }
}

#[tokio::test]
async fn a_tab_hears_what_is_new_and_what_was_read_elsewhere() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let post = cast.post(&server).await;
    let mention = async |text: &str| server.services.notify_mention(By::Person(cast.owner.id), post, &[cast.editor.id], said(text)).await;
    mention("before").await;
    let mut tab = Tab::open(&server, &cast.editor).await;
    let mut other = Tab::open(&server, &cast.viewer).await;
    assert_eq!(tab.event().await, json!({"type": "unread", "count": 1}));
    assert_eq!(other.event().await, json!({"type": "unread", "count": 0}));
    mention("now").await;
    assert_eq!(tab.event().await, json!({"type": "unread", "count": 2}));
    let event = tab.event().await;
    assert_eq!((&event["type"], &event["text"]), (&json!("notification"), &json!("Owner mentioned you in “Title”")));
    assert_eq!(event["notification"]["excerpt"], "now");
    cast.editor.post("/api/notifications/read", json!({"all": true})).await;
    assert_eq!(tab.event().await, json!({"type": "unread", "count": 0}));
    assert!(other.hear(MOMENT).await.is_none(), "another person hears nothing");
}

#[tokio::test]
async fn a_list_follows_who_is_in_the_posts_that_one_may_read() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let (post, hidden) = (cast.post(&server).await, cast.post(&server).await);
    server.services.remove_collaborator(cast.owner.id, hidden, cast.viewer.id).await.unwrap();
    let mut tab = Tab::open(&server, &cast.viewer).await;
    tab.event().await;
    tab.watch(&[hidden, post]).await;
    assert_eq!(tab.here(post).await, [""; 0], "and nothing of the other one");
    let mut inside = Client::open(&server, &cast.editor, post).await;
    let mut elsewhere = Client::open(&server, &cast.editor, hidden).await;
    inside.sync().await;
    elsewhere.sync().await;
    assert_eq!(tab.here(post).await, ["Editor"]);
    drop(inside);
    assert_eq!(tab.here(post).await, [""; 0]);
    drop(elsewhere);
    assert!(tab.hear(MOMENT).await.is_none());
    let other = cast.post(&server).await;
    tab.watch(&[other]).await;
    assert_eq!(tab.here(other).await, [""; 0]);
    let mut again = Client::open(&server, &cast.editor, post).await;
    again.sync().await;
    assert!(tab.hear(MOMENT).await.is_none(), "a list that was left hears nothing");
}

#[tokio::test]
async fn one_whose_access_ends_hears_nothing_more_of_a_post() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let (ended, trashed) = (cast.post(&server).await, cast.post(&server).await);
    let mut tab = Tab::open(&server, &cast.viewer).await;
    tab.event().await;
    tab.watch(&[ended]).await;
    tab.here(ended).await;
    server.services.remove_collaborator(cast.owner.id, ended, cast.viewer.id).await.unwrap();
    let mut inside = Client::open(&server, &cast.editor, ended).await;
    inside.sync().await;
    assert!(tab.hear(MOMENT).await.is_none());
    tab.watch(&[trashed]).await;
    tab.here(trashed).await;
    server.services.set_status(cast.owner.id, trashed, Status::Trash).await.unwrap();
    server.services.set_status(cast.owner.id, trashed, Status::Draft).await.unwrap();
    let mut inside = Client::open(&server, &cast.editor, trashed).await;
    inside.sync().await;
    assert!(tab.hear(MOMENT).await.is_none());
    server.services.add_collaborator(cast.owner.id, ended, &cast.viewer.email, Role::Viewer).await.unwrap();
    assert_eq!(tab.event().await["type"], "unread", "the share itself is told");
}

#[tokio::test]
async fn it_is_for_people_who_are_signed_in_and_closes_when_they_are_not_any_more() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    assert_eq!(Tab::open(&server, &server.nobody()).await.closed().await, SIGNED_OUT);
    let by_token = ana.with_token(&server).await;
    let (mut one, mut two) = (Tab::open(&server, &ana).await, Tab::open(&server, &by_token).await);
    one.event().await;
    two.event().await;
    ana.post("/api/auth/logout", json!({})).await;
    assert_eq!(one.closed().await, SIGNED_OUT);
    assert!(two.hear(MOMENT).await.is_none(), "a token is signed in by itself");
    let token = server.services.accounts.tokens(ana.id).await.unwrap().remove(0);
    server.services.revoke_token(ana.id, token.id).await.unwrap();
    assert_eq!(two.closed().await, SIGNED_OUT);
    assert_eq!(server.services.events.open_tabs(), 0);
}

#[tokio::test]
async fn signing_out_everywhere_closes_the_other_tabs_only() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let by_token = ana.with_token(&server).await;
    let mut tab = Tab::open(&server, &ana).await;
    let mut kept = Tab::open(&server, &by_token).await;
    tab.event().await;
    kept.event().await;
    let token = db::hash(by_token.token.as_deref().unwrap());
    server.services.sign_out_everywhere(ana.id, Some(&token)).await.unwrap();
    assert_eq!(tab.closed().await, SIGNED_OUT);
    assert!(kept.hear(MOMENT).await.is_none());
}

#[tokio::test]
async fn another_site_cannot_open_it() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let here = format!("http://{}", server.address);
    assert!(Tab::try_open(&server, &ana, Some(&here)).await.is_some());
    assert!(Tab::try_open(&server, &ana, Some("https://evil.example")).await.is_none());
}

#[tokio::test]
async fn what_is_not_asked_rightly_closes_it() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for bad in ["", "hello", "{}", r#"{"type":"watch"}"#, r#"{"type":"watch","posts":["x"]}"#, r#"{"type":"unread","count":1}"#] {
        let mut tab = Tab::open(&server, &ana).await;
        tab.send(bad).await;
        assert_eq!(tab.closed().await, MALFORMED, "{bad}");
    }
    let mut tab = Tab::open(&server, &ana).await;
    tab.watch(&(0..101).map(|_| db::new_id()).collect::<Vec<_>>()).await;
    assert_eq!(tab.closed().await, TOO_BIG);
}

#[tokio::test]
async fn a_server_that_stops_says_so() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let mut tab = Tab::open(&server, &ana).await;
    tab.event().await;
    let (_db, code) = tokio::join!(server.stop(), tab.closed());
    assert_eq!(code, 1012);
}

#[tokio::test]
async fn a_session_that_ends_by_time_closes_its_tab() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let by_token = ana.with_token(&server).await;
    let (mut tab, mut program) = (Tab::open(&server, &ana).await, Tab::open(&server, &by_token).await);
    tab.event().await;
    program.event().await;
    sqlx::query("UPDATE sessions SET expires_at = 1").execute(server.services.db.read()).await.unwrap();
    server.services.close_ended_sessions().await.unwrap();
    assert_eq!(tab.closed().await, SIGNED_OUT);
    assert!(program.hear(MOMENT).await.is_none(), "a token does not end by time");
}
