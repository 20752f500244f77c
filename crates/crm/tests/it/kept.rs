//! What a team keeps to tell fans apart: segments, lists, fields; and two entries that become one fan.

use crate::world::{World, world};
use crm::{FIELDS_MAX, LISTS_MAX, NewMessage};
use model::{
    ErrorCode, FanId, PageRequest,
    crm::{FieldKind, NoteCategory, Segment},
};

fn named(error: &model::Error) -> (ErrorCode, String) {
    (error.code, error.fields.first().map(|field| field.field.clone()).unwrap_or_default())
}

#[tokio::test]
async fn a_segment_is_kept_by_its_name_and_the_same_name_replaces_it() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let big = Segment { spent_from_cents: Some(50_000), tags: vec!["vip".to_owned()], ..Segment::default() };
    let first = crm.save_segment(ana, account, " Big  spenders ", &big).await.unwrap();
    let bigger = Segment { spent_from_cents: Some(90_000), ..big };
    assert_eq!(crm.save_segment(ana, account, "Big spenders", &bigger).await.unwrap(), first);
    let kept = crm.segments(ana, account).await.unwrap();
    assert_eq!((kept.len(), kept[0].name.as_str(), &kept[0].segment), (1, "Big spenders", &bigger));
    assert_eq!(named(&crm.save_segment(ana, account, " ", &bigger).await.unwrap_err()), (ErrorCode::Invalid, "name".to_owned()));
    crm.delete_segment(ana, first).await.unwrap();
    assert_eq!(crm.delete_segment(ana, first).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn lists_have_names_of_their_own_and_a_bound() {
    let world = world(1).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let list = crm.add_list(ana, account, "Night").await.unwrap();
    let other = crm.add_list(ana, account, "Day").await.unwrap();
    assert_eq!(named(&crm.add_list(ana, account, "Night").await.unwrap_err()), (ErrorCode::Invalid, "name".to_owned()));
    assert_eq!(named(&crm.rename_list(ana, other, "Night").await.unwrap_err()), (ErrorCode::Invalid, "name".to_owned()));
    crm.rename_list(ana, other, "Morning").await.unwrap();
    crm.rename_list(ana, other, "Morning").await.unwrap();
    let fan = world.fans[0].1;
    crm.list_fan(ana, fan, list, true).await.unwrap();
    crm.list_fan(ana, fan, list, true).await.unwrap();
    let on = |profile: model::crm::Profile| profile.lists.into_iter().map(|(_, name, on)| (name, on)).collect::<Vec<_>>();
    assert_eq!(on(crm.profile(ana, fan).await.unwrap()), [("Morning".to_owned(), false), ("Night".to_owned(), true)]);
    crm.list_fan(ana, fan, list, false).await.unwrap();
    assert!(crm.lists(ana, account).await.unwrap().iter().all(|list| list.fans == 0));
    for n in 2..LISTS_MAX {
        crm.add_list(ana, account, &format!("L{n}")).await.unwrap();
    }
    assert_eq!(crm.add_list(ana, account, "one more").await.unwrap_err().code, ErrorCode::LimitReached);
    // A list of another account is none.
    let elsewhere = crate::world::world(1).await;
    let theirs = elsewhere.crm.add_list(elsewhere.ana, elsewhere.creator.id, "Theirs").await.unwrap();
    assert_eq!(crm.list_fan(ana, fan, theirs, true).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_named_list_stays_while_a_saved_segment_names_it() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let list = crm.add_list(ana, account, "Night").await.unwrap();
    let kept = crm.save_segment(ana, account, "S", &Segment { lists: vec![list], ..Segment::default() }).await.unwrap();
    assert_eq!(named(&crm.delete_list(ana, list).await.unwrap_err()), (ErrorCode::Invalid, "list".to_owned()));
    crm.delete_segment(ana, kept).await.unwrap();
    crm.delete_list(ana, list).await.unwrap();
}

#[tokio::test]
async fn fields_hold_what_they_are_for_and_go_with_what_stands_in_them() {
    let world = world(2).await;
    let (crm, ana, account, fan) = (&world.crm, world.ana, world.creator.id, world.fans[0].1);
    let size = crm.add_field(ana, account, "Shoe size", FieldKind::Number).await.unwrap();
    let born = crm.add_field(ana, account, "Birthday", FieldKind::Date).await.unwrap();
    crm.fill_field(ana, fan, size, "42,5").await.unwrap();
    crm.fill_field(ana, fan, born, "1990-02-28").await.unwrap();
    let values = async |fan: FanId| -> Vec<(String, String)> {
        let profile = crm.profile(ana, fan).await.unwrap();
        profile.fields.into_iter().map(|(field, value)| (field.name, value)).collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(values(fan).await, [pair("Shoe size", "42.5"), pair("Birthday", "1990-02-28")]);
    assert_eq!(named(&crm.fill_field(ana, fan, born, "1990-02-30").await.unwrap_err()), (ErrorCode::Invalid, "value".to_owned()));
    crm.fill_field(ana, fan, size, "").await.unwrap();
    assert_eq!(values(fan).await[0], pair("Shoe size", ""));
    assert_eq!(values(world.fans[1].1).await[1], pair("Birthday", ""));
    crm.delete_field(ana, born).await.unwrap();
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_field_values").await, 0);
    assert_eq!(crm.fill_field(ana, fan, born, "1990-02-28").await.unwrap_err().code, ErrorCode::NotFound);
    for n in 1..FIELDS_MAX {
        crm.add_field(ana, account, &format!("F{n}"), FieldKind::Text).await.unwrap();
    }
    assert_eq!(crm.add_field(ana, account, "one more", FieldKind::Text).await.unwrap_err().code, ErrorCode::LimitReached);
}

/// The fan whom a file has named so.
async fn from_file(world: &World, username: &str) -> FanId {
    world.crm.import(world.ana, None, format!("Username,Subscription Tier\n{username},Gold\n").into_bytes()).await.unwrap();
    let fans = world.crm.fans(world.ana, None, &PageRequest { cursor: None, limit: Some(100) }).await.unwrap().items;
    fans.iter().find(|fan| fan.username == username).unwrap().id
}

#[tokio::test]
async fn a_fan_out_of_a_file_becomes_one_with_another_and_nothing_is_lost() {
    let world = world(1).await;
    let (crm, ana, account, stays) = (&world.crm, world.ana, world.creator.id, world.fans[0].1);
    let gone = from_file(&world, "lucy").await;
    let list = crm.add_list(ana, account, "Night").await.unwrap();
    let field = crm.add_field(ana, account, "City", FieldKind::Text).await.unwrap();
    crm.list_fan(ana, gone, list, true).await.unwrap();
    crm.fill_field(ana, gone, field, "Lyon").await.unwrap();
    crm.tag_fan(ana, gone, "vip", true).await.unwrap();
    crm.name_fan(ana, gone, "Lu").await.unwrap();
    crm.add_note(ana, gone, NoteCategory::Person, "likes tea").await.unwrap();
    crm.write(ana, NewMessage::text(stays, "hello")).await.unwrap();
    crm.merge_fans(ana, stays, gone).await.unwrap();
    let one = crm.profile(ana, stays).await.unwrap();
    assert_eq!((one.fan.called(), one.fan.username.as_str(), one.tier.as_str(), one.tags.join(" ")), ("Lu", "lucy", "Gold", "vip".to_owned()));
    assert_eq!((one.notes.len(), one.lists[0].2, one.fields[0].1.as_str()), (1, true, "Lyon"));
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox").await, 1);
    assert_eq!(crm.about_fan(ana, gone).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn whom_onlyfans_has_named_is_never_the_one_who_goes() {
    let world = world(2).await;
    let (crm, ana) = (&world.crm, world.ana);
    let file = from_file(&world, "lucy").await;
    for (stays, gone) in [(file, world.fans[0].1), (world.fans[0].1, world.fans[1].1), (file, file)] {
        assert_eq!(named(&crm.merge_fans(ana, stays, gone).await.unwrap_err()), (ErrorCode::Invalid, "gone".to_owned()));
    }
    // Two of a file may be one.
    let other = from_file(&world, "lucille").await;
    crm.merge_fans(ana, file, other).await.unwrap();
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans").await, 3);
}

#[tokio::test]
async fn two_who_join_the_same_two_at_once_lose_nobody() {
    let world = world(0).await;
    let [one, two] = [from_file(&world, "lucy").await, from_file(&world, "lucille").await];
    let (first, second) = tokio::join!(world.crm.merge_fans(world.ana, one, two), world.crm.merge_fans(world.ana, two, one));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans").await, 1);
}

#[tokio::test]
async fn an_entry_is_found_by_its_name_however_many_share_it() {
    let world = world(1).await;
    let (crm, ana, stays) = (&world.crm, world.ana, world.fans[0].1);
    sqlx::query("UPDATE crm_fans SET name = 'Émilie'").execute(world.test.db.read()).await.unwrap();
    let namesakes: String = (0..130).map(|n| format!("e{n},Émilie the {n},900\n")).collect();
    crm.import(ana, None, format!("Username,Name,Total Spent\n{namesakes}emilie,ÉMILIE,1\n").into_bytes()).await.unwrap();
    let fan = crm.about_fan(ana, stays).await.unwrap();
    assert_eq!(crm.likely_entries(ana, &fan).await.unwrap().len(), 5);
    for name in [" émilie", "@EMILIE"] {
        let entry = crm.entry_called(ana, &fan, name).await.unwrap();
        assert_eq!(crm.about_fan(ana, entry).await.unwrap().username, "emilie");
    }
    for name in ["", "nobody", "Émilie the", "\0"] {
        assert_eq!(named(&crm.entry_called(ana, &fan, name).await.unwrap_err()), (ErrorCode::Invalid, "entry".to_owned()));
    }
}

/// Does something while another one, who was first, deletes what it is about.
async fn meanwhile<T: Send + 'static>(
    world: &World,
    deleted: &'static str,
    act: impl Future<Output = model::Result<T>> + Send + 'static,
) -> Option<ErrorCode> {
    let mut tx = world.test.db.write().await.unwrap();
    for held in ["UPDATE crm_accounts SET tokens = tokens", "UPDATE crm_fans SET name = name"] {
        sqlx::query(held).execute(&mut *tx).await.unwrap();
    }
    let acts = tokio::spawn(act);
    // So that it has looked whether that is there; were it slower still, it would find nothing from the start.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    sqlx::query(deleted).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    acts.await.unwrap().err().map(|error| error.code)
}

#[tokio::test]
async fn what_is_deleted_at_this_moment_is_not_found_and_nobody_has_its_name() {
    let world = world(2).await;
    let (ana, account, fan) = (world.ana, world.creator.id, world.fans[0].1);
    let list = world.crm.add_list(ana, account, "Night").await.unwrap();
    let crm = world.crm.clone();
    let one = async move { crm.list_fan(ana, fan, list, true).await };
    assert_eq!(meanwhile(&world, "DELETE FROM crm_lists", one).await, Some(ErrorCode::NotFound));
    let list = world.crm.add_list(ana, account, "Night").await.unwrap();
    let crm = world.crm.clone();
    let many = async move { crm.list_fans(ana, account, &crm::Chosen::These(vec![fan]), list, true).await };
    assert_eq!(meanwhile(&world, "DELETE FROM crm_lists", many).await, Some(ErrorCode::NotFound));
    let list = world.crm.add_list(ana, account, "Night").await.unwrap();
    let crm = world.crm.clone();
    let rename = async move { crm.rename_list(ana, list, "Day").await };
    assert_eq!(meanwhile(&world, "DELETE FROM crm_lists", rename).await, Some(ErrorCode::NotFound));
    let field = world.crm.add_field(ana, account, "City", FieldKind::Text).await.unwrap();
    let crm = world.crm.clone();
    let fill = async move { crm.fill_field(ana, fan, field, "Lyon").await };
    assert_eq!(meanwhile(&world, "DELETE FROM crm_fields", fill).await, Some(ErrorCode::NotFound));
    let crm = world.crm.clone();
    let tag = async move { crm.tag_fan(ana, fan, "vip", true).await };
    assert_eq!(meanwhile(&world, "DELETE FROM crm_fans", tag).await, Some(ErrorCode::NotFound));
}
