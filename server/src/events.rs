//! The event socket of a tab: `/ws/events`, JSON messages (`model::events`). Everything outside of documents:
//! notifications, and who is in which post.
//!
//! Like the live socket it is opened before it is refused: browsers do not let a page see why an upgrade failed.

use crate::{live::READ_BUFFER, start::App};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    response::Response,
    routing::any,
};
use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use model::{
    ErrorCode, Result,
    events::{Ask, Event},
    live::Close,
};
use services::{
    Caller, Services,
    events::{Line, Said},
};
use std::time::Duration;
use tokio::time::{Instant, interval, sleep_until, timeout};

/// The biggest message that a tab may send, in bytes: 100 ids are 4,000.
const MESSAGE_MAX: usize = 16 << 10;
/// How often a quiet line is asked whether it is alive,
const PING_EVERY: Duration = Duration::from_secs(15);
/// and how long it may be quiet.
const SILENCE_MAX: Duration = Duration::from_secs(45);
/// How long a client may take for what was sent to it.
const SEND_MAX: Duration = Duration::from_secs(20);
/// How long a client has for answering a close.
const GOODBYE_MAX: Duration = Duration::from_secs(2);

/// The event socket's route.
pub fn router() -> Router<App> {
    Router::new().route("/ws/events", any(open))
}

async fn open(upgrade: WebSocketUpgrade, State(app): State<App>, Extension(caller): Extension<Caller>) -> Response {
    upgrade.max_message_size(MESSAGE_MAX).max_frame_size(MESSAGE_MAX).read_buffer_size(READ_BUFFER).on_upgrade(move |socket| async move {
        let (mut sink, mut stream) = socket.split();
        let why = talk(&app.services, &caller, &mut sink, &mut stream).await;
        if let Some(close) = why
            && timeout(SEND_MAX, sink.send(closing(close))).await.is_ok_and(|sent| sent.is_ok())
        {
            // A socket that is dropped with something unread takes the close away from the client.
            let end = async { while let Some(Ok(_)) = stream.next().await {} };
            let _ = timeout(GOODBYE_MAX, end).await;
        }
    })
}

/// Until one side has had enough; `None` if the client left by itself.
async fn talk(services: &Services, caller: &Caller, sink: &mut SplitSink<WebSocket, Message>, stream: &mut SplitStream<WebSocket>) -> Option<Close> {
    let Ok(identity) = caller.identity() else { return Some(Close::SignedOut) };
    let mut line = match services.open_tab(identity).await {
        Ok(line) => line,
        Err(error) if error.code == ErrorCode::SignInNeeded => return Some(Close::SignedOut),
        Err(_) => return Some(Close::Restarting),
    };
    let mut ping = interval(PING_EVERY);
    ping.tick().await;
    let mut heard = Instant::now();
    loop {
        let next = tokio::select! {
            said = line.next() => match said {
                Said::Event(event) => text(&event),
                Said::Close(close) => return Some(close),
            },
            message = stream.next() => {
                heard = Instant::now();
                if let Err(close) = listen(services, caller, &line, message).await {
                    return close;
                }
                continue;
            }
            _ = ping.tick() => Message::Ping(Bytes::new()),
            () = sleep_until(heard + SILENCE_MAX) => return None,
        };
        if !timeout(SEND_MAX, sink.send(next)).await.is_ok_and(|sent| sent.is_ok()) {
            return None;
        }
    }
}

/// Does what a tab asks for. An error ends the talk.
async fn listen(services: &Services, caller: &Caller, line: &Line, message: Option<Result<Message, axum::Error>>) -> Result<(), Option<Close>> {
    let asked = match message {
        Some(Ok(Message::Text(asked))) => asked,
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(()),
        Some(Ok(Message::Binary(_))) => return Err(Some(Close::Malformed)),
        Some(Ok(Message::Close(_))) | None => return Err(None),
        Some(Err(error)) => {
            let text = error.to_string();
            return Err((text.contains("too long") || text.contains("too big")).then_some(Close::TooBig));
        }
    };
    let Ask::Watch { posts } = serde_json::from_str(&asked).map_err(|_| Close::Malformed)?;
    let me = caller.me().map_err(|_| Close::SignedOut)?;
    services.watch(me, line, &posts).await.map_err(|error| match error.code {
        ErrorCode::TooLarge => Close::TooBig,
        _ => Close::Restarting,
    })?;
    Ok(())
}

fn text(event: &Event) -> Message {
    // Texts, numbers and ids only: always JSON.
    Message::text(serde_json::to_string(event).expect("events are JSON"))
}

fn closing(close: Close) -> Message {
    let reason = match close {
        Close::Malformed => "messages of this socket are JSON, as {\"type\": \"watch\", \"posts\": []}",
        other => other.reason(),
    };
    Message::Close(Some(CloseFrame { code: close.code(), reason: reason.into() }))
}
