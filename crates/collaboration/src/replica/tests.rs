use super::*;
use yrs::{Text, TextRef, XmlElementPrelim, XmlFragment, XmlFragmentRef, XmlTextPrelim};

struct Peer {
    doc: Doc,
    title: TextRef,
    body: XmlFragmentRef,
}

fn peer() -> Peer {
    let doc = document::new_doc();
    let (title, body) = (doc.get_or_insert_text("title"), doc.get_or_insert_xml_fragment("body"));
    Peer { doc, title, body }
}

impl Peer {
    fn change(&self, number: u32) -> Bytes {
        let mut txn = self.doc.transact_mut();
        match number % 4 {
            0 => {
                let paragraph = self.body.insert(&mut txn, 0, XmlElementPrelim::empty("paragraph"));
                paragraph.insert(&mut txn, 0, XmlTextPrelim::new("text"));
            }
            1 => self.title.insert(&mut txn, 0, "a title"),
            2 => self.title.insert_with_attributes(&mut txn, 2, "bold", [("bold".into(), yrs::Any::Bool(true))].into()),
            _ => self.title.remove_range(&mut txn, 1, 3),
        }
        txn.encode_update_v1().into()
    }
}

fn outline(update: &[u8]) -> Outline {
    update::read(update).unwrap()
}

#[test]
fn what_is_known_is_told_from_what_is_new() {
    let peer = peer();
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    for number in 0..8 {
        let update = peer.change(number);
        assert!(!replica.knows(&update, &outline(&update)), "{number}");
        assert_eq!(replica.apply(std::slice::from_ref(&update)).unwrap().len(), 1);
        assert!(replica.knows(&update, &outline(&update)), "{number}");
        assert!(replica.apply(&[update]).unwrap().is_empty(), "nothing new the second time");
    }
}

#[test]
fn updates_of_one_turn_become_one() {
    let (peer, other) = (peer(), document::new_doc());
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    let updates: Vec<Bytes> = (0..8).map(|number| peer.change(number)).collect();
    let news = replica.apply(&updates).unwrap();
    assert_eq!(news.len(), 1);
    other.transact_mut().apply_update(Update::decode_v1(&news[0]).unwrap()).unwrap();
    let title = other.get_or_insert_text("title");
    assert_eq!(yrs::GetString::get_string(&title, &other.transact()), yrs::GetString::get_string(&peer.title, &peer.doc.transact()));
}

#[test]
fn the_depth_is_found_anew_before_anything_is_refused() {
    let peer = peer();
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    for number in 0..2000 {
        let update = peer.change(number * 4);
        assert_eq!(replica.bears(&outline(&update)), Ok(true), "{number}");
        replica.apply(&[update]).unwrap();
    }
    let deep = Outline { deepens: DEPTH_MAX, ..Outline::default() };
    assert_eq!(replica.bears(&deep), Ok(false));
}

/// Whatever the bytes, the process lives, and a copy that is not called broken still answers.
#[test]
fn mutated_updates_break_nothing_but_the_copy() {
    let mut seed = 7_u64;
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % sides
    };
    let (mut read, mut broken) = (0, 0);
    for _ in 0..400 {
        let peer = peer();
        let updates: Vec<Bytes> = (0..6).map(|number| peer.change(number)).collect();
        let mut replica = Replica::load([&[0, 0][..]]).unwrap();
        replica.apply(&updates[..3]).unwrap();
        for _ in 0..200 {
            let mut bytes = updates[roll(6)].to_vec();
            for _ in 0..=roll(3) {
                let at = roll(bytes.len());
                bytes[at] = if roll(2) == 0 { roll(256) as u8 } else { bytes[at] ^ (1 << roll(8)) };
            }
            let Ok(outline) = update::read(&bytes) else { continue };
            read += 1;
            if replica.bears(&outline) != Ok(true) || replica.apply(&[bytes.into()]).is_err() || replica.encode().is_err() {
                broken += 1;
                break;
            }
            replica.missing(&[0]).unwrap();
        }
    }
    assert!(read > 1000 && broken > 0, "{read} read, {broken} broken");
}

#[test]
fn one_small_update_is_passed_on_as_it_came_and_a_big_one_without_what_is_known() {
    let peer = peer();
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    let small = peer.change(1);
    let news = replica.apply(std::slice::from_ref(&small)).unwrap();
    assert_eq!(news[0].as_ptr(), small.as_ptr(), "the same bytes, not encoded again");
    {
        let mut txn = peer.doc.transact_mut();
        peer.title.insert(&mut txn, 0, &"a long text ".repeat(200));
    }
    let long = Bytes::from(document::encode(&peer.doc));
    assert_eq!(replica.apply(std::slice::from_ref(&long)).unwrap().len(), 1);
    peer.change(0);
    let all = Bytes::from(document::encode(&peer.doc));
    let news = replica.apply(std::slice::from_ref(&all)).unwrap();
    assert!(news[0].len() < 200, "the long text is known: {} bytes", news[0].len());
}

#[test]
fn what_was_deleted_does_not_count_towards_the_bound_for_good() {
    let peer = peer();
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    for _ in 0..50 {
        let written = {
            let mut txn = peer.doc.transact_mut();
            peer.title.insert(&mut txn, 0, &"x".repeat(100));
            txn.encode_update_v1()
        };
        let deleted = {
            let mut txn = peer.doc.transact_mut();
            peer.title.remove_range(&mut txn, 0, 100);
            txn.encode_update_v1()
        };
        replica.apply(&[written.into()]).unwrap();
        replica.apply(&[deleted.into()]).unwrap();
    }
    assert!(replica.fits(100, 1000), "5,000 letters came and went");
    assert!(!replica.fits(1000, 1000));
}

#[test]
fn those_who_come_at_once_get_the_same_answer_and_those_who_come_later_a_new_one() {
    let peer = peer();
    let mut replica = Replica::load([&[0, 0][..]]).unwrap();
    replica.apply(&[peer.change(1)]).unwrap();
    let first = replica.answer(NOTHING).unwrap();
    assert_eq!(replica.answer(NOTHING).unwrap().as_ptr(), first.as_ptr(), "encoded once");
    let known = peer.doc.transact().state_vector().encode_v1();
    assert!(replica.answer(&known).unwrap().len() < first.len());
    replica.apply(&[peer.change(0)]).unwrap();
    let later = replica.answer(NOTHING).unwrap();
    assert!(later.len() > first.len());
    replica.rest();
    assert_eq!(replica.answer(NOTHING).unwrap(), later);
}
