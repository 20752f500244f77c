//! An account in numbers: only real rows.

use crate::world::{World, person, world};
use model::{
    ErrorCode, FanId,
    crm::{MoneyKind, Role, Step},
};

const MINUTE: i64 = 60_000;

async fn paid(world: &World, fan: FanId, kind: &str, cents: i64, at: i64) {
    let id: FanId = db::new_id();
    sqlx::query("INSERT INTO crm_money (id, account_id, fan_id, kind, amount_cents, transaction_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id.to_string())
        .bind(world.creator.id.to_string())
        .bind(fan.to_string())
        .bind(kind)
        .bind(cents)
        .bind(id.to_string())
        .bind(at)
        .execute(world.test.db.read())
        .await
        .unwrap();
}

async fn said(world: &World, fan: FanId, mine: bool, at: i64) {
    let id: FanId = db::new_id();
    let conversation = world.crm.about_fan(world.ana, fan).await.unwrap().conversation;
    sqlx::query(
        "INSERT INTO crm_messages (id, account_id, conversation_id, gateway_id, mine, text, price_cents, media_count, is_tip, opened, at) \
         VALUES ($1, $2, $3, $4, $5, 'x', 0, 0, 0, 0, $6)",
    )
    .bind(id.to_string())
    .bind(world.creator.id.to_string())
    .bind(conversation.to_string())
    .bind(id.to_string())
    .bind(i64::from(mine))
    .bind(at)
    .execute(world.test.db.read())
    .await
    .unwrap();
}

#[tokio::test]
async fn income_is_counted_by_kind_period_and_fan() {
    let world = world(3).await;
    let now = db::now().0;
    let [a, b, _] = [world.fans[0].1, world.fans[1].1, world.fans[2].1];
    paid(&world, a, "tip", 1_000, now).await;
    paid(&world, a, "message", 2_500, now - MINUTE).await;
    paid(&world, b, "tip", 500, now).await;
    paid(&world, b, "chargeback", -200, now).await;
    // Long before what is looked at.
    paid(&world, b, "tip", 99_999, now - 3 * 366 * 24 * 60 * MINUTE).await;
    for step in Step::ALL {
        let found = world.crm.analytics(world.ana, world.creator.id, *step).await.unwrap();
        assert_eq!((found.fans, found.active, found.payers, found.income_cents), (3, 0, 2, 3_800), "{step:?}");
        assert_eq!(found.kinds, [(MoneyKind::Message, 2_500), (MoneyKind::Tip, 1_500), (MoneyKind::Chargeback, -200)]);
        let top: Vec<(FanId, i64)> = found.top.iter().map(|fan| (fan.id, fan.cents)).collect();
        assert_eq!(top, [(a, 3_500), (b, 300)]);
        assert_eq!(found.trend.iter().map(|period| period.income_cents).sum::<i64>(), 3_800);
        assert_eq!((found.average_cents(), found.time_zone.as_str()), (Some(1_900), "Europe/Paris"));
    }
}

#[tokio::test]
async fn an_answer_is_the_first_of_ours_after_the_fan_spoke_and_campaigns_answer_nobody() {
    let world = world(2).await;
    let start = db::now().0 - 60 * MINUTE;
    let [a, b] = [world.fans[0].1, world.fans[1].1];
    // Asked twice before it was answered: the wait is from the first.
    for (mine, minute) in [(false, 0), (false, 2), (true, 10), (true, 11), (false, 12), (true, 14), (false, 20)] {
        said(&world, a, mine, start + minute * MINUTE).await;
    }
    said(&world, b, false, start).await;
    said(&world, b, true, start + 3 * MINUTE).await;
    let found = world.crm.analytics(world.ana, world.creator.id, Step::Day).await.unwrap();
    assert_eq!((found.asked, found.answered, found.median_ms), (4, 3, Some(3 * MINUTE)));
    assert_eq!(found.trend.iter().fold((0, 0), |sum, period| (sum.0 + period.received, sum.1 + period.sent)), (5, 4));
    // The answer to b was a campaign's.
    let outgoing = world.write(1, "x").await;
    sqlx::query("UPDATE crm_outbox SET origin = 'campaign' WHERE id = $1").bind(outgoing.id.to_string()).execute(world.test.db.read()).await.unwrap();
    sqlx::query("UPDATE crm_messages SET outbox_id = $1 WHERE mine = 1 AND at = $2")
        .bind(outgoing.id.to_string())
        .bind(start + 3 * MINUTE)
        .execute(world.test.db.read())
        .await
        .unwrap();
    let found = world.crm.analytics(world.ana, world.creator.id, Step::Day).await.unwrap();
    assert_eq!((found.asked, found.answered, found.answered_percent()), (4, 2, Some(50)));
}

#[tokio::test]
async fn nothing_is_invented_where_there_is_nothing_and_money_is_not_for_chatters() {
    let world = world(0).await;
    let found = world.crm.analytics(world.ana, world.creator.id, Step::Month).await.unwrap();
    assert_eq!((found.fans, found.income_cents, found.asked, found.median_ms, found.trend.len()), (0, 0, 0, None, 12));
    assert_eq!((found.kinds.len(), found.top.len(), found.average_cents()), (0, 0, None));
    let (mia, leo) = (person(&world.test, "Mia").await, person(&world.test, "Leo").await);
    world.crm.set_role(world.ana, world.creator.id, mia, Role::Chatter).await.unwrap();
    assert_eq!(world.crm.analytics(mia, world.creator.id, Step::Day).await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(world.crm.analytics(leo, world.creator.id, Step::Day).await.unwrap_err().code, ErrorCode::NotFound);
}
