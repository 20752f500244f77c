//! Media out of the vault: listed by pages, and sold.

use crate::world::{person, world};
use crm::NewMessage;
use model::{ErrorCode, PageRequest, crm::SendState};
use sandbox::onlyfans::{Fault, On};
use std::collections::HashSet;

#[tokio::test]
async fn the_vault_is_listed_to_its_end_each_thing_once_also_by_short_pages() {
    let world = world(0).await;
    let mut request = PageRequest { cursor: None, limit: None };
    world.served.sandbox.fail(On::Read, Fault::ShortPage, 1);
    let mut seen = HashSet::new();
    let mut pages = 0;
    loop {
        let page = world.crm.vault(world.ana, world.creator.id, &request).await.unwrap();
        pages += 1;
        assert!(page.items.iter().all(|one| seen.insert(one.id.clone())), "nothing twice");
        match page.next_cursor {
            Some(cursor) => request.cursor = Some(cursor),
            None => break,
        }
    }
    assert!(seen.len() == 60 && pages > 2, "{} in {pages}", seen.len());
    for cursor in ["x", "-1", "9999999"] {
        let wrong = PageRequest { cursor: Some(cursor.to_owned()), limit: None };
        assert_eq!(world.crm.vault(world.ana, world.creator.id, &wrong).await.unwrap_err().code, ErrorCode::BadRequest, "{cursor}");
    }
    let leo = person(&world.test, "Leo").await;
    let first = PageRequest { cursor: None, limit: None };
    assert_eq!(world.crm.vault(leo, world.creator.id, &first).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_gateway_that_refuses_says_that_it_does_not_answer() {
    let world = world(0).await;
    world.served.sandbox.fail(On::Any, Fault::Unauthorized, 1);
    let first = PageRequest { cursor: None, limit: None };
    assert_eq!(world.crm.vault(world.ana, world.creator.id, &first).await.unwrap_err().code, ErrorCode::OutsideUnavailable);
}

#[tokio::test]
async fn what_is_sold_goes_out_with_its_media_and_price() {
    let world = world(1).await;
    let first = PageRequest { cursor: None, limit: None };
    let media: Vec<String> =
        world.crm.vault(world.ana, world.creator.id, &first).await.unwrap().items.into_iter().take(2).map(|one| one.id).collect();
    let worker = world.work();
    let new = NewMessage { media: media.clone(), price_cents: 1_500, ..NewMessage::text(world.fans[0].1, "") };
    let sent = world.crm.write(world.ana, new).await.unwrap();
    world.until(sent.id, SendState::Sent).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let conversation = world.crm.about_fan(world.ana, world.fans[0].1).await.unwrap().conversation;
    let thread = world.crm.thread(world.ana, conversation, &first).await.unwrap();
    let said = thread.messages.items.iter().find(|one| one.outgoing == Some(sent.id)).unwrap();
    assert_eq!((said.price_cents, said.media_count, said.opened), (1_500, 2, false));
    worker.abort();
}
