//! A client of the live socket that says exactly what a test wants it to say.

use crate::support::{Person, TestServer};
use futures::{SinkExt, StreamExt};
use model::ContentId;
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};
use yrs::{Doc, GetString, ReadTxn, StateVector, Text, Transact, Update, updates::decoder::Decode, updates::encoder::Encode};

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open socket with its own copy of the document.
pub struct Client {
    pub doc: Doc,
    /// Of the document messages sent, so many are durable.
    pub durable: u64,
    /// Document messages sent.
    pub sent: u64,
    /// What was said of the line to other servers.
    pub linked: Vec<bool>,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// What the server said.
#[derive(Debug)]
pub enum Heard {
    /// Somebody's changes, or the answer to our state vector.
    Changes,
    /// The server's state vector.
    Question,
    /// Presence, as text that is good enough to search in.
    Presence(String),
    /// A message type of ours.
    Other,
    /// The socket was closed with this code.
    Closed(u16),
}

/// What an editor of now says in the socket's address.
fn of_now() -> String {
    format!("?acks=1&schema={}", model::live::SCHEMA)
}

impl Client {
    /// Opens the socket as this person.
    pub async fn open(server: &TestServer, person: &Person, id: ContentId) -> Self {
        Self::try_open(server, person, &id.to_string(), None).await.unwrap()
    }

    /// Opens the socket of a program that listens there.
    pub async fn open_at(address: &str, person: &Person, id: ContentId) -> Self {
        Self::connect(address, person, &id.to_string(), &of_now(), None).await.unwrap()
    }

    /// Opens it with an Origin.
    pub async fn try_open(server: &TestServer, person: &Person, id: &str, origin: Option<&str>) -> Result<Self, Box<Error>> {
        Self::with(server, person, id, &of_now(), origin).await
    }

    /// Opens it with another query.
    pub async fn with(server: &TestServer, person: &Person, id: &str, query: &str, origin: Option<&str>) -> Result<Self, Box<Error>> {
        Self::connect(&server.address, person, id, query, origin).await
    }

    async fn connect(address: &str, person: &Person, id: &str, query: &str, origin: Option<&str>) -> Result<Self, Box<Error>> {
        let mut request = format!("ws://{address}/ws/content/{id}{query}").into_client_request().unwrap();
        let headers = request.headers_mut();
        if let Some(token) = &person.token {
            headers.insert("authorization", HeaderValue::from_str(&format!("Bearer {token}")).unwrap());
        } else if let Some(cookie) = person.cookie() {
            headers.insert("cookie", HeaderValue::from_str(&cookie).unwrap());
        }
        if let Some(origin) = origin {
            headers.insert("origin", HeaderValue::from_str(origin).unwrap());
        }
        let (socket, _) = connect_async(request).await.map_err(Box::new)?;
        Ok(Self { doc: Doc::new(), durable: 0, sent: 0, linked: Vec::new(), socket })
    }

    pub async fn send(&mut self, frame: Vec<u8>) {
        self.sent += u64::from(matches!(frame[..], [0, 1 | 2, ..]));
        // A server that has just closed the socket is heard by what comes next.
        let _ = self.socket.send(Message::binary(frame)).await;
    }

    pub async fn send_text(&mut self, text: &str) {
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// The next thing that the server says; `None` if it says nothing for a while.
    pub async fn hear(&mut self, patience: Duration) -> Option<Heard> {
        loop {
            let message = match timeout(patience, self.socket.next()).await {
                Err(_) => return None,
                Ok(None | Some(Err(_))) => return Some(Heard::Closed(0)),
                Ok(Some(Ok(message))) => message,
            };
            return Some(match message {
                Message::Close(frame) => Heard::Closed(frame.map_or(0, |frame| frame.code.into())),
                Message::Binary(frame) => match (frame[0], frame[1]) {
                    (0, 0) => Heard::Question,
                    (0, _) => {
                        let update = Update::decode_v1(payload(&frame[2..])).unwrap();
                        self.doc.transact_mut().apply_update(update).unwrap();
                        Heard::Changes
                    }
                    (1, _) => Heard::Presence(String::from_utf8_lossy(&frame).into_owned()),
                    (100, _) => {
                        self.durable = read_number(&frame[1..]);
                        Heard::Other
                    }
                    (103, _) => {
                        self.linked.push(payload(&frame[1..]) == br#"{"linked":true}"#);
                        Heard::Other
                    }
                    _ => Heard::Other,
                },
                _ => continue,
            });
        }
    }

    /// The code that the server closes the socket with; panics if it does not.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.hear(PATIENCE).await {
                Some(Heard::Closed(code)) => return code,
                Some(_) => {}
                None => panic!("the socket stays open"),
            }
        }
    }

    /// Asks for the document and waits until it is there: whatever was sent before has been handled.
    pub async fn sync(&mut self) {
        let sv = self.doc.transact().state_vector().encode_v1();
        self.send(frame(&[0, 0], &sv)).await;
        loop {
            match self.hear(PATIENCE).await {
                Some(Heard::Changes) => return,
                Some(Heard::Closed(code)) => panic!("closed with {code}"),
                Some(_) => {}
                None => panic!("no answer to a state vector"),
            }
        }
    }

    /// The title in this client's copy.
    pub fn title(&self) -> String {
        let title = self.doc.get_or_insert_text("title");
        title.get_string(&self.doc.transact())
    }

    /// Puts text in front of the title; returns the update, not yet sent.
    pub fn edit(&self, text: &str) -> Vec<u8> {
        let title = self.doc.get_or_insert_text("title");
        let before = self.doc.transact().state_vector();
        title.insert(&mut self.doc.transact_mut(), 0, text);
        self.doc.transact().encode_state_as_update_v1(&before)
    }
}

/// A frame: its kind, and bytes with their length before them.
pub fn frame(kind: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut frame = kind.to_vec();
    number(&mut frame, bytes.len() as u64);
    frame.extend_from_slice(bytes);
    frame
}

/// A presence message of one client.
pub fn presence(client: u64, state: &str) -> Vec<u8> {
    let mut body = Vec::new();
    number(&mut body, 1);
    number(&mut body, client);
    number(&mut body, 1);
    number(&mut body, state.len() as u64);
    body.extend_from_slice(state.as_bytes());
    frame(&[1], &body)
}

/// An update that changes nothing.
pub fn nothing() -> Vec<u8> {
    Doc::new().transact().encode_state_as_update_v1(&StateVector::default())
}

fn number(to: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn read_number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 7 | u64::from(byte & 0x7f))
}

fn payload(bytes: &[u8]) -> &[u8] {
    let length = bytes.iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    &bytes[length..]
}
