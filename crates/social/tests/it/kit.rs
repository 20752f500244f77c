//! What the tests begin with: the three imitations, accounts over a fresh database, and one clock for all.

use accounts::{Accounts, NewAccount, Settings};
use model::{Language, Timestamp, UserId};
use sandbox::common::{Choice, Clock, Served, consent, serve};
use serde_json::{Value, json};
use social::{
    Account, App, Callback, Draft, Folder, Http, Instagram, InstagramSettings, Keyring, MediaFile, MediaKind, NewPublication, Platform, Publication,
    Reddit, RedditSettings, Request, Result, Secret, SignIn, Social, State, TikTok, TikTokSettings,
};
use std::{sync::Arc, time::Duration};
use testkit::TestDb;

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const BACK: &str = "https://huntaze.example/callback";
pub const SESSION: &str = "session";

/// The world of one test.
pub struct World {
    pub social: Social,
    pub user: UserId,
    pub clock: Clock,
    pub tiktok: sandbox::tiktok::TikTok,
    pub instagram: sandbox::instagram::Instagram,
    pub reddit: sandbox::reddit::Reddit,
    pub test: TestDb,
    pub key: String,
    served: Vec<Served>,
    pulls: bool,
}

impl World {
    pub async fn new() -> Self {
        Self::with(false).await
    }

    /// `pulls`: TikTok fetches videos from us.
    pub async fn with(pulls: bool) -> Self {
        let test = testkit::database().await;
        let mail = mail::Mail::new(test.db.clone(), None);
        let accounts = Accounts::new(test.db.clone(), mail, Settings::default());
        let person = NewAccount {
            name: "Ana".to_owned(),
            email: "ana@example.com".to_owned(),
            password: "tr0mbone-lundi".to_owned(),
            language: Language::En,
            time_zone: "Europe/Paris".to_owned(),
        };
        let user = accounts.register(person, "test").await.unwrap().id;
        let clock = Clock::default();
        let back = vec![BACK.to_owned()];
        let tiktok = sandbox::tiktok::TikTok::new(clock.clone(), sandbox::tiktok::Settings { redirect_uris: back.clone(), ..Default::default() });
        let instagram = sandbox::instagram::Instagram::new(clock.clone(), sandbox::instagram::Settings { redirect_uris: back, ..Default::default() });
        let reddit = sandbox::reddit::Reddit::new(clock.clone(), sandbox::reddit::Settings { redirect_uri: BACK.to_owned(), ..Default::default() });
        for (name, bytes) in [("a.jpg", 1000), ("b.jpg", 1000), ("small.mp4", 2000), ("long.mp4", 21 * 1024 * 1024)] {
            std::fs::write(test.folder().join(name), vec![7_u8; bytes]).unwrap();
            let sql = "INSERT INTO media (key, user_id, name, size, received, turn_until, kind, content_type, created_at, changed_at)
                       VALUES ($1, $2, $1, $3, $3, 0, $4, $5, 0, 0)";
            let (kind, content_type) = if name.ends_with(".jpg") { ("image", "image/jpeg") } else { ("video", "video/mp4") };
            let row = sqlx::query(sql).bind(name).bind(user.to_string()).bind(i64::try_from(bytes).unwrap()).bind(kind).bind(content_type);
            let mut tx = test.db.write().await.unwrap();
            row.execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut served = Vec::new();
        for router in [tiktok.router(), instagram.router(), reddit.router(), files(test.folder())] {
            served.push(serve(router).await.unwrap());
        }
        tiktok.change(|settings| {
            settings.base = served[0].url.clone();
            settings.verified = vec![served[3].url.clone()];
        });
        let key = Keyring::generate("a");
        let mut world =
            Self { social: Self::social(&test, &served, &clock, &key, pulls), user, clock, tiktok, instagram, reddit, test, key, served, pulls };
        world.restart();
        world
    }

    /// Another server over the same database.
    pub fn another(&self, key: &str) -> Social {
        Self::social(&self.test, &self.served, &self.clock, key, self.pulls)
    }

    /// The server stops and another one starts.
    pub fn restart(&mut self) {
        self.social = self.another(&self.key);
    }

    fn social(test: &TestDb, served: &[Served], clock: &Clock, key: &str, pulls: bool) -> Social {
        let http = |agent: &str| Http::new(agent, Duration::from_millis(1500)).unwrap();
        let secret = || Secret::new("sandbox-secret");
        let app = || App { id: "sandbox-app".to_owned(), secret: secret() };
        let host = |at: usize| served[at].url.clone();
        let tiktok = TikTokSettings { client_key: "sandbox-key".to_owned(), client_secret: secret(), www: host(0), api: host(0), pulls };
        let instagram = InstagramSettings {
            own: app(),
            facebook: app(),
            verify_token: Secret::new("sandbox-verify"),
            version: "v25.0".to_owned(),
            www: host(1),
            api: host(1),
            graph: host(1),
            facebook_www: host(1),
            facebook_graph: host(1),
        };
        let reddit = RedditSettings { authorize: host(2), client_id: "sandbox-id".to_owned(), client_secret: secret(), www: host(2), api: host(2) };
        let media = Folder { root: test.folder().to_owned(), base: host(3), secret: Secret::new("media") };
        let tells = clock.clone();
        Social::new(
            test.db.clone(),
            Keyring::parse(key).unwrap(),
            vec![
                Arc::new(TikTok::new(http("huntaze"), tiktok)),
                Arc::new(Instagram::new(http("huntaze"), instagram)),
                Arc::new(Reddit::new(http("web:huntaze:1.0 (by /u/ana)"), reddit)),
            ],
            Arc::new(media),
            social::Clock::new(move || Timestamp(tells.now())),
        )
    }

    /// Where the browser is sent back to, after this choice.
    pub async fn callback(&self, platform: Platform, sign_in: SignIn, choice: &Choice) -> Callback {
        let address = self.social.connect_start(self.user, SESSION, platform, sign_in, BACK).await.unwrap();
        let back = consent(&address, choice).await.unwrap();
        let get = |name: &str| back.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        Callback { state: get("state"), code: get("code"), error: get("error"), error_description: get("error_description") }
    }

    pub async fn try_connect(&self, platform: Platform, sign_in: SignIn, choice: &Choice) -> Result<Vec<Account>> {
        let callback = self.callback(platform, sign_in, choice).await;
        self.social.connect_callback(self.user, SESSION, platform, callback).await
    }

    pub async fn connect(&self, platform: Platform) -> Account {
        self.try_connect(platform, SignIn::Own, &Choice::allow("ana")).await.unwrap().remove(0)
    }

    pub async fn publish(&self, account: &Account, draft: Draft) -> Publication {
        self.send(&name(), NewPublication { account: account.id, content: None, draft, at: None }).await.unwrap()
    }

    /// Takes one by a request of this name, which asks for its draft.
    pub async fn send(&self, key: &str, new: NewPublication) -> Result<Publication> {
        let request = Request { key: key.to_owned(), hash: db::hash(&serde_json::to_string(&new.draft).unwrap()) };
        match self.social.taken(self.user, &request).await? {
            Some(mut taken) => Ok(taken.remove(0)),
            None => Ok(self.social.publish(self.user, &request, &[new]).await?.remove(0)),
        }
    }

    pub async fn get(&self, publication: &Publication) -> Publication {
        self.social.publication(self.user, publication.id).await.unwrap()
    }

    /// Works until it is published, failed, unconfirmed, or waits for somebody. Time passes where nothing else is to do.
    pub async fn work(&self, publication: &Publication) -> Publication {
        for _ in 0..400 {
            while self.social.work_one().await.unwrap() {}
            let now = self.get(publication).await;
            let waits_for_account = self.social.accounts(self.user).await.unwrap().iter().all(|one| one.state != social::AccountState::Active);
            match (now.state, now.next_at) {
                (State::Published | State::Failed | State::Unconfirmed, _) | (_, None) => return now,
                _ if waits_for_account => return now,
                (_, Some(next)) => self.clock.pass((next.0 - self.clock.now() + 1).max(1000)),
            }
        }
        panic!("it never ends: {:?}", self.get(publication).await);
    }
}

fn files(folder: &std::path::Path) -> axum::Router {
    let folder = folder.to_owned();
    let serve = move |axum::extract::Path(name): axum::extract::Path<String>| async move {
        let kind = if name.ends_with(".jpg") { "image/jpeg" } else { "video/mp4" };
        match std::fs::read(folder.join(name)) {
            Ok(bytes) => Ok(([("content-type", kind)], bytes)),
            Err(_) => Err(::http::StatusCode::NOT_FOUND),
        }
    };
    axum::Router::new().route("/{name}", axum::routing::get(serve))
}

/// A name of a request that no other one has.
pub fn name() -> String {
    db::secret()[..40].to_owned()
}

fn file(key: &str, size: u64) -> MediaFile {
    let (kind, content_type) = if key.ends_with(".jpg") { (MediaKind::Image, "image/jpeg") } else { (MediaKind::Video, "video/mp4") };
    MediaFile { key: key.to_owned(), kind, content_type: content_type.to_owned(), size }
}

/// A TikTok video of one small piece.
pub fn video() -> Draft {
    tiktok(file("small.mp4", 2000))
}

/// A TikTok video of two chunks.
pub fn long_video() -> Draft {
    tiktok(file("long.mp4", 21 * 1024 * 1024))
}

fn tiktok(file: MediaFile) -> Draft {
    Draft { text: "Hello".to_owned(), media: vec![file], options: json!({ "privacy": "PUBLIC_TO_EVERYONE", "consent": true }) }
}

/// An Instagram picture.
pub fn picture() -> Draft {
    Draft { text: "Hello".to_owned(), media: vec![file("a.jpg", 1000)], options: json!({ "kind": "image" }) }
}

/// An Instagram carousel of two.
pub fn carousel() -> Draft {
    Draft { media: vec![file("a.jpg", 1000), file("b.jpg", 1000)], options: json!({ "kind": "carousel" }), ..picture() }
}

/// A Reddit post.
pub fn text(subreddit: &str) -> Draft {
    Draft { text: "Text".to_owned(), media: vec![], options: json!({ "kind": "self", "subreddit": subreddit, "title": "Hello" }) }
}

/// A Reddit picture.
pub fn reddit_picture() -> Draft {
    Draft { media: vec![file("a.jpg", 1000)], options: json!({ "kind": "image", "subreddit": "pics", "title": "Hello" }), ..text("pics") }
}

/// With other options on top.
pub fn with(mut draft: Draft, more: &Value) -> Draft {
    for (key, value) in more.as_object().unwrap() {
        draft.options[key] = value.clone();
    }
    draft
}
