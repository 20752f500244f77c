//! Comments over a real database: SQLite, or PostgreSQL where `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod guests;
mod reading;
mod writing;

use comments::Comments;
use content::Contents;
use model::{CommentId, ContentId, ErrorCode, Result, UserId, comments::Thread, content::Role};
use testkit::TestDb;

/// A post with people around it.
struct House {
    db: TestDb,
    contents: Contents,
    comments: Comments,
    owner: UserId,
    editor: UserId,
    commenter: UserId,
    viewer: UserId,
    stranger: UserId,
    id: ContentId,
}

async fn house() -> House {
    let db = testkit::database().await;
    let contents = Contents::new(db.db.clone());
    let comments = Comments::new(db.db.clone(), contents.clone());
    let mut people = Vec::new();
    for name in ["Owner", "Editor", "Commenter", "Viewer", "Stranger"] {
        people.push(db.person(name).await);
    }
    let id = contents.create(people[0], "post", Some("One two three")).await.unwrap().id;
    for (name, role) in [("editor", Role::Editor), ("commenter", Role::Commenter), ("viewer", Role::Viewer)] {
        contents.add_collaborator(people[0], id, &format!("{name}@example.org"), role).await.unwrap();
    }
    House { db, contents, comments, owner: people[0], editor: people[1], commenter: people[2], viewer: people[3], stranger: people[4], id }
}

impl House {
    async fn start(&self, who: UserId, text: &str) -> Result<CommentId> {
        self.comments.start(who, self.id, db::new_id(), text, None).await.map(|written| written.id)
    }

    async fn reply(&self, who: UserId, thread: CommentId, text: &str) -> Result<CommentId> {
        self.comments.reply(who, self.id, thread, db::new_id(), text).await.map(|written| written.id)
    }

    async fn thread(&self, who: UserId, thread: CommentId) -> Thread {
        self.comments.thread(who, self.id, thread).await.unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.db.db.read()).await.unwrap();
    }
}

/// The error's code.
fn code<T: std::fmt::Debug>(result: Result<T>) -> ErrorCode {
    result.unwrap_err().code
}
