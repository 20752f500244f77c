//! Two servers over one PostgreSQL database and one Redis: what happens on one reaches the people of the other.

use crate::{
    events::Tab,
    live::{Client, Heard, frame},
    support::{Person, TestServer, plain},
};
use model::{ContentId, content::Role};
use serde_json::json;
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const SIGNED_OUT: u16 = 4401;
pub const NO_ACCESS: u16 = 4403;
pub const GONE: u16 = 4404;

/// Servers that work together have one key.
const KEY: &str = "0123456789abcdef0123456789abcdef";
/// Long enough for anything between two servers, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Two servers. Each test has a key, and so a name in Redis, of its own.
pub async fn two(redis: &str) -> [TestServer; 2] {
    let key = format!("{KEY}{}", db::new_id::<model::UserId>());
    let together = [("REDIS_URL", redis), ("SECRET_KEY", key.as_str())];
    let first = TestServer::with(&together).await;
    let url = first.db.url.clone();
    let second = TestServer::with(&[together[0], together[1], ("DATABASE_URL", url.as_str())]).await;
    let known = async {
        while [&first, &second].iter().any(|server| server.services.servers().is_none_or(|servers| servers.others == 0)) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, known).await.expect("they know each other");
    [first, second]
}

/// The same person, who asks this server.
pub fn at(server: &TestServer, person: &Person) -> Person {
    Person { base: server.url(""), ..person.clone() }
}

/// Ana's post on the first server, which Bob may write in.
pub async fn shared_post(server: &TestServer) -> (Person, Person, ContentId) {
    let (ana, bob) = (server.person("Ana").await, server.person("Bob").await);
    let id = server.services.contents.create(ana.id, "Together", None).await.unwrap().id;
    server.services.add_collaborator(ana.id, id, &bob.email, Role::Editor).await.unwrap();
    (ana, bob, id)
}

pub async fn until(client: &mut Client, what: &str, holds: impl Fn(&Client) -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds(client) {
        assert!(Instant::now() < end, "waited in vain for {what}");
        if let Some(Heard::Closed(code)) = client.hear(Duration::from_millis(200)).await {
            panic!("closed with {code} while waiting for {what}");
        }
    }
}

#[tokio::test]
async fn what_is_typed_on_one_server_is_read_on_the_other_by_socket_and_by_rest() {
    let Some(redis) = testkit::redis() else { return };
    let [a, b] = two(&redis).await;
    let (ana, bob, id) = shared_post(&a).await;
    let (mut writer, mut reader) = (Client::open(&a, &ana, id).await, Client::open(&b, &at(&b, &bob), id).await);
    writer.sync().await;
    reader.sync().await;
    writer.send(frame(&[0, 2], &writer.edit("typed "))).await;
    until(&mut reader, "what was typed", |reader| reader.title().contains("typed ")).await;
    assert_eq!(at(&b, &bob).get(&format!("/api/content/{id}")).await.json["title"], "typed Together");
    // A title set by REST on one server arrives with those who type on the other.
    let body = json!({"title": "Set"});
    assert_eq!(at(&b, &bob).send(reqwest::Method::PATCH, &format!("/api/content/{id}"), Some(body)).await.status, 200);
    until(&mut writer, "the title", |writer| writer.title() == "Set").await;
}

#[tokio::test]
async fn an_access_that_ends_on_one_server_closes_the_sockets_on_the_other() {
    let Some(redis) = testkit::redis() else { return };
    let [a, b] = two(&redis).await;
    let (ana, bob, id) = shared_post(&a).await;
    // Demoted: the next edit is refused. Removed: closed.
    let mut socket = Client::open(&b, &at(&b, &bob), id).await;
    socket.sync().await;
    a.services.set_role(ana.id, id, bob.id, Role::Viewer).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    socket.send(frame(&[0, 2], &socket.edit("no more "))).await;
    assert_eq!(socket.closed().await, NO_ACCESS);
    let mut socket = Client::open(&b, &at(&b, &bob), id).await;
    socket.sync().await;
    a.services.remove_collaborator(ana.id, id, bob.id).await.unwrap();
    assert_eq!(socket.closed().await, NO_ACCESS);
    // A link that is revoked.
    let (link, token) = a.link(&ana, id, &plain(Role::Editor)).await;
    let guest = b.guest(&token, None, "Guest").await;
    let mut socket = Client::open(&b, &guest, id).await;
    socket.sync().await;
    let user = a.services.accounts.user(ana.id).await.unwrap().unwrap();
    a.services.revoke_link(&user, id, link.id).await.unwrap();
    assert_eq!(socket.closed().await, NO_ACCESS);
    // A session that ends, with its tab. Ana's own on the other server.
    let (mut socket, mut tab) = (Client::open(&b, &at(&b, &ana), id).await, Tab::open(&b, &at(&b, &ana)).await);
    socket.sync().await;
    a.services.sign_out_everywhere(ana.id, None).await.unwrap();
    assert_eq!(socket.closed().await, SIGNED_OUT);
    assert_eq!(tab.closed().await, SIGNED_OUT);
    // A post that is gone.
    let (cleo, dan, id) = {
        let (cleo, dan) = (a.person("Cleo").await, a.person("Dan").await);
        let id = a.services.contents.create(cleo.id, "Short-lived", None).await.unwrap().id;
        a.services.add_collaborator(cleo.id, id, &dan.email, Role::Viewer).await.unwrap();
        (cleo, dan, id)
    };
    let mut socket = Client::open(&b, &at(&b, &dan), id).await;
    socket.sync().await;
    a.services.set_status(cleo.id, id, model::content::Status::Trash).await.unwrap();
    assert_eq!(socket.closed().await, GONE);
}

#[tokio::test]
async fn notifications_and_who_is_here_reach_the_tabs_of_the_other_server() {
    let Some(redis) = testkit::redis() else { return };
    let [a, b] = two(&redis).await;
    let (ana, bob, id) = shared_post(&a).await;
    let mut tab = Tab::open(&b, &at(&b, &bob)).await;
    assert_eq!(tab.event().await["type"], "unread");
    tab.watch(&[id]).await;
    assert_eq!(tab.here(id).await, [""; 0]);
    let socket = Client::open(&a, &ana, id).await;
    assert_eq!(tab.here(id).await, ["Ana"]);
    drop(socket);
    assert_eq!(tab.here(id).await, [""; 0]);
    a.services.notify_access_answer(ana.id, id, bob.id, None).await;
    // How many are unread, then what is new.
    let events = [tab.event().await, tab.event().await];
    assert_eq!((&events[0]["type"], &events[1]["type"]), (&json!("unread"), &json!("notification")), "{events:?}");
}

/// A program or a Redis of its own, killed with the test.
pub struct Process(Child);

impl Process {
    pub fn kill(mut self) {
        // SIGKILL: it has no say in it.
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub fn redis_on(port: u16) -> Process {
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--save", "", "--port", &port.to_string()]).stdout(Stdio::null());
    Process(command.spawn().unwrap())
}

#[tokio::test]
async fn a_server_that_is_killed_loses_nothing_that_was_acknowledged() {
    let Some(redis) = testkit::redis() else { return };
    let key = format!("{KEY}{}", db::new_id::<model::UserId>());
    let living = TestServer::with(&[("REDIS_URL", redis.as_str()), ("SECRET_KEY", key.as_str())]).await;
    let (ana, bob, id) = shared_post(&living).await;
    for round in 0..3_u32 {
        let address = format!("127.0.0.1:{}", free_port());
        let mut program = Command::new(env!("CARGO_BIN_EXE_huntaze"));
        program
            .env_clear()
            .env("DATABASE_URL", &living.db.url)
            .env("REDIS_URL", &redis)
            .env("SECRET_KEY", &key)
            .env("DATA_DIR", living.db.folder())
            .env("LEPTOS_SITE_ROOT", living.db.folder().join("site"))
            .env("LEPTOS_SITE_ADDR", &address)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let dying = Process(program.spawn().unwrap());
        let began = Instant::now();
        while std::net::TcpStream::connect(&address).is_err() {
            assert!(began.elapsed() < PATIENCE, "the program starts");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let there = Person { base: format!("http://{address}"), ..ana.clone() };
        let mut writer = Client::open_at(&address, &there, id).await;
        let mut reader = Client::open(&living, &bob, id).await;
        writer.sync().await;
        reader.sync().await;
        let died_at = Instant::now() + Duration::from_millis(700 + 130 * u64::from(round));
        let mut sent: Vec<String> = Vec::new();
        // What the sync sent comes before what is counted here.
        let before = writer.sent;
        while Instant::now() < died_at {
            let word = format!("[{round}.{}]", sent.len());
            writer.send(frame(&[0, 2], &writer.edit(&word))).await;
            sent.push(word);
            while writer.hear(Duration::from_millis(2)).await.is_some() {}
        }
        let durable = usize::try_from(writer.durable.saturating_sub(before)).unwrap();
        dying.kill();
        assert!(durable > 0, "something was acknowledged");
        let end = Instant::now() + PATIENCE;
        let kept = |reader: &Client| sent.iter().take(durable).all(|word| reader.title().contains(word));
        while !kept(&reader) && Instant::now() < end {
            let _ = reader.hear(Duration::from_millis(100)).await;
        }
        assert!(kept(&reader), "round {round}: who was on the other server has all that was acknowledged");
        let mut other = Client::open(&living, &bob, id).await;
        other.sync().await;
        assert!(kept(&other), "round {round}: who comes later has it too");
    }
}
