//! What the database promises, on SQLite (each test makes its own file).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use db::{Db, StartError};

async fn file() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    (folder, url)
}

#[tokio::test]
async fn an_unknown_engine_is_refused_with_a_sentence() {
    let error = Db::connect("mysql://localhost/x").await.unwrap_err();
    assert!(error.to_string().contains("must begin with sqlite: or postgres:"));
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let (_folder, url) = file().await;
    let db = Db::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    db.migrate().await.unwrap();
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let (_folder, url) = file().await;
    let db = Db::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, $1, 0)")
        .bind(vec![0_u8])
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let error = db.migrate().await.unwrap_err();
    assert!(matches!(error, StartError::Newer(9999)), "{error}");
}

#[tokio::test]
async fn a_transaction_that_is_dropped_changes_nothing_and_frees_the_writer() {
    let (_folder, url) = file().await;
    let db = Db::connect(&url).await.unwrap();
    sqlx::query("CREATE TABLE t (x BIGINT)").execute(db.read()).await.unwrap();
    {
        let mut tx = db.write().await.unwrap();
        sqlx::query("INSERT INTO t VALUES (1)").execute(&mut *tx).await.unwrap();
    }
    let mut tx = db.write().await.unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM t").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(rows, 0);
}
