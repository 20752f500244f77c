//! Sends a picture to the server.

use gloo_net::http::Request;
use model::{Error, ErrorCode, error::Problem};
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, HtmlFormElement};

/// Where one's picture is sent: the file itself, as the REST API takes it.
const PATH: &str = "/api/auth/me/picture";

/// The server refuses more, but only after all of it has travelled.
const BYTES_MAX: f64 = 5.0 * 1024.0 * 1024.0;

/// Sends the file in the form's field `picture`.
pub(super) async fn upload(form: &HtmlFormElement) -> Result<(), Error> {
    let data = FormData::new_with_form(form).map_err(|_| ErrorCode::BadRequest)?;
    let file = match data.get("picture").dyn_into::<File>() {
        Ok(file) if file.size() > BYTES_MAX => return Err(ErrorCode::TooLarge.into()),
        Ok(file) if file.size() > 0.0 => file,
        _ => return Err(Error::field("picture", Problem::Required)),
    };
    // A type that the browser does not know is no picture; the server says so.
    let kind = if file.type_().starts_with("image/") { file.type_() } else { "image/*".to_owned() };
    let request = Request::put(PATH).header("content-type", &kind).body(file).map_err(|_| ErrorCode::BadRequest)?;
    let response = request.send().await.map_err(|_| ErrorCode::Unavailable)?;
    if response.ok() {
        return Ok(());
    }
    // A problem document says more than an error needs, under the same names.
    Err(response.json::<Error>().await.unwrap_or_else(|_| ErrorCode::Internal.into()))
}
