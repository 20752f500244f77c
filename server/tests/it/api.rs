//! The API as its clients use it.

use crate::support::{Answer, PASSWORD, TestServer};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn from_signing_up_to_the_trash() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let me = ana.get("/api/auth/me").await;
    assert_eq!((&me.json["name"], &me.json["role"], &me.json["emailVerified"]), (&json!("Ana"), &json!("admin"), &json!(false)));
    let made = ana.post("/api/content", json!({"title": "Été", "markdown": "# One\n\nTwo **three**"})).await;
    assert_eq!(made.status, 201);
    let path = format!("/api/content/{}", made.json["id"].as_str().unwrap());
    let read = ana.get(&path).await;
    assert_eq!(read.json["title"], "Été");
    assert!(read.json["html"].as_str().unwrap().contains("<strong>three</strong>"));
    assert!(read.json["markdown"].as_str().unwrap().contains("**three**"));
    assert!(read.json["text"].as_str().unwrap().contains("Two three"));
    assert_eq!((&read.json["status"], &read.json["role"]), (&json!("draft"), &json!("owner")));
    assert!(read.json["createdAt"].as_str().unwrap().ends_with('Z') && read.json["updatedAt"].is_string());
    let changed = ana.send(Method::PATCH, &path, Some(json!({"title": "Hiver", "status": "archived"}))).await;
    assert_eq!((&changed.json["title"], &changed.json["status"]), (&json!("Hiver"), &json!("archived")));
    assert_eq!(ana.send(Method::DELETE, &path, None).await.status, 204);
    assert_eq!(ana.get("/api/content").await.json["items"], json!([]));
    let trash = ana.get("/api/content?status=trash").await;
    assert_eq!(trash.json["items"][0]["title"], "Hiver");
    assert_eq!(trash.json["nextCursor"], json!(null));
}

#[tokio::test]
async fn lists_go_on_by_their_cursor_without_gaps() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for n in 0..7 {
        server.services.contents.create(ana.id, &format!("Post {n}"), None).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut path = "/api/content?limit=3&sort=title".to_owned();
    loop {
        let page = ana.get(&path).await;
        seen.extend(page.json["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()));
        match page.json["nextCursor"].as_str() {
            Some(cursor) => path = format!("/api/content?limit=3&sort=title&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, (0..7).map(|n| format!("Post {n}")).collect::<Vec<_>>());
    assert_eq!(ana.get("/api/content?search=post%204").await.json["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn sharing_by_address() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let id = server.services.contents.create(ana.id, "Shared", None).await.unwrap().id;
    let path = format!("/api/content/{id}/collaborators");
    let added = ana.post(&path, json!({"email": "LEO@example.com", "permission": "viewer"})).await;
    assert_eq!(added.status, 201);
    assert_eq!(added.json, json!({"userId": leo.id.to_string(), "name": "Leo", "email": "leo@example.com", "permission": "viewer"}));
    assert_eq!(ana.post(&path, json!({"email": "leo@example.com", "permission": "viewer"})).await.code(), "already_shared");
    assert_eq!(ana.post(&path, json!({"email": "who@example.com", "permission": "viewer"})).await.code(), "unknown_person");
    assert_eq!(ana.post(&path, json!({"email": "ana@example.com", "permission": "viewer"})).await.code(), "owner_stays");
    let list = leo.get(&path).await;
    assert_eq!((&list.json["items"][0]["permission"], &list.json["items"][1]["permission"]), (&json!("owner"), &json!("viewer")));
    let one = format!("{path}/{}", leo.id);
    assert_eq!(ana.send(Method::PUT, &one, Some(json!({"permission": "editor"}))).await.json["permission"], "editor");
    assert_eq!(leo.get("/api/content?whose=shared").await.json["items"][0]["role"], "editor");
    assert_eq!(ana.send(Method::DELETE, &one, None).await.status, 204);
    assert_eq!(leo.get(&format!("/api/content/{id}")).await.status, 404);
}

#[tokio::test]
async fn exports_are_files_with_names() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let id = server.services.contents.create(ana.id, "My <post>", Some("Some **bold** text")).await.unwrap().id;
    let export = async |format: &str| ana.get(&format!("/api/content/{id}/export?format={format}")).await;
    let markdown = export("markdown").await;
    assert_eq!(markdown.header("content-type"), "text/markdown; charset=utf-8");
    assert_eq!(markdown.header("content-disposition"), "attachment; filename=\"My-post.md\"; filename*=UTF-8''My-post.md");
    assert!(markdown.text.starts_with("# My") && markdown.text.contains("**bold**"));
    let html = export("html").await;
    assert!(html.text.contains("<title>My &lt;post&gt;</title>") && html.text.contains("<strong>bold</strong>"), "{}", html.text);
    let text = export("text").await;
    assert!(text.text.contains("Some bold text"));
    assert_eq!(export("pdf").await.status, 400);
}

#[tokio::test]
async fn one_message_for_every_wrong_pair() {
    let server = TestServer::start().await;
    server.person("Ana").await;
    let nobody = server.nobody();
    let wrong = nobody.post("/api/auth/login", json!({"email": "ana@example.com", "password": "not the one"})).await;
    let unknown = nobody.post("/api/auth/login", json!({"email": "who@example.com", "password": "not the one"})).await;
    assert_eq!((wrong.status, wrong.code(), &wrong.json["detail"]), (unknown.status, unknown.code(), &unknown.json["detail"]));
    let taken = nobody.post("/api/auth/register", json!({"name": "Ana", "email": "ana@example.com", "password": PASSWORD})).await;
    assert_eq!((taken.status.as_u16(), taken.code()), (409, "email_taken"));
}

#[tokio::test]
async fn a_picture_is_made_small_and_served_to_people_who_are_signed_in() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let not_one = ana.request(Method::PUT, "/api/auth/me/picture").header("content-type", "image/png").body("no picture").send().await.unwrap();
    assert_eq!(Answer::read(not_one).await.json["fields"][0]["problem"], "not_a_picture");
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([99, 102, 241])).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let set = ana.request(Method::PUT, "/api/auth/me/picture").header("content-type", "image/png").body(png.into_inner()).send().await.unwrap();
    let path = Answer::read(set).await.json["picture"].as_str().unwrap().to_owned();
    let shown = ana.client.get(server.url(&path)).send().await.unwrap();
    assert_eq!((shown.status().as_u16(), shown.headers()["content-type"].to_str().unwrap()), (200, "image/png"));
    assert_eq!(server.nobody().get(&path).await.status, 401);
    assert_eq!(ana.send(Method::DELETE, "/api/auth/me/picture", None).await.json["picture"], json!(null));
}
