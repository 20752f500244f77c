//! Fans as a list: found by what is known of them, counted, changed many at once, taken out as a file, forgotten.

use crate::world::{World, person, world};
use crm::{Chosen, NewCampaign};
use model::{
    ErrorCode, FanId, PageRequest, UserId,
    crm::{Fan, FanSort, Role, Segment},
};
use serde_json::json;

const DAY: i64 = 86_400_000;

/// A world with fans about whom something is known: name, cents, days since they were there, since they subscribed, and
/// until it ends (0: they do not subscribe).
async fn known(of: &[(&str, i64, i64, i64, i64)]) -> World {
    let world = world(of.len()).await;
    let now = db::now().0;
    for ((_, id), (name, cents, seen, joined, ends)) in world.fans.iter().zip(of) {
        let sql = "UPDATE crm_fans SET name = $1, username = $2, spent_cents = $3, last_seen_at = $4, subscribed_at = $5, expires_at = $6, \
                   subscription = $7 WHERE id = $8";
        sqlx::query(sql)
            .bind(*name)
            .bind(name.to_lowercase().replace(' ', "_"))
            .bind(*cents)
            .bind(now - seen * DAY)
            .bind(now - joined * DAY)
            .bind(now + ends * DAY)
            .bind(if *ends > 0 { "active" } else { "expired" })
            .bind(id.to_string())
            .execute(world.test.db.read())
            .await
            .unwrap();
    }
    world
}

async fn four() -> World {
    known(&[("Lucy Stone", 5_000, 1, 400, 3), ("Sam 100%", 200, 40, 5, 20), ("Ben", 0, 2, 30, 0), ("Éva", 90_000, 9, 10, 25)]).await
}

async fn found(world: &World, segment: &Segment) -> Vec<String> {
    let page = world.crm.fans_like(world.ana, Some(world.creator.id), segment, FanSort::Spend, &PageRequest::default()).await.unwrap();
    let (count, _) = world.crm.count_fans(world.ana, world.creator.id, segment).await.unwrap();
    assert_eq!(count as usize, page.items.len());
    page.items.into_iter().map(|fan| fan.name).collect()
}

fn named(error: &model::Error) -> (ErrorCode, String) {
    (error.code, error.fields.first().map(|field| field.field.clone()).unwrap_or_default())
}

#[tokio::test]
async fn each_condition_finds_those_it_is_for() {
    let world = four().await;
    let (crm, ana, fans) = (&world.crm, world.ana, &world.fans);
    crm.tag_fan(ana, fans[0].1, "vip", true).await.unwrap();
    crm.tag_fan(ana, fans[3].1, "vip", true).await.unwrap();
    crm.tag_fan(ana, fans[3].1, "cold", true).await.unwrap();
    let list = crm.add_list(ana, world.creator.id, "Birthdays").await.unwrap();
    crm.list_fan(ana, fans[1].1, list, true).await.unwrap();
    crm.name_fan(ana, fans[2].1, "Benjamin the first").await.unwrap();
    crm.import(ana, None, b"Username,Subscription Tier\nben,Gold\n".to_vec()).await.unwrap();
    let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    let all = Segment::default();
    for (segment, names) in [
        (all.clone(), vec!["Éva", "Lucy Stone", "Sam 100%", "Ben"]),
        (Segment { name: "stone LUCY".to_owned(), ..all.clone() }, vec!["Lucy Stone"]),
        (Segment { name: "benjamin".to_owned(), ..all.clone() }, vec!["Ben"]),
        (Segment { name: "100%".to_owned(), ..all.clone() }, vec!["Sam 100%"]),
        (Segment { name: "éva".to_owned(), ..all.clone() }, vec!["Éva"]),
        (Segment { name: "ÉVA".to_owned(), ..all.clone() }, vec!["Éva"]),
        (Segment { new_within_days: Some(14), ..all.clone() }, vec!["Éva", "Sam 100%"]),
        (Segment { renews_within_days: Some(21), ..all.clone() }, vec!["Lucy Stone", "Sam 100%"]),
        (Segment { tier: "gold".to_owned(), ..all.clone() }, vec!["Ben"]),
        (Segment { tags: tags(&["vip"]), ..all.clone() }, vec!["Éva", "Lucy Stone"]),
        (Segment { tags: tags(&["vip", "cold"]), ..all.clone() }, vec!["Éva"]),
        (Segment { without_tags: tags(&["cold", "none"]), ..all.clone() }, vec!["Lucy Stone", "Sam 100%", "Ben"]),
        (Segment { lists: vec![list], ..all.clone() }, vec!["Sam 100%"]),
        (Segment { without_lists: vec![list], spent_from_cents: Some(1), ..all.clone() }, vec!["Éva", "Lucy Stone"]),
        (Segment { without: vec!["@LUCY_stone".to_owned()], unseen_for_days: Some(5), ..all.clone() }, vec!["Éva", "Sam 100%"]),
    ] {
        assert_eq!(found(&world, &segment).await, names, "{segment:?}");
    }
}

#[tokio::test]
async fn every_order_is_read_page_by_page_and_nobody_twice() {
    let world = four().await;
    for (sort, names) in [
        (FanSort::Spend, ["Éva", "Lucy Stone", "Sam 100%", "Ben"]),
        (FanSort::Seen, ["Lucy Stone", "Ben", "Éva", "Sam 100%"]),
        (FanSort::Joined, ["Sam 100%", "Éva", "Ben", "Lucy Stone"]),
    ] {
        let (mut cursor, mut read) = (None, Vec::new());
        loop {
            let request = PageRequest { cursor, limit: Some(1) };
            let page = world.crm.fans_like(world.ana, None, &Segment::default(), sort, &request).await.unwrap();
            read.extend(page.items.into_iter().map(|fan: Fan| fan.name));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(read, names, "{sort:?}");
    }
}

#[tokio::test]
async fn many_are_tagged_and_listed_at_once_and_it_says_how_many() {
    let world = four().await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let payers = Chosen::All(Box::new(Segment { spent_from_cents: Some(1), ..Segment::default() }));
    let two = Chosen::These(vec![world.fans[0].1, world.fans[2].1]);
    let said = async |chosen: &Chosen, on| {
        let bulked = crm.tag_fans(ana, account, chosen, " big  spender ", on).await.unwrap();
        (bulked.matched, bulked.changed)
    };
    assert_eq!(said(&payers, true).await, (3, 3));
    assert_eq!(said(&two, true).await, (2, 1), "one has it already");
    assert_eq!(said(&two, false).await, (2, 2));
    assert_eq!(found(&world, &Segment { tags: vec!["big spender".to_owned()], ..Segment::default() }).await, ["Éva", "Sam 100%"]);
    let list = crm.add_list(ana, account, "Night").await.unwrap();
    assert_eq!(crm.list_fans(ana, account, &payers, list, true).await.unwrap().changed, 3);
    assert_eq!(crm.list_fans(ana, account, &two, list, false).await.unwrap().changed, 1);
    assert_eq!(crm.lists(ana, account).await.unwrap()[0].fans, 2);
    // Who has thirty tags gets no other.
    for n in 0..30 {
        crm.tag_fan(ana, world.fans[0].1, &format!("t{n}"), true).await.unwrap();
    }
    assert_eq!(said(&two, true).await, (2, 1));
    assert_eq!(named(&crm.tag_fans(ana, account, &Chosen::These(Vec::new()), "x", true).await.unwrap_err()), (ErrorCode::Invalid, "fans".to_owned()));
    let many = Chosen::These(vec![world.fans[0].1; 101]);
    assert_eq!(crm.tag_fans(ana, account, &many, "x", true).await.unwrap_err().fields[0].bound, Some(100));
}

#[tokio::test]
async fn fans_of_another_account_are_never_meant() {
    let (world, other) = (four().await, four().await);
    let stranger = Chosen::These(vec![other.fans[0].1]);
    let bulked = world.crm.tag_fans(world.ana, world.creator.id, &stranger, "x", true).await.unwrap();
    assert_eq!((bulked.matched, bulked.changed), (0, 0));
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_its_field() {
    let world = world(0).await;
    let ask = async |segment: Segment| named(&world.crm.count_fans(world.ana, world.creator.id, &segment).await.unwrap_err());
    let all = Segment::default();
    let many = |of: &str| vec![of.to_owned(); 21];
    for (segment, field) in [
        (Segment { name: "x".repeat(101), ..all.clone() }, "search"),
        (Segment { name: "\0".to_owned(), ..all.clone() }, "search"),
        (Segment { tier: "x".repeat(51), ..all.clone() }, "tier"),
        (Segment { new_within_days: Some(0), ..all.clone() }, "newWithin"),
        (Segment { renews_within_days: Some(3_651), ..all.clone() }, "renewsWithin"),
        (Segment { tags: many("a"), ..all.clone() }, "tags"),
        (Segment { without_tags: vec!["x".repeat(41)], ..all.clone() }, "withoutTags"),
        (Segment { lists: vec![db::new_id(); 21], ..all.clone() }, "lists"),
    ] {
        assert_eq!(ask(segment).await, (ErrorCode::Invalid, field.to_owned()));
    }
}

async fn exported(world: &World, segment: &Segment) -> String {
    let (mut text, mut after) = (String::new(), None);
    loop {
        let (piece, next) = world.crm.export_fans(world.ana, world.creator.id, segment, after).await.unwrap();
        text.push_str(&piece);
        after = next;
        if after.is_none() {
            return text;
        }
    }
}

#[tokio::test]
async fn what_is_exported_is_no_formula_and_reads_back_as_it_was() {
    let world = four().await;
    let file = b"Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen\nmia,=1+1,mia@example.org,Gold,12.50,2026-07-14\n".to_vec();
    world.crm.import(world.ana, None, file).await.unwrap();
    let text = exported(&world, &Segment { name: "mia".to_owned(), ..Segment::default() }).await;
    let head = "Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen\r\n";
    assert_eq!(text, format!("{head}mia,'=1+1,mia@example.org,Gold,12.50,2026-07-13T22:00:00.000Z\r\n"));
    let again = world.crm.import(world.ana, None, text.into_bytes()).await.unwrap();
    assert_eq!((again.total, again.skipped, again.errors.len()), (1, 1, 0));
    let all = exported(&world, &Segment::default()).await;
    assert_eq!(all.lines().count(), 6);
    assert_eq!(exported(&world, &Segment { name: "nobody".to_owned(), ..Segment::default() }).await, head);
}

#[tokio::test]
async fn more_than_one_piece_has_everybody_once() {
    let world = world(0).await;
    let rows: String = (0..2_001).map(|n| format!("fan{n}\n")).collect();
    world.crm.import(world.ana, None, format!("Username\n{rows}").into_bytes()).await.unwrap();
    let text = exported(&world, &Segment::default()).await;
    let names: std::collections::HashSet<&str> = text.lines().skip(1).collect();
    assert_eq!((names.len(), text.lines().count()), (2_001, 2_002));
}

/// What somebody may do with all of this: what they are told for each act.
async fn tried(world: &World, who: UserId, fan: FanId, spare: FanId) -> Vec<Option<ErrorCode>> {
    let (crm, account, all) = (&world.crm, world.creator.id, Segment::default());
    let chosen = Chosen::These(vec![fan]);
    let (list, field) = (crm.lists(world.ana, account).await.unwrap()[0].id, crm.fields(world.ana, account).await.unwrap()[0].id);
    let code = |error: model::Error| error.code;
    vec![
        crm.fans_like(who, Some(account), &all, FanSort::Seen, &PageRequest::default()).await.err().map(code),
        crm.count_fans(who, account, &all).await.err().map(code),
        crm.segments(who, account).await.err().map(code),
        crm.lists(who, account).await.err().map(code),
        crm.fields(who, account).await.err().map(code),
        crm.list_fan(who, fan, list, true).await.err().map(code),
        crm.fill_field(who, fan, field, "x").await.err().map(code),
        crm.save_segment(who, account, "S", &all).await.err().map(code),
        crm.rename_list(who, list, "L").await.err().map(code),
        crm.rename_field(who, field, "F").await.err().map(code),
        crm.tag_fans(who, account, &chosen, "x", true).await.err().map(code),
        crm.list_fans(who, account, &chosen, list, true).await.err().map(code),
        crm.export_fans(who, account, &all, None).await.err().map(code),
        crm.merge_fans(who, fan, spare).await.err().map(code).filter(|code| *code != ErrorCode::Invalid),
        crm.erase_fan(who, spare).await.err().map(code),
    ]
}

#[tokio::test]
async fn chatters_see_and_note_managers_do_all_and_strangers_learn_nothing() {
    let world = four().await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    crm.add_list(ana, account, "List").await.unwrap();
    crm.add_field(ana, account, "Field", model::crm::FieldKind::Text).await.unwrap();
    let [mia, charles, leo] = [person(&world.test, "Mia").await, person(&world.test, "Charles").await, person(&world.test, "Leo").await];
    crm.add_member(ana, account, mia, Role::Manager).await.unwrap();
    crm.add_member(ana, account, charles, Role::Chatter).await.unwrap();
    let [first, second, third, _] = [0, 1, 2, 3].map(|n| world.fans[n].1);
    assert_eq!(tried(&world, leo, first, second).await, vec![Some(ErrorCode::NotFound); 15]);
    let chatter = [vec![None; 7], vec![Some(ErrorCode::Forbidden); 8]].concat();
    assert_eq!(tried(&world, charles, first, second).await, chatter);
    assert_eq!(tried(&world, mia, first, second).await, vec![None; 15]);
    assert_eq!(tried(&world, ana, first, third).await, vec![None; 15]);
}

#[tokio::test]
async fn who_is_forgotten_is_not_brought_back_by_the_journal() {
    let world = world(2).await;
    let (gone, stays) = (world.fans[0], world.fans[1]);
    for (fan, text) in [(gone.0, "my address is 5 Elm Street"), (stays.0, "hello")] {
        let payload = json!({ "id": format!("m{fan}"), "text": text, "fromUser": { "id": fan, "name": "N" } });
        crate::hook::tell(&world, &format!("evt_{fan}"), "messages.received", payload).await;
    }
    assert_eq!(world.crm.erase_fan(world.ana, gone.1).await.unwrap(), 1);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_webhooks WHERE body LIKE '%Elm%'").await, 0);
    world.crm.replay(world.ana, world.creator.id, model::Timestamp(0)).await.unwrap();
    while world.crm.process().await.unwrap() > 0 {}
    let left = world.crm.fans(world.ana, None, &PageRequest::default()).await.unwrap().items;
    assert_eq!(left.into_iter().map(|fan| fan.id).collect::<Vec<_>>(), [stays.1]);
}

#[tokio::test]
async fn what_is_under_way_while_somebody_is_forgotten_does_not_bring_them_back() {
    let world = world(2).await;
    let (gone, stays) = (world.fans[0], world.fans[1]);
    world.crm.erase_fan(world.ana, gone.1).await.unwrap();
    // Sent by the gateway before, received and done after.
    let payload = json!({ "id": 7, "text": "my address is 5 Elm Street", "fromUser": { "id": gone.0, "name": "N" } });
    crate::hook::tell(&world, "evt_7", "messages.received", payload).await;
    let fans = async || -> Vec<FanId> {
        world.crm.fans(world.ana, None, &PageRequest::default()).await.unwrap().items.into_iter().map(|fan| fan.id).collect()
    };
    assert_eq!(fans().await, [stays.1]);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_webhooks WHERE body LIKE '%Elm%'").await, 0);
    // Whoever writes much later is somebody new.
    sqlx::query("UPDATE crm_forgotten SET at = at - 120000").execute(world.test.db.read()).await.unwrap();
    let payload = json!({ "id": 8, "text": "hello again", "fromUser": { "id": gone.0, "name": "N" } });
    crate::hook::tell(&world, "evt_8", "messages.received", payload).await;
    assert_eq!(fans().await.len(), 2);
}

#[tokio::test]
async fn capitals_with_accents_are_no_other_letters() {
    let world = known(&[("ÉLODIE ÖZ", 3, 1, 1, 1), ("Łucja", 2, 1, 1, 1), ("Жанна", 1, 1, 1, 1)]).await;
    world.crm.name_fan(world.ana, world.fans[1].1, "Été").await.unwrap();
    for (name, finds) in [("élodie öz", "ÉLODIE ÖZ"), ("ÉTÉ ŁUC", "Łucja"), ("жанна", "Жанна"), ("ЖАННА", "Жанна")] {
        assert_eq!(found(&world, &Segment { name: name.to_owned(), ..Segment::default() }).await, [finds], "{name}");
    }
    let sql = "INSERT INTO crm_imported (fan_id, name, email, tier, at) VALUES ($1, '', '', 'ÉTOILE', 0)";
    sqlx::query(sql).bind(world.fans[2].1.to_string()).execute(world.test.db.read()).await.unwrap();
    assert_eq!(found(&world, &Segment { tier: "étoile".to_owned(), ..Segment::default() }).await, ["Жанна"]);
}

#[tokio::test]
async fn a_campaign_goes_to_lists_and_leaves_lists_out() {
    let world = four().await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let (with, without) = (crm.add_list(ana, account, "With").await.unwrap(), crm.add_list(ana, account, "Without").await.unwrap());
    crm.list_fans(ana, account, &Chosen::All(Box::new(Segment { spent_from_cents: Some(1), ..Segment::default() })), with, true).await.unwrap();
    crm.list_fan(ana, world.fans[1].1, without, true).await.unwrap();
    let segment = Segment { lists: vec![with], without_lists: vec![without], ..Segment::default() };
    let new = NewCampaign {
        creator: account,
        name: "C".to_owned(),
        text: "hi".to_owned(),
        media: Vec::new(),
        price_cents: 0,
        segment: segment.clone(),
        starts_at: None,
    };
    let draft = crm.draft(ana, None, &new).await.unwrap();
    assert_eq!(crm.receivers(ana, draft.id).await.unwrap().first, ["Éva", "Lucy Stone"]);
    // Without its list, who was left out would be written to.
    assert_eq!(named(&crm.delete_list(ana, without).await.unwrap_err()), (ErrorCode::Invalid, "list".to_owned()));
    let gone = NewCampaign { segment: Segment { without_lists: vec![db::new_id()], ..segment }, ..new };
    assert_eq!(named(&crm.draft(ana, None, &gone).await.unwrap_err()), (ErrorCode::Invalid, "withoutLists".to_owned()));
    crm.discard(ana, draft.id).await.unwrap();
    crm.delete_list(ana, without).await.unwrap();
}
