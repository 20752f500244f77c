//! Messages that SQS tells of, over a real imitation of it.

use crate::{
    cloud::{Cloud, cloud, ticket},
    monitoring::user,
    world::{LOOK, LOOKS, PATIENT, World, desk, hasty, work, world_with},
};
use amazon::{Access, CloudWatch, Queue};
use crm::{Gateway, NewMessage, Pace, Settings};
use model::crm::{
    Origin, QueueKind,
    SendState::{Delivered, Failed, Read, Rejected, Sent, Unconfirmed},
};
use sandbox::onlyfans::{Fault, On};
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::sleep;

/// A message was told of by a ticket that is lost, or that the test holds.
pub async fn told(world: &World) {
    let mut tx = world.test.db.write().await.unwrap();
    sqlx::query("UPDATE crm_queue SET told_at = 1").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_written_goes_out_once_by_a_ticket() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(2, cloud.settings(), PATIENT).await;
    // Told of by a server that dies before it hears of anything itself.
    let id = world.write(0, "hello you").await.id;
    let worker = world.work();
    world.until(id, Sent).await;
    cloud.until(0, 0, 0).await;
    // Written while it waits for tickets.
    let other = world.write(1, "and you").await.id;
    world.until(other, Sent).await;
    cloud.until(0, 0, 0).await;
    assert_eq!((world.arrived(0, "hello you"), world.arrived(1, "and you")), (1, 1));
    worker.abort();
    let admin = user(&world, "admin").await;
    let state = world.crm.queue_state(&admin).await.unwrap();
    assert_eq!((state.kind, state.trouble, world.crm.tickets_away()), (QueueKind::Sqs, None, false));
    assert_eq!(state.tickets.map(|tickets| (tickets.waiting, tickets.dead)), Some((0, Some(0))));
}

#[tokio::test]
async fn a_ticket_that_comes_twice_sends_once() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, cloud.settings(), PATIENT).await;
    let message = world.write(0, "once").await;
    told(&world).await;
    for _ in 0..3 {
        cloud.put(&ticket(&message)).await;
    }
    let workers = [world.work(), work(&desk(&world.test, &world.served, cloud.settings(), PATIENT))];
    world.until(message.id, Sent).await;
    cloud.until(0, 0, 0).await;
    // And once more, when it is long done.
    cloud.put(&ticket(&message)).await;
    cloud.until(0, 0, 0).await;
    assert_eq!(world.arrived(0, "once"), 1);
    workers.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn tickets_out_of_turn_keep_the_order_of_messages() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, cloud.settings(), PATIENT).await;
    let mut written = Vec::new();
    for text in ["first", "second", "third"] {
        written.push(world.write(0, text).await);
    }
    told(&world).await;
    for message in written.iter().rev() {
        cloud.put(&ticket(message)).await;
    }
    let worker = world.work();
    for message in &written {
        world.until(message.id, Sent).await;
    }
    let texts: Vec<String> = world.served.sandbox.counts().messages.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["first", "second", "third"]);
    cloud.until(0, 0, 0).await;
    worker.abort();
}

#[tokio::test]
async fn with_sqs_down_messages_go_out_all_the_same_and_it_is_said() {
    let closed = Access {
        region: "eu-west-3".to_owned(),
        key: "test".to_owned(),
        secret: "secret".to_owned(),
        token: None,
        endpoint: Some("http://127.0.0.1:1".to_owned()),
    };
    let queue = Queue::new(&closed, "http://127.0.0.1:1/123456789012/messages", None).unwrap().waiting([Duration::from_millis(10); 3]);
    let settings = Settings { tickets: Some(Arc::new(queue)), net: Duration::from_secs(3600), ..hasty() };
    let world = world_with(1, settings, PATIENT).await;
    let early = world.write(0, "early").await.id;
    let worker = world.work();
    world.until(early, Sent).await;
    let late = world.write(0, "late").await.id;
    world.until(late, Sent).await;
    worker.abort();
    assert!(world.crm.tickets_away());
    let admin = user(&world, "admin").await;
    let state = world.crm.queue_state(&admin).await.unwrap();
    assert_eq!((state.kind, state.tickets), (QueueKind::Sqs, None));
    assert!(state.trouble.is_some_and(|why| !why.is_empty()));
    assert!(world.crm.check_tickets(&admin).await.unwrap().unwrap().is_err());
    assert_eq!((world.arrived(0, "early"), world.arrived(0, "late")), (1, 1));
}

#[tokio::test]
async fn what_cannot_be_handed_over_is_a_dead_letter_here_and_at_sqs_until_it_is_put_back() {
    let Some(cloud) = cloud(3).await else { return };
    // What the first server asked for when it was cut off may be given to it all the same: not for long.
    let settings = || cloud.settings_with(cloud.queue().hiding(Duration::from_secs(3)));
    let mut world = world_with(1, settings(), PATIENT).await;
    let closed = Gateway::new("http://127.0.0.1:1", "sandbox", PATIENT).unwrap();
    world.crm = crm::Crm::new(world.test.db.clone(), closed, settings(), accounts::Clock::default());
    let id = world.write(0, "a secret").await.id;
    let worker = world.work();
    assert_eq!(world.until(id, Failed).await.attempts, 3);
    cloud.until(0, 0, 1).await;
    assert_eq!(world.crm.status(world.ana).await.unwrap().dead_letters, 1);
    // It says whose message was due, and not its text.
    let dead = cloud.take(&cloud.dead, 0).await.unwrap();
    assert!(dead.contains(&id.to_string()) && dead.contains(&world.creator.id.to_string()) && !dead.contains("a secret"), "{dead}");
    worker.abort();
    world.crm = desk(&world.test, &world.served, settings(), PATIENT);
    let worker = world.work();
    let admin = user(&world, "admin").await;
    assert_eq!(world.crm.redrive_all(&admin).await.unwrap(), 1);
    world.until(id, Sent).await;
    cloud.until(0, 0, 0).await;
    assert_eq!((world.arrived(0, "a secret"), world.crm.status(world.ana).await.unwrap().dead_letters), (1, 0));
    worker.abort();
}

#[tokio::test]
async fn a_server_that_dies_between_sending_and_deleting_sends_once() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, cloud.settings(), PATIENT).await;
    let message = world.write(0, "once").await;
    told(&world).await;
    cloud.put(&ticket(&message)).await;
    // A server has the ticket, sends the message, and dies: the ticket comes back.
    assert!(cloud.take(&cloud.queue, 5).await.is_some());
    let dying = work(&desk(&world.test, &world.served, hasty(), PATIENT));
    world.until(message.id, Sent).await;
    dying.abort();
    let counts = cloud.counts().await;
    assert_eq!(counts.waiting + counts.in_flight, 1, "the ticket is still there");
    let worker = world.work();
    cloud.until(0, 0, 0).await;
    assert_eq!(world.arrived(0, "once"), 1);
    worker.abort();
}

#[tokio::test]
async fn a_queue_that_was_purged_loses_nothing() {
    let Some(cloud) = cloud(3).await else { return };
    // Two minutes' worth: the second waits, with a ticket that its server holds.
    let slow = Settings { pace: Pace { per_minute: 600, burst: 1, spacing: Duration::from_secs(3) }, ..cloud.settings() };
    let world = world_with(1, slow.clone(), PATIENT).await;
    let (first, second) = (world.write(0, "first").await.id, world.write(0, "second").await.id);
    let worker = world.work();
    world.until(first, Sent).await;
    worker.abort();
    cloud.call("PurgeQueue", serde_json::json!({ "QueueUrl": cloud.queue })).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue WHERE told_at > 0").await, 1);
    let other = work(&desk(&world.test, &world.served, Settings { net: Duration::from_millis(500), ..slow }, PATIENT));
    world.until(second, Sent).await;
    assert_eq!((world.arrived(0, "first"), world.arrived(0, "second")), (1, 1));
    other.abort();
}

#[tokio::test]
async fn a_ticket_is_kept_for_as_long_as_the_bucket_lets_its_message_wait() {
    // A ticket that is received a second time is a dead letter at once.
    let Some(cloud) = cloud(1).await else { return };
    let pace = Pace { per_minute: 600, burst: 1, spacing: Duration::from_secs(6) };
    let settings = Settings { pace, ..cloud.settings_with(cloud.queue().hiding(Duration::from_secs(2))) };
    let world = world_with(1, settings, PATIENT).await;
    let (first, second) = (world.write(0, "first").await.id, world.write(0, "second").await.id);
    let worker = world.work();
    world.until(first, Sent).await;
    world.until(second, Sent).await;
    cloud.until(0, 0, 0).await;
    assert_eq!((world.arrived(0, "first"), world.arrived(0, "second")), (1, 1));
    worker.abort();
}

#[tokio::test]
async fn a_test_message_comes_back_and_a_queue_without_dead_letters_is_told_of() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, cloud.settings(), PATIENT).await;
    let admin = user(&world, "admin").await;
    let workers = [world.work(), work(&desk(&world.test, &world.served, cloud.settings(), PATIENT))];
    assert_eq!(world.crm.check_tickets(&admin).await.unwrap(), Some(Ok(())));
    cloud.until(0, 0, 0).await;
    workers.iter().for_each(tokio::task::JoinHandle::abort);
    let poor = Cloud { queue: cloud.dead.clone(), ..cloud };
    let other = desk(&world.test, &world.served, poor.settings(), PATIENT);
    let said = other.check_tickets(&admin).await.unwrap().unwrap().unwrap_err();
    assert!(said.contains("redrive policy"), "{said}");
    let without = desk(&world.test, &world.served, hasty(), PATIENT);
    assert_eq!(without.check_tickets(&admin).await.unwrap(), None);
    let nobody = user(&world, "user").await;
    assert!(other.check_tickets(&nobody).await.is_err() && other.queue_state(&nobody).await.is_err() && other.check_watch(&nobody).await.is_err());
}

#[tokio::test]
async fn servers_that_die_in_the_middle_of_a_campaign_send_to_every_fan_once() {
    const FANS: usize = 40;
    let Some(cloud) = cloud(3).await else { return };
    let queue = cloud.queue().hiding(Duration::from_secs(1));
    let settings = Settings { in_flight: Duration::from_secs(2), net: Duration::from_millis(500), ..cloud.settings_with(queue) };
    let patience = Duration::from_millis(800);
    let world = world_with(FANS, settings.clone(), patience).await;
    let gateway = &world.served.sandbox;
    for (fault, chance) in [(Fault::SilentAfter, 40), (Fault::BrokenAfter(502), 60), (Fault::Broken(503), 60)] {
        gateway.fail_at_random(On::Send, fault, chance);
    }
    let mut ids = Vec::new();
    for (_, fan) in &world.fans {
        let new = NewMessage { origin: Origin::Campaign, ..NewMessage::text(*fan, "campaign") };
        ids.push(world.crm.write(world.ana, new).await.unwrap().id);
    }
    for round in 0_usize.. {
        let (server, began, before) = (desk(&world.test, &world.served, settings.clone(), patience), Instant::now(), gateway.counts().messages.len());
        let worker = work(&server);
        while gateway.counts().messages.len() <= before + round % 5 && began.elapsed() < Duration::from_secs(2) {
            sleep(Duration::from_millis(1)).await;
        }
        sleep(LOOK * u32::try_from(round % 3).unwrap()).await;
        worker.abort();
        let status = world.crm.status(world.ana).await.unwrap();
        if status.depth + status.in_flight == 0 {
            break;
        }
        assert!(round < 200, "{status:?}");
    }
    gateway.heal();
    let arrived: BTreeMap<u64, usize> = gateway.counts().by_fan("campaign");
    for (id, (fan, _)) in ids.into_iter().zip(&world.fans) {
        let (message, times) = (world.get(id).await, arrived.get(fan).copied().unwrap_or(0));
        match message.state {
            Sent | Delivered | Read => assert_eq!(times, 1),
            Unconfirmed => assert!(times <= 1),
            other => panic!("{other:?}"),
        }
    }
    // What the dead servers held comes back, and is found dealt with. What three of them held in turn is taken for a dead letter,
    // until a server looks.
    let worker = world.work();
    cloud.until_empty().await;
    worker.abort();
    let worker = world.work();
    cloud.until(0, 0, 0).await;
    worker.abort();
}

#[tokio::test]
async fn numbers_arrive_at_cloudwatch_under_their_names() {
    let Some(cloud) = cloud(3).await else { return };
    let namespace = format!("Test/{}", db::new_id::<model::OutgoingId>());
    let watch = CloudWatch::new(&cloud.access, &namespace, ("Installation", "studio.example.com".to_owned())).unwrap();
    let settings = Settings { watch: Some(Arc::new(watch)), report: Duration::from_millis(300), ..hasty() };
    let world = world_with(2, settings, PATIENT).await;
    world.served.sandbox.fail(On::Send, Fault::Banned, 1);
    let (banned, good) = (world.write(0, "banned").await.id, world.write(1, "good").await.id);
    let worker = world.work();
    world.until(banned, Rejected).await;
    world.until(good, Sent).await;
    let listed = async || cloud.ask_watch(&[("Action", "ListMetrics"), ("Version", "2010-08-01"), ("Namespace", &namespace)]).await;
    let mut looks = 0;
    while !listed().await.contains("OnlyFansProcessingTime") {
        looks += 1;
        assert!(looks < LOOKS, "the times never came");
        sleep(LOOK).await;
    }
    // Nor are they put again with what follows.
    let reports = async || sums(&cloud, &namespace, "OnlyFansQueueDepth", "SampleCount").await;
    let before = reports().await;
    while reports().await < before + 2.0 {
        looks += 1;
        assert!(looks < LOOKS, "no more reports came");
        sleep(LOOK).await;
    }
    worker.abort();
    let listed = listed().await;
    for name in [
        "OnlyFansMessagesQueued",
        "OnlyFansMessagesProcessed",
        "OnlyFansMessagesFailed",
        "OnlyFansQueueDepth",
        "OnlyFansDeadLetters",
        "OnlyFansUnconfirmed",
    ] {
        assert!(listed.contains(&format!("<MetricName>{name}</MetricName>")), "{name} is not in {listed}");
    }
    assert!(listed.contains("<Name>Installation</Name>") && listed.contains("<Value>studio.example.com</Value>"), "{listed}");
    // What is counted is put once.
    for (name, sum) in [("OnlyFansMessagesQueued", 2.0), ("OnlyFansMessagesProcessed", 1.0), ("OnlyFansMessagesFailed", 1.0)] {
        assert_eq!(sums(&cloud, &namespace, name, "Sum").await, sum, "{name}");
    }
    assert_eq!(sums(&cloud, &namespace, "OnlyFansProcessingTime", "SampleCount").await, 2.0);
    assert_eq!(world.crm.check_watch(&user(&world, "admin").await).await.unwrap(), Some(Ok(())));
}

/// A statistic of a number over all that was put.
pub async fn sums(cloud: &Cloud, namespace: &str, name: &str, statistic: &str) -> f64 {
    let now = db::now().0;
    let (from, to) = (model::Timestamp(now - 3_600_000).to_string(), model::Timestamp(now + 3_600_000).to_string());
    let form = [
        ("Action", "GetMetricStatistics"),
        ("Version", "2010-08-01"),
        ("Namespace", namespace),
        ("MetricName", name),
        ("Dimensions.member.1.Name", "Installation"),
        ("Dimensions.member.1.Value", "studio.example.com"),
        ("StartTime", &from),
        ("EndTime", &to),
        ("Period", "7200"),
        ("Statistics.member.1", statistic),
    ];
    let answer = cloud.ask_watch(&form).await;
    let opening = format!("<{statistic}>");
    answer.split(&opening).skip(1).map(|rest| rest.split('<').next().unwrap().parse::<f64>().unwrap()).sum()
}

#[tokio::test]
async fn a_cloudwatch_that_does_not_answer_disturbs_nothing() {
    let closed = Access {
        region: "eu-west-3".to_owned(),
        key: "test".to_owned(),
        secret: "secret".to_owned(),
        token: None,
        endpoint: Some("http://127.0.0.1:1".to_owned()),
    };
    let watch = CloudWatch::new(&closed, "Huntaze/OnlyFans", ("Installation", "localhost".to_owned())).unwrap();
    let settings = Settings { watch: Some(Arc::new(watch)), report: Duration::from_millis(20), ..hasty() };
    let world = world_with(1, settings, PATIENT).await;
    let worker = world.work();
    let id = world.write(0, "hello").await.id;
    world.until(id, Sent).await;
    assert!(world.crm.check_watch(&user(&world, "admin").await).await.unwrap().unwrap().is_err());
    assert_eq!(
        world.crm.metrics().await.unwrap().lines().find(|line| line.starts_with("OnlyFansMessagesProcessed ")),
        Some("OnlyFansMessagesProcessed 1")
    );
    worker.abort();
}
