//! Who may call which server function as the guest of a link.

use crate::{
    functions::{call, generous, outcome, state, table},
    guest_rights::Guests,
    support::{Cast, TestServer},
};

/// What the guests of a link that edits, one that comments and one that reads get; `None` where guests are nobody.
fn own(path: &str) -> Option<[&'static str; 3]> {
    match path {
        "/fn/list_threads" | "/fn/list_mentionable" | "/fn/load_timeline" | "/fn/compare_revisions" => Some(["ok"; 3]),
        "/fn/start_thread" => Some(["ok", "ok", "forbidden"]),
        // Those that the table names are not there.
        "/fn/reply_in_thread" | "/fn/react_to_comment" => Some(["not_found", "not_found", "forbidden"]),
        "/fn/load_thread" | "/fn/edit_comment" | "/fn/delete_comment" | "/fn/set_thread_resolved" | "/fn/mark_thread_read" => Some(["not_found"; 3]),
        _ => None,
    }
}

#[tokio::test]
async fn a_guest_calls_what_the_link_says_and_is_nobody_elsewhere() {
    let server = TestServer::with(&generous()).await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let revision = server.services.revisions.save(cast.owner.id, id, "First").await.unwrap().id.to_string();
    let guests = Guests::of(&server, &cast.owner, id).await;
    for (path, arguments, expected) in table() {
        let (own, nobody) = (own(path), expected[5]);
        let arguments = arguments.replace("{revision}", &revision).replace("{id}", &id.to_string()).replace("{viewer}", &cast.viewer.id.to_string());
        let inside = guests.inside().into_iter().enumerate().map(|(at, (name, guest))| (name, guest, own.map_or(nobody, |own| own[at])));
        let ended = guests.ended.iter().map(|(name, guest)| (name.as_str(), guest, own.map_or(nobody, |_| "not_found")));
        let before = state(&server, &cast.owner, id).await;
        for (name, guest, expected) in inside.chain(ended) {
            let answer = call(guest, path, &arguments).await;
            assert_eq!(outcome(&answer), expected, "{name}: {path} {arguments}");
        }
        assert_eq!(state(&server, &cast.owner, id).await, before, "a guest changed the post: {path}");
    }
}
