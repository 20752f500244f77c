//! The gateway's routes.

mod accounts;
mod chats;
mod fans;
mod lists;
mod mass;
mod media;
mod messages;
mod money;
mod webhooks;

use crate::onlyfans::OnlyFans;
use axum::Router;
use serde::Deserialize;

pub(crate) fn all() -> Router<OnlyFans> {
    Router::new().merge(accounts::routes()).merge(webhooks::routes()).nest(
        "/api/{account}",
        Router::new()
            .merge(chats::routes())
            .merge(messages::routes())
            .merge(mass::routes())
            .merge(fans::routes())
            .merge(lists::routes())
            .merge(media::routes())
            .merge(money::routes()),
    )
}

/// `limit` and `offset`.
#[derive(Debug, Deserialize)]
struct Span {
    limit: Option<usize>,
    #[serde(default)]
    offset: usize,
    order: Option<String>,
}

impl Span {
    /// Rows of a page: what is asked for within the bound; half of that on a short page.
    fn rows(&self, usual: usize, most: usize, short: bool) -> usize {
        let rows = self.limit.unwrap_or(usual).clamp(1, most);
        if short { rows.div_ceil(2) } else { rows }
    }

    fn ascending(&self) -> bool {
        self.order.as_deref() == Some("asc")
    }
}
