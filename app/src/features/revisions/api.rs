//! Server functions of revisions: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    ContentId, RevisionId, UserId,
    accounts::Person,
    revisions::{Compared, RevisionSummary},
};
use serde::{Deserialize, Serialize};

/// A revision in the timeline, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionRow {
    /// The revision.
    pub revision: RevisionSummary,
    /// When the post was like this.
    pub when: When,
    /// Its day in the reader's time zone, in words.
    pub day: String,
    /// Its time of day there.
    pub time: String,
}

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// What the post is called.
    pub title: String,
    /// Whether the reader may name and restore.
    pub writes: bool,
    /// Who has written in what is kept.
    pub people: Vec<Person>,
    /// The newest first.
    pub rows: Vec<RevisionRow>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// Two states of a post, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparing {
    /// What the post is called.
    pub title: String,
    /// Whether the reader may restore.
    pub writes: bool,
    /// When the first was.
    pub from: When,
    /// When the second was; `None` is now.
    pub to: Option<When>,
    /// Both, and how they differ.
    pub compared: Compared,
}

/// In which language and time zone the caller reads times; a guest has told of no zone.
#[cfg(feature = "ssr")]
fn clock() -> (model::Language, String) {
    use crate::ssr;
    ssr::me().map_or_else(|_| (ssr::language(), "UTC".to_owned()), |me| (me.language, me.time_zone))
}

/// A page of a post's timeline.
#[server(prefix = "/fn", endpoint = "load_timeline")]
pub async fn load_timeline(
    id: ContentId,
    named: bool,
    #[server(default)] who: Option<UserId>,
    #[server(default)] cursor: Option<String>,
) -> Result<Timeline, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::reader(id).await?, ssr::services());
    let (language, zone) = clock();
    let people = services.revisions.people(me, id).await?;
    let page = services.revisions.list(me, id, model::revisions::Which { named, who }, &model::PageRequest { cursor, limit: None }).await?;
    let post = services.contents.get(me, id).await?;
    let row = |revision: RevisionSummary| {
        let (day, time) = When::day_and_time(revision.created_at, language, &zone);
        RevisionRow { when: When::new(revision.created_at, language, &zone), day, time, revision }
    };
    let writes = me.user().is_some() && post.role.writes();
    Ok(Timeline { title: post.title, writes, people, rows: page.items.into_iter().map(row).collect(), next_cursor: page.next_cursor })
}

/// How a revision became another one, or what the post is now (`to` is `now`).
#[server(prefix = "/fn", endpoint = "compare_revisions")]
pub async fn compare_revisions(id: ContentId, from: RevisionId, to: String) -> Result<Comparing, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::reader(id).await?, ssr::services());
    let (language, zone) = clock();
    let to = to.parse().map_err(|_| model::ErrorCode::NotFound)?;
    let compared = services.compare_revisions(me, id, from, to).await?;
    let post = services.contents.get(me, id).await?;
    let when = |revision: &RevisionSummary| When::new(revision.created_at, language, &zone);
    let (from, to) = (when(&compared.from), compared.to.as_ref().map(when));
    let writes = me.user().is_some() && post.role.writes();
    Ok(Comparing { title: post.title, writes, from, to, compared })
}

/// Keeps a post as it is now, with a name.
#[server(prefix = "/fn", endpoint = "save_revision")]
pub async fn save_revision(id: ContentId, name: String) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let saved = ssr::services().save_revision(me.id, id, &name).await;
    saved.map(drop).map_err(|error| Failure::keeping(error, [("name", &name)]))
}

/// Gives a revision another name; an empty one takes it away.
#[server(prefix = "/fn", endpoint = "rename_revision")]
pub async fn rename_revision(id: ContentId, revision: RevisionId, #[server(default)] name: String) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    ssr::services().revisions.rename(me.id, id, revision, &name).await?;
    Ok(())
}

/// Makes a post again what it was, and goes to its timeline, where that can be taken back.
#[server(prefix = "/fn", endpoint = "restore_revision")]
pub async fn restore_revision(id: ContentId, revision: RevisionId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let before = ssr::services().restore_revision(me.id, id, revision).await?;
    leptos_axum::redirect(&format!("/posts/{id}/revisions?before={}", before.id));
    Ok(())
}
