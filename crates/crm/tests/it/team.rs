//! Who works with an account.

use crate::world::{person, world};
use crm::TEAM_MAX;
use model::{ErrorCode, crm::Role};

#[tokio::test]
async fn the_creator_takes_people_in_changes_what_they_may_do_and_lets_them_go() {
    let world = world(1).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let (mia, leo) = (person(&world.test, "Mia").await, person(&world.test, "Leo").await);
    crm.add_member(ana, account, mia, Role::Chatter).await.unwrap();
    let again = crm.add_member(ana, account, mia, Role::Manager).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::AlreadyShared);
    assert_eq!(crm.role(mia, account).await.unwrap(), Role::Chatter, "as it was");
    crm.set_role(ana, account, mia, Role::Manager).await.unwrap();
    assert_eq!(crm.role(mia, account).await.unwrap(), Role::Manager);
    // A manager writes to many and changes the account, and does not say who works with it.
    for refused in [
        crm.add_member(mia, account, leo, Role::Chatter).await,
        crm.set_role(mia, account, leo, Role::Chatter).await,
        crm.set_role(mia, account, mia, Role::Chatter).await,
        crm.remove_member(mia, account, ana).await,
    ] {
        assert_eq!(refused.unwrap_err().code, ErrorCode::Forbidden);
    }
    let seen = crm.members(mia, account).await.unwrap();
    let names: Vec<(&str, Role, bool)> = seen.iter().map(|one| (one.name.as_str(), one.role, one.email.is_some())).collect();
    assert_eq!(names, [("Ana", Role::Creator, false), ("Mia", Role::Manager, true)]);
    assert!(crm.members(ana, account).await.unwrap().iter().all(|one| one.email.is_some()));
    crm.remove_member(ana, account, mia).await.unwrap();
    assert_eq!(crm.members(mia, account).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(crm.remove_member(ana, account, mia).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_member_leaves_and_what_they_had_to_answer_is_nobodys() {
    let world = world(1).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let mia = person(&world.test, "Mia").await;
    crm.add_member(ana, account, mia, Role::Chatter).await.unwrap();
    let conversation = crm.about_fan(ana, world.fans[0].1).await.unwrap().conversation;
    crm.assign(ana, conversation, Some(mia)).await.unwrap();
    crm.remove_member(mia, account, mia).await.unwrap();
    assert_eq!(crm.creators(mia).await.unwrap(), []);
    assert_eq!(world.count("SELECT CAST(count(*) AS BIGINT) FROM crm_conversations WHERE assigned_to IS NOT NULL").await, 0);
}

#[tokio::test]
async fn an_account_has_one_creator_who_stays_and_strangers_learn_nothing() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let leo = person(&world.test, "Leo").await;
    assert_eq!(crm.remove_member(ana, account, ana).await.unwrap_err().code, ErrorCode::OwnerStays);
    assert_eq!(crm.set_role(ana, account, ana, Role::Chatter).await.unwrap_err().code, ErrorCode::OwnerStays);
    assert_eq!(crm.add_member(ana, account, leo, Role::Creator).await.unwrap_err().code, ErrorCode::Invalid);
    assert_eq!(crm.add_member(ana, account, db::new_id(), Role::Chatter).await.unwrap_err().code, ErrorCode::UnknownPerson);
    assert_eq!(crm.set_role(ana, account, db::new_id(), Role::Chatter).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(crm.members(leo, account).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(crm.remove_member(leo, account, leo).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_team_has_a_bound() {
    let world = world(0).await;
    for n in 1..TEAM_MAX {
        let who = person(&world.test, &format!("P{n}")).await;
        world.crm.add_member(world.ana, world.creator.id, who, Role::Chatter).await.unwrap();
    }
    let one_more = person(&world.test, "Last").await;
    for refused in [
        world.crm.add_member(world.ana, world.creator.id, one_more, Role::Chatter).await,
        world.crm.set_role(world.ana, world.creator.id, one_more, Role::Chatter).await,
    ] {
        assert_eq!(refused.unwrap_err().code, ErrorCode::LimitReached);
    }
    assert_eq!(world.crm.team(world.creator.id).await.unwrap().len(), usize::try_from(TEAM_MAX).unwrap());
}
