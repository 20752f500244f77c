//! The media that an account keeps at the gateway, for those who write. Nothing of it is kept here.

use crate::{Crm, gateway::Trouble, policy::Act, store};
use model::{
    CreatorId, ErrorCode, Page, PageRequest, Result, UserId,
    crm::{MediaKind, VaultMedia},
};

/// Media of a page.
const ROWS: usize = 24;
/// The furthest that is paged.
const OFFSET_MAX: usize = 100_000;

impl Crm {
    /// A page of an account's vault, the last first. The cursor is where the page before ended.
    ///
    /// # Errors
    /// `OutsideUnavailable` if the gateway does not answer, or refuses; `BadRequest` for a cursor that is not from the page
    /// before; `NotFound`, also for others'.
    pub async fn vault(&self, me: UserId, creator: CreatorId, request: &PageRequest) -> Result<Page<VaultMedia>> {
        self.allowed(me, creator, Act::Send).await?;
        let offset = match &request.cursor {
            None => 0,
            Some(cursor) => cursor.parse().ok().filter(|offset| *offset <= OFFSET_MAX).ok_or(ErrorCode::BadRequest)?,
        };
        let account = store::creators::get(self.0.db.read(), creator).await?.gateway_id;
        let found = self.0.gateway.vault(&account, ROWS, offset).await.map_err(|trouble: Trouble| {
            tracing::warn!(account, %trouble, "the vault could not be read");
            ErrorCode::OutsideUnavailable
        })?;
        // A short page is not the last one: only an empty one is.
        let next_cursor = (!found.is_empty()).then(|| (offset + found.len()).to_string());
        let items = found.into_iter().map(|one| VaultMedia { kind: MediaKind::from_code(&one.kind).unwrap_or(MediaKind::Other), id: one.id });
        Ok(Page { items: items.collect(), next_cursor })
    }
}
