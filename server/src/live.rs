//! The live socket of a post: `/ws/content/{id}`, the y-websocket protocol with our two message types.
//!
//! Here are only the socket's own concerns: opening and closing it, noticing dead lines. What the frames
//! say is the matter of the post's room (the `collaboration` crate). Browsers do not let a page see why
//! an upgrade was refused, so every refusal opens the socket and closes it with a code.

use crate::start::App;
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{
        Path, RawQuery, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    response::Response,
    routing::any,
};
use collaboration::{Connection, Incoming, Outbox, Outgoing};
use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use model::{
    ContentId, ErrorCode, Result,
    live::{Close, SCHEMA},
};
use services::{Caller, Joined, Services};
use std::time::Duration;
use tokio::time::{interval, timeout};

/// The biggest message that the socket itself takes; rooms refuse smaller ones with a better word.
const MESSAGE_MAX: usize = 8 << 20;
/// What is read at once, in bytes. It is held, and cleared at each turn, for every connection; typing is small.
pub(crate) const READ_BUFFER: usize = 4 << 10;
/// How often a quiet line is asked whether it is alive,
const PING_EVERY: Duration = Duration::from_secs(15);
/// and how long it may be quiet.
const SILENCE_MAX: Duration = Duration::from_secs(45);
/// How long a client may take for what was sent to it.
const SEND_MAX: Duration = Duration::from_secs(20);
/// How long a client has for answering a close.
const GOODBYE_MAX: Duration = Duration::from_secs(2);

/// The live socket's route.
pub fn router() -> Router<App> {
    Router::new().route("/ws/content/{id}", any(open))
}

async fn open(
    upgrade: WebSocketUpgrade,
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let asked = Asked::from(query.as_deref().unwrap_or_default());
    upgrade.max_message_size(MESSAGE_MAX).max_frame_size(MESSAGE_MAX).read_buffer_size(READ_BUFFER).on_upgrade(move |socket| async move {
        match join(&app.services, &caller, &id, asked).await {
            Ok(Joined { connection, stay: _stay }) => talk(socket, connection).await,
            Err(close) => refuse(socket, close).await,
        }
    })
}

/// What the address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Asked {
    /// Our message types: it is an editor of ours, or a program that knows them.
    acks: bool,
    /// The schema that it edits with.
    schema: Option<u32>,
}

impl From<&str> for Asked {
    fn from(query: &str) -> Self {
        let value = |name: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value);
        Self { acks: value("acks") == Some("1"), schema: value("schema").and_then(|schema| schema.parse().ok()) }
    }
}

impl Asked {
    /// Our first editors said nothing of their schema. Plain Yjs clients have none, and leave alone what they do not know.
    fn outdated(self) -> bool {
        self.acks && self.schema.unwrap_or(1) < SCHEMA
    }
}

async fn join(services: &Services, caller: &Caller, id: &str, asked: Asked) -> Result<Joined, Close> {
    if asked.outdated() {
        return Err(Close::Outdated);
    }
    let id: ContentId = match id.parse() {
        Ok(id) => id,
        // What is no id names nothing; but first one has to be somebody.
        Err(_) if caller.identity.is_none() && caller.guest.is_none() => return Err(Close::SignedOut),
        Err(_) => return Err(Close::Gone),
    };
    services.join(caller, id, asked.acks).await.map_err(|error| match error.code {
        ErrorCode::NotFound => Close::Gone,
        ErrorCode::SignInNeeded => Close::SignedOut,
        ErrorCode::Forbidden => Close::NoAccess,
        _ => Close::Restarting,
    })
}

async fn refuse(socket: WebSocket, close: Close) {
    let (mut sink, mut stream) = socket.split();
    if timeout(SEND_MAX, sink.send(closing(close, close.reason()))).await.is_ok_and(|sent| sent.is_ok()) {
        goodbye(&mut stream).await;
    }
}

/// Until one side has had enough.
async fn talk(socket: WebSocket, mut connection: Connection) {
    let (mut sink, mut stream) = socket.split();
    let incoming = connection.incoming();
    let closed = tokio::select! {
        () = listen(&mut stream, &incoming) => false,
        closed = speak(&mut sink, &mut connection.outgoing) => closed,
    };
    drop(connection);
    if closed {
        goodbye(&mut stream).await;
    }
}

/// Takes what the client sends, until it leaves or its line is dead.
async fn listen(stream: &mut SplitStream<WebSocket>, incoming: &Incoming) {
    while let Ok(Some(message)) = timeout(SILENCE_MAX, stream.next()).await {
        match message {
            Ok(Message::Binary(frame)) => incoming.receive(frame).await,
            Ok(Message::Text(_)) => incoming.refuse("frames of this protocol are binary").await,
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) => return,
            Err(error) => {
                let text = error.to_string();
                if !text.contains("too long") && !text.contains("too big") {
                    return;
                }
                incoming.too_big().await;
                // The close is on its way through the outbox; nothing more can be read.
                std::future::pending().await
            }
        }
    }
}

/// Sends what waits for the client. `true` if a close was the last thing.
async fn speak(sink: &mut SplitSink<WebSocket, Message>, outgoing: &mut Outbox) -> bool {
    let mut ping = interval(PING_EVERY);
    ping.tick().await;
    loop {
        let first = tokio::select! {
            next = outgoing.next() => match next {
                Some(next) => message(next),
                None => return true,
            },
            _ = ping.tick() => Message::Ping(Bytes::new()),
        };
        let sent = timeout(SEND_MAX, async {
            sink.feed(first).await?;
            while let Some(next) = outgoing.try_next() {
                sink.feed(message(next)).await?;
            }
            sink.flush().await
        });
        if !sent.await.is_ok_and(|sent| sent.is_ok()) {
            return false;
        }
    }
}

fn message(next: Outgoing) -> Message {
    match next {
        Outgoing::Frame(frame) => Message::Binary(frame),
        Outgoing::Close(code, why) => closing(code, why),
    }
}

fn closing(close: Close, why: &'static str) -> Message {
    Message::Close(Some(CloseFrame { code: close.code(), reason: why.into() }))
}

/// Reads until the client has answered the close: a socket that is dropped with something unread takes
/// the close away from the client.
async fn goodbye(stream: &mut SplitStream<WebSocket>) {
    let end = async { while let Some(Ok(_)) = stream.next().await {} };
    let _ = timeout(GOODBYE_MAX, end).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_editors_of_ours_can_be_outdated() {
        let outdated = |query: &str| Asked::from(query).outdated();
        assert!(outdated("acks=1") && outdated("acks=1&schema=1") && outdated("schema=x&acks=1"));
        assert!(!outdated("acks=1&schema=2") && !outdated("schema=3&acks=1"));
        assert!(!outdated("") && !outdated("token=0123"));
    }

    #[test]
    fn the_editor_says_the_same_schema() {
        let editor = include_str!("../../frontend/editor/src/schema.ts");
        assert!(editor.contains(&format!("export const SCHEMA = {SCHEMA};")), "{editor}");
    }
}
