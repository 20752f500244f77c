//! What only a browser can do. On the server these do nothing: they are called from effects and events.

/// Goes to an address by a full page load.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        // A refused navigation leaves the person where they are, which is all there is to do.
        let _ = window.location().set_href(address);
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The browser's IANA time zone, as "Europe/Paris".
pub fn time_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// Marks the document as awake: from now on forms and links answer without a page load.
pub fn mark_awake() {
    if let Some(root) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element()) {
        // Only an invalid name is refused.
        let _ = root.set_attribute("data-awake", "");
    }
}

/// Writes into the browser's console what it said of a failure.
pub fn complain(what: &str, error: &wasm_bindgen::JsValue) {
    web_sys::console::error_2(&what.into(), error);
}

/// Removes what the editor keeps on this device for a person.
///
/// # Errors
/// What the browser says if the module can't be loaded.
pub async fn forget(module: &str, user: model::UserId) -> Result<(), wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast;
    let module = import(module).await?;
    let function: js_sys::Function = js_sys::Reflect::get(&module, &"forget".into())?.dyn_into()?;
    let promise: js_sys::Promise = function.call1(&module, &user.to_string().into())?.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(promise).await.map(drop)
}

/// Puts a text on the clipboard. Browsers have none for pages without https, localhost excepted.
///
/// # Errors
/// What the browser says.
pub async fn copy(text: &str) -> Result<(), wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast;
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into())?;
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
    let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let promise: js_sys::Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(promise).await.map(drop)
}

/// Loads a JavaScript module by its address, with the function that the document's head sets.
///
/// # Errors
/// What the browser says.
pub async fn import(address: &str) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast;
    let function: js_sys::Function = js_sys::Reflect::get(&js_sys::global(), &"importModule".into())?.dyn_into()?;
    let promise: js_sys::Promise = function.call1(&wasm_bindgen::JsValue::UNDEFINED, &address.into())?.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(promise).await
}

/// Address of a socket on this page's host: "wss://host/ws/content" for "/ws/content".
pub fn socket_url(path: &str) -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    let scheme = if location.protocol().is_ok_and(|scheme| scheme == "https:") { "wss" } else { "ws" };
    format!("{scheme}://{}{path}", location.host().unwrap_or_default())
}
