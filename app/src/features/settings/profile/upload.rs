//! Sends the picture's form to the server.

use gloo_net::http::Request;
use model::{Error, ErrorCode, error::Problem};
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, HtmlFormElement};

/// Where pictures are sent.
pub(super) const PATH: &str = "/avatars";

/// The server refuses more, but only after all of it has travelled.
const BYTES_MAX: f64 = 5.0 * 1024.0 * 1024.0;

/// Sends the file in the form's field `picture`.
pub(super) async fn upload(form: &HtmlFormElement) -> Result<(), Error> {
    let data = FormData::new_with_form(form).map_err(|_| ErrorCode::BadRequest)?;
    match data.get("picture").dyn_into::<File>() {
        Ok(file) if file.size() > BYTES_MAX => return Err(ErrorCode::TooLarge.into()),
        Ok(file) if file.size() > 0.0 => {}
        _ => return Err(Error::field("picture", Problem::Required)),
    }
    let request = Request::post(PATH).header("accept", "application/json").body(data).map_err(|_| ErrorCode::BadRequest)?;
    let response = request.send().await.map_err(|_| ErrorCode::Unavailable)?;
    if response.ok() {
        return Ok(());
    }
    // A problem document says more than an error needs, under the same names.
    Err(response.json::<Error>().await.unwrap_or_else(|_| ErrorCode::Internal.into()))
}
