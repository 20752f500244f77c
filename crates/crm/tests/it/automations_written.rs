//! Automatic messages as a team writes them: what is refused, who would have got one, and who may say so.

use crate::{
    automations::greeting,
    world::{World, person, world},
};
use crm::{AUTOMATIONS_MAX, NewAutomation};
use model::{
    AutomationId, ErrorCode, UserId,
    crm::{Role, Stopped, Trigger},
};

const DAY: i64 = 86_400_000;

fn named(error: &model::Error) -> (ErrorCode, String) {
    (error.code, error.fields.first().map(|field| field.field.clone()).unwrap_or_default())
}

#[tokio::test]
async fn it_says_who_would_have_got_it_by_what_really_happened() {
    let world = world(4).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let set = "INSERT INTO crm_happened (id, account_id, fan_id, trigger_kind, at, noted_at) VALUES ($1, $2, $3, 'renewed', $4, $4)";
    for (n, (fan, days)) in [(0, 20), (0, 12), (1, 10), (2, 5), (3, 40)].into_iter().enumerate() {
        sqlx::query(set)
            .bind(format!("h{n}"))
            .bind(account.to_string())
            .bind(world.fans[fan].1.to_string())
            .bind(db::now().0 - days * DAY)
            .execute(world.test.db.read())
            .await
            .unwrap();
    }
    crm.tag_fan(ana, world.fans[1].1, "cold", true).await.unwrap();
    let new = NewAutomation { again_days: 14, without_tags: vec!["cold".to_owned()], ..greeting("Thanks", Trigger::Renewed) };
    let seen = crm.foresee(ana, account, &new).await.unwrap();
    let why: Vec<Option<Stopped>> = seen.last.iter().map(|(_, _, why)| *why).collect();
    assert_eq!((seen.happened, seen.sent, why), (4, 2, vec![None, Some(Stopped::Tagged), Some(Stopped::Again), None]));
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox").await, 0);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_field_and_names_are_of_their_own() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let good = greeting("Welcome", Trigger::New);
    for (new, field) in [
        (NewAutomation { name: " ".to_owned(), ..good.clone() }, "name"),
        (NewAutomation { text: "Hi {frist_name}".to_owned(), ..good.clone() }, "text"),
        (NewAutomation { text: String::new(), ..good.clone() }, "text"),
        (NewAutomation { price_cents: 500, ..good.clone() }, "media"),
        (NewAutomation { media: vec!["ofapi_media_7".to_owned()], ..good.clone() }, "media"),
        (NewAutomation { delay_from: 10_081, ..good.clone() }, "delayFrom"),
        (NewAutomation { delay_from: 10, delay_to: 9, ..good.clone() }, "delayTo"),
        (NewAutomation { quiet: Some((600, 600)), ..good.clone() }, "quiet"),
        (NewAutomation { quiet: Some((1_440, 5)), ..good.clone() }, "quiet"),
        (NewAutomation { again_days: 366, ..good.clone() }, "againDays"),
        (NewAutomation { without_tags: vec![String::new()], ..good.clone() }, "withoutTags"),
        (NewAutomation { without_lists: vec![db::new_id()], ..good.clone() }, "withoutLists"),
    ] {
        assert_eq!(named(&crm.save_automation(ana, account, None, &new).await.unwrap_err()), (ErrorCode::Invalid, field.to_owned()));
    }
    let id = crm.save_automation(ana, account, None, &good).await.unwrap();
    assert_eq!(named(&crm.save_automation(ana, account, None, &good).await.unwrap_err()), (ErrorCode::Invalid, "name".to_owned()));
    crm.save_automation(ana, account, Some(id), &NewAutomation { again_days: 7, ..good.clone() }).await.unwrap();
    assert_eq!(crm.automation(ana, id).await.unwrap().again_days, 7);
    for n in 1..AUTOMATIONS_MAX {
        crm.save_automation(ana, account, None, &greeting(&format!("A{n}"), Trigger::New)).await.unwrap();
    }
    let one_more = crm.save_automation(ana, account, None, &greeting("more", Trigger::New)).await;
    assert_eq!(one_more.unwrap_err().code, ErrorCode::LimitReached);
    crm.delete_automation(ana, id).await.unwrap();
    assert_eq!(crm.automation(ana, id).await.unwrap_err().code, ErrorCode::NotFound);
}

/// What somebody is told for each act.
async fn tried(world: &World, who: UserId, id: AutomationId) -> Vec<Option<ErrorCode>> {
    let (crm, account, new) = (&world.crm, world.creator.id, greeting("Other", Trigger::New));
    let code = |error: model::Error| error.code;
    vec![
        crm.automations(who, account).await.err().map(code),
        crm.automation(who, id).await.err().map(code),
        crm.waiting_automatic(who, account).await.err().map(code),
        crm.stopped_automatic(who, id).await.err().map(code),
        crm.foresee(who, account, &new).await.err().map(code),
        crm.save_automation(who, account, None, &NewAutomation { name: who.to_string(), ..new.clone() }).await.err().map(code),
        crm.save_automation(who, account, Some(id), &NewAutomation { name: format!("x{who}"), ..new }).await.err().map(code),
        crm.switch_automation(who, id, true).await.err().map(code),
        crm.delete_automation(who, id).await.err().map(code),
    ]
}

#[tokio::test]
async fn chatters_see_them_managers_write_them_and_strangers_learn_nothing() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let [mia, charles, leo] = [person(&world.test, "Mia").await, person(&world.test, "Charles").await, person(&world.test, "Leo").await];
    crm.add_member(ana, account, mia, Role::Manager).await.unwrap();
    crm.add_member(ana, account, charles, Role::Chatter).await.unwrap();
    let id = crm.save_automation(ana, account, None, &greeting("Welcome", Trigger::New)).await.unwrap();
    assert_eq!(tried(&world, leo, id).await, vec![Some(ErrorCode::NotFound); 9]);
    assert_eq!(tried(&world, charles, id).await, [vec![None; 5], vec![Some(ErrorCode::Forbidden); 4]].concat());
    assert_eq!(tried(&world, mia, id).await, vec![None; 9]);
}
