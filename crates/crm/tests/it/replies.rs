//! Saved replies.

use crate::world::{person, world};
use crm::REPLIES_MAX;
use model::{Error, ErrorCode, crm::Role, error::Problem};

fn problem(error: Error) -> Problem {
    assert_eq!(error.code, ErrorCode::Invalid);
    error.fields[0].problem
}

#[tokio::test]
async fn ones_own_are_ones_own_and_a_teams_are_kept_by_those_who_manage_it() {
    let world = world(1).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let (mia, charles, leo) = (person(&world.test, "Mia").await, person(&world.test, "Charles").await, person(&world.test, "Leo").await);
    crm.add_member(ana, account, mia, Role::Manager).await.unwrap();
    crm.add_member(ana, account, charles, Role::Chatter).await.unwrap();
    let own = crm.add_reply(charles, None, "/Hi", "Hi {first_name|you}").await.unwrap();
    let shared = crm.add_reply(mia, Some(account), "hi", "Hello {first_name}").await.unwrap();
    assert_eq!((own.name.as_str(), shared.name.as_str()), ("hi", "hi"), "a name is taken only once by each");
    let names = async |who| crm.replies(who).await.unwrap().into_iter().map(|one| one.text).collect::<Vec<_>>();
    assert_eq!((names(ana).await.len(), names(charles).await.len(), names(leo).await.len()), (1, 2, 0));
    assert_eq!(crm.edit_reply(charles, shared.id, "hi", "mine").await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(crm.delete_reply(charles, shared.id).await.unwrap_err().code, ErrorCode::Forbidden);
    for reply in [own.id, shared.id] {
        assert_eq!(crm.edit_reply(leo, reply, "hi", "mine").await.unwrap_err().code, ErrorCode::NotFound);
    }
    assert_eq!(crm.delete_reply(ana, own.id).await.unwrap_err().code, ErrorCode::NotFound, "not even the creator's");
    assert_eq!(crm.add_reply(charles, Some(account), "x", "x").await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(crm.add_reply(leo, Some(account), "x", "x").await.unwrap_err().code, ErrorCode::NotFound);
    crm.edit_reply(ana, shared.id, "hello", "Hey {first_name}").await.unwrap();
    assert_eq!(names(ana).await, ["Hey {first_name}"]);
    crm.remove_member(charles, account, charles).await.unwrap();
    assert_eq!(names(charles).await, ["Hi {first_name|you}"]);
    crm.delete_reply(mia, shared.id).await.unwrap();
    assert_eq!(crm.delete_reply(mia, shared.id).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_name_is_taken_once_whatever_its_case_also_by_a_change() {
    let world = world(0).await;
    let (crm, ana) = (&world.crm, world.ana);
    crm.add_reply(ana, None, "one", "1").await.unwrap();
    let two = crm.add_reply(ana, None, "two", "2").await.unwrap();
    assert_eq!(problem(crm.add_reply(ana, None, "/ONE", "3").await.unwrap_err()), Problem::Taken);
    assert_eq!(problem(crm.edit_reply(ana, two.id, "One", "3").await.unwrap_err()), Problem::Taken);
    crm.edit_reply(ana, two.id, "two", "3").await.unwrap();
    assert_eq!(problem(crm.add_reply(ana, None, "three", "{name}").await.unwrap_err()), Problem::UnknownValue);
}

#[tokio::test]
async fn a_reply_is_filled_for_the_fan_of_the_conversation_by_the_name_they_gave_themselves() {
    let world = world(1).await;
    let (crm, ana, fan) = (&world.crm, world.ana, world.fans[0].1);
    let conversation = crm.about_fan(ana, fan).await.unwrap().conversation;
    crm.add_reply(ana, None, "hi", "Hi {first_name|dear} {}").await.unwrap();
    let said = async || crm.replies_for(ana, conversation).await.unwrap().remove(0).text;
    assert_eq!(said().await, "Hi dear {}");
    sqlx::query("UPDATE crm_fans SET name = 'Lucy Stone' WHERE id = $1").bind(fan.to_string()).execute(world.test.db.read()).await.unwrap();
    crm.name_fan(ana, fan, "Spends much").await.unwrap();
    assert_eq!(said().await, "Hi Lucy {}");
    assert_eq!(crm.filled(ana, fan, "{first_name}! {other} {").await.unwrap(), "Lucy! {other} {");
    let leo = person(&world.test, "Leo").await;
    assert_eq!(crm.replies_for(leo, conversation).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn there_is_a_bound_for_each_person() {
    let world = world(0).await;
    for n in 0..REPLIES_MAX {
        world.crm.add_reply(world.ana, None, &format!("r{n}"), "x").await.unwrap();
    }
    assert_eq!(world.crm.add_reply(world.ana, None, "more", "x").await.unwrap_err().code, ErrorCode::LimitReached);
    world.crm.add_reply(world.ana, Some(world.creator.id), "more", "x").await.unwrap();
}
