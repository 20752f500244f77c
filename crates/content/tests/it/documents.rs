//! The stored documents.

use crate::{House, code, house};
use content::{Contents, DOCUMENT_MAX, Writers};
use model::{ContentId, ErrorCode, UserId};
use yrs::{ReadTxn, StateVector, Text, Transact};

async fn post(house: &House) -> ContentId {
    let ada = house.person("Ada").await;
    house.contents.create(ada, "", None).await.unwrap().id
}

/// An update, by a client of its own, that adds a word to the title.
fn word(word: &str) -> Vec<u8> {
    let doc = document::new_doc();
    doc.get_or_insert_text(document::TITLE).insert(&mut doc.transact_mut(), 0, &format!("{word} "));
    let txn = doc.transact();
    txn.encode_state_as_update_v1(&StateVector::default())
}

async fn words(contents: &Contents, id: ContentId) -> Vec<String> {
    let stored = contents.load_document(id).await.unwrap();
    let doc = document::load(std::iter::once(&stored.state).chain(&stored.updates).map(Vec::as_slice)).unwrap();
    let mut words: Vec<String> = document::derive(&doc).title.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

#[tokio::test]
async fn updates_are_numbered_and_come_back_in_order() {
    let house = house().await;
    let id = post(&house).await;
    let (a, b, c) = (word("a"), word("b"), word("c"));
    assert_eq!(house.contents.append_updates(id, &[a.clone(), b.clone()], &Writers::default()).await.unwrap(), 2);
    assert_eq!(house.contents.append_updates(id, &[], &Writers::default()).await.unwrap(), 2);
    assert_eq!(house.contents.append_updates(id, std::slice::from_ref(&c), &Writers::default()).await.unwrap(), 3);
    let stored = house.contents.load_document(id).await.unwrap();
    assert_eq!((stored.updates, stored.seq), (vec![a, b, c], 3));
}

#[tokio::test]
async fn folding_keeps_the_document_and_empties_the_log() {
    let house = house().await;
    let id = post(&house).await;
    house.contents.append_updates(id, &[word("a"), word("b")], &Writers::default()).await.unwrap();
    house.contents.fold(id).await.unwrap();
    let stored = house.contents.load_document(id).await.unwrap();
    assert_eq!((stored.updates.len(), stored.seq), (0, 2));
    assert_eq!(words(&house.contents, id).await, ["a", "b"]);
    house.contents.fold(id).await.unwrap();
    assert_eq!(house.contents.append_updates(id, &[word("c")], &Writers::default()).await.unwrap(), 3);
    assert_eq!(words(&house.contents, id).await, ["a", "b", "c"]);
    let bytes = house.count("SELECT bytes FROM documents").await;
    let stored = house.contents.load_document(id).await.unwrap();
    assert_eq!(bytes as usize, stored.state.len() + stored.updates[0].len());
}

#[tokio::test]
async fn what_came_after_a_number_is_found_in_the_log_and_in_the_snapshot() {
    let house = house().await;
    let id = post(&house).await;
    let (a, b, c) = (word("a"), word("b"), word("c"));
    house.contents.append_updates(id, &[a, b.clone()], &Writers::default()).await.unwrap();
    let since = house.contents.updates_since(id, 1).await.unwrap();
    assert_eq!((since.updates, since.seq), (vec![b], 2));
    house.contents.fold(id).await.unwrap();
    house.contents.append_updates(id, std::slice::from_ref(&c), &Writers::default()).await.unwrap();
    let since = house.contents.updates_since(id, 2).await.unwrap();
    assert_eq!((since.updates, since.seq), (vec![c], 3));
    // What was missed has been folded: the snapshot has it.
    let since = house.contents.updates_since(id, 1).await.unwrap();
    assert_eq!((since.updates.len(), since.seq), (2, 3));
    let since = house.contents.updates_since(id, 3).await.unwrap();
    assert_eq!((since.updates.len(), since.seq), (0, 3));
}

#[tokio::test]
async fn texts_of_an_older_document_do_not_replace_those_of_a_newer_one() {
    let house = house().await;
    let id = post(&house).await;
    let texts = |title: &str| {
        let doc = document::new_doc();
        document::set_title(&doc, title);
        document::derive(&doc)
    };
    house.contents.append_updates(id, &[word("a"), word("b")], &Writers::default()).await.unwrap();
    assert_eq!(house.contents.underived(&[id]).await.unwrap(), [id]);
    house.contents.save_derived(id, &texts("new"), 2).await.unwrap();
    house.contents.save_derived(id, &texts("old"), 1).await.unwrap();
    assert_eq!(house.count("SELECT CAST(count(*) AS BIGINT) FROM content WHERE title = 'new'").await, 1);
    assert_eq!(house.contents.underived(&[id]).await.unwrap(), []);
    // Nothing that is seen has changed, and the texts are those of now all the same.
    house.contents.append_updates(id, &[word("c")], &Writers::default()).await.unwrap();
    house.contents.save_derived(id, &texts("new"), 3).await.unwrap();
    assert_eq!(house.contents.underived(&[id]).await.unwrap(), []);
}

#[tokio::test]
async fn a_document_that_is_gone_is_not_found() {
    let house = house().await;
    let id: ContentId = db::new_id();
    assert_eq!(code(house.contents.load_document(id).await), ErrorCode::NotFound);
    assert_eq!(code(house.contents.append_updates(id, &[word("a")], &Writers::default()).await), ErrorCode::NotFound);
    assert_eq!(code(house.contents.fold(id).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_document_over_its_bound_is_refused_and_left_as_it_was() {
    let house = house().await;
    let id = post(&house).await;
    house.contents.append_updates(id, &[word("a")], &Writers::default()).await.unwrap();
    assert_eq!(code(house.contents.append_updates(id, &[vec![0; DOCUMENT_MAX]], &Writers::default()).await), ErrorCode::TooLarge);
    assert_eq!(words(&house.contents, id).await, ["a"]);
    assert_eq!(house.contents.append_updates(id, &[word("b")], &Writers::default()).await.unwrap(), 2);
}

#[tokio::test]
async fn a_long_log_of_a_short_document_is_folded_when_it_reaches_the_bound() {
    let house = house().await;
    let id = post(&house).await;
    let doc = document::new_doc();
    let text = doc.get_or_insert_text(document::TITLE);
    for _ in 0..3 {
        let before = doc.transact().state_vector();
        text.insert(&mut doc.transact_mut(), 0, &"x".repeat(4 << 20));
        let update = doc.transact().encode_state_as_update_v1(&before);
        house.contents.append_updates(id, &[update], &Writers::default()).await.unwrap();
        let before = doc.transact().state_vector();
        text.remove_range(&mut doc.transact_mut(), 0, 4 << 20);
        let update = doc.transact().encode_state_as_update_v1(&before);
        house.contents.append_updates(id, &[update], &Writers::default()).await.unwrap();
    }
    assert_eq!(house.contents.load_document(id).await.unwrap().seq, 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_at_once_and_folds_between_lose_nothing() {
    let house = house().await;
    let id = post(&house).await;
    // A second pool, as another server would have.
    let other = Contents::new(db::Db::connect(&house.db.url).await.unwrap());
    let writers = (0..6).map(|writer| {
        let contents = if writer % 2 == 0 { house.contents.clone() } else { other.clone() };
        tokio::spawn(async move {
            let mut numbers = Vec::new();
            for round in 0..10 {
                numbers.push(contents.append_updates(id, &[word(&format!("w{writer}r{round}"))], &Writers::default()).await.unwrap());
                if round % 3 == 0 {
                    contents.fold(id).await.unwrap();
                }
            }
            numbers
        })
    });
    let mut numbers: Vec<i64> = futures::future::join_all(writers).await.into_iter().flat_map(Result::unwrap).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=60).collect::<Vec<_>>(), "each update has a number of its own, without holes");
    let mut expected: Vec<String> = (0..6).flat_map(|writer| (0..10).map(move |round| format!("w{writer}r{round}"))).collect();
    expected.sort();
    let stored = house.contents.load_document(id).await.unwrap();
    let doc = document::load(std::iter::once(&stored.state).chain(&stored.updates).map(Vec::as_slice)).unwrap();
    let txn = doc.transact();
    let title = yrs::GetString::get_string(&txn.get_text(document::TITLE).unwrap(), &txn);
    let mut found: Vec<&str> = title.split_whitespace().collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn who_wrote_is_known_until_it_is_told_and_not_before_they_wrote() {
    let house = house().await;
    let id = post(&house).await;
    let by = |people: &[UserId], guests| Writers { people: people.iter().copied().collect(), guests };
    let [ana, leo, mia] = [(); 3].map(|()| db::new_id::<UserId>());
    let append = async |writers: &Writers| house.contents.append_updates(id, &[word("a"), word("b")], writers).await.unwrap();
    assert_eq!(append(&by(&[ana, leo], false)).await, 2);
    assert_eq!(append(&by(&[ana], true)).await, 4);
    assert_eq!(append(&by(&[mia], false)).await, 6);
    let until = async |seq| house.contents.untold_writers(id, seq).await.unwrap();
    assert_eq!((until(0).await, until(2).await), (Writers::default(), by(&[ana, leo], false)));
    house.contents.writers_told(id, 3).await.unwrap();
    assert_eq!((until(3).await, until(4).await, until(6).await), (Writers::default(), by(&[ana], true), by(&[ana, mia], true)));
    house.contents.writers_told(id, 6).await.unwrap();
    assert_eq!((until(6).await, house.count("SELECT CAST(count(*) AS BIGINT) FROM document_writers").await), (Writers::default(), 0));
}
