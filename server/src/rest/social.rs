//! `/api/social` and the sign-ins of platforms.

mod accounts;
mod bodies;
mod connect;
mod events;
mod media;
mod publications;

use crate::start::App;
use utoipa_axum::router::OpenApiRouter;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(connect::router())
        .merge(accounts::router())
        .merge(publications::router())
        .merge(media::router())
        .merge(events::router())
}
