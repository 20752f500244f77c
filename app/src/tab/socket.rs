//! The socket behind the tab's line: opened again, after longer and longer waits, for as long as it makes sense.
//! Called from effects and events only, so never on the server.

use super::Tab;
use crate::browser;
use leptos::prelude::{GetUntracked, set_timeout};
use model::{ContentId, events::Ask, live::Close};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// The first wait, in milliseconds, and the longest; each is twice the one before.
const WAITS: (u32, u32) = (1_000, 30_000);

thread_local! {
    static SOCKET: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// Attempts since the last one that worked; `None` when no line is wanted.
    static TRIES: Cell<Option<u32>> = const { Cell::new(None) };
}

/// A socket with what it calls, which must live as long.
struct Open {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Refused only for a code that cannot be, and none is given.
        let _ = self.socket.close();
    }
}

pub(super) fn open(tab: Tab) {
    TRIES.set(Some(0));
    connect(tab);
}

pub(super) fn close() {
    TRIES.set(None);
    SOCKET.take();
}

/// Follows these posts and no others; said again when the socket opens.
pub(super) fn watch(posts: &[ContentId]) {
    SOCKET.with_borrow(|open| {
        if let Some(open) = open.as_ref().filter(|open| open.socket.ready_state() == WebSocket::OPEN) {
            say(&open.socket, posts);
        }
    });
}

fn say(socket: &WebSocket, posts: &[ContentId]) {
    if let Ok(text) = serde_json::to_string(&Ask::Watch { posts: posts.to_vec() }) {
        // A socket that is closing says so by itself.
        let _ = socket.send_with_str(&text);
    }
}

fn connect(tab: Tab) {
    let Ok(socket) = WebSocket::new(&browser::socket_url("/ws/events")) else { return };
    let opened = {
        let socket = socket.clone();
        Closure::<dyn FnMut()>::new(move || {
            TRIES.set(Some(0));
            let (_, posts) = tab.watched.get_untracked();
            if !posts.is_empty() {
                say(&socket, &posts);
            }
        })
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            tab.hear(&text);
        }
    });
    let closed = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
        // Signed out: the next page load asks for a sign-in.
        if event.code() != Close::SignedOut.code() {
            again(tab);
        }
    });
    socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
    socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
    SOCKET.replace(Some(Open { socket, _opened: opened, _heard: heard, _closed: closed }));
}

/// Tries once more after a while; tabs that lost the same server do not come back at the same moment.
fn again(tab: Tab) {
    let Some(tries) = TRIES.get() else { return };
    TRIES.set(Some(tries + 1));
    let longest = WAITS.0.saturating_mul(1 << tries.min(10)).min(WAITS.1);
    let wait = f64::from(longest) * (0.5 + js_sys::Math::random() / 2.0);
    let connect_if_wanted = move || {
        if TRIES.get().is_some() {
            connect(tab);
        }
    };
    set_timeout(connect_if_wanted, Duration::from_millis(wait as u64));
}
