//! A believable creator: names, histories, money. All of it follows from the seed.

use crate::onlyfans::{
    rng::Rng,
    settings::Settings,
    time::{DAY, MINUTE},
    world::{Account, Fan, List, Message, Temper, Transaction, World},
};
use std::collections::BTreeMap;

const FIRST: [&str; 24] = [
    "Adam", "Ben", "Carl", "Diego", "Emil", "Farid", "Georg", "Hugo", "Ivan", "Jack", "Karim", "Liam", "Marco", "Noah", "Omar", "Paul", "Quentin",
    "Ravi", "Sven", "Tom", "Ugo", "Victor", "Will", "Yann",
];
const LAST: [&str; 16] =
    ["Stone", "Moreau", "Keller", "Rossi", "Novak", "Silva", "Dubois", "Lang", "Petit", "Okoye", "Hill", "Weber", "Costa", "Brandt", "Roy", "Frost"];
pub(crate) const SAID: [&str; 12] = [
    "hey, how was your day?",
    "that last set was amazing",
    "are you posting this weekend?",
    "just subscribed, hi!",
    "good morning :)",
    "do you do custom videos?",
    "where did you travel?",
    "loved the red dress",
    "thank you for the answer",
    "I was away for a while, what did I miss?",
    "how much is a longer one?",
    "good night",
];
const ANSWERED: [&str; 6] = [
    "Hi! It was lovely, and yours?",
    "Thank you, that is sweet",
    "Yes, on Saturday",
    "Welcome! What would you like to see?",
    "I do, tell me more",
    "Sleep well",
];
const OFFERED: [&str; 3] = ["Something only for you", "The rest of yesterday's set", "A longer video this time"];
const PRICES: [i64; 5] = [499, 799, 999, 1499, 1999];
const TIPS: [i64; 6] = [300, 500, 1000, 1200, 2500, 5000];

/// The first user id; ids look like the site's.
const USERS: u64 = 210_000_000;
/// Puts creators and fans into an empty world.
pub(crate) fn populate(world: &mut World, settings: &Settings, now: i64) {
    for number in 0..settings.accounts.max(1) {
        let account = creator(world, settings, number, now);
        world.accounts.push(account);
    }
    // What happens from now on has ids of its own, also after a restart: a desk that knows the ones from before is not misled.
    world.last_id = world.last_id.max(u64::try_from(now).unwrap_or_default());
}

fn creator(world: &mut World, settings: &Settings, number: usize, now: i64) -> Account {
    let user = USERS + number as u64;
    let mut account = Account {
        id: format!("acct_{:016x}", Rng::new(settings.seed ^ number as u64).next()),
        user,
        name: format!("Lena {}", number + 1),
        username: format!("lena_{}", number + 1),
        alive: true,
        asked: false,
        fans: BTreeMap::new(),
        transactions: Vec::new(),
        mass: Vec::new(),
        lists: Vec::new(),
        media: (1..=60).map(|n| (format!("vault_{n}"), true)).collect(),
    };
    for n in 0..settings.fans {
        let id = USERS + 1_000 + (number as u64) * 10_000_000 + n as u64 * 37;
        let fan = one(world, &mut account.transactions, id, n, now);
        account.fans.insert(id, fan);
    }
    account.transactions.sort_by_key(|one| one.at);
    let best = account.fans.values().filter(|fan| fan.spent_tips + fan.spent_messages > 20_000).map(|fan| fan.id).collect();
    account.lists.push(List { id: 1, name: "Generous".to_owned(), users: best });
    account
}

fn one(world: &mut World, paid: &mut Vec<Transaction>, id: u64, n: usize, now: i64) -> Fan {
    let rng = &mut world.rng;
    let subscribed_at = now - rng.between(DAY, 720 * DAY);
    let (first, last) = (*rng.pick(&FIRST), *rng.pick(&LAST));
    // Most spend a little, some a lot.
    let generous = rng.chance(60);
    let temper = if generous { Temper { answers: 800, tips: 250, buys: 600 } } else { Temper { answers: 350, tips: 25, buys: 120 } };
    let expired = rng.chance(250);
    let expires_at = if expired { now - rng.between(DAY, 90 * DAY) } else { now + rng.between(DAY, 30 * DAY) };
    let mut fan = Fan {
        id,
        name: format!("{first} {last}"),
        username: format!("{}{}{n}", first.to_lowercase(), last.to_lowercase()),
        subscribed_at,
        expires_at: expires_at.max(subscribed_at + DAY),
        price_cents: *rng.pick(&PRICES),
        last_seen: now - rng.between(0, if expired { 120 * DAY } else { 6 * DAY }),
        temper,
        ..Fan::default()
    };
    let months = (fan.expires_at.min(now) - subscribed_at) / (30 * DAY);
    for month in 0..=months {
        fan.renewed_at = subscribed_at + month * 30 * DAY;
        let (cents, at) = (fan.price_cents, fan.renewed_at);
        pay(world, paid, &mut fan, "subscribes", cents, at);
    }
    history(world, paid, &mut fan, now);
    fan
}

/// Some conversations, each a few messages within an hour.
fn history(world: &mut World, paid: &mut Vec<Transaction>, fan: &mut Fan, now: i64) {
    let talks = world.rng.between(0, if fan.temper.answers > 500 { 8 } else { 3 });
    let mut times: Vec<i64> = (0..talks).map(|_| world.rng.between(fan.subscribed_at, now - 2 * 60 * MINUTE)).collect();
    times.sort_unstable();
    for mut at in times {
        for turn in 0..world.rng.between(2, 6) {
            at += world.rng.between(MINUTE, 9 * MINUTE);
            let mine = turn % 2 == 1;
            let sells = mine && world.rng.chance(200);
            let text = (*world.rng.pick(if sells {
                &OFFERED
            } else if mine {
                &ANSWERED
            } else {
                &SAID
            }))
            .to_owned();
            let mut message = Message { id: world.new_id(), mine, text, at, opened: !mine, ..Message::default() };
            if sells {
                message.price_cents = *world.rng.pick(&PRICES);
                message.media = vec!["vault_1".to_owned()];
                message.locked = true;
                if world.rng.chance(fan.temper.buys) {
                    message.opened = true;
                    pay(world, paid, fan, "messages", message.price_cents, at + MINUTE);
                }
            }
            fan.messages.push(message);
        }
        if world.rng.chance(fan.temper.tips) {
            let cents = *world.rng.pick(&TIPS);
            pay(world, paid, fan, "tips", cents, at + MINUTE);
        }
    }
    fan.last_read = fan.messages.last().map_or(0, |message| message.id);
}

fn pay(world: &mut World, paid: &mut Vec<Transaction>, fan: &mut Fan, kind: &'static str, cents: i64, at: i64) {
    let id = world.new_id();
    paid.push(crate::onlyfans::money::transaction(id, fan, kind, cents, at));
}
