//! A Yjs client without a browser.

use bytes::Bytes;
use collaboration::{Connection, Outgoing};
use model::{
    CommentId,
    content::Role,
    live::{Close, CommentsChanged, Linked, RoleNow},
};
use serde_json::Value;
use std::{collections::BTreeMap, time::Duration};
use tokio::time::timeout;
use yrs::{
    Doc, GetString, ReadTxn, StateVector, Text, TextRef, Transact, TransactionMut, Update, XmlFragment, XmlFragmentRef,
    encoding::{
        read::{Cursor, Read},
        write::Write,
    },
    updates::{decoder::Decode, encoder::Encode},
};

pub struct Client {
    pub doc: Doc,
    pub title: TextRef,
    pub body: XmlFragmentRef,
    pub connection: Option<Connection>,
    /// Document messages sent on this connection.
    pub sent: u64,
    /// Of those, so many are durable.
    pub durable: u64,
    pub role: Option<Role>,
    /// Has got a step 2.
    pub synced: bool,
    /// Document messages from the server after the step 2.
    pub heard: u64,
    pub closed: Option<(Close, &'static str)>,
    /// Threads of comments that have changed.
    pub comments: Vec<CommentId>,
    /// What was said of the line to other servers.
    pub linked: Vec<bool>,
    /// How many presence frames have come.
    pub presence_frames: u64,
    /// Others, by client: the clock and the state.
    pub others: BTreeMap<u64, (u32, Value)>,
}

impl Client {
    pub fn new() -> Self {
        let doc = document::new_doc();
        let title = doc.get_or_insert_text(document::TITLE);
        let body = doc.get_or_insert_xml_fragment(document::BODY);
        Self {
            doc,
            title,
            body,
            connection: None,
            sent: 0,
            durable: 0,
            role: None,
            synced: false,
            heard: 0,
            closed: None,
            comments: Vec::new(),
            linked: Vec::new(),
            presence_frames: 0,
            others: BTreeMap::new(),
        }
    }

    /// Begins on a line as y-websocket does, and waits until both sides are level.
    pub async fn enter(&mut self, connection: Connection) {
        self.connect(connection).await;
        self.until("a step 2", |client| client.synced || client.closed.is_some()).await;
    }

    /// Begins on a line without waiting for anything.
    pub async fn connect(&mut self, connection: Connection) {
        (self.sent, self.durable, self.heard, self.synced, self.closed) = (0, 0, 0, false, None);
        self.connection = Some(connection);
        let state_vector = self.doc.transact().state_vector().encode_v1();
        self.send(&sync(0, &state_vector)).await;
    }

    pub async fn send(&self, frame: &[u8]) {
        if let Some(connection) = &self.connection {
            connection.receive(Bytes::copy_from_slice(frame)).await;
        }
    }

    pub fn leave(&mut self) {
        self.connection = None;
    }

    /// Changes the document here, and returns the update.
    pub fn change(&self, change: impl FnOnce(&mut TransactionMut)) -> Vec<u8> {
        let mut txn = self.doc.transact_mut();
        change(&mut txn);
        txn.encode_update_v1()
    }

    /// Changes the document here and tells the server.
    pub async fn edit(&mut self, change: impl FnOnce(&mut TransactionMut)) {
        let update = self.change(change);
        self.send_update(&update).await;
    }

    pub async fn send_update(&mut self, update: &[u8]) {
        self.sent += 1;
        self.send(&sync(2, update)).await;
    }

    /// Writes at the end of the title.
    pub async fn write(&mut self, text: &str) {
        let title = self.title.clone();
        self.edit(|txn| {
            let end = title.len(txn);
            title.insert(txn, end, text);
        })
        .await;
    }

    pub fn text(&self) -> String {
        self.title.get_string(&self.doc.transact())
    }

    /// Everything that can be compared: state vector, title, body.
    pub fn all(&self) -> (StateVector, String, String) {
        all(&self.doc)
    }

    /// Takes what the server sends until this holds.
    pub async fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let wait = async {
            while !holds(self) {
                self.take_one().await;
            }
        };
        timeout(crate::SOON, wait).await.unwrap_or_else(|_| panic!("waited in vain for {what}"));
    }

    /// Takes what the server sends until it has been quiet for so long.
    pub async fn rest(&mut self, quiet: Duration) {
        while self.closed.is_none() && timeout(quiet, self.take_one()).await.is_ok() {}
    }

    /// Takes what is there already.
    pub async fn take_all(&mut self) {
        while let Some(next) = self.connection.as_mut().and_then(|connection| connection.outgoing.try_next()) {
            self.take(next).await;
        }
    }

    async fn take_one(&mut self) {
        let connection = self.connection.as_mut().expect("connected");
        match connection.outgoing.next().await {
            Some(next) => self.take(next).await,
            None => std::future::pending().await,
        }
    }

    async fn take(&mut self, next: Outgoing) {
        let frame = match next {
            Outgoing::Close(code, why) => return self.closed = Some((code, why)),
            Outgoing::Frame(frame) => frame,
        };
        let mut cursor = Cursor::new(&frame);
        match cursor.read_var::<u32>().unwrap() {
            0 => {
                let step = cursor.read_var::<u32>().unwrap();
                let body = cursor.read_buf().unwrap();
                if step == 0 {
                    let state_vector = StateVector::decode_v1(body).unwrap();
                    let missing = self.doc.transact().encode_state_as_update_v1(&state_vector);
                    self.sent += 1;
                    self.send(&sync(1, &missing)).await;
                } else {
                    self.heard += u64::from(self.synced);
                    self.synced |= step == 1;
                    self.doc.transact_mut().apply_update(Update::decode_v1(body).unwrap()).unwrap();
                }
            }
            1 => {
                self.presence_frames += 1;
                let body = cursor.read_buf().unwrap().to_vec();
                let mut cursor = Cursor::new(&body);
                for _ in 0..cursor.read_var::<u32>().unwrap() {
                    let (client, clock) = (cursor.read_var::<u64>().unwrap(), cursor.read_var::<u32>().unwrap());
                    let state = serde_json::from_str(cursor.read_string().unwrap()).unwrap();
                    if state == Value::Null {
                        self.others.remove(&client);
                    } else {
                        self.others.insert(client, (clock, state));
                    }
                }
            }
            100 => self.durable = cursor.read_var::<u64>().unwrap(),
            101 => self.role = Some(serde_json::from_str::<RoleNow>(cursor.read_string().unwrap()).unwrap().role),
            102 => self.comments.push(serde_json::from_str::<CommentsChanged>(cursor.read_string().unwrap()).unwrap().thread),
            103 => self.linked.push(serde_json::from_str::<Linked>(cursor.read_string().unwrap()).unwrap().linked),
            other => panic!("an unknown message: {other}"),
        }
    }
}

pub fn all(doc: &Doc) -> (StateVector, String, String) {
    let title = doc.get_or_insert_text(document::TITLE);
    let body = doc.get_or_insert_xml_fragment(document::BODY);
    let txn = doc.transact();
    (txn.state_vector(), title.get_string(&txn), body.get_string(&txn))
}

pub fn sync(step: u64, body: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    frame.write_var(0_u64);
    frame.write_var(step);
    frame.write_buf(body);
    frame
}

/// A presence message.
pub fn presence(entries: &[(u64, u32, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    body.write_var(entries.len());
    for &(client, clock, state) in entries {
        body.write_var(client);
        body.write_var(clock);
        body.write_string(state);
    }
    let mut frame = vec![1];
    frame.write_buf(&body);
    frame
}

/// Random numbers that come out the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut mixed = self.0 ^ (self.0 >> 33);
        mixed = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd);
        (mixed ^ (mixed >> 29)) % sides
    }
}

/// A change as somebody at a keyboard makes it.
pub fn random_change(client: &Client, dice: &mut Dice) -> Vec<u8> {
    use yrs::{XmlElementPrelim, XmlTextPrelim};
    let (title, body) = (client.title.clone(), client.body.clone());
    client.change(|txn| match dice.roll(5) {
        0 => {
            let length = title.len(txn);
            if length > 0 {
                let at = dice.roll(u64::from(length)) as u32;
                title.remove_range(txn, at, 1 + dice.roll(3).min(u64::from(length - at) - 1) as u32);
            }
        }
        1 => {
            let at = dice.roll(u64::from(body.len(txn)) + 1) as u32;
            let paragraph = body.insert(txn, at, XmlElementPrelim::empty("paragraph"));
            paragraph.insert(txn, 0, XmlTextPrelim::new(format!("p{}", dice.roll(1000))));
        }
        2 if body.len(txn) > 1 => {
            let at = dice.roll(u64::from(body.len(txn))) as u32;
            body.remove_range(txn, at, 1);
        }
        _ => {
            let at = dice.roll(u64::from(title.len(txn)) + 1) as u32;
            title.insert(txn, at, &format!("{}.", dice.roll(100)));
        }
    })
}
