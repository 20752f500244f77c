//! A running server, and people who are signed in to it.

use model::{
    ContentId, UserId,
    content::Role,
    sharing::{Link, NewLink},
};
use reqwest::{
    Client, Method, Response, StatusCode,
    cookie::{CookieStore, Jar},
    header::HeaderMap,
};
use serde_json::{Value, json};
use server::{
    config::{Config, Reader},
    start::{self, Failed},
};
use services::Services;
use std::{collections::HashMap, fs, sync::Arc};
use testkit::TestDb;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub const PASSWORD: &str = "correct horse battery";

/// A program of its own for one test.
pub struct TestServer {
    pub address: String,
    pub services: Services,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<Result<(), Failed>>,
    pub db: TestDb,
}

/// Settings from pairs, for a data folder.
pub fn settings(db: &TestDb, more: &[(&str, &str)]) -> Config {
    let folder = db.folder().display().to_string();
    let mut pairs: HashMap<String, String> = [
        ("DATABASE_URL", db.url.clone()),
        ("DATA_DIR", folder.clone()),
        ("LEPTOS_SITE_ROOT", format!("{folder}/site")),
        ("REGISTER_PER_MINUTE", "1000".to_owned()),
        ("SIGN_IN_PER_MINUTE_AND_ADDRESS", "1000".to_owned()),
        ("ONLYFANS_SANDBOX_FANS", "5".to_owned()),
        ("ONLYFANS_SPACING", "0".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Config::read(&mut Reader::new(&|name| pairs.get(name).cloned())).unwrap()
}

impl TestServer {
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(more: &[(&str, &str)]) -> Self {
        Self::over(testkit::database().await, more).await
    }

    /// Over a database that may have been used before.
    pub async fn over(db: TestDb, more: &[(&str, &str)]) -> Self {
        let config = settings(&db, more);
        let site = db.folder().join("site/pkg/0123456789abcdef");
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("huntaze.js"), "plain").unwrap();
        fs::write(site.join("huntaze.js.br"), "small").unwrap();
        fs::write(db.folder().join("site/favicon.svg"), "<svg/>").unwrap();
        let key = config.signing_key().unwrap();
        let services = start::services(&config, start::database(&config).await.unwrap()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (stop, stopped) = oneshot::channel::<()>();
        let app = start::app(config, services.clone());
        let stopped = async {
            let _ = stopped.await;
        };
        let running = tokio::spawn(async move { start::run(app, &key, listener, stopped).await });
        Self { address, services, stop: Some(stop), running, db }
    }

    /// Stops it in good order; the database stays.
    pub async fn stop(mut self) -> TestDb {
        self.stop.take().unwrap().send(()).unwrap();
        self.running.await.unwrap().unwrap();
        self.db
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Somebody who is not signed in, with a cookie jar.
    pub fn nobody(&self) -> Person {
        let jar = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(jar.clone()).redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Person { client, jar, base: self.url(""), id: db::new_id(), email: String::new(), token: None }
    }

    /// A link to a post.
    pub async fn link(&self, owner: &Person, id: ContentId, new: &NewLink) -> (Link, String) {
        let owner = self.services.accounts.user(owner.id).await.unwrap().unwrap();
        let (link, url) = self.services.sharing.make_link(&owner, id, new).await.unwrap();
        (link, url.rsplit('/').next().unwrap().to_owned())
    }

    /// Somebody who has just come in by a link, by REST.
    pub async fn guest(&self, token: &str, password: Option<&str>, name: &str) -> Person {
        let mut guest = self.nobody();
        let answer = guest.post("/api/links/enter", json!({"token": token, "password": password, "name": name})).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        guest.id = answer.json["guestId"].as_str().unwrap().parse().unwrap();
        guest
    }

    /// Somebody who has just signed up by REST.
    pub async fn person(&self, name: &str) -> Person {
        let mut person = self.nobody();
        person.email = format!("{}@example.com", name.to_lowercase());
        let body = json!({"name": name, "email": person.email, "password": PASSWORD});
        let answer = person.post("/api/auth/register", body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        person.id = answer.json["id"].as_str().unwrap().parse().unwrap();
        person
    }
}

/// Somebody with a browser, or with an API token.
#[derive(Clone)]
pub struct Person {
    pub client: Client,
    pub jar: Arc<Jar>,
    pub base: String,
    pub id: UserId,
    pub email: String,
    pub token: Option<String>,
}

/// An answer, read.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub async fn read(response: Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.unwrap();
        let json = serde_json::from_str(&text).unwrap_or_default();
        Self { status, headers, text, json }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }
}

impl Person {
    /// The same person, by an API token and without a cookie.
    pub async fn with_token(&self, server: &TestServer) -> Self {
        let (_, secret) = server.services.accounts.create_token(self.id, "test").await.unwrap();
        Self { client: Client::new(), jar: Arc::default(), token: Some(secret), ..self.clone() }
    }

    /// What a browser would send in `Cookie`.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.jar.cookies(&self.base.parse().unwrap())?;
        Some(cookies.to_str().unwrap().to_owned())
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        Answer::read(request.send().await.unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }
}

/// The people around a post, each with their role.
pub struct Cast {
    pub owner: Person,
    pub editor: Person,
    pub commenter: Person,
    pub viewer: Person,
    pub stranger: Person,
    pub nobody: Person,
}

impl Cast {
    pub async fn new(server: &TestServer) -> Self {
        Self {
            owner: server.person("Owner").await,
            editor: server.person("Editor").await,
            commenter: server.person("Commenter").await,
            viewer: server.person("Viewer").await,
            stranger: server.person("Stranger").await,
            nobody: server.nobody(),
        }
    }

    /// The same people by their tokens; nobody has none.
    pub async fn with_tokens(&self, server: &TestServer) -> Self {
        Self {
            owner: self.owner.with_token(server).await,
            editor: self.editor.with_token(server).await,
            commenter: self.commenter.with_token(server).await,
            viewer: self.viewer.with_token(server).await,
            stranger: self.stranger.with_token(server).await,
            nobody: server.nobody(),
        }
    }

    /// In the order of the tables: owner, editor, commenter, viewer, stranger, nobody.
    pub fn all(&self) -> [(&'static str, &Person); 6] {
        [
            ("owner", &self.owner),
            ("editor", &self.editor),
            ("commenter", &self.commenter),
            ("viewer", &self.viewer),
            ("stranger", &self.stranger),
            ("nobody", &self.nobody),
        ]
    }

    /// A new post of the owner's, shared with all who have a role.
    pub async fn post(&self, server: &TestServer) -> ContentId {
        let contents = &server.services.contents;
        let id = contents.create(self.owner.id, "Title", Some("Text")).await.unwrap().id;
        for (person, role) in [(&self.editor, Role::Editor), (&self.commenter, Role::Commenter), (&self.viewer, Role::Viewer)] {
            contents.add_collaborator(self.owner.id, id, &person.email, role).await.unwrap();
        }
        id
    }
}

/// A link without password, end or limit.
pub fn plain(role: Role) -> NewLink {
    NewLink { role, password: None, expires_at: None, max_uses: None, name: String::new() }
}
