//! Conversations as work: whose they are, where they are, in which order, and what brings them back.

use crate::world::{LOOK, LOOKS, World, person, world};
use model::{
    ConversationId, ErrorCode, PageRequest, Timestamp,
    crm::{Assigned, Conversation, ConversationState, Filter, Role, SendState, Shown, Sort},
};
use tokio::time::sleep;

const PLAIN: Filter = Filter { state: None, assigned: Assigned::All, shown: Shown::All, list: None, tag: None, sort: Sort::Last };

async fn list(world: &World, filter: Filter) -> Vec<Conversation> {
    let request = PageRequest { cursor: None, limit: Some(100) };
    world.crm.conversations(world.ana, None, filter, &request).await.unwrap().items
}

async fn one(world: &World, id: ConversationId) -> Conversation {
    let request = PageRequest { cursor: None, limit: Some(1) };
    world.crm.thread(world.ana, id, &request).await.unwrap().conversation
}

/// The fan writes, and it is read.
async fn says(world: &World, fan: usize, text: &str) -> ConversationId {
    world.served.sandbox.fan_writes(&world.creator.gateway_id, world.fans[fan].0, text);
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    world.crm.about_fan(world.ana, world.fans[fan].1).await.unwrap().conversation
}

#[tokio::test]
async fn what_is_done_leaves_the_open_ones_and_comes_back_when_the_fan_writes() {
    let world = world(3).await;
    let id = says(&world, 1, "are you there?").await;
    let open = Filter { state: Some(ConversationState::Open), ..PLAIN };
    let unanswered = Filter { shown: Shown::Unanswered, ..PLAIN };
    assert!(list(&world, open.clone()).await.iter().any(|row| row.id == id) && list(&world, unanswered.clone()).await.iter().any(|row| row.id == id));
    world.crm.set_state(world.ana, id, ConversationState::Done, None).await.unwrap();
    assert!(!list(&world, open).await.iter().any(|row| row.id == id) && !list(&world, unanswered).await.iter().any(|row| row.id == id));
    assert_eq!(list(&world, Filter { state: Some(ConversationState::Done), ..PLAIN }).await[0].id, id);
    says(&world, 1, "hello?").await;
    assert_eq!(one(&world, id).await.state, ConversationState::Open);
}

#[tokio::test]
async fn an_answer_makes_it_the_fans_turn_and_what_they_write_ours() {
    let world = world(2).await;
    let id = says(&world, 0, "hi").await;
    let first = one(&world, id).await;
    says(&world, 0, "still there?").await;
    // Who asks twice does not lose their place.
    assert_eq!(one(&world, id).await.waiting_since, first.waiting_since);
    assert!(first.waiting_since.is_some() && first.state == ConversationState::Open);
    let worker = world.work();
    let sent = world.write(0, "here I am").await;
    world.until(sent.id, SendState::Sent).await;
    worker.abort();
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let answered = one(&world, id).await;
    assert_eq!((answered.state, answered.waiting_since), (ConversationState::Waiting, None));
}

#[tokio::test]
async fn what_is_snoozed_comes_back_by_itself() {
    let world = world(2).await;
    let id = says(&world, 0, "later").await;
    let at = |from_now: i64| Some(Timestamp(db::now().0 + from_now));
    for (until, field) in [(None, "until"), (at(-1), "until"), (at(366 * 86_400_000), "until")] {
        let refused = world.crm.set_state(world.ana, id, ConversationState::Snoozed, until).await.unwrap_err();
        assert_eq!((refused.code, refused.fields[0].field.as_str()), (ErrorCode::Invalid, field));
    }
    world.crm.set_state(world.ana, id, ConversationState::Snoozed, at(400)).await.unwrap();
    let snoozed = one(&world, id).await;
    assert!(snoozed.state == ConversationState::Snoozed && snoozed.snoozed_until.is_some());
    let worker = world.work();
    for look in 0.. {
        let now = one(&world, id).await;
        if (now.state, now.snoozed_until) == (ConversationState::Open, None) {
            break;
        }
        assert!(look < LOOKS, "{now:?}");
        sleep(LOOK).await;
    }
    worker.abort();
}

#[tokio::test]
async fn a_conversation_is_given_to_somebody_of_the_team_and_to_nobody_else() {
    let world = world(2).await;
    let id = says(&world, 0, "hi").await;
    let (mia, leo) = (person(&world.test, "Mia").await, person(&world.test, "Leo").await);
    world.crm.set_role(world.ana, world.creator.id, mia, Role::Chatter).await.unwrap();
    let nobody = Filter { assigned: Assigned::Nobody, ..PLAIN };
    assert!(list(&world, nobody.clone()).await.iter().any(|row| row.id == id));
    world.crm.assign(world.ana, id, Some(mia)).await.unwrap();
    assert!(!list(&world, nobody).await.iter().any(|row| row.id == id));
    assert_eq!(one(&world, id).await.assigned.unwrap().name, "Mia");
    let request = PageRequest { cursor: None, limit: None };
    let mine = world.crm.conversations(mia, None, Filter { assigned: Assigned::Me, ..PLAIN }, &request).await.unwrap().items;
    assert_eq!(mine.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    let names: Vec<String> = world.crm.colleagues(mia, id).await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Ana", "Mia"]);
    assert_eq!(world.crm.assign(world.ana, id, Some(leo)).await.unwrap_err().fields[0].field, "who");
    for refused in [
        world.crm.assign(leo, id, Some(leo)).await,
        world.crm.set_state(leo, id, ConversationState::Done, None).await,
        world.crm.colleagues(leo, id).await.map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code, ErrorCode::NotFound);
    }
    world.crm.assign(mia, id, None).await.unwrap();
    assert_eq!(one(&world, id).await.assigned, None);
}

#[tokio::test]
async fn each_order_goes_on_over_pages_and_has_everybody_once() {
    let world = world(30).await;
    for fan in [7, 3, 5] {
        says(&world, fan, "hi").await;
    }
    for sort in [Sort::Last, Sort::Waiting, Sort::Spend] {
        let filter = Filter { sort, ..PLAIN };
        let all = list(&world, filter.clone()).await;
        let (mut paged, mut cursor) = (Vec::new(), None);
        loop {
            let request = PageRequest { cursor, limit: Some(2) };
            let next = world.crm.conversations(world.ana, None, filter.clone(), &request).await.unwrap();
            paged.extend(next.items);
            cursor = next.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert!(all.len() >= 3 && paged == all, "{sort:?}");
        let ordered = match sort {
            Sort::Last => all.is_sorted_by(|one, next| one.last_at >= next.last_at),
            Sort::Waiting => all.is_sorted_by(|one, next| one.waiting_since.unwrap() <= next.waiting_since.unwrap()),
            Sort::Spend => all.is_sorted_by(|one, next| one.fan.spent_cents >= next.fan.spent_cents),
        };
        assert!(ordered, "{sort:?}");
    }
}

#[tokio::test]
async fn a_list_and_a_tag_leave_those_who_have_both() {
    let world = world(4).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let mut ids = Vec::new();
    for fan in 0..3 {
        ids.push(says(&world, fan, "hi").await);
    }
    let night = crm.add_list(ana, account, "Night").await.unwrap();
    for fan in [0, 1] {
        crm.list_fan(ana, world.fans[fan].1, night, true).await.unwrap();
    }
    for fan in [1, 2] {
        crm.tag_fan(ana, world.fans[fan].1, "big spender", true).await.unwrap();
    }
    let tag = Some(" big  spender".to_owned());
    for (filter, found) in [
        (Filter { list: Some(night), ..PLAIN }, vec![0, 1]),
        (Filter { tag: tag.clone(), ..PLAIN }, vec![1, 2]),
        (Filter { list: Some(night), tag: tag.clone(), assigned: Assigned::Nobody, sort: Sort::Spend, ..PLAIN }, vec![1]),
        (Filter { tag: tag.clone(), assigned: Assigned::Me, ..PLAIN }, vec![]),
        (Filter { tag: Some("none".to_owned()), sort: Sort::Waiting, ..PLAIN }, vec![]),
    ] {
        let mut rows: Vec<_> = list(&world, filter.clone()).await.into_iter().map(|row| ids.iter().position(|id| *id == row.id).unwrap()).collect();
        rows.sort_unstable();
        assert_eq!(rows, found, "{filter:?}");
    }
    crm.assign(ana, ids[2], Some(ana)).await.unwrap();
    let mine = list(&world, Filter { tag, assigned: Assigned::Me, ..PLAIN }).await;
    assert_eq!(mine.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[2]]);
    assert_eq!(crm.list_names(ana, account).await.unwrap(), [(night, "Night".to_owned())]);
    let long = Filter { tag: Some("x".repeat(41)), ..PLAIN };
    assert_eq!(crm.conversations(ana, None, long, &PageRequest::default()).await.unwrap_err().fields[0].field, "tag");
}

#[tokio::test]
async fn who_leaves_the_team_at_this_moment_is_given_nothing() {
    let world = world(2).await;
    let id = says(&world, 0, "hi").await;
    let mia = person(&world.test, "Mia").await;
    world.crm.set_role(world.ana, world.creator.id, mia, Role::Chatter).await.unwrap();
    let mut tx = world.test.db.write().await.unwrap();
    sqlx::query("UPDATE crm_accounts SET tokens = tokens").execute(&mut *tx).await.unwrap();
    let (crm, ana) = (world.crm.clone(), world.ana);
    let assigns = tokio::spawn(async move { crm.assign(ana, id, Some(mia)).await });
    // So that it has begun; were it slower still, Mia would be gone from the start.
    sleep(std::time::Duration::from_millis(200)).await;
    sqlx::query("DELETE FROM crm_members WHERE user_id = $1").bind(mia.to_string()).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(assigns.await.unwrap().unwrap_err().fields[0].field, "who");
    assert_eq!(one(&world, id).await.assigned, None);
}
