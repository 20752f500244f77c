//! Where the pages of revisions stand: among a person's posts, or behind a link.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ContentId;

/// Where the post of a page is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Where the post is.
    pub post: String,
    /// Where its timeline is; all its comparisons are below.
    pub revisions: String,
    /// It is a guest's: nothing can be named or restored here.
    pub guest: bool,
}

impl Place {
    /// Of the page's address.
    pub(super) fn of(id: ContentId) -> Self {
        let token = use_params_map().with_untracked(|params| params.get("token"));
        match token {
            Some(token) => Self { post: format!("/s/{token}"), revisions: format!("/s/{token}/{id}/revisions"), guest: true },
            None => Self { post: format!("/posts/{id}"), revisions: format!("/posts/{id}/revisions"), guest: false },
        }
    }
}
