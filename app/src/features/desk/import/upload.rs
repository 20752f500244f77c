//! Sends a file to the server.

use gloo_net::http::Request;
use model::{Error, ErrorCode, error::Problem};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, HtmlFormElement};

/// The server refuses more, but only after all of it has travelled.
const BYTES_MAX: f64 = 10.0 * 1024.0 * 1024.0;

/// What became of the rows, as the REST API says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Done {
    pub total: u32,
    pub inserted: u32,
    pub updated: u32,
    pub skipped: u32,
    pub errors: Vec<RowError>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct RowError {
    pub row: u64,
    pub code: String,
}

/// Sends the file in the form's field `file`.
pub(super) async fn upload(form: &HtmlFormElement) -> Result<Done, Error> {
    let data = FormData::new_with_form(form).map_err(|_| ErrorCode::BadRequest)?;
    match data.get("file").dyn_into::<File>() {
        Ok(file) if file.size() > BYTES_MAX => return Err(ErrorCode::TooLarge.into()),
        Ok(file) if file.size() > 0.0 => {}
        _ => return Err(Error::field("file", Problem::Required)),
    }
    let request = Request::post("/api/onlyfans/import/csv").body(data).map_err(|_| ErrorCode::BadRequest)?;
    let response = request.send().await.map_err(|_| ErrorCode::Unavailable)?;
    if response.ok() {
        return response.json().await.map_err(|_| ErrorCode::Internal.into());
    }
    // A problem document says more than an error needs, under the same names.
    Err(response.json::<Error>().await.unwrap_or_else(|_| ErrorCode::Internal.into()))
}
