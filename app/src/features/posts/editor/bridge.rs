//! The editing surface, seen from Rust: loads its bundle and speaks its interface
//! (`frontend/editor/src/interface.ts`). Only strings, numbers and functions cross.

use crate::browser;
use js_sys::{Function, JSON, Object, Reflect};
use model::{CommentId, comments::Anchor, content::Role};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// How the text on the screen stands to the text on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sync {
    /// Not connected yet.
    #[default]
    Connecting,
    /// Something typed here is not durable yet.
    Saving,
    /// All that is shown is durable.
    Saved,
    /// No connection; edits are kept on the device.
    Offline,
}

/// Why the connection has ended for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The session has ended.
    SignedOut,
    /// The role no longer allows it.
    NoAccess,
    /// The post is not there any more.
    Gone,
    /// An edit over its bound.
    TooBig,
    /// The protocol was broken.
    Malformed,
    /// This page is older than what the server's texts are made of.
    Outdated,
}

/// Somebody who is here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Present {
    /// Id of the person or the guest.
    pub id: String,
    /// Somebody without an account, who came by a link.
    #[serde(default)]
    pub guest: bool,
    /// Their name.
    pub name: String,
    /// Index into the avatar palette.
    pub color: u8,
    /// Address of their picture, or empty.
    pub picture: String,
    /// Changing the text or the title right now.
    pub typing: bool,
    /// Nothing was done for a minute.
    pub idle: bool,
    /// Nothing was done for ten minutes, or nobody looks at the page.
    pub away: bool,
    /// The thread of comments in which they are writing, or empty.
    pub replying: String,
    /// The person at this screen.
    #[serde(rename = "self")]
    pub me: bool,
}

/// Whether a command applies to the selection, and whether it can be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct CommandState {
    /// It applies to the selection.
    pub active: bool,
    /// It can be used now.
    pub possible: bool,
}

/// The threads to whose words the caret or a click has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Chosen {
    /// The threads.
    pub threads: Vec<CommentId>,
    /// By a click.
    pub clicked: bool,
}

/// A keyboard shortcut.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shortcut {
    /// What it does.
    pub label: String,
    /// The keys, in order.
    pub keys: Vec<String>,
}

/// How we show ourselves until the server tells the others.
#[derive(Debug, Serialize)]
pub struct Myself {
    /// Our name.
    pub name: String,
    /// Index into the avatar palette.
    pub color: u8,
    /// Address of our picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// What the surface needs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    /// The post.
    pub content_id: String,
    /// Address of the live sockets.
    pub socket_url: String,
    /// Our role.
    pub role: Role,
    /// Our id, as a person or as a guest.
    pub user_id: String,
    /// Our name and colour.
    #[serde(rename = "self")]
    pub myself: Myself,
    /// Language of the surface's own texts.
    pub locale: &'static str,
}

/// What the page wants to hear.
pub struct Events {
    /// The state of saving changed.
    pub status: Box<dyn FnMut(Sync)>,
    /// Somebody else changed the title.
    pub title: Box<dyn FnMut(String)>,
    /// Who is here changed.
    pub people: Box<dyn FnMut(Vec<Present>)>,
    /// Our role changed.
    pub role: Box<dyn FnMut(Role)>,
    /// Words and characters changed.
    pub counts: Box<dyn FnMut(u32, u32)>,
    /// Whom the view follows, by their id; empty for nobody.
    pub following: Box<dyn FnMut(String)>,
    /// The connection has ended for good.
    pub closed: Box<dyn FnMut(Closed)>,
    /// A thread of comments has changed; empty when any of them may have.
    pub comments: Box<dyn FnMut(String)>,
    /// Whether our server hears the other ones.
    pub linked: Box<dyn FnMut(bool)>,
    /// The caret or a click has come to words of threads.
    pub threads: Box<dyn FnMut(Chosen)>,
    /// The threads that have words, in the order of the text.
    pub order: Box<dyn FnMut(Vec<CommentId>)>,
    /// Somebody wants to comment on these words, which begin so many pixels below the text's top.
    pub compose: Box<dyn FnMut(Anchor, i32)>,
    /// Which commands apply.
    pub active: Box<dyn FnMut(HashMap<String, CommandState>)>,
}

/// A mounted surface. Leaving the page must call [`Surface::destroy`].
pub struct Surface {
    handle: JsValue,
    /// Called from JavaScript for as long as the surface lives.
    _callbacks: Vec<Callback>,
    _counts: Closure<dyn FnMut(f64, f64)>,
    _compose: Closure<dyn FnMut(JsValue, f64)>,
    /// Keyboard shortcuts for the help dialog.
    pub shortcuts: Vec<Shortcut>,
}

impl Surface {
    /// Loads the bundle and turns the element into the surface.
    ///
    /// # Errors
    /// What the browser says if the bundle can't be loaded.
    pub async fn mount(bundle: &str, element: &web_sys::Element, options: &Options, on: Events) -> Result<Self, JsValue> {
        let module = browser::import(bundle).await?;
        let events = listen(on)?;
        let options_json = serde_json::to_string(options).map_err(|error| JsValue::from_str(&error.to_string()))?;
        let handle = method(&module, "mount")?.call3(&module, element, &options_json.into(), &events.object)?;
        method(&handle, "onActive")?.call1(&handle, &events.active)?;
        let shortcuts = method(&module, "shortcuts")?.call1(&module, &options.locale.into())?;
        Ok(Self {
            handle,
            _callbacks: events.callbacks,
            _counts: events.counts,
            _compose: events.compose,
            shortcuts: parse(&shortcuts).unwrap_or_default(),
        })
    }

    /// Makes the title this text.
    pub fn set_title(&self, text: &str) {
        self.call("setTitle", &[text.into()]);
    }

    /// Runs a command on the selection.
    pub fn command(&self, name: &str) {
        self.call("command", &[name.into()]);
    }

    /// Puts the caret into the text.
    pub fn focus(&self) {
        self.call("focus", &[]);
    }

    /// Hands over the selected words to be commented on; `false` if there are none.
    pub fn comment(&self) -> bool {
        self.call("command", &["comment".into()]).is_some_and(|done| done.is_truthy())
    }

    /// Says which threads of comments there are, as JSON.
    pub fn set_threads(&self, json: &str) {
        self.call("setThreads", &[json.into()]);
    }

    /// Shows which thread is looked at; its words come into view if wanted.
    pub fn set_active_thread(&self, id: &str, scroll: bool) {
        self.call("setActiveThread", &[id.into(), scroll.into()]);
    }

    /// Keeps the cards in this element beside their words.
    pub fn align_threads(&self, column: &web_sys::Element) {
        self.call("alignThreads", &[column.into()]);
    }

    /// Tells the others in which thread we are writing; empty for none.
    pub fn set_replying(&self, id: &str) {
        self.call("setReplying", &[id.into()]);
    }

    /// Scrolls with somebody, by their id, until we act ourselves; empty for nobody.
    pub fn follow(&self, id: &str) {
        self.call("follow", &[id.into()]);
    }

    /// Leaves the room.
    pub fn destroy(&self) {
        self.call("destroy", &[]);
    }

    fn call(&self, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let list = arguments.iter().cloned().collect::<js_sys::Array>();
        let answer = method(&self.handle, name).and_then(|method| method.apply(&self.handle, &list));
        answer.inspect_err(|error| browser::complain(&format!("the editing surface failed at {name}"), error)).ok()
    }
}

struct Listeners {
    object: Object,
    active: JsValue,
    callbacks: Vec<Callback>,
    counts: Closure<dyn FnMut(f64, f64)>,
    compose: Closure<dyn FnMut(JsValue, f64)>,
}

type Callback = Closure<dyn FnMut(JsValue)>;

fn listen(mut on: Events) -> Result<Listeners, JsValue> {
    let object = Object::new();
    let mut kept: Vec<Callback> = Vec::new();
    let mut add = |name: &str, call: Box<dyn FnMut(JsValue)>| -> Result<JsValue, JsValue> {
        let closure = Closure::wrap(call);
        let function = closure.as_ref().clone();
        Reflect::set(&object, &name.into(), &function)?;
        kept.push(closure);
        Ok(function)
    };
    add("status", Box::new(move |word| (on.status)(sync(word.as_string().as_deref()))))?;
    add("title", Box::new(move |text| (on.title)(text.as_string().unwrap_or_default())))?;
    add("people", Box::new(move |json| (on.people)(parse(&json).unwrap_or_default())))?;
    add(
        "role",
        Box::new(move |code| {
            if let Some(role) = code.as_string().as_deref().and_then(Role::from_code) {
                (on.role)(role);
            }
        }),
    )?;
    add("closed", Box::new(move |word| (on.closed)(closed(word.as_string().as_deref()))))?;
    add("following", Box::new(move |id| (on.following)(id.as_string().unwrap_or_default())))?;
    add("comments", Box::new(move |thread| (on.comments)(thread.as_string().unwrap_or_default())))?;
    add("linked", Box::new(move |linked| (on.linked)(linked.as_bool().unwrap_or(true))))?;
    add("threads", Box::new(move |json| (on.threads)(parse(&json).unwrap_or_default())))?;
    add("order", Box::new(move |json| (on.order)(parse(&json).unwrap_or_default())))?;
    let active = add("active", Box::new(move |json| (on.active)(parse(&json).unwrap_or_default())))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of a text come as JavaScript numbers")]
    let counts = Closure::wrap(Box::new(move |words: f64, characters: f64| (on.counts)(words as u32, characters as u32)) as Box<dyn FnMut(f64, f64)>);
    Reflect::set(&object, &"counts".into(), counts.as_ref())?;
    #[expect(clippy::cast_possible_truncation, reason = "pixels come as JavaScript numbers")]
    let compose = Closure::wrap(Box::new(move |json: JsValue, top: f64| {
        if let Some(anchor) = parse(&json) {
            (on.compose)(anchor, top as i32);
        }
    }) as Box<dyn FnMut(JsValue, f64)>);
    Reflect::set(&object, &"compose".into(), compose.as_ref())?;
    Ok(Listeners { object, active, callbacks: kept, counts, compose })
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}

fn parse<T: for<'a> Deserialize<'a>>(json: &JsValue) -> Option<T> {
    let text = json.as_string().or_else(|| JSON::stringify(json).ok()?.as_string())?;
    serde_json::from_str(&text).ok()
}

fn sync(word: Option<&str>) -> Sync {
    match word {
        Some("saving") => Sync::Saving,
        Some("saved") => Sync::Saved,
        Some("offline") => Sync::Offline,
        _ => Sync::Connecting,
    }
}

fn closed(word: Option<&str>) -> Closed {
    match word {
        Some("signed-out") => Closed::SignedOut,
        Some("no-access") => Closed::NoAccess,
        Some("gone") => Closed::Gone,
        Some("too-big") => Closed::TooBig,
        Some("outdated") => Closed::Outdated,
        _ => Closed::Malformed,
    }
}
