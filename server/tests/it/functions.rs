//! Who may call which server function: every one of them is a public address.

use crate::support::{Answer, Cast, PASSWORD, Person, TestServer};
use leptos::server_fn::axum::server_fn_paths;
use model::ContentId;
use reqwest::{Method, header};
use std::collections::BTreeSet;

/// What one gets: `ok`, or the code of the error, for owner, editor, commenter, viewer, stranger and nobody.
pub type Expected = [&'static str; 6];

const ANYBODY: Expected = ["ok"; 6];
const SIGNED_IN: Expected = ["ok", "ok", "ok", "ok", "ok", "sign_in_needed"];
const READERS: Expected = ["ok", "ok", "ok", "ok", "not_found", "sign_in_needed"];
const WRITERS: Expected = ["ok", "ok", "forbidden", "forbidden", "not_found", "sign_in_needed"];
const COMMENTERS: Expected = ["ok", "ok", "ok", "forbidden", "not_found", "sign_in_needed"];
/// As commenters may, but what is named is not there.
const NO_SUCH_THREAD: Expected = ["not_found", "not_found", "not_found", "forbidden", "not_found", "sign_in_needed"];
const OWNER: Expected = ["ok", "forbidden", "forbidden", "forbidden", "not_found", "sign_in_needed"];
/// As the owner's, but what is named is not there.
const NOT_THERE: Expected = ["not_found", "forbidden", "forbidden", "forbidden", "not_found", "sign_in_needed"];
/// The owner signed up first and is the administrator.
const ADMIN: Expected = ["ok", "forbidden", "forbidden", "forbidden", "forbidden", "sign_in_needed"];

/// What only administrators are told.
fn administrators(code: &'static str) -> Expected {
    [code, "forbidden", "forbidden", "forbidden", "forbidden", "sign_in_needed"]
}

fn all(code: &'static str) -> Expected {
    [code; 6]
}

fn signed_in(code: &'static str) -> Expected {
    [code, code, code, code, code, "sign_in_needed"]
}

/// The form of a campaign, for an account that is not there.
const CAMPAIGN: &str = "id=&filled[account]=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&filled[name]=N&filled[text]=T&filled[media]=&filled[price]=\
                        &filled[segment][who]=all&filled[segment][without]=&filled[at]=";

/// Every function: what is sent (`{id}` the post, `{revision}` its only revision, `{viewer}` a viewer's id, `{me}` one's own), and what is answered.
pub fn table() -> Vec<(&'static str, &'static str, Expected)> {
    vec![
        ("/fn/sign_up", "name=A&email=x&password=y", all("invalid")),
        ("/fn/sign_in", "email=who@example.com&password=not the one", all("wrong_credentials")),
        ("/fn/sign_out", "", ANYBODY),
        ("/fn/forgot_password", "email=who@example.com", ANYBODY),
        ("/fn/reset_password", "secret=00&password=a good long password", all("link_expired")),
        ("/fn/verify_email", "secret=00", all("link_expired")),
        ("/fn/choose_language", "language=fr", ANYBODY),
        ("/fn/list_posts", "{\"query\":{\"whose\":\"mine\",\"status\":null,\"search\":\"\",\"sort\":\"updated\"},\"cursor\":null}", SIGNED_IN),
        ("/fn/load_post", "id={id}", READERS),
        ("/fn/create_post", "", SIGNED_IN),
        ("/fn/duplicate_post", "id={id}&title=Copy", READERS),
        ("/fn/set_post_status", "id={id}&status=archived", OWNER),
        ("/fn/delete_post_for_good", "id={id}", ["not_found", "forbidden", "forbidden", "forbidden", "not_found", "sign_in_needed"]),
        ("/fn/list_collaborators", "id={id}", READERS),
        ("/fn/list_threads", "id={id}", READERS),
        ("/fn/load_thread", "id={id}&thread=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", signed_in("not_found")),
        ("/fn/start_thread", "{\"id\":\"{id}\",\"text\":\"T\",\"anchor\":null}", COMMENTERS),
        ("/fn/reply_in_thread", "{\"id\":\"{id}\",\"thread\":\"0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11\",\"text\":\"T\"}", NO_SUCH_THREAD),
        ("/fn/edit_comment", "{\"id\":\"{id}\",\"comment\":\"0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11\",\"text\":\"T\"}", signed_in("not_found")),
        ("/fn/delete_comment", "id={id}&comment=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", signed_in("not_found")),
        ("/fn/set_thread_resolved", "id={id}&thread=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&resolved=true", signed_in("not_found")),
        ("/fn/react_to_comment", "id={id}&comment=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&emoji=x&on=true", NO_SUCH_THREAD),
        (
            "/fn/mark_thread_read",
            "id={id}&thread=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&last=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11",
            signed_in("not_found"),
        ),
        ("/fn/list_mentionable", "id={id}", READERS),
        ("/fn/add_collaborator", "id={id}&email=extra@example.com&role=viewer", OWNER),
        ("/fn/set_collaborator_role", "id={id}&who={viewer}&role=editor", OWNER),
        ("/fn/remove_collaborator", "id={id}&who={viewer}", ["ok", "forbidden", "forbidden", "ok", "not_found", "sign_in_needed"]),
        ("/fn/load_sharing_settings", "id={id}", OWNER),
        ("/fn/set_sharing_settings", "id={id}&guests_edit=false&editors_share=true", OWNER),
        ("/fn/pass_ownership", "id={id}&to={viewer}", OWNER),
        ("/fn/invite", "{\"id\":\"{id}\",\"emails\":[\"new@example.com\"],\"role\":\"viewer\",\"message\":\"\"}", OWNER),
        ("/fn/list_invitations", "id={id}", OWNER),
        ("/fn/resend_invitation", "id={id}&which=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", NOT_THERE),
        ("/fn/revoke_invitation", "id={id}&which=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", NOT_THERE),
        ("/fn/load_waiting_invitation", "id={id}", SIGNED_IN),
        ("/fn/load_invitation", "secret=00", all("link_expired")),
        ("/fn/accept_invitation", "secret=00", signed_in("link_expired")),
        ("/fn/decline_invitation", "secret=00", all("link_expired")),
        ("/fn/make_link", "id={id}&role=viewer&password=&days=1&name=", OWNER),
        ("/fn/list_links", "id={id}", OWNER),
        ("/fn/set_link_role", "id={id}&which=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&role=editor", NOT_THERE),
        ("/fn/revoke_link", "id={id}&which=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", NOT_THERE),
        ("/fn/remove_guest", "id={id}&guest=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", NOT_THERE),
        ("/fn/load_shared", "token=00", all("link_expired")),
        ("/fn/enter_link", "token=00", all("link_expired")),
        ("/fn/ask_access", "id={id}&message=", ["already_shared", "already_shared", "already_shared", "already_shared", "ok", "sign_in_needed"]),
        ("/fn/list_requests", "id={id}", OWNER),
        ("/fn/answer_request", "id={id}&which=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", NOT_THERE),
        ("/fn/access_log", "id={id}", OWNER),
        ("/fn/load_timeline", "id={id}&named=false", READERS),
        ("/fn/compare_revisions", "id={id}&from={revision}&to=now", READERS),
        ("/fn/save_revision", "id={id}&name=", ["invalid", "invalid", "forbidden", "forbidden", "not_found", "sign_in_needed"]),
        ("/fn/rename_revision", "id={id}&revision={revision}&name=Other", WRITERS),
        ("/fn/restore_revision", "id={id}&revision={revision}", WRITERS),
        ("/fn/update_profile", "time_zone=Europe/Paris", SIGNED_IN),
        ("/fn/load_me", "", SIGNED_IN),
        ("/fn/list_time_zones", "", SIGNED_IN),
        ("/fn/remove_picture", "", SIGNED_IN),
        ("/fn/resend_verification", "", SIGNED_IN),
        ("/fn/change_email", "email=new@example.com&password=not the one", signed_in("wrong_password")),
        ("/fn/change_password", "old=not the one&password=a good long password", signed_in("wrong_password")),
        ("/fn/delete_account", "password=not the one", signed_in("wrong_password")),
        ("/fn/list_sessions", "", SIGNED_IN),
        ("/fn/end_session", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", signed_in("not_found")),
        ("/fn/end_other_sessions", "", SIGNED_IN),
        ("/fn/list_tokens", "", SIGNED_IN),
        ("/fn/create_token", "name=Mine", SIGNED_IN),
        ("/fn/revoke_token", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", signed_in("not_found")),
        ("/fn/list_notifications", "unread=false", SIGNED_IN),
        ("/fn/count_notifications", "", SIGNED_IN),
        ("/fn/read_notifications", "ids[0]=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", SIGNED_IN),
        ("/fn/read_all_notifications", "", SIGNED_IN),
        ("/fn/load_mail_choices", "", SIGNED_IN),
        ("/fn/choose_mails", "choices%5B0%5D%5Bkind%5D=share&choices%5B0%5D%5Bmails%5D=never", SIGNED_IN),
        ("/fn/list_users", "search=", ADMIN),
        ("/fn/set_account_role", "who={viewer}&role=user", ADMIN),
        ("/fn/list_mails", "", ADMIN),
        (
            "/fn/load_mail",
            "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11",
            ["not_found", "forbidden", "forbidden", "forbidden", "forbidden", "sign_in_needed"],
        ),
        ("/fn/load_system", "", ADMIN),
        ("/fn/load_sending", "", ADMIN),
        ("/fn/check_sending", "", ADMIN),
        ("/fn/list_dead_letters", "", ADMIN),
        ("/fn/list_unconfirmed", "", ADMIN),
        ("/fn/list_events", "failed=false", ADMIN),
        ("/fn/redrive_message", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", administrators("not_found")),
        ("/fn/redrive_messages", "", ADMIN),
        ("/fn/settle_any_message", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&arrived=true", administrators("not_found")),
        ("/fn/replay_event", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", administrators("too_late")),
        ("/fn/load_inbox", "filter[assigned]=me&filter[shown]=unread&filter[sort]=last", SIGNED_IN),
        ("/fn/search_desk", "question=x", SIGNED_IN),
        ("/fn/load_side", "id={id}", signed_in("not_found")),
        ("/fn/name_fan", "id={id}&name=Ben", signed_in("not_found")),
        ("/fn/tag_fan", "id={id}&tag=vip&on=true", signed_in("not_found")),
        ("/fn/add_note", "id={id}&category=care&text=T", signed_in("not_found")),
        ("/fn/edit_note", "id={id}&note=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&category=care&text=T", signed_in("not_found")),
        ("/fn/delete_note", "id={id}&note=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", signed_in("not_found")),
        ("/fn/answer_conversation", "id={id}", signed_in("not_found")),
        ("/fn/edit_message", "id={id}&text=T", signed_in("not_found")),
        ("/fn/set_conversation_state", "id={id}&state=done", signed_in("not_found")),
        ("/fn/snooze_conversation", "id={id}&until=tomorrow", signed_in("not_found")),
        ("/fn/assign_conversation", "id={id}&who=me", signed_in("not_found")),
        ("/fn/load_chat", "id={id}", signed_in("not_found")),
        ("/fn/write_message", "id={id}&text=T&key=", signed_in("not_found")),
        ("/fn/read_chat", "id={id}", signed_in("not_found")),
        ("/fn/cancel_message", "id={id}", signed_in("not_found")),
        ("/fn/retry_message", "id={id}", signed_in("not_found")),
        ("/fn/settle_message", "id={id}&arrived=true", signed_in("not_found")),
        ("/fn/connect_account", "account=acct_none", signed_in("invalid")),
        ("/fn/check_account", "id={id}", signed_in("not_found")),
        ("/fn/load_teams", "", SIGNED_IN),
        ("/fn/take_in", "account={id}&email=new@example.com&role=chatter", signed_in("not_found")),
        ("/fn/set_team_role", "account={id}&who={viewer}&role=chatter", signed_in("not_found")),
        ("/fn/let_go", "account={id}&who={viewer}", signed_in("not_found")),
        ("/fn/load_replies", "", SIGNED_IN),
        ("/fn/load_choices", "id={id}", signed_in("not_found")),
        ("/fn/add_reply", "account={id}&name=hi&text=T", signed_in("not_found")),
        ("/fn/edit_reply", "id={id}&name=hi&text=T", signed_in("not_found")),
        ("/fn/delete_reply", "id={id}", signed_in("not_found")),
        ("/fn/load_vault", "id={id}", signed_in("not_found")),
        ("/fn/load_numbers", "account={id}&step=day", signed_in("not_found")),
        ("/fn/load_import_accounts", "", SIGNED_IN),
        ("/fn/load_fans", "sort=spend", SIGNED_IN),
        ("/fn/load_fans", "account={id}&sort=spend", signed_in("not_found")),
        ("/fn/count_fans", "account={id}&asked[who]=all&asked[lists][]=x", signed_in("not_found")),
        ("/fn/change_fans", "account={id}&found=%7B%7D&which=all&act=tag&tag=vip&list=", signed_in("not_found")),
        ("/fn/save_segment", "account={id}&found=%7B%7D&name=S", signed_in("not_found")),
        ("/fn/load_kept", "", SIGNED_IN),
        ("/fn/load_kept", "account={id}", signed_in("not_found")),
        ("/fn/add_list", "account={id}&name=L", signed_in("not_found")),
        ("/fn/rename_list", "id={id}&name=L", signed_in("not_found")),
        ("/fn/delete_list", "id={id}", signed_in("not_found")),
        ("/fn/add_field", "account={id}&name=F&kind=text", signed_in("not_found")),
        ("/fn/rename_field", "id={id}&name=F", signed_in("not_found")),
        ("/fn/delete_field", "id={id}", signed_in("not_found")),
        ("/fn/delete_segment", "id={id}", signed_in("not_found")),
        ("/fn/load_fan", "id={id}", signed_in("not_found")),
        ("/fn/list_fan", "id={id}&list=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&on=true", signed_in("not_found")),
        ("/fn/fill_field", "id={id}&field=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11&value=x", signed_in("not_found")),
        ("/fn/merge_fans", "id={id}&entry=lucy", signed_in("not_found")),
        ("/fn/delete_fan", "id={id}", signed_in("not_found")),
        ("/fn/load_automations", "", SIGNED_IN),
        ("/fn/load_automations", "account={id}", signed_in("not_found")),
        ("/fn/load_automation", "id={id}", signed_in("not_found")),
        ("/fn/load_automation", "", signed_in("not_found")),
        ("/fn/save_automation", "id=&filled[account]={id}&filled[name]=N&filled[trigger]=new&filled[text]=T", signed_in("not_found")),
        ("/fn/switch_automation", "id={id}&on=true", signed_in("not_found")),
        ("/fn/delete_automation", "id={id}", signed_in("not_found")),
        ("/fn/load_campaigns", "", SIGNED_IN),
        ("/fn/load_campaign_form", "id={id}", signed_in("not_found")),
        ("/fn/save_campaign", CAMPAIGN, signed_in("not_found")),
        ("/fn/load_campaign", "id={id}", signed_in("not_found")),
        ("/fn/start_campaign", "id={id}&count=1", signed_in("not_found")),
        ("/fn/pause_campaign", "id={id}", signed_in("not_found")),
        ("/fn/resume_campaign", "id={id}", signed_in("not_found")),
        ("/fn/end_campaign", "id={id}", signed_in("not_found")),
        ("/fn/discard_campaign", "id={id}", signed_in("not_found")),
        ("/fn/load_connections", "", SIGNED_IN),
        ("/fn/load_connect", "platform=tiktok", SIGNED_IN),
        ("/fn/check_social_account", "id={id}", signed_in("not_found")),
        ("/fn/disconnect_social_account", "id={id}", signed_in("not_found")),
        ("/fn/load_publish", "post={id}", WRITERS),
        ("/fn/load_mend", "id={id}", signed_in("not_found")),
        ("/fn/publish_to", "account={id}&post={id}&filled[text]=T", signed_in("not_found")),
        ("/fn/load_subreddit", "account={id}&name=pics", signed_in("not_found")),
        ("/fn/load_publications", "state=failed&platform=reddit", SIGNED_IN),
        ("/fn/load_publications_of", "post={id}", SIGNED_IN),
        ("/fn/load_publication", "id={id}", signed_in("not_found")),
        ("/fn/retry_publication", "id={id}", signed_in("not_found")),
        ("/fn/cancel_publication", "id={id}", signed_in("not_found")),
        ("/fn/settle_publication", "id={id}&public=true", signed_in("not_found")),
        ("/fn/load_integrations", "", ADMIN),
        ("/fn/test_integration", "platform=reddit", ADMIN),
        ("/fn/pause_publishing", "platform=reddit&paused=false", ADMIN),
        ("/fn/list_social_events", "", ADMIN),
        ("/fn/replay_social_event", "id=0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11", administrators("not_found")),
    ]
}

pub async fn call(person: &Person, path: &str, arguments: &str) -> Answer {
    let json = arguments.starts_with('{');
    let body = if json { arguments.to_owned() } else { arguments.replace(' ', "+").replace('@', "%40") };
    let kind = if json { "application/json" } else { "application/x-www-form-urlencoded" };
    let request = person.request(Method::POST, path).header(header::CONTENT_TYPE, kind).header(header::ACCEPT, "application/json");
    Answer::read(request.body(body).send().await.unwrap()).await
}

pub fn outcome(answer: &Answer) -> String {
    if answer.status.is_success() || answer.status.is_redirection() {
        return "ok".to_owned();
    }
    answer.json["error"]["code"].as_str().map_or_else(|| format!("{} {}", answer.status, answer.text), str::to_owned)
}

pub async fn state(server: &TestServer, owner: &Person, id: ContentId) -> (String, String, usize) {
    let post = server.services.content(owner.id, id).await.unwrap();
    (post.title, post.status.code().to_owned(), server.services.contents.collaborators(owner.id, id).await.unwrap().len())
}

async fn holds(server: &TestServer, cast: &Cast, by_cookie: bool) {
    for (path, arguments, expected) in table() {
        // Those who sign out or in are somebody else afterwards.
        if by_cookie && path == "/fn/sign_out" {
            continue;
        }
        for ((name, person), expected) in cast.all().into_iter().zip(expected) {
            let id = cast.post(server).await;
            let revision = server.services.revisions.save(cast.owner.id, id, "First").await.unwrap().id;
            let before = state(server, &cast.owner, id).await;
            let arguments = arguments.replace("{revision}", &revision.to_string());
            let filled =
                arguments.replace("{id}", &id.to_string()).replace("{viewer}", &cast.viewer.id.to_string()).replace("{me}", &person.id.to_string());
            let answer = call(person, path, &filled).await;
            assert_eq!(outcome(&answer), expected, "{name}: {path} {filled}");
            if expected != "ok" {
                assert_eq!(state(server, &cast.owner, id).await, before, "{name} changed something: {path}");
            }
        }
    }
}

pub fn generous() -> [(&'static str, &'static str); 5] {
    [
        ("SIGN_IN_PER_MINUTE", "1000"),
        ("SIGN_IN_PER_HOUR", "1000"),
        ("SIGN_IN_FAILURES_BEFORE_WAIT", "1000"),
        ("LINK_MAILS_PER_HOUR", "1000"),
        ("LINK_MAILS_PER_MINUTE_AND_ADDRESS", "1000"),
    ]
}

#[tokio::test]
async fn every_function_for_every_role_by_cookie() {
    let server = TestServer::with(&generous()).await;
    let cast = Cast::new(&server).await;
    server.person("Extra").await;
    holds(&server, &cast, true).await;
}

#[tokio::test]
async fn every_function_for_every_role_by_token() {
    let server = TestServer::with(&generous()).await;
    let cast = Cast::new(&server).await;
    server.person("Extra").await;
    holds(&server, &cast.with_tokens(&server).await, false).await;
}

#[test]
fn the_table_has_a_row_for_every_function() {
    let there: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
    let listed: BTreeSet<&str> = table().into_iter().map(|(path, ..)| path).collect();
    assert!(!there.is_empty(), "the interface is part of the program");
    assert_eq!(there, listed);
}

#[tokio::test]
async fn too_many_tries_are_answered_with_a_time_to_wait() {
    let server = TestServer::with(&[("SIGN_IN_PER_MINUTE", "1")]).await;
    let nobody = server.nobody();
    let try_it = async || call(&nobody, "/fn/sign_in", "email=who@example.com&password=not the one").await;
    assert_eq!(try_it().await.status, 401);
    let refused = try_it().await;
    assert_eq!((refused.status.as_u16(), outcome(&refused).as_str()), (429, "too_many"));
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn forms_work_without_scripts() {
    let server = TestServer::start().await;
    server.person("Ana").await;
    let form = async |person: &Person, path: &str, body: &str| {
        let request = person.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request =
            request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url("/sign-in")).header(header::ORIGIN, server.url(""));
        Answer::read(request.body(body.to_owned()).send().await.unwrap()).await
    };
    let visitor = server.nobody();
    let wrong = form(&visitor, "/fn/sign_in", "email=ana%40example.com&password=wrong+wrong").await;
    assert_eq!(wrong.status, 302);
    let back = wrong.header("location").to_owned();
    assert!(back.starts_with(&server.url("/sign-in")) && !back.contains("wrong+wrong"), "{back}");
    let right = form(&visitor, "/fn/sign_in", &format!("email=ana%40example.com&password={}&next=%2Fsettings", PASSWORD.replace(' ', "+"))).await;
    assert_eq!((right.status.as_u16(), right.header("location")), (302, "/settings"));
    assert_eq!(visitor.get("/settings").await.status, 200);
}

#[tokio::test]
async fn pages_ask_people_to_sign_in_first() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let refused = server.nobody().get("/posts?search=tea").await;
    assert_eq!((refused.status.as_u16(), refused.header("location")), (303, "/sign-in?next=/posts%3Fsearch%3Dtea"));
    assert_eq!(ana.get("/sign-in").await.header("location"), "/posts");
    assert_eq!(ana.get("/nothing/here").await.status, 404);
    let id = server.services.contents.create(ana.id, "Été", Some("Des **mots**")).await.unwrap().id;
    let page = ana.get(&format!("/posts/{id}")).await;
    assert!(page.status == 200 && page.text.contains("Été") && page.text.contains("<strong>mots</strong>"), "the text is there before any script");
    let leo = server.person("Leo").await;
    assert_eq!(leo.get(&format!("/posts/{id}")).await.status, 404);
    assert_eq!(leo.get("/admin").await.status, 403);
}

/// Pages are rendered by one thread and cleaned up by another: nothing in them may belong to one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_is_answered_whichever_threads_work_on_it() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let id = server.services.contents.create(ana.id, "Threads", Some("Text")).await.unwrap().id;
    for page in
        [format!("/posts/{id}"), "/posts".to_owned(), "/messages".to_owned(), "/settings".to_owned(), "/admin".to_owned(), "/nothing".to_owned()]
    {
        let wanted = if page == "/nothing" { 404 } else { 200 };
        for _ in 0..15 {
            let answers = futures::future::join_all((0..8).map(|_| ana.get(&page))).await;
            assert!(answers.iter().all(|answer| answer.status == wanted && answer.text.contains("</html>")), "{page}");
        }
    }
}
