//! Sharing over a real database: SQLite, or PostgreSQL where `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod guests;
mod invitations;
mod links;
mod requests;

use accounts::{Accounts, NewAccount, Settings};
use content::Contents;
use mail::Mail;
use model::{
    ContentId, ErrorCode, Language, PageRequest, Result,
    accounts::User,
    content::Role,
    sharing::{Deed, NewLink, SharingSettings},
};
use sharing::Sharing;
use testkit::TestDb;

/// A post with its people.
struct House {
    db: TestDb,
    accounts: Accounts,
    contents: Contents,
    sharing: Sharing,
    mail: Mail,
    owner: User,
    editor: User,
    viewer: User,
    stranger: User,
    id: ContentId,
}

async fn house() -> House {
    let db = testkit::database().await;
    let mail = Mail::new(db.db.clone(), None);
    let accounts = Accounts::new(db.db.clone(), mail.clone(), Settings::default());
    let contents = Contents::new(db.db.clone());
    let sharing = Sharing::new(db.db.clone(), accounts.clone(), contents.clone(), mail.clone(), "https://studio.example/");
    let mut people = Vec::new();
    for name in ["Owner", "Editor", "Viewer", "Stranger"] {
        people.push(person(&accounts, name).await);
    }
    let [owner, editor, viewer, stranger] = people.try_into().unwrap();
    let id = contents.create(owner.id, "Trip", Some("Text")).await.unwrap().id;
    for (who, role) in [(&editor, Role::Editor), (&viewer, Role::Viewer)] {
        contents.add_collaborator(owner.id, id, &who.email, role).await.unwrap();
    }
    House { db, accounts, contents, sharing, mail, owner, editor, viewer, stranger, id }
}

async fn person(accounts: &Accounts, name: &str) -> User {
    let email = format!("{}@example.org", name.to_lowercase());
    let new =
        NewAccount { name: name.to_owned(), email, password: "correct horse battery".to_owned(), language: Language::En, time_zone: String::new() };
    accounts.register(new, name).await.unwrap()
}

impl House {
    /// The newest mail to an address.
    async fn last_mail(&self, to: &str) -> model::accounts::Mail {
        let all = self.mail.list(PageRequest { cursor: None, limit: Some(100) }).await.unwrap();
        all.items.into_iter().find(|mail| mail.to == to).unwrap()
    }

    /// The secret of the newest invitation to an address.
    async fn secret(&self, to: &str) -> String {
        let mail = self.last_mail(to).await;
        let at = mail.text.find("https://studio.example/invitations/").unwrap();
        mail.text[at..].lines().next().unwrap().rsplit('/').next().unwrap().to_owned()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.db.db.read()).await.unwrap();
    }

    async fn editors_share(&self) {
        let settings = SharingSettings { editors_share: true, ..SharingSettings::default() };
        self.contents.set_sharing_settings(self.owner.id, self.id, settings).await.unwrap();
    }

    /// A link's secret.
    async fn link(&self, new: &NewLink) -> String {
        token(&self.sharing.make_link(&self.owner, self.id, new).await.unwrap().1)
    }

    /// The deeds of the log, newest first.
    async fn deeds(&self) -> Vec<(Deed, String, String)> {
        let log = self.contents.access_log(self.owner.id, self.id, &PageRequest::default()).await.unwrap();
        log.items.into_iter().map(|entry| (entry.deed, entry.actor, entry.subject)).collect()
    }
}

fn token(url: &str) -> String {
    url.strip_prefix("https://studio.example/s/").unwrap().to_owned()
}

fn plain(role: Role) -> NewLink {
    NewLink { role, password: None, expires_at: None, max_uses: None, name: String::new() }
}

/// The error's code.
fn code<T: std::fmt::Debug>(result: Result<T>) -> ErrorCode {
    result.unwrap_err().code
}
