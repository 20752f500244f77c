//! The browser's `XMLHttpRequest`, of which only this much is needed: it alone tells how much of a body has gone.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// A request. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Request(JsValue);

impl Request {
    /// One that has not begun.
    pub fn new() -> Result<Self, JsValue> {
        let constructor: Function = Reflect::get(&js_sys::global(), &"XMLHttpRequest".into())?.dyn_into()?;
        Reflect::construct(&constructor, &Array::new()).map(Self)
    }

    fn call(&self, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let function: Function = Reflect::get(&self.0, &method.into())?.dyn_into()?;
        function.apply(&self.0, &arguments.iter().collect())
    }

    /// Says where it goes.
    pub fn open(&self, method: &str, address: &str) -> Result<(), JsValue> {
        self.call("open", &[method.into(), address.into(), true.into()])?;
        self.call("setRequestHeader", &["content-type".into(), "application/octet-stream".into()]).map(drop)
    }

    /// Has a function hear how much has gone.
    pub fn on_progress(&self, hears: &JsValue) -> Result<(), JsValue> {
        let upload = Reflect::get(&self.0, &"upload".into())?;
        Reflect::set(&upload, &"onprogress".into(), hears).map(drop)
    }

    /// Sends a body; the promise is kept when it is over, however it went.
    pub fn send(&self, body: &Blob) -> Result<Promise, JsValue> {
        let ended = Promise::new(&mut |resolve, _| {
            // A property of an object of the browser's own: it can be set.
            let _ = Reflect::set(&self.0, &"onloadend".into(), &resolve);
        });
        self.call("send", &[body.into()])?;
        Ok(ended)
    }

    /// The status, 0 where no answer came, and the body.
    pub fn answer(&self) -> (u16, String) {
        let property = |name: &str| Reflect::get(&self.0, &name.into()).unwrap_or_default();
        let status = property("status").as_f64().unwrap_or_default();
        (status as u16, property("responseText").as_string().unwrap_or_default())
    }

    /// Stops it.
    pub fn abort(&self) {
        // Fails only where there is nothing to stop.
        let _ = self.call("abort", &[]);
    }
}
