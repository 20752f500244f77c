//! Lists, single revisions and comparisons.

use crate::{Revisions, State, blocking, policy::Act, state, store};
use model::{
    ContentId, ErrorCode, Page, PageRequest, Reader, Result, RevisionId,
    accounts::Person,
    revisions::{Compared, Revision, RevisionSummary, Side, Which},
};

impl Revisions {
    /// A page of a post's revisions, the newest first.
    ///
    /// # Errors
    /// `NotFound` for strangers, `BadRequest` for a cursor that is not from the page before.
    pub async fn list(&self, me: impl Into<Reader>, id: ContentId, which: Which, page: &PageRequest) -> Result<Page<RevisionSummary>> {
        self.allowed(me, id, Act::See).await?;
        let before = page.cursor.as_deref().map(|cursor| cursor.parse::<RevisionId>().map_err(|_| ErrorCode::BadRequest)).transpose()?;
        let limit = usize::try_from(page.limit()).unwrap_or(1);
        // One more than asked for: it tells whether there is a next page.
        let mut items = store::list(self.db.read(), id, which, before, page.limit() + 1).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items.last().filter(|_| more).map(|last| last.id.to_string());
        store::add_authors(self.db.read(), &mut items).await?;
        Ok(Page { items, next_cursor })
    }

    /// All who have written in what is kept of a post.
    ///
    /// # Errors
    /// `NotFound` for strangers.
    pub async fn people(&self, me: impl Into<Reader>, id: ContentId) -> Result<Vec<Person>> {
        self.allowed(me, id, Act::See).await?;
        store::people(self.db.read(), id).await
    }

    /// A revision, whole.
    ///
    /// # Errors
    /// `NotFound` for strangers, and for revisions that are not this post's.
    pub async fn get(&self, me: impl Into<Reader>, id: ContentId, revision: RevisionId) -> Result<Revision> {
        self.allowed(me, id, Act::See).await?;
        let summary = self.summary(id, revision).await?;
        let state = self.state(id, revision).await?;
        let derived = blocking(move || document::derive_json(&state.title, &state.json)).await?;
        Ok(Revision { summary, title: derived.title, text: derived.text, html: derived.html, markdown: derived.markdown })
    }

    /// How a revision became another one, or what the post is as it is stored now.
    ///
    /// # Errors
    /// `NotFound` for strangers, and for revisions that are not this post's.
    pub async fn compare(&self, me: impl Into<Reader>, id: ContentId, from: RevisionId, to: Side) -> Result<Compared> {
        self.allowed(me, id, Act::See).await?;
        let (first, was) = (self.summary(id, from).await?, self.state(id, from).await?);
        let (second, is) = match to {
            Side::Now => (None, self.present(id).await?),
            Side::Revision(to) => (Some(self.summary(id, to).await?), self.state(id, to).await?),
        };
        Ok(Compared { from: first, to: second, comparison: state::compare(was, is).await? })
    }

    pub(crate) async fn summary(&self, id: ContentId, revision: RevisionId) -> Result<RevisionSummary> {
        let mut found = vec![store::summary(self.db.read(), id, revision).await?.ok_or(ErrorCode::NotFound)?];
        store::add_authors(self.db.read(), &mut found).await?;
        found.pop().ok_or_else(|| ErrorCode::Internal.into())
    }

    pub(crate) async fn state(&self, id: ContentId, revision: RevisionId) -> Result<State> {
        store::state(self.db.read(), id, revision).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }
}
