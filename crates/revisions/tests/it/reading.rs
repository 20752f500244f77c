//! Lists, single revisions, comparisons.

use crate::{code, house};
use model::{
    ErrorCode, PageRequest,
    revisions::{Change, Side, Which},
};

#[tokio::test]
async fn a_list_comes_page_by_page_the_newest_first() {
    let house = house().await;
    for number in 1..=5 {
        house.write(&format!("First. {number}"), &[house.ada], true).await;
    }
    let all = house.all().await;
    assert_eq!(all.len(), 6);
    assert!(all.is_sorted_by(|one, next| one.created_at >= next.created_at));
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = house.revisions.list(house.ada, house.post, Which::default(), &PageRequest { cursor, limit: Some(4) }).await.unwrap();
        seen.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, all);
    let bad = PageRequest { cursor: Some("nonsense".into()), limit: None };
    assert_eq!(code(house.revisions.list(house.ada, house.post, Which::default(), &bad).await), ErrorCode::BadRequest);
}

#[tokio::test]
async fn the_named_ones_can_be_listed_alone() {
    let house = house().await;
    house.write("First. One", &[house.ada], true).await;
    house.revisions.save(house.ada, house.post, "Draft").await.unwrap();
    house.write("First. Two", &[house.ada], true).await;
    let named = house.revisions.list(house.ada, house.post, Which { named: true, who: None }, &PageRequest::default()).await.unwrap().items;
    assert_eq!(named.iter().map(|revision| revision.name.as_deref()).collect::<Vec<_>>(), [Some("Draft")]);
}

#[tokio::test]
async fn those_of_one_person_can_be_listed_alone_page_by_page() {
    let house = house().await;
    let bob = house.db.person("Bob").await;
    for number in 1..=6 {
        house.write(&format!("First. {number}"), &[if number % 2 == 0 { bob } else { house.ada }], true).await;
    }
    let which = Which { named: false, who: Some(bob) };
    let (mut texts, mut cursor) = (Vec::new(), None);
    loop {
        let page = house.revisions.list(house.ada, house.post, which, &PageRequest { cursor, limit: Some(2) }).await.unwrap();
        for revision in page.items {
            texts.push(house.revisions.get(house.ada, house.post, revision.id).await.unwrap().text);
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(texts, ["First. 6", "First. 4", "First. 2"]);
    let named = Which { named: true, who: Some(bob) };
    assert!(house.revisions.list(house.ada, house.post, named, &PageRequest::default()).await.unwrap().items.is_empty());
    let people = house.revisions.people(house.ada, house.post).await.unwrap();
    assert_eq!(people.into_iter().map(|person| person.name).collect::<Vec<_>>(), ["Ada", "Bob"]);
}

#[tokio::test]
async fn a_revision_is_whole() {
    let house = house().await;
    house.write("# Hello\n\n**two** words", &[house.ada], true).await;
    let id = house.all().await[0].id;
    let revision = house.revisions.get(house.ada, house.post, id).await.unwrap();
    assert_eq!(revision.html, "<h1>Hello</h1><p><strong>two</strong> words</p>");
    assert_eq!((revision.text.as_str(), revision.markdown.as_str()), ("Hello\n\ntwo words", "# Hello\n\n**two** words\n"));
}

#[tokio::test]
async fn two_revisions_and_now_are_compared() {
    let house = house().await;
    house.write("First.\n\nSecond.", &[house.ada], true).await;
    let (new, old) = (house.all().await[0].id, house.all().await[1].id);
    let compared = house.revisions.compare(house.ada, house.post, old, Side::Revision(new)).await.unwrap();
    let changes: Vec<Change> = compared.comparison.lines.iter().map(|line| line.change).collect();
    assert_eq!((changes, compared.comparison.words_added), (vec![Change::Same, Change::Added], 1));
    let back = house.revisions.compare(house.ada, house.post, new, Side::Revision(old)).await.unwrap().comparison;
    assert_eq!((back.words_added, back.words_removed), (0, 1));
    house.write("First.\n\nSecond.\n\nThird.", &[house.ada], false).await;
    let now = house.revisions.compare(house.ada, house.post, new, Side::Now).await.unwrap();
    assert_eq!((now.comparison.words_added, now.to), (1, None));
    assert_eq!(code(house.revisions.compare(house.ada, house.post, new, Side::Revision(db::new_id())).await), ErrorCode::NotFound);
}
