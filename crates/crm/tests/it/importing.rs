//! Fans out of files.

use crate::world::{PATIENT, World, desk, hasty, person, world};
use crm::NewMessage;
use model::{
    CreatorId, ErrorCode, PageRequest,
    crm::{Fan, ImportProblem, Imported, NoteCategory, Role},
    error::Problem,
};

async fn import(world: &World, file: &str) -> Imported {
    world.crm.import(world.ana, Some(world.creator.id), file.as_bytes().to_vec()).await.unwrap()
}

async fn fans(world: &World) -> Vec<Fan> {
    world.crm.fans(world.ana, None, &PageRequest { cursor: None, limit: Some(100) }).await.unwrap().items
}

fn numbers(done: &Imported) -> (u32, u32, u32, u32, usize) {
    (done.total, done.inserted, done.updated, done.skipped, done.errors.len())
}

#[tokio::test]
async fn the_same_file_twice_is_the_same_as_once() {
    let world = world(0).await;
    let file = "Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen\n\
                lucy,Lucy,lucy@example.com,VIP,\"$1,234.50\",2026-07-14\n\
                ,Just a name,,,,\n\
                bad,,nobody,,,\n";
    assert_eq!(numbers(&import(&world, file).await), (4 - 1, 2, 0, 0, 1));
    let before = fans(&world).await;
    assert_eq!((before.len(), before[0].username.as_str(), before[0].spent_cents), (2, "lucy", 123_450));
    let again = import(&world, file).await;
    assert_eq!(numbers(&again), (3, 0, 0, 2, 1));
    assert_eq!((again.errors[0].row, again.errors[0].problem), (4, ImportProblem::BadEmail));
    assert_eq!(fans(&world).await, before);
    // Something new of one of them, and nothing where a cell is empty.
    assert_eq!(numbers(&import(&world, "Username,Display Name,Total Spent\nLUCY,,2000\n").await), (1, 0, 1, 0, 0));
    let lucy = fans(&world).await.remove(0);
    assert_eq!((lucy.name.as_str(), lucy.spent_cents), ("Lucy", 200_000));
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_imported WHERE email = 'lucy@example.com' AND tier = 'VIP'").await, 1);
}

#[tokio::test]
async fn a_fan_of_the_gateway_and_one_of_a_file_are_one() {
    let world = world(6).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let known = fans(&world).await;
    let file = format!("Username,Display Name,Total Spent\n@{},Other,$999999\n", known[0].username.to_uppercase());
    assert_eq!(numbers(&import(&world, &file).await), (1, 0, 1, 0, 0));
    // What the gateway says counts more.
    assert_eq!(fans(&world).await, known);
}

#[tokio::test]
async fn a_fan_whom_a_file_named_first_is_found_again_by_the_gateway() {
    let world = world(6).await;
    let other = crate::world::world(6).await;
    other.crm.reconcile(other.ana, other.creator.id).await.unwrap();
    // The same six, as the sandbox makes them.
    let names: Vec<String> = fans(&other).await.into_iter().map(|fan| fan.username).collect();
    sqlx::query("DELETE FROM crm_fans WHERE gateway_id <> $1").bind(world.fans[0].0.to_string()).execute(world.test.db.read()).await.unwrap();
    let file = format!("Username,Subscription Tier\n{}", names.iter().map(|name| format!("{name},Gold\n")).collect::<String>());
    // One is there without a user name, so all six are new.
    assert_eq!(numbers(&import(&world, &file).await), (6, 6, 0, 0, 0));
    assert_eq!(fans(&world).await.len(), 7);
    let lucy = fans(&world).await.into_iter().find(|fan| fan.gateway_id.starts_with("import:")).unwrap();
    let refused = world.crm.write(world.ana, NewMessage::text(lucy.id, "hi")).await.unwrap_err();
    assert_eq!((refused.code, refused.fields[0].field.as_str()), (ErrorCode::Invalid, "recipientId"));
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let found = fans(&world).await;
    assert!(found.len() == 6 && found.iter().all(|fan| !fan.gateway_id.starts_with("import:")), "{found:?}");
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_imported WHERE tier = 'Gold'").await, 6);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_conversations WHERE can_send = 1").await, 6);
    assert_eq!(numbers(&import(&world, &file).await), (6, 0, 0, 6, 0));
}

#[tokio::test]
async fn what_was_noted_of_a_fan_of_a_file_goes_to_the_one_whom_the_gateway_names_later() {
    let (world, other) = (world(3).await, world(3).await);
    other.crm.reconcile(other.ana, other.creator.id).await.unwrap();
    // The same three, whom this desk knows by their ids alone so far.
    let names = fans(&other).await;
    let username = |at: usize| names.iter().find(|fan| fan.gateway_id == world.fans[at].0.to_string()).unwrap().username.clone();
    let (first, second) = (world.fans[0].1, world.fans[1].1);
    import(&world, &format!("Username,Subscription Tier\n{},Gold\n{},Gold\n", username(0), username(1))).await;
    let of_file = async |at: usize| fans(&world).await.into_iter().find(|fan| fan.username == username(at)).unwrap().id;
    let (imported, unnamed) = (of_file(0).await, of_file(1).await);
    for (fan, tag) in [(first, "vip"), (imported, "vip"), (imported, "boots")] {
        world.crm.tag_fan(world.ana, fan, tag, true).await.unwrap();
    }
    for (fan, words) in [(first, "likes boots"), (imported, "likes boots"), (imported, "has a dog")] {
        world.crm.add_note(world.ana, fan, NoteCategory::Wishes, words).await.unwrap();
    }
    world.crm.name_fan(world.ana, imported, "Lulu").await.unwrap();
    for (fan, name) in [(second, "Ben"), (unnamed, "Benjamin")] {
        world.crm.name_fan(world.ana, fan, name).await.unwrap();
    }

    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(fans(&world).await.len(), 3, "each is there once");
    let kept = world.crm.profile(world.ana, first).await.unwrap();
    assert_eq!((kept.fan.custom_name.as_str(), kept.tags), ("Lulu", vec!["boots".to_owned(), "vip".to_owned()]));
    let mut notes: Vec<&str> = kept.notes.iter().map(|note| note.text.as_str()).collect();
    notes.sort_unstable();
    assert_eq!(notes, ["has a dog", "likes boots"]);
    let name = world.crm.profile(world.ana, second).await.unwrap().fan.custom_name;
    assert_eq!(name, "Ben", "what the team calls somebody stays");
}

#[tokio::test]
async fn a_name_that_several_have_asks_for_the_user_name() {
    let world = world(0).await;
    import(&world, "Username,Name\na,Sam\nb,Sam\n").await;
    let done = import(&world, "Name\nSam\n").await;
    assert_eq!(done.errors[0].problem, ImportProblem::Ambiguous);
}

#[tokio::test]
async fn ten_thousand_rows_are_taken_in_parts() {
    let world = world(0).await;
    let file = format!("Username,Total Spent\n{}", (0..10_000).map(|n| format!("fan{n},{n}\n")).collect::<String>());
    assert_eq!(numbers(&import(&world, &file).await), (10_000, 10_000, 0, 0, 0));
    assert_eq!(numbers(&import(&world, &file).await), (10_000, 0, 0, 10_000, 0));
}

#[tokio::test]
async fn only_creators_and_managers_import_and_say_to_which_account() {
    let world = world(0).await;
    let [mia, charles, leo] = [person(&world.test, "Mia").await, person(&world.test, "Charles").await, person(&world.test, "Leo").await];
    world.crm.set_role(world.ana, world.creator.id, mia, Role::Manager).await.unwrap();
    world.crm.set_role(world.ana, world.creator.id, charles, Role::Chatter).await.unwrap();
    let try_it = async |who, of: Option<CreatorId>| world.crm.import(who, of, b"Name\nSam\n".to_vec()).await.map_err(|error| error.code);
    assert_eq!(try_it(mia, None).await.map(|done| done.inserted), Ok(1));
    assert_eq!(try_it(charles, None).await, Err(ErrorCode::Forbidden));
    assert_eq!(try_it(leo, None).await, Err(ErrorCode::NotFound));
    assert_eq!(try_it(leo, Some(world.creator.id)).await, Err(ErrorCode::NotFound));
    // A second account, of another gateway.
    let other = crate::world::world(0).await;
    let second = other.served.sandbox.accounts().remove(0);
    sqlx::query("UPDATE crm_accounts SET gateway_id = 'acct_first'").execute(world.test.db.read()).await.unwrap();
    let crm = desk(&world.test, &other.served, hasty(), PATIENT);
    crm.connect(world.ana, &second, "UTC").await.unwrap();
    let refused = world.crm.import(world.ana, None, b"Name\nSam\n".to_vec()).await.unwrap_err();
    assert_eq!((refused.fields[0].field.as_str(), refused.fields[0].problem), ("account", Problem::Required));
}
