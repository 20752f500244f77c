//! Revisions of a post: the timeline, and the comparison of two of them, for people among their posts and for guests of
//! a link.

pub mod api;
mod compare;
mod describe;
mod place;
mod restore;
mod shared;
mod texts;
mod timeline;

pub use compare::ComparePage;
pub use shared::SharedRevisions;
pub use timeline::TimelinePage;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::str::FromStr;

/// The same, or in the query: a form without JavaScript can send it only there.
fn param_or_query<T: FromStr>(name: &'static str) -> impl Fn() -> Option<T> + Copy {
    let (param, query) = (param(name), use_query_map());
    move || param().or_else(|| query.with(|query| query.get_str(name).and_then(|text| text.parse().ok())))
}

/// An id in the page's address; `None` if it is none.
fn param<T: FromStr>(name: &'static str) -> impl Fn() -> Option<T> + Copy {
    let params = use_params_map();
    move || params.with(|params| params.get_str(name).and_then(|text| text.parse().ok()))
}
