//! What is known of a fan: money by kind and month, name, tags, notes; and that it goes with them.

use crate::world::{World, person, world};
use crm::Description;
use model::{
    ErrorCode, FanId, UserId,
    crm::{MoneyKind, NoteCategory, Profile, Role},
};

/// Payments of a fan: kind, cents, and how many days ago.
async fn pay(world: &World, fan: FanId, all: &[(&str, i64, i64)]) {
    for (kind, cents, days) in all {
        let id: FanId = db::new_id();
        sqlx::query("INSERT INTO crm_money (id, account_id, fan_id, kind, amount_cents, at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(id.to_string())
            .bind(world.creator.id.to_string())
            .bind(fan.to_string())
            .bind(*kind)
            .bind(*cents)
            .bind(db::now().0 - days * 86_400_000)
            .execute(world.test.db.read())
            .await
            .unwrap();
    }
}

async fn seen(world: &World, fan: FanId) -> Profile {
    world.crm.profile(world.ana, fan).await.unwrap()
}

#[tokio::test]
async fn what_a_fan_paid_is_told_by_kind_and_by_month() {
    let world = world(2).await;
    let fan = world.fans[0].1;
    pay(&world, fan, &[("tip", 500, 0), ("tip", 700, 0), ("message", 2_000, 0), ("chargeback", -300, 0), ("post", 900, 800)]).await;
    pay(&world, world.fans[1].1, &[("tip", 9_999, 0)]).await;
    let profile = seen(&world, fan).await;
    let kinds = [(MoneyKind::Message, 2_000), (MoneyKind::Tip, 1_200), (MoneyKind::Post, 900), (MoneyKind::Chargeback, -300)];
    assert_eq!(profile.kinds, kinds);
    // What is more than a year ago is in no month.
    assert_eq!((profile.months.len(), profile.months[11].1, profile.months.iter().map(|month| month.1).sum::<i64>()), (12, 2_900, 2_900));
}

#[tokio::test]
async fn names_tags_and_notes_are_kept_changed_and_deleted() {
    let world = world(2).await;
    let fan = world.fans[0].1;
    world.crm.name_fan(world.ana, fan, "  Big   Ben ").await.unwrap();
    for (tag, on) in [("vip", true), ("vip", true), ("boots", true), ("boots", false)] {
        world.crm.tag_fan(world.ana, fan, tag, on).await.unwrap();
    }
    world.crm.add_note(world.ana, fan, NoteCategory::Wishes, " likes boots ").await.unwrap();
    let profile = seen(&world, fan).await;
    assert_eq!((profile.fan.called(), profile.tags.as_slice()), ("Big Ben", ["vip".to_owned()].as_slice()));
    let note = &profile.notes[0];
    assert_eq!((note.text.as_str(), note.category, note.author.as_deref()), ("likes boots", NoteCategory::Wishes, Some("Ana")));
    world.crm.edit_note(world.ana, fan, note.id, NoteCategory::Care, "afraid of boots").await.unwrap();
    assert_eq!(seen(&world, fan).await.notes[0].text, "afraid of boots");
    // A note belongs to its fan.
    let other = world.crm.edit_note(world.ana, world.fans[1].1, note.id, NoteCategory::Care, "x").await;
    assert_eq!(other.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(world.crm.delete_note(world.ana, world.fans[1].1, note.id).await.unwrap_err().code, ErrorCode::NotFound);
    world.crm.delete_note(world.ana, fan, note.id).await.unwrap();
    assert!(seen(&world, fan).await.notes.is_empty());
}

#[tokio::test]
async fn all_at_once_leaves_what_is_left_out_and_changes_nothing_where_one_is_wrong() {
    let world = world(1).await;
    let fan = world.fans[0].1;
    let tags = |tags: &[&str]| Some(tags.iter().map(|tag| (*tag).to_owned()).collect());
    let first =
        Description { name: Some("Ben".to_owned()), tags: tags(&["a", "b"]), notes: Some(vec![(None, NoteCategory::Other, "one".to_owned())]) };
    let kept = world.crm.describe(world.ana, fan, &first).await.unwrap();
    let id = Some(kept.notes[0].id);
    let notes = Some(vec![(id, NoteCategory::Other, "one!".to_owned()), (None, NoteCategory::Person, "two".to_owned())]);
    let second = world.crm.describe(world.ana, fan, &Description { tags: tags(&["b", "c"]), notes, name: None }).await.unwrap();
    let texts: Vec<&str> = second.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!((second.fan.called(), second.tags.join(" "), texts), ("Ben", "b c".to_owned(), vec!["two", "one!"]));
    let unknown = Some(vec![(Some(db::new_id()), NoteCategory::Other, "x".to_owned())]);
    let refused = world.crm.describe(world.ana, fan, &Description { tags: tags(&[]), notes: unknown, name: None }).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotFound);
    let many: Vec<String> = (0..31).map(|number| number.to_string()).collect();
    let refused = world.crm.describe(world.ana, fan, &Description { tags: Some(many.clone()), ..Description::default() }).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::LimitReached);
    assert_eq!(seen(&world, fan).await, second);
    for tag in &many[..28] {
        world.crm.tag_fan(world.ana, fan, tag, true).await.unwrap();
    }
    assert_eq!(world.crm.tag_fan(world.ana, fan, "one more", true).await.unwrap_err().code, ErrorCode::LimitReached);
    assert_eq!(seen(&world, fan).await.tags.len(), 30);
}

#[tokio::test]
async fn a_deleted_fan_takes_all_along_but_what_the_account_earned() {
    let world = world(2).await;
    let fan = world.fans[0].1;
    world.crm.add_note(world.ana, fan, NoteCategory::Other, "x").await.unwrap();
    world.crm.tag_fan(world.ana, fan, "vip", true).await.unwrap();
    pay(&world, fan, &[("tip", 500, 0)]).await;
    world.write(0, "never sent").await;
    let mia = member(&world, "Mia", Role::Chatter).await;
    assert_eq!(world.crm.delete_fan(mia, fan).await.unwrap_err().code, ErrorCode::Forbidden);
    sqlx::query("UPDATE crm_outbox SET state = 'in_flight'").execute(world.test.db.read()).await.unwrap();
    assert_eq!(world.crm.delete_fan(world.ana, fan).await.unwrap_err().code, ErrorCode::TooLate);
    sqlx::query("UPDATE crm_outbox SET state = 'queued'").execute(world.test.db.read()).await.unwrap();
    world.crm.delete_fan(world.ana, fan).await.unwrap();
    for table in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fan_notes",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fan_tags",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue",
    ] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    assert_eq!(world.count("SELECT CAST(SUM(amount_cents) AS BIGINT) FROM crm_money").await, 500);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans").await, 1);
}

async fn member(world: &World, name: &str, role: Role) -> UserId {
    let who = person(&world.test, name).await;
    world.crm.set_role(world.ana, world.creator.id, who, role).await.unwrap();
    who
}

#[tokio::test]
async fn chatters_note_and_strangers_learn_nothing() {
    let world = world(1).await;
    let fan = world.fans[0].1;
    let mia = member(&world, "Mia", Role::Chatter).await;
    world.crm.add_note(mia, fan, NoteCategory::Person, "from Lyon").await.unwrap();
    let note = seen(&world, fan).await.notes[0].clone();
    assert_eq!(note.author.as_deref(), Some("Mia"));
    let leo = person(&world.test, "Leo").await;
    for refused in [
        world.crm.profile(leo, fan).await.map(drop),
        world.crm.describe(leo, fan, &Description::default()).await.map(drop),
        world.crm.name_fan(leo, fan, "x").await,
        world.crm.tag_fan(leo, fan, "x", true).await,
        world.crm.add_note(leo, fan, NoteCategory::Other, "x").await,
        world.crm.edit_note(leo, fan, note.id, NoteCategory::Other, "x").await,
        world.crm.delete_note(leo, fan, note.id).await,
        world.crm.delete_fan(leo, fan).await,
    ] {
        assert_eq!(refused.unwrap_err().code, ErrorCode::NotFound);
    }
}

#[tokio::test]
async fn an_address_out_of_a_file_is_not_for_chatters() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let [mia, charles] = [person(&world.test, "Mia").await, person(&world.test, "Charles").await];
    crm.add_member(ana, account, mia, Role::Manager).await.unwrap();
    crm.add_member(ana, account, charles, Role::Chatter).await.unwrap();
    crm.import(ana, None, b"Username,Email,Subscription Tier\nlucy,lucy@example.com,Gold\n".to_vec()).await.unwrap();
    let lucy = crm.fans(ana, None, &model::PageRequest::default()).await.unwrap().items[0].id;
    for (who, email) in [(ana, "lucy@example.com"), (mia, "lucy@example.com"), (charles, "")] {
        let known = crm.profile(who, lucy).await.unwrap();
        assert_eq!((known.email.as_str(), known.tier.as_str()), (email, "Gold"));
    }
}

#[tokio::test]
async fn a_comma_parts_tags_and_is_in_none() {
    let world = world(1).await;
    let (crm, ana, fan) = (&world.crm, world.ana, world.fans[0].1);
    let all = Description { tags: Some(vec!["old, tag".to_owned(), "vip".to_owned()]), ..Description::default() };
    for refused in [
        crm.tag_fan(ana, fan, "big, spender", true).await,
        crm.tag_fans(ana, world.creator.id, &crm::Chosen::These(vec![fan]), "big, spender", true).await.map(drop),
        crm.describe(ana, fan, &all).await.map(drop),
    ] {
        assert_eq!(refused.unwrap_err().fields[0].field, "tag");
    }
    // One that is there already may stay, and go.
    let sql = "INSERT INTO crm_fan_tags (fan_id, tag) VALUES ($1, 'old, tag')";
    sqlx::query(sql).bind(fan.to_string()).execute(world.test.db.read()).await.unwrap();
    assert_eq!(crm.describe(ana, fan, &all).await.unwrap().tags.len(), 2);
    crm.tag_fan(ana, fan, "old, tag", false).await.unwrap();
    assert_eq!(seen(&world, fan).await.tags, ["vip"]);
}
