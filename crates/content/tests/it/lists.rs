//! Lists.

use crate::{House, code, house};
use model::{
    ContentId, ErrorCode, PageRequest, UserId,
    content::{ContentQuery, ContentSummary, Role, Sort, Status, Whose},
};

/// All rows of a list, read in pages of two.
async fn all(house: &House, me: UserId, query: &ContentQuery) -> Vec<ContentSummary> {
    let mut rows = Vec::new();
    let mut page = PageRequest { cursor: None, limit: Some(2) };
    loop {
        let got = house.contents.list(me, query, &page).await.unwrap();
        assert!(got.items.len() <= 2);
        rows.extend(got.items);
        match got.next_cursor {
            Some(cursor) => page.cursor = Some(cursor),
            None => return rows,
        }
    }
}

async fn titles(house: &House, me: UserId, query: &ContentQuery) -> Vec<String> {
    all(house, me, query).await.into_iter().map(|row| row.title).collect()
}

async fn posts(house: &House, me: UserId, titles: &[&str]) -> Vec<ContentId> {
    let mut ids = Vec::new();
    for title in titles {
        ids.push(house.contents.create(me, title, Some(&format!("Text of {title}."))).await.unwrap().id);
    }
    ids
}

#[tokio::test]
async fn each_order_goes_through_all_pages_also_where_values_are_equal() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let ids = posts(&house, ada, &["b", "A", "c", "a", "B"]).await;
    house.run("UPDATE content SET created_at = 1000, updated_at = 2000").await;
    let query = |sort| ContentQuery { sort, ..ContentQuery::default() };
    let mut by_id = ids.clone();
    by_id.sort();
    by_id.reverse();
    for sort in [Sort::Updated, Sort::Created] {
        let got: Vec<ContentId> = all(&house, ada, &query(sort)).await.into_iter().map(|row| row.id).collect();
        assert_eq!(got, by_id, "{sort:?}");
    }
    let got = titles(&house, ada, &query(Sort::Title)).await;
    assert_eq!(got.iter().map(|title| title.to_lowercase()).collect::<Vec<_>>(), ["a", "a", "b", "b", "c"]);
    house.run("UPDATE content SET updated_at = 3000 WHERE title = 'c'").await;
    assert_eq!(titles(&house, ada, &query(Sort::Updated)).await[0], "c");
}

#[tokio::test]
async fn a_row_has_what_a_list_shows() {
    let house = house().await;
    let ada = house.person("Ada").await;
    house.contents.create(ada, "Plan", Some(&format!("# Intro\n\n{}", "word ".repeat(100)))).await.unwrap();
    let row = all(&house, ada, &ContentQuery::default()).await.remove(0);
    assert!(row.excerpt.starts_with("Intro word word") && row.excerpt.chars().count() <= 200);
    assert_eq!((row.words, row.role, row.status, row.owner.name.as_str()), (101, Role::Owner, Status::Draft, "Ada"));
}

#[tokio::test]
async fn drafts_and_archived_posts_are_listed_and_the_trash_when_asked_for() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let ids = posts(&house, ada, &["draft", "archived", "trash"]).await;
    house.contents.set_status(ada, ids[1], Status::Archived).await.unwrap();
    house.contents.set_status(ada, ids[2], Status::Trash).await.unwrap();
    let query = |status| ContentQuery { status, sort: Sort::Title, ..ContentQuery::default() };
    assert_eq!(titles(&house, ada, &query(None)).await, ["archived", "draft"]);
    for status in Status::ALL {
        assert_eq!(titles(&house, ada, &query(Some(status))).await, [status.code()]);
    }
}

#[tokio::test]
async fn what_others_share_is_a_list_of_its_own_without_their_trash() {
    let house = house().await;
    let (ada, bob) = (house.person("Ada").await, house.person("Bob").await);
    let ids = posts(&house, ada, &["one", "two", "three", "hers alone"]).await;
    posts(&house, bob, &["his own"]).await;
    for &id in &ids[..3] {
        house.contents.add_collaborator(ada, id, "bob@example.org", Role::Commenter).await.unwrap();
    }
    house.contents.set_status(ada, ids[2], Status::Trash).await.unwrap();
    let shared = ContentQuery { whose: Whose::Shared, ..ContentQuery::default() };
    for sort in [Sort::Updated, Sort::Created, Sort::Title] {
        let rows = all(&house, bob, &ContentQuery { sort, ..shared.clone() }).await;
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.role == Role::Commenter && row.owner.name == "Ada"));
    }
    assert!(titles(&house, bob, &ContentQuery { status: Some(Status::Trash), ..shared.clone() }).await.is_empty());
    assert_eq!(titles(&house, bob, &ContentQuery::default()).await, ["his own"]);
    assert!(titles(&house, ada, &shared).await.is_empty());
}

#[tokio::test]
async fn a_search_wants_all_words_in_title_or_text_as_they_are_written() {
    let house = house().await;
    let ada = house.person("Ada").await;
    for (title, text) in [("Été 100%", "A_b and a\\\\b"), ("Summer 1000", "Axb and ab"), ("Other", "été, summer")] {
        house.contents.create(ada, title, Some(text)).await.unwrap();
    }
    let found = async |search: &str| titles(&house, ada, &ContentQuery { search: search.into(), sort: Sort::Title, ..ContentQuery::default() }).await;
    assert_eq!(found("ÉTÉ").await, ["Other", "Été 100%"]);
    assert_eq!(found("summer ÉTÉ").await, ["Other"]);
    assert_eq!(found("100%").await, ["Été 100%"]);
    assert_eq!(found("a_b").await, ["Été 100%"]);
    assert_eq!(found("a\\b").await, ["Été 100%"]);
    assert_eq!(found("'; DROP TABLE content; --").await, [""; 0]);
    assert_eq!(found("  \0 ").await.len(), 3);
}

#[tokio::test]
async fn a_broken_cursor_is_a_bad_request() {
    let house = house().await;
    let ada = house.person("Ada").await;
    posts(&house, ada, &["one", "two"]).await;
    let list = async |sort, cursor: &str| {
        let page = PageRequest { cursor: Some(cursor.to_owned()), limit: Some(1) };
        house.contents.list(ada, &ContentQuery { sort, ..ContentQuery::default() }, &page).await
    };
    for bad in ["", "x", "/../", "dTE"] {
        assert_eq!(code(list(Sort::Updated, bad).await), ErrorCode::BadRequest);
    }
    let first = house.contents.list(ada, &ContentQuery::default(), &PageRequest { cursor: None, limit: Some(1) }).await.unwrap();
    let cursor = first.next_cursor.unwrap();
    assert_eq!(code(list(Sort::Title, &cursor).await), ErrorCode::BadRequest);
    assert_eq!(list(Sort::Updated, &cursor).await.unwrap().items[0].title, "one");
}
