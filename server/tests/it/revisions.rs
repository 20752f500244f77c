//! Revisions by REST, with people who write in the post meanwhile.

use crate::{
    live::{Client, frame},
    support::{Cast, TestServer, plain},
};
use model::{content::Role, revisions::Cause};
use reqwest::Method;
use serde_json::{Value, json};

/// A cast, a post, its address, and a first revision by the owner.
async fn begun() -> (TestServer, Cast, model::ContentId, String, String) {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/revisions");
    let made = cast.owner.post(&path, json!({"name": "First"})).await;
    assert_eq!(made.status, 201, "{made:?}");
    let first = made.json["id"].as_str().unwrap().to_owned();
    (server, cast, id, path, first)
}

/// Somebody types into the title and stays.
async fn typed(server: &TestServer, who: &crate::support::Person, id: model::ContentId, text: &str) -> Client {
    let mut client = Client::open(server, who, id).await;
    client.sync().await;
    let edit = client.edit(text);
    client.send(frame(&[0, 2], &edit)).await;
    client.sync().await;
    client
}

/// Waits until somebody's own copy has this title.
async fn until(client: &mut Client, title: &str) {
    while client.title() != title {
        assert!(client.hear(std::time::Duration::from_secs(10)).await.is_some(), "waited in vain for {title}: {}", client.title());
    }
}

#[tokio::test]
async fn a_revision_has_its_texts_its_authors_and_its_name() {
    let (_server, cast, _, path, first) = begun().await;
    let seen = cast.viewer.get(&format!("{path}/{first}")).await;
    assert_eq!((seen.status.as_u16(), &seen.json["name"], &seen.json["cause"]), (200, &json!("First"), &json!("manual")));
    assert_eq!(
        (&seen.json["title"], &seen.json["text"], &seen.json["html"], &seen.json["markdown"]),
        (&json!("Title"), &json!("Text"), &json!("<p>Text</p>"), &json!("Text\n"))
    );
    assert_eq!(seen.json["authors"], json!([{"id": cast.owner.id, "name": "Owner"}]));
    assert_eq!((&seen.json["wordsAdded"], &seen.json["wordsRemoved"]), (&json!(2), &json!(0)));
    let renamed = cast.editor.send(Method::PATCH, &format!("{path}/{first}"), Some(json!({"name": "Better"}))).await;
    assert_eq!(renamed.json["name"], "Better");
    let unnamed = cast.editor.send(Method::PATCH, &format!("{path}/{first}"), Some(json!({"name": null}))).await;
    assert_eq!(unnamed.json["name"], Value::Null);
    assert_eq!(cast.owner.get(&format!("{path}?named=1")).await.json["items"], json!([]));
}

#[tokio::test]
async fn what_is_being_typed_is_in_a_revision_with_all_who_typed() {
    let (server, cast, id, path, _) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let _owner = typed(&server, &cast.owner, id, "Very ").await;
    let made = cast.owner.post(&path, json!({"name": "Both"})).await;
    let names: Vec<&str> = made.json["authors"].as_array().unwrap().iter().map(|author| author["name"].as_str().unwrap()).collect();
    assert_eq!((names, &made.json["wordsAdded"]), (vec!["Editor", "Owner"], &json!(2)), "{made:?}");
    let seen = cast.owner.get(&format!("{path}/{}", made.json["id"].as_str().unwrap())).await;
    assert_eq!(seen.json["title"], "Very Big Title");
    let again = cast.owner.post(&path, json!({"name": "Once more"})).await;
    assert_eq!((again.status.as_u16(), &again.json["fields"][0]["problem"]), (422, &json!("unchanged")));
}

#[tokio::test]
async fn what_the_last_writer_leaves_is_kept() {
    let (server, cast, id, path, _) = begun().await;
    let viewer = Client::open(&server, &cast.viewer, id).await;
    drop(typed(&server, &cast.editor, id, "Big ").await);
    let kept = async {
        loop {
            let list = cast.owner.get(&path).await.json["items"].clone();
            if list.as_array().unwrap().len() == 2 {
                return list;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let list = tokio::time::timeout(std::time::Duration::from_secs(20), kept).await.expect("a revision");
    assert_eq!((&list[0]["cause"], &list[0]["authors"][0]["name"]), (&json!("left"), &json!("Editor")));
    drop(viewer);
}

#[tokio::test]
async fn a_comparison_says_what_each_piece_was_and_is() {
    let (server, cast, id, path, first) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let compared = cast.commenter.get(&format!("{path}/{first}/compare/now")).await;
    assert_eq!((compared.status.as_u16(), &compared.json["to"], &compared.json["changes"]), (200, &Value::Null, &json!(1)));
    let span = &compared.json["title"][0];
    assert_eq!((&span["change"], &span["was"], &span["is"]["text"]), (&json!("added"), &Value::Null, &json!("Big ")));
    assert_eq!((&compared.json["lines"][0]["change"], &compared.json["lines"][0]["is"]["kind"]), (&json!("same"), &json!("paragraph")));
    let made = cast.owner.post(&path, json!({"name": "Second"})).await;
    let second = made.json["id"].as_str().unwrap();
    let back = cast.owner.get(&format!("{path}/{second}/compare/{first}")).await;
    assert_eq!((&back.json["title"][0]["change"], &back.json["wordsRemoved"]), (&json!("removed"), &json!(1)));
    for bad in ["later", "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"] {
        assert_eq!(cast.owner.get(&format!("{path}/{first}/compare/{bad}")).await.code(), "not_found");
    }
}

#[tokio::test]
async fn a_restore_arrives_at_all_who_write_and_can_be_taken_back() {
    let (server, cast, id, path, first) = begun().await;
    let mut editor = typed(&server, &cast.editor, id, "Big ").await;
    let restored = cast.owner.post(&format!("{path}/{first}/restore"), json!({})).await;
    assert_eq!(restored.status, 200, "{restored:?}");
    assert_eq!(restored.json["before"]["cause"], "before_restore");
    until(&mut editor, "Title").await;
    let edit = editor.edit("Still ");
    editor.send(frame(&[0, 2], &edit)).await;
    let still = async {
        while cast.owner.get(&format!("/api/content/{id}")).await.json["title"] != "Still Title" {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), still).await.expect("what is typed after a restore counts");
    let before = restored.json["before"]["id"].as_str().unwrap();
    assert_eq!(cast.editor.post(&format!("{path}/{before}/restore"), json!({})).await.status, 200);
    until(&mut editor, "Big Title").await;
    // What was typed after the restore went too, and is kept.
    let list = cast.owner.get(&path).await.json["items"].clone();
    assert_eq!(list[0]["cause"], "before_restore", "{list}");
    let typed_since = cast.owner.get(&format!("{path}/{}", list[0]["id"].as_str().unwrap())).await;
    assert_eq!(typed_since.json["title"], "Still Title");
}

#[tokio::test]
async fn an_import_keeps_what_was_there() {
    let (server, cast, id, path, _) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let kept = server.services.keep_before_import(cast.editor.id, id).await.unwrap();
    let list = cast.owner.get(&path).await.json["items"].clone();
    assert_eq!((&list[0]["id"], &list[0]["cause"]), (&json!(kept.id), &json!("before_import")));
}

#[tokio::test]
async fn markdown_that_replaces_a_text_is_an_import_and_a_guests_is_nobodys() {
    let (server, cast, id, path, first) = begun().await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Editor)).await;
    let guest = server.guest(&token, None, "Léa").await;
    for (person, text, authors) in [
        (&cast.editor, "By the editor", json!([{"id": cast.owner.id, "name": "Owner"}])),
        (&guest, "By the guest", json!([{"id": cast.editor.id, "name": "Editor"}])),
    ] {
        let changed = person.send(Method::PATCH, &format!("/api/content/{id}"), Some(json!({"markdown": text}))).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        let list = cast.owner.get(&path).await.json["items"].clone();
        assert_eq!(list[0]["authors"], authors, "{list}");
    }
    let made = cast.owner.post(&path, json!({"name": "Last"})).await;
    assert_eq!((&made.json["authors"], &made.json["guests"]), (&json!([]), &json!(true)), "the guest's, and not whoever kept it");
    let page = cast.viewer.get(&format!("/posts/{id}/revisions")).await;
    assert!(page.text.contains("By guests"), "{}", page.text);
    let causes: Vec<_> = cast.owner.get(&path).await.json["items"].as_array().unwrap().iter().map(|revision| revision["cause"].clone()).collect();
    assert_eq!(causes, ["manual", "before_import", "manual"], "the first state was kept already: {made:?}");
    let restored = cast.editor.post(&format!("{path}/{first}/restore"), json!({})).await;
    assert_eq!(restored.status, 200, "{restored:?}");
    assert_eq!(cast.owner.get(&format!("/api/content/{id}")).await.json["markdown"], "Text\n");
}

#[tokio::test]
async fn comments_are_no_change_and_stay_with_their_words_in_a_restore() {
    let (_server, cast, id, path, first) = begun().await;
    let comments = format!("/api/content/{id}/comments");
    let commented = cast.commenter.post(&comments, json!({"text": "Why?", "anchor": {"quote": "Text"}})).await;
    assert_eq!(commented.status, 201, "{commented:?}");
    let compared = cast.owner.get(&format!("{path}/{first}/compare/now")).await;
    assert_eq!(compared.json["changes"], 0, "{compared:?}");
    let again = cast.owner.post(&path, json!({"name": "With a comment"})).await;
    assert_eq!(again.json["fields"][0]["problem"], "unchanged", "{again:?}");
    cast.owner.send(Method::PATCH, &format!("/api/content/{id}"), Some(json!({"markdown": "Text and more"}))).await;
    assert_eq!(cast.owner.post(&format!("{path}/{first}/restore"), json!({})).await.status, 200);
    let threads = cast.owner.get(&comments).await;
    let place = &threads.json["items"][0]["range"];
    assert_eq!((&place["start"], &place["end"]), (&json!(0), &json!(4)), "{threads:?}");
}

#[tokio::test]
async fn a_revision_is_a_file_too() {
    let (_server, cast, _, path, first) = begun().await;
    let markdown = cast.viewer.get(&format!("{path}/{first}/export")).await;
    assert_eq!((markdown.text.as_str(), markdown.header("content-type")), ("# Title\n\nText\n", "text/markdown; charset=utf-8"));
    let html = cast.viewer.get(&format!("{path}/{first}/export?format=html")).await;
    assert!(html.text.contains("<h1>Title</h1>\n<p>Text</p>"), "{}", html.text);
    assert!(html.header("content-disposition").starts_with("attachment; filename=\"Title.html\""));
}

#[tokio::test]
async fn what_cannot_be_is_said_clearly() {
    let (_server, cast, _, path, first) = begun().await;
    for name in [String::new(), "x".repeat(101)] {
        let answer = cast.owner.post(&path, json!({"name": name})).await;
        assert_eq!((answer.status.as_u16(), &answer.json["fields"][0]["field"]), (422, &json!("name")));
    }
    assert_eq!(cast.owner.get(&format!("{path}?cursor=x")).await.code(), "bad_request");
    assert_eq!(cast.owner.post(&format!("{path}/0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11/restore"), json!({})).await.code(), "not_found");
    // Another post's revision is none of this one's.
    let other = cast.owner.post("/api/content", json!({"title": "Other"})).await.json["id"].as_str().unwrap().to_owned();
    for path in [format!("/api/content/{other}/revisions/{first}"), format!("/api/content/{other}/revisions/{first}/compare/now")] {
        assert_eq!(cast.owner.get(&path).await.code(), "not_found");
    }
    assert_eq!(cast.owner.post(&format!("/api/content/{other}/revisions/{first}/restore"), json!({})).await.code(), "not_found");
}

#[tokio::test]
async fn the_timeline_and_a_comparison_are_pages_that_need_no_scripts() {
    let (server, cast, id, path, first) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let (timeline, compare) = (format!("/posts/{id}/revisions"), format!("/posts/{id}/revisions/{first}/compare/now"));
    for (person, writes) in [(&cast.owner, true), (&cast.editor, true), (&cast.commenter, false), (&cast.viewer, false)] {
        let page = person.get(&timeline).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("First") && page.text.contains("By Owner") && page.text.contains("Compare with now"), "{}", page.text);
        assert_eq!(page.text.contains("/fn/rename_revision"), writes);
        let page = person.get(&compare).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("<ins>Big <"), "{}", page.text);
        assert_eq!(page.text.contains("/fn/restore_revision"), writes);
        assert!(person.get(&format!("{compare}?view=inline")).await.text.contains("<ins>Big <"));
    }
    assert_eq!(cast.stranger.get(&timeline).await.status, 404);
    assert_eq!(cast.stranger.get(&compare).await.status, 404);
    assert_eq!(cast.nobody.get(&compare).await.status, 303);
    assert_eq!(cast.owner.get(&format!("/posts/{id}/revisions/{first}/compare/later")).await.status, 404);

    // A form, as a browser without scripts sends it.
    let form = cast.owner.request(Method::POST, "/fn/restore_revision").header("accept", "text/html").header("origin", server.url(""));
    let sent = form.header("content-type", "application/x-www-form-urlencoded").body(format!("id={id}&revision={first}")).send().await.unwrap();
    assert_eq!(sent.status(), 302);
    let there = sent.headers()["location"].to_str().unwrap().to_owned();
    assert!(there.starts_with(&format!("/posts/{id}/revisions?before=")), "{there}");
    assert!(cast.owner.get(&there).await.text.contains("Take it back, with what was typed since"));
    assert_eq!(cast.owner.get(&format!("/api/content/{id}")).await.json["title"], "Title");
    assert_eq!(cast.owner.get(&path).await.json["items"][0]["cause"], "before_restore");
}

#[tokio::test]
async fn a_guest_of_a_link_finds_the_timeline_and_compares_and_can_change_nothing_there() {
    let (server, cast, id, path, first) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    for role in [Role::Viewer, Role::Editor] {
        let (_, token) = server.link(&cast.owner, id, &plain(role)).await;
        let guest = server.guest(&token, None, "Léa").await;
        let (post, timeline) = (format!("/s/{token}"), format!("/s/{token}/{id}/revisions"));
        let compare = format!("{timeline}/{first}/compare/now");
        let page = guest.get(&post).await;
        assert!(page.text.contains(&format!("href=\"{timeline}\"")), "the way there: {}", page.text);
        let page = guest.get(&timeline).await;
        assert_eq!(page.status, 200, "{role:?}");
        assert!(page.text.contains("By Owner") && page.text.contains(&compare) && page.text.contains(&format!("href=\"{post}\"")), "{}", page.text);
        assert!(!page.text.contains("/fn/save_revision") && !page.text.contains("/fn/rename_revision"), "{role:?}");
        let page = guest.get(&compare).await;
        assert_eq!(page.status, 200, "{role:?}");
        assert!(page.text.contains("<ins>Big <") && page.text.contains(&format!("href=\"{timeline}\"")), "{}", page.text);
        assert!(!page.text.contains("/fn/restore_revision"), "{role:?}");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }
    let nobody = server.nobody().get(&format!("/s/0123/{id}/revisions")).await;
    assert!(!nobody.status.is_success() && !nobody.text.contains("By Owner"), "{nobody:?}");
    assert_eq!(cast.stranger.get(&format!("/s/0123/{id}/revisions/{first}/compare/now")).await.status, 404);
    assert_eq!(cast.owner.get(&path).await.json["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn any_two_are_chosen_in_a_form_that_needs_no_scripts() {
    let (server, cast, id, path, first) = begun().await;
    let timeline = format!("/posts/{id}/revisions");
    assert!(!cast.viewer.get(&timeline).await.text.contains("Compare the two"), "there is only one");
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let second = cast.owner.post(&path, json!({"name": "Second"})).await.json["id"].as_str().unwrap().to_owned();
    let page = cast.viewer.get(&timeline).await;
    assert!(page.text.contains(&format!("action=\"{timeline}/compare\"")) && page.text.contains("Compare the two"), "{}", page.text);
    assert_eq!(page.text.matches("form=\"compare-revisions\"").count(), 4, "{}", page.text);
    let chosen = cast.viewer.get(&format!("{timeline}/compare?from={first}&to={second}")).await;
    assert_eq!(chosen.status, 200);
    assert!(chosen.text.contains("<ins>Big <"), "{}", chosen.text);
    let back = cast.viewer.get(&format!("{timeline}/compare?from={second}&to={first}")).await;
    assert!(back.text.contains("<del>Big <"), "{}", back.text);
    for bad in ["", "?from=x&to=now"] {
        assert_eq!(cast.viewer.get(&format!("{timeline}/compare{bad}")).await.status, 404, "{bad}");
    }
}

#[tokio::test]
async fn the_revisions_of_one_person_are_listed_by_rest_and_on_the_page() {
    let (server, cast, id, path, first) = begun().await;
    let _editor = typed(&server, &cast.editor, id, "Big ").await;
    let second = cast.owner.post(&path, json!({"name": "Second"})).await.json["id"].clone();
    let of = async |who: model::UserId| cast.viewer.get(&format!("{path}?who={who}")).await.json["items"].clone();
    assert_eq!((of(cast.owner.id).await[0]["id"].clone(), of(cast.owner.id).await.as_array().unwrap().len()), (json!(first), 1));
    assert_eq!((of(cast.editor.id).await[0]["id"].clone(), of(cast.editor.id).await.as_array().unwrap().len()), (second, 1));
    assert_eq!(of(cast.viewer.id).await, json!([]));
    assert_eq!(cast.viewer.get(&format!("{path}?who=me")).await.code(), "bad_request");
    let page = cast.viewer.get(&format!("/posts/{id}/revisions?who={}", cast.editor.id)).await;
    assert!(page.text.contains("By Editor") && !page.text.contains("By Owner") && page.text.contains("name=\"who\""), "{}", page.text);
}

#[tokio::test]
async fn who_keeps_too_much_in_a_minute_is_told_to_wait() {
    let (_server, cast, id, path, first) = begun().await;
    let restore = format!("{path}/{first}/restore");
    // The first revision was one of them.
    for n in 1..30 {
        assert_eq!(cast.owner.post(&restore, json!({})).await.status, 200, "{n}");
    }
    let markdown = json!({"markdown": "Other"});
    for refused in [
        cast.owner.post(&restore, json!({})).await,
        cast.owner.post(&path, json!({"name": "x"})).await,
        cast.owner.send(Method::PATCH, &format!("/api/content/{id}"), Some(markdown)).await,
    ] {
        assert_eq!((refused.status.as_u16(), refused.code()), (429, "too_many"));
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    }
    assert_eq!(cast.editor.post(&restore, json!({})).await.status, 200, "others are not held up");
}

#[tokio::test]
async fn a_restore_that_is_refused_keeps_nothing() {
    let (server, cast, id, path, _) = begun().await;
    let json = json!({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x".repeat(7 << 20)}]}]}).to_string();
    let state = revisions::State { title: "Too big".to_owned(), json };
    let big = server.services.revisions.restore_point(cast.owner.id, id, state, Cause::BeforeImport).await.unwrap().id;
    let refused = cast.owner.post(&format!("{path}/{big}/restore"), json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (413, "too_large"));
    assert_eq!(cast.owner.get(&path).await.json["items"].as_array().unwrap().len(), 2, "what is there was not kept for that");
}
