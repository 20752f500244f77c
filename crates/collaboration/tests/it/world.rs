//! A database with people and one post, and a hub over it.

use crate::client::Client;
use collaboration::{Hub, Settings};
use content::Contents;
use db::Db;
use model::{ContentId, UserId, accounts::Person, content::Role};
use sqlx::Executor;
use testkit::TestDb;
use yrs::Doc;

pub struct World {
    pub test: TestDb,
    pub contents: Contents,
    pub hub: Hub,
    pub post: ContentId,
    pub owner: Person,
}

/// Production's settings, but rooms end at once.
pub fn quick() -> Settings {
    Settings { linger: std::time::Duration::ZERO, ..Settings::default() }
}

impl World {
    pub async fn new(settings: Settings) -> Self {
        let test = testkit::database().await;
        let owner = add_person(&test.db, "Ada").await;
        let contents = Contents::new(test.db.clone());
        let post = contents.create(owner.id, "A post", Some("Hello")).await.unwrap().id;
        let hub = Hub::new(contents.clone(), settings);
        Self { test, contents, hub, post, owner }
    }

    /// Somebody with this role.
    pub async fn person(&self, name: &str, role: Role) -> Person {
        let person = add_person(&self.test.db, name).await;
        let mut tx = self.test.db.write().await.unwrap();
        sqlx::query("INSERT INTO collaborators (content_id, user_id, role, added_at) VALUES ($1, $2, $3, 0)")
            .bind(self.post.to_string())
            .bind(person.id.to_string())
            .bind(role.code())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        person
    }

    pub async fn join(&self, who: &Person, role: Role) -> Client {
        self.join_as(Client::new(), who, role).await
    }

    /// A client that was here before comes back.
    pub async fn join_as(&self, mut client: Client, who: &Person, role: Role) -> Client {
        let session = Some(format!("session of {}", who.name));
        client.enter(self.hub.join(self.post, who.clone(), session, role, true).await.unwrap()).await;
        client
    }

    /// The document as another program would find it in the database now.
    pub async fn stored(&self) -> Doc {
        stored(&self.test.url, self.post).await
    }

    /// Updates in the log.
    pub async fn rows(&self) -> i64 {
        let query = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM document_updates WHERE content_id = $1");
        query.bind(self.post.to_string()).fetch_one(self.test.db.read()).await.unwrap()
    }

    /// Waits until all rooms have ended.
    pub async fn ended(&self) {
        let ended = async {
            while self.hub.open_rooms() > 0 {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(crate::SOON, ended).await.expect("the rooms end");
    }
}

pub async fn stored(url: &str, post: ContentId) -> Doc {
    let other = Db::connect(url).await.unwrap();
    let stored = Contents::new(other.clone()).load_document(post).await.unwrap();
    other.close().await;
    document::load(std::iter::once(&stored.state).chain(&stored.updates).map(Vec::as_slice)).unwrap()
}

async fn add_person(db: &Db, name: &str) -> Person {
    let id: UserId = db::new_id();
    let mut tx = db.write().await.unwrap();
    let query = sqlx::query(
        "INSERT INTO users (id, name, email, email_verified, password_hash, role, color, language, theme, time_zone, search, created_at) \
         VALUES ($1, $2, $3, 1, '', 'user', 4, 'en', 'system', 'UTC', '', 0)",
    );
    tx.execute(query.bind(id.to_string()).bind(name.to_owned()).bind(format!("{id}@example.org"))).await.unwrap();
    tx.commit().await.unwrap();
    Person { id, name: name.to_owned(), color: 4, picture: None }
}
