//! Sends a file to the server in pieces, and says how far it is. Called from events only, so never on the server.

use super::request::Request;
use gloo_net::http;
use model::{
    Error, ErrorCode,
    error::Problem,
    social::{MEDIA_MAX, MediaView},
};
use serde::Serialize;
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ProgressEvent};

/// Where files are sent.
const PATH: &str = "/api/social/media";

/// Bytes of a piece: small enough to be sent once more when a line breaks.
const PIECE: f64 = 8.0 * 1024.0 * 1024.0;

thread_local! {
    /// The files whose upload has begun, and the requests that are under way; signals cannot hold them.
    static GOING: RefCell<HashMap<u32, Going>> = RefCell::default();
}

struct Going {
    file: File,
    request: Option<Request>,
}

#[derive(Serialize)]
struct Announced<'a> {
    name: &'a str,
    size: u64,
}

/// Keeps a file under a number, to be sent now or once more.
pub(super) fn hold(number: u32, file: File) {
    GOING.with_borrow_mut(|going| drop(going.insert(number, Going { file, request: None })));
}

/// Stops sending, and forgets the file.
pub(super) fn drop_file(number: u32) {
    let going = GOING.with_borrow_mut(|going| going.remove(&number));
    if let Some(request) = going.and_then(|going| going.request) {
        request.abort();
    }
}

/// Whether the file was dropped meanwhile.
pub(super) fn is_dropped(number: u32) -> bool {
    GOING.with_borrow(|going| !going.contains_key(&number))
}

/// Sends the file, or what is missing of it, and tells each time how many bytes have gone and what the server has.
pub(super) async fn send(
    number: u32,
    begun: Option<MediaView>,
    tell: impl Fn(f64, Option<&MediaView>) + Clone + 'static,
) -> Result<MediaView, Error> {
    let Some(file) = GOING.with_borrow(|going| going.get(&number).map(|going| going.file.clone())) else {
        return Err(ErrorCode::NotFound.into());
    };
    // A file's size is a whole number, though JavaScript has only one kind of them.
    let size = file.size();
    if size < 1.0 {
        return Err(Error::field("media", Problem::Required));
    }
    if size > MEDIA_MAX as f64 {
        return Err(ErrorCode::TooLarge.into());
    }
    let mut media = match begun {
        Some(known) => read(http::Request::get(&format!("{PATH}/{}", known.key)).send().await).await?,
        None => {
            let announced = Announced { name: &file.name(), size: size as u64 };
            let request = http::Request::post(PATH).json(&announced).map_err(|_| ErrorCode::BadRequest)?;
            read(request.send().await).await?
        }
    };
    while media.received < media.size {
        tell(media.received as f64, Some(&media));
        let from = media.received as f64;
        let piece = file.slice_with_f64_and_f64(from, (from + PIECE).min(size)).map_err(|_| ErrorCode::BadRequest)?;
        let tell = tell.clone();
        media = put(number, &format!("{PATH}/{}?from={}", media.key, media.received), &piece, move |loaded| tell(from + loaded, None)).await?;
    }
    Ok(media)
}

/// Erases what the server has of a file.
pub(super) async fn erase(key: &str) {
    // Refused while a publication needs it, and without a line: then it stays.
    let _ = http::Request::delete(&format!("{PATH}/{key}")).send().await;
}

async fn read(answer: Result<http::Response, gloo_net::Error>) -> Result<MediaView, Error> {
    let answer = answer.map_err(|_| ErrorCode::Unavailable)?;
    if answer.ok() {
        return answer.json().await.map_err(|_| ErrorCode::Internal.into());
    }
    // A problem document says more than an error needs, under the same names.
    Err(answer.json::<Error>().await.unwrap_or_else(|_| ErrorCode::Internal.into()))
}

/// One piece, by the one kind of request that tells how far it is.
async fn put(number: u32, address: &str, piece: &Blob, progress: impl Fn(f64) + 'static) -> Result<MediaView, Error> {
    let request = Request::new().map_err(unsent)?;
    request.open("PUT", address).map_err(unsent)?;
    let heard = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded()));
    request.on_progress(heard.as_ref()).map_err(unsent)?;
    note(number, Some(request.clone()));
    let ended = request.send(piece).map_err(unsent)?;
    JsFuture::from(ended).await.map_err(unsent)?;
    note(number, None);
    let (status, text) = request.answer();
    match status {
        200..=299 => serde_json::from_str(&text).map_err(|_| ErrorCode::Internal.into()),
        // No answer: the line broke, or somebody stopped it.
        0 => Err(ErrorCode::Unavailable.into()),
        _ => Err(serde_json::from_str(&text).unwrap_or_else(|_| ErrorCode::Internal.into())),
    }
}

fn unsent(_: JsValue) -> Error {
    ErrorCode::Unavailable.into()
}

/// Which request is under way for a file, so that it can be stopped.
fn note(number: u32, request: Option<Request>) {
    GOING.with_borrow_mut(|going| {
        if let Some(going) = going.get_mut(&number) {
            going.request = request;
        }
    });
}
