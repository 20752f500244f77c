//! Lists stay fast with many posts.

use crate::house;
use model::{
    PageRequest,
    content::{ContentQuery, Sort, Status},
};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_list_of_fifty_among_ten_thousand_posts_comes_in_a_few_milliseconds() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let body = "A paragraph of some length, as posts have it. ".repeat(60);
    let made = house.contents.create(ada, "first", Some(&body)).await.unwrap().id;
    let mut tx = house.db.db.write().await.unwrap();
    for number in 0..10_000_i64 {
        let id: model::ContentId = db::new_id();
        sqlx::query(
            "INSERT INTO content (id, owner_id, status, title, title_key, excerpt, words, characters, created_at, updated_at, body_text, body_html, body_json, search) \
             SELECT $1, owner_id, status, title, title_key, excerpt, words, characters, created_at + $2, updated_at + $2, body_text, body_html, body_json, search FROM content WHERE id = $3",
        )
        .bind(id.to_string())
        .bind(number)
        .bind(made.to_string())
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    // As PostgreSQL does by itself a little later.
    house.run("ANALYZE content").await;
    // Far above what it takes, so that a busy machine does not fail the test; on SQLite, reading every row takes longer still.
    let bound = Duration::from_millis(if house.db.db.engine() == db::Engine::Sqlite { 15 } else { 100 });
    for query in [
        ContentQuery::default(),
        ContentQuery { sort: Sort::Created, ..ContentQuery::default() },
        ContentQuery { sort: Sort::Title, ..ContentQuery::default() },
        ContentQuery { status: Some(Status::Draft), ..ContentQuery::default() },
    ] {
        let mut page = PageRequest::default();
        let mut times = Vec::new();
        for _ in 0..20 {
            let began = Instant::now();
            let got = house.contents.list(ada, &query, &page).await.unwrap();
            times.push(began.elapsed());
            assert_eq!(got.items.len(), 50);
            page.cursor = got.next_cursor;
        }
        times.sort_unstable();
        assert!(times[times.len() / 2] < bound, "{:?} {:?}: {times:?}", query.sort, query.status);
    }
}
