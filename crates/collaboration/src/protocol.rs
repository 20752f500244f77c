//! Frames of the y-websocket protocol, with the four message types that are ours.
//!
//! A frame is checked to the last byte before anything is decoded or kept.

use crate::{
    presence,
    update::{self, Outline},
    wire::{Bad, Reader, put_bytes, put_number},
};
use bytes::Bytes;
use model::{
    CommentId,
    content::Role,
    live::{COMMENTS, CommentsChanged, DURABLE, LINKED, Linked, ROLE, RoleNow},
};
use serde::Serialize;

const SYNC: u64 = 0;
const PRESENCE: u64 = 1;
const QUERY_PRESENCE: u64 = 3;

const STEP_1: u64 = 0;
const STEP_2: u64 = 1;
const UPDATE: u64 = 2;

/// What a client said.
#[derive(Debug)]
pub(crate) enum Message {
    /// "This is what I have": a state vector.
    Step1(Bytes),
    /// The answer to our step 1, everything that was not in it, and what that is about.
    Step2(Bytes, Outline),
    /// A change of the document, and what it is about.
    Edit(Bytes, Outline),
    /// Presence of one or more clients.
    Presence(Bytes),
    /// "Who is here?"
    QueryPresence,
}

/// Reads one frame, which is one message.
pub(crate) fn read(frame: &Bytes) -> Result<Message, Bad> {
    let mut reader = Reader::new(frame);
    match reader.number()? {
        SYNC => {
            let step = reader.number()?;
            let body = reader.bytes()?;
            reader.end()?;
            let bytes = frame.slice_ref(body);
            match step {
                STEP_1 => check_state_vector(body).map(|()| Message::Step1(bytes)),
                STEP_2 => Ok(Message::Step2(bytes, update::read(body)?)),
                UPDATE => Ok(Message::Edit(bytes, update::read(body)?)),
                _ => Err("an unknown step of the sync protocol"),
            }
        }
        PRESENCE => {
            let body = reader.bytes()?;
            reader.end()?;
            presence::check(body)?;
            Ok(Message::Presence(frame.slice_ref(body)))
        }
        QUERY_PRESENCE => reader.end().map(|()| Message::QueryPresence),
        _ => Err("an unknown message type"),
    }
}

fn check_state_vector(bytes: &[u8]) -> Result<(), Bad> {
    let mut reader = Reader::new(bytes);
    for _ in 0..reader.count(2)? {
        reader.number()?;
        reader.small()?;
    }
    reader.end()
}

/// "This is what I have; what do you have beside it?"
pub(crate) fn step_1(state_vector: &[u8]) -> Bytes {
    sync(STEP_1, state_vector)
}

/// The answer to a step 1.
pub(crate) fn step_2(update: &[u8]) -> Bytes {
    sync(STEP_2, update)
}

/// A change of the document.
pub(crate) fn update(update: &[u8]) -> Bytes {
    sync(UPDATE, update)
}

fn sync(step: u64, body: &[u8]) -> Bytes {
    let mut frame = Vec::with_capacity(body.len() + 8);
    put_number(&mut frame, SYNC);
    put_number(&mut frame, step);
    put_bytes(&mut frame, body);
    frame.into()
}

/// Presence of one or more clients.
pub(crate) fn presence(body: &[u8]) -> Bytes {
    let mut frame = Vec::with_capacity(body.len() + 6);
    put_number(&mut frame, PRESENCE);
    put_bytes(&mut frame, body);
    frame.into()
}

/// "The first `count` document messages of this connection are durable."
pub(crate) fn durable(count: u64) -> Bytes {
    let mut frame = Vec::with_capacity(10);
    put_number(&mut frame, DURABLE);
    put_number(&mut frame, count);
    frame.into()
}

/// "Your role is now this."
pub(crate) fn role(role: Role) -> Bytes {
    ours(ROLE, &RoleNow { role })
}

/// "This thread of comments has changed."
pub(crate) fn comments(thread: CommentId) -> Bytes {
    ours(COMMENTS, &CommentsChanged { thread })
}

/// "This server hears the other ones", or does not.
pub(crate) fn linked(linked: bool) -> Bytes {
    ours(LINKED, &Linked { linked })
}

fn ours(kind: u64, body: &impl Serialize) -> Bytes {
    let json = serde_json::to_vec(body).expect("words, ids and flags are always JSON");
    let mut frame = Vec::with_capacity(json.len() + 2);
    put_number(&mut frame, kind);
    put_bytes(&mut frame, &json);
    frame.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(frame: &[u8]) -> Result<Message, Bad> {
        read(&Bytes::copy_from_slice(frame))
    }

    #[test]
    fn the_messages_of_the_protocol_are_read() {
        assert!(matches!(said(&[0, 0, 1, 0]), Ok(Message::Step1(_))));
        assert!(matches!(said(&[0, 1, 2, 0, 0]), Ok(Message::Step2(..))));
        assert!(matches!(said(&[0, 2, 2, 0, 0]), Ok(Message::Edit(..))));
        assert!(matches!(said(&[1, 1, 0]), Ok(Message::Presence(_))));
        assert!(matches!(said(&[3]), Ok(Message::QueryPresence)));
    }

    #[test]
    fn everything_else_is_refused_with_a_reason() {
        for frame in [
            &[][..],
            &[0],
            &[0, 0],
            &[0, 0, 5, 0],
            &[0, 0, 1, 9],
            &[0, 3, 1, 0],
            &[0, 0, 1, 0, 0],
            &[0, 2, 1, 0],
            &[0, 2, 3, 0, 0, 0],
            &[1],
            &[1, 2, 1, 0],
            &[2, 0],
            &[3, 3],
            &[9],
            &[100, 1],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] {
            assert!(said(frame).is_err(), "{frame:?}");
        }
    }

    #[test]
    fn our_own_messages_look_as_the_contract_says() {
        assert_eq!(&durable(300)[..], [100, 172, 2]);
        assert_eq!(&role(Role::Viewer)[2..], br#"{"role":"viewer"}"#);
        let thread = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        assert_eq!(&comments(thread)[2..], br#"{"thread":"0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"}"#);
        assert_eq!(&linked(false)[..], [&[103, 16][..], br#"{"linked":false}"#].concat());
        assert_eq!(&step_1(&[0])[..], [0, 0, 1, 0]);
    }
}
