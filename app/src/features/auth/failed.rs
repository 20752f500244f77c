//! A form that was posted without JavaScript and failed: the server sends the browser back with the
//! failure in the address.

use crate::Failure;
use leptos::{prelude::*, server_fn::error::ServerFnUrlError};
use leptos_router::hooks::use_query_map;

/// The failure of the form that posts to the server function of this name, if it was just refused.
pub fn form_failure(endpoint: &str) -> Option<Failure> {
    use_query_map().with_untracked(|query| {
        let (path, error) = (query.get_str("__path")?, query.get_str("__err")?);
        path.ends_with(&format!("/{endpoint}")).then(|| ServerFnUrlError::<Failure>::decode_err(error))
    })
}
