//! What a Yjs update (v1) is about, found without decoding it.
//!
//! yrs decodes updates from peers that it trusts: a few bytes can make it reserve gigabytes, nest values
//! until the stack ends, or let clocks overflow. Here every count is held against the bytes that are
//! there, values nest only so deep, clocks stay below 2³¹, and kinds of content that no document of ours
//! has (subdocuments, hooks, Yjs 12's JSON) are refused. What passes is handed to yrs.

use crate::{
    nesting::{Block, Place, Point},
    wire::{Bad, Reader},
};
use std::collections::HashMap;

/// How deep values (not nodes) may nest.
const VALUE_DEPTH: u32 = 64;

/// What an update is about.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Outline {
    /// For each client, the end of what is inserted in its name.
    pub(crate) inserted: Vec<(u64, u32)>,
    /// How many ranges are deleted.
    pub(crate) deleted: u32,
    /// By how many levels it can deepen the document, at the most.
    pub(crate) deepens: u32,
    /// What it builds on: clients, and the clocks that a document must have reached to take it whole.
    pub(crate) needs: Vec<Point>,
}

impl Outline {
    /// Whether it holds nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.inserted.is_empty() && self.deleted == 0
    }
}

/// Walks through an update.
pub(crate) fn read(bytes: &[u8]) -> Result<Outline, Bad> {
    let mut reader = Reader::new(bytes);
    let mut outline = Outline::default();
    let mut blocks = Vec::new();
    // A client takes three bytes at least: how many blocks, whose, from where.
    for _ in 0..reader.count(3)? {
        let count = reader.count(2)?;
        let client = reader.number()?;
        let mut clock = reader.small()?;
        let (mut start, mut end) = (clock, None);
        for _ in 0..count {
            let (length, skips) = block(&mut reader, (client, clock), &mut blocks)?;
            let after = clock.checked_add(length).filter(|&end| end < 1 << 31).ok_or("a clock is too big")?;
            if !skips {
                if end != Some(clock) {
                    start = clock;
                }
                end = Some(after);
            }
            clock = after;
        }
        if let Some(end) = end {
            // Whoever has what comes before the last run has the runs before that too.
            outline.needs.push((client, start));
            outline.inserted.push((client, end));
        }
    }
    let mut points = HashMap::new();
    let mut touches = |(client, clock): Point| {
        let reached = points.entry(client).or_insert(clock);
        *reached = clock.max(*reached);
    };
    for _ in 0..reader.count(2)? {
        let client = reader.number()?;
        for _ in 0..reader.count(2)? {
            let (clock, length) = (reader.small()?, reader.small()?);
            touches((client, clock.checked_add(length).filter(|&end| end < 1 << 31).ok_or("a clock is too big")?));
            outline.deleted += 1;
        }
    }
    reader.end()?;
    for (client, clock) in blocks.iter().flat_map(|block| block.place.points()) {
        touches((client, clock.saturating_add(1)));
    }
    let mut clients: Vec<u64> = outline.inserted.iter().map(|&(client, _)| client).collect();
    clients.sort_unstable();
    if clients.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("a client comes twice");
    }
    for &(client, end) in &outline.inserted {
        if points.get(&client).is_some_and(|&clock| clock <= end) {
            points.remove(&client);
        }
    }
    outline.needs.extend(points);
    outline.needs.retain(|&(_, clock)| clock > 0);
    outline.deepens = crate::nesting::deepens(blocks);
    Ok(outline)
}

const GC: u8 = 0;
const SKIP: u8 = 10;
const HAS_LEFT: u8 = 0x80;
const HAS_RIGHT: u8 = 0x40;
const HAS_KEY: u8 = 0x20;

/// One block: returns how many clock ticks it takes, and whether it only skips them.
fn block(reader: &mut Reader<'_>, id: Point, blocks: &mut Vec<Block>) -> Result<(u32, bool), Bad> {
    let info = reader.byte()?;
    if info == GC || info == SKIP {
        return match reader.small()? {
            0 => Err("an empty block"),
            length => Ok((length, info == SKIP)),
        };
    }
    let left = if info & HAS_LEFT != 0 { Some(point(reader)?) } else { None };
    let right = if info & HAS_RIGHT != 0 { Some(point(reader)?) } else { None };
    let place = if left.is_some() || right.is_some() {
        Place::Beside(left, right)
    } else {
        let place = if reader.number()? == 1 {
            reader.text()?;
            Place::Root
        } else {
            Place::In(point(reader)?)
        };
        if info & HAS_KEY != 0 {
            reader.text()?;
        }
        place
    };
    let kind = info & 0x1f;
    let length = content(reader, kind)?;
    if length == 0 {
        return Err("an empty block");
    }
    blocks.push(Block { id, length, place });
    Ok((length, false))
}

fn point(reader: &mut Reader<'_>) -> Result<Point, Bad> {
    Ok((reader.number()?, reader.small()?))
}

/// The content of a block: returns its length.
fn content(reader: &mut Reader<'_>, kind: u8) -> Result<u32, Bad> {
    match kind {
        // Deleted.
        1 => return reader.small(),
        // Bytes.
        3 => {
            reader.bytes()?;
        }
        // Text; Yjs counts in UTF-16.
        4 => {
            let units: usize = reader.text()?.chars().map(char::len_utf16).sum();
            return u32::try_from(units).map_err(|_| "a text is too long");
        }
        // An embedded object, as JSON.
        5 => json(reader)?,
        // Formatting: its name, and its value as JSON.
        6 => {
            reader.text()?;
            json(reader)?;
        }
        // A shared type: array, map, text, XML fragment and XML text have nothing more, an XML element its name.
        7 => match reader.byte()? {
            0 | 1 | 2 | 4 | 6 => {}
            3 => {
                reader.text()?;
            }
            _ => return Err("an unknown shared type"),
        },
        // Values.
        8 => {
            let count = reader.count(1)?;
            for _ in 0..count {
                value(reader, VALUE_DEPTH)?;
            }
            return Ok(count);
        }
        _ => return Err("an unknown kind of content"),
    }
    Ok(1)
}

fn json(reader: &mut Reader<'_>) -> Result<(), Bad> {
    // Really parsed, and not only skipped: parsing is what bounds the nesting.
    serde_json::from_str::<serde_json::Value>(reader.text()?).map(drop).map_err(|_| "a value is not JSON")
}

/// One value in lib0's own encoding.
fn value(reader: &mut Reader<'_>, depth: u32) -> Result<(), Bad> {
    let depth = depth.checked_sub(1).ok_or("values nest too deep")?;
    match reader.byte()? {
        // Undefined, null, and the two truths.
        127 | 126 | 121 | 120 => {}
        // A signed number: six bits in the first byte, seven in each of the next.
        125 => {
            let mut bytes = 0;
            while reader.byte()? >= 0x80 {
                bytes += 1;
                if bytes > 9 {
                    return Err("a number is too long");
                }
            }
        }
        124 => drop(reader.take(4)?),
        123 | 122 => drop(reader.take(8)?),
        119 => drop(reader.text()?),
        118 => {
            for _ in 0..reader.count(2)? {
                reader.text()?;
                value(reader, depth)?;
            }
        }
        117 => {
            for _ in 0..reader.count(1)? {
                value(reader, depth)?;
            }
        }
        116 => drop(reader.bytes()?),
        _ => return Err("an unknown kind of value"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use yrs::{Any, Array, Doc, Map, ReadTxn, StateVector, Text, Transact, XmlElementPrelim, XmlFragment, XmlTextPrelim, updates::decoder::Decode};

    fn state(doc: &Doc) -> Vec<u8> {
        doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    #[test]
    fn what_yrs_writes_is_read_to_its_end() {
        let doc = Doc::new();
        let title = doc.get_or_insert_text("title");
        let body = doc.get_or_insert_xml_fragment("body");
        let list = doc.get_or_insert_array("list");
        let map = doc.get_or_insert_map("map");
        {
            let mut txn = doc.transact_mut();
            title.insert(&mut txn, 0, "Grüße 👋");
            title.insert_with_attributes(&mut txn, 0, "bold", [("bold".into(), Any::Bool(true))].into());
            title.remove_range(&mut txn, 1, 2);
            let paragraph = body.insert(&mut txn, 0, XmlElementPrelim::empty("paragraph"));
            paragraph.insert(&mut txn, 0, XmlTextPrelim::new("inside"));
            list.insert_range(&mut txn, 0, [Any::from(1.5), Any::Null, Any::from(-70), Any::from("x"), Any::from(vec![Any::Undefined])]);
            map.insert(&mut txn, "key", Any::from_json(r#"{"a":[1,{"b":null}]}"#).unwrap());
            map.insert(&mut txn, "bytes", Any::from(vec![1_u8, 2, 3]));
        }
        let outline = read(&state(&doc)).unwrap();
        let end = doc.transact().state_vector().get(&doc.client_id());
        assert_eq!(outline.inserted, [(doc.client_id().get(), end)]);
        assert_eq!(outline.deleted, 1);
        assert_eq!(outline.deepens, 2, "the text in the paragraph, the letters in the text");
        assert!(!outline.is_empty());
        assert!(read(&[0, 0]).unwrap().is_empty());
    }

    #[test]
    fn an_update_needs_what_it_names_and_what_came_before() {
        let doc = Doc::with_client_id(7);
        let title = doc.get_or_insert_text("title");
        let change = |change: &dyn Fn(&mut yrs::TransactionMut)| {
            let mut txn = doc.transact_mut();
            change(&mut txn);
            read(&txn.encode_update_v1()).unwrap().needs
        };
        assert_eq!(change(&|txn| title.insert(txn, 0, "abc")), []);
        assert_eq!(change(&|txn| title.insert(txn, 1, "d")), [(7, 3)]);
        assert_eq!(change(&|txn| title.remove_range(txn, 0, 1)), [(7, 1)]);
        let other = Doc::with_client_id(8);
        let title = other.get_or_insert_text("title");
        other.transact_mut().apply_update(yrs::Update::decode_v1(&state(&doc)).unwrap()).unwrap();
        let mut txn = other.transact_mut();
        title.insert(&mut txn, 2, "e");
        assert_eq!(read(&txn.encode_update_v1()).unwrap().needs, [(7, 3)]);
        drop(txn);
        assert_eq!(read(&state(&other)).unwrap().needs, [], "the whole document needs nothing");
        let hole = yrs::merge_updates_v1([&[1, 1, 7, 0, GC, 2, 0][..], &[1, 1, 7, 5, GC, 1, 0]]).unwrap();
        assert_eq!(read(&hole).unwrap().needs, [(7, 5)], "what stands after a hole needs the hole filled");
        assert!(read(&[1, 1, 7, 0, SKIP, 9, 0]).unwrap().is_empty());
    }

    #[test]
    fn counts_that_the_bytes_cannot_hold_are_refused() {
        // 250 million clients, blocks, values, ranges.
        let many = [0xff, 0xff, 0xff, 0x7a];
        for start in [&[][..], &[1], &[1, 1, 1, 0, 8, 1, 1, b'x'], &[0], &[0, 1, 1]] {
            assert!(read(&[start, &many, &[0; 16]].concat()).is_err(), "{start:?}");
        }
    }

    #[test]
    fn clocks_that_would_overflow_are_refused() {
        let mut bytes = vec![1, 2, 1, 0];
        for _ in 0..2 {
            bytes.push(GC);
            crate::wire::put_number(&mut bytes, (1 << 31) - 1);
        }
        bytes.push(0);
        assert_eq!(read(&bytes), Err("a clock is too big"));
    }

    #[test]
    fn values_that_nest_without_end_are_refused() {
        let mut bytes = vec![1, 1, 1, 0, 8, 1, 1, b'x', 1];
        bytes.extend([117, 1].repeat(100_000));
        bytes.extend([127, 0]);
        assert_eq!(read(&bytes), Err("values nest too deep"));
    }

    #[test]
    fn subdocuments_and_repeated_clients_are_refused() {
        assert_eq!(read(&[1, 1, 1, 0, 9, 1, 1, b'x', 1, b'g', 127, 0]), Err("an unknown kind of content"));
        assert_eq!(read(&[2, 1, 7, 0, GC, 1, 1, 7, 1, GC, 1, 0]), Err("a client comes twice"));
    }
}
