//! People: they read, answer, tip and buy a while after they were written to.

use crate::onlyfans::{
    Inner, OnlyFans,
    counts::Arrived,
    money,
    people::SAID,
    shapes,
    time::now,
    world::{Message, World},
};
use std::{sync::Weak, time::Duration};
use tokio::time::sleep;

/// What a fan is about to do.
#[derive(Debug, Clone)]
pub(crate) struct Reaction {
    account: String,
    fan: u64,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Read,
    Answer,
    Tip,
    Unlock,
}

/// Lets people act by the real clock until the sandbox is gone.
pub(crate) async fn run(sandbox: Weak<Inner>) {
    loop {
        sleep(Duration::from_secs(1)).await;
        let Some(inner) = sandbox.upgrade() else { return };
        OnlyFans(inner).with_as_it_is(|world| {
            until(world, now());
            // About twice a minute somebody writes of their own accord.
            if world.rng.chance(33) {
                somebody(world);
            }
        });
    }
}

fn somebody(world: &mut World) {
    let World { accounts, rng, .. } = world;
    let asked: Vec<_> = accounts.iter().filter(|account| account.asked).collect();
    if asked.is_empty() {
        return;
    }
    let account = *rng.pick(&asked);
    let fans: Vec<u64> = account.fans.keys().copied().collect();
    if fans.is_empty() {
        return;
    }
    let (account, fan, text) = (account.id.clone(), *rng.pick(&fans), *rng.pick(&SAID));
    write(world, &account, fan, text);
}

/// A message of the creator took effect: it is counted and told, and the fan makes up their mind.
pub(crate) fn sent(world: &mut World, account: &str, fan: u64, message: Message) {
    let (id, price_cents, text) = (message.id, message.price_cents, message.text.clone());
    let Some(owner) = world.account_mut(account) else { return };
    let Some(one) = owner.fans.get_mut(&fan) else { return };
    let (temper, at) = (one.temper, message.at);
    one.messages.push(message);
    let owner = &*owner;
    let told = shapes::sent(owner, &owner.fans[&fan], owner.fans[&fan].messages.last().expect("it was just pushed"));
    world.arrived.push(Arrived { account: account.to_owned(), fan, id, text, price_cents, at });
    world.emit("messages.sent", account, told);
    let mut plan = |what: What, chance: u32| {
        if world.rng.chance(chance) {
            let due = at + world.rng.between(2_000, 40_000);
            let order = world.new_id();
            world.pending.insert((due, order), Reaction { account: account.to_owned(), fan, what });
        }
    };
    plan(What::Read, 900);
    plan(What::Answer, temper.answers);
    plan(What::Tip, temper.tips);
    plan(What::Unlock, if price_cents > 0 { temper.buys } else { 0 });
}

/// Everything that is due; says how much that was.
pub(crate) fn until(world: &mut World, at: i64) -> usize {
    let mut done = 0;
    while let Some(entry) = world.pending.first_entry().filter(|entry| entry.key().0 <= at) {
        let Reaction { account, fan, what } = entry.remove();
        match what {
            What::Read => {
                if let Some(one) = world.account_mut(&account).and_then(|owner| owner.fans.get_mut(&fan)) {
                    one.messages.iter_mut().filter(|message| message.mine && message.price_cents == 0).for_each(|message| message.opened = true);
                    one.last_seen = now();
                }
            }
            What::Answer => {
                let text = *world.rng.pick(&SAID);
                write(world, &account, fan, text);
            }
            What::Tip => {
                let cents = 100 * world.rng.between(3, 40);
                money::tip(world, &account, fan, cents);
            }
            What::Unlock => {
                money::unlock(world, &account, fan);
            }
        }
        done += 1;
    }
    done
}

/// A fan writes.
pub(crate) fn write(world: &mut World, account: &str, fan: u64, text: &str) {
    let id = world.new_id();
    let Some(owner) = world.account_mut(account) else { return };
    let Some(one) = owner.fans.get_mut(&fan) else { return };
    one.messages.push(Message { id, text: text.to_owned(), opened: true, at: now(), ..Message::default() });
    one.unread += 1;
    one.last_seen = now();
    let owner = &*owner;
    let told = shapes::message(owner, &owner.fans[&fan], owner.fans[&fan].messages.last().expect("it was just pushed"));
    world.emit("messages.received", account, told);
}

/// The creator writes on the site itself: told of, but no arrival through the gateway.
pub(crate) fn creator_writes(world: &mut World, account: &str, fan: u64, text: &str) {
    let id = world.new_id();
    sent(world, account, fan, Message { id, mine: true, text: text.to_owned(), at: now(), ..Message::default() });
    world.arrived.pop();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::onlyfans::{people::populate, settings::Settings};

    #[test]
    fn nobody_writes_to_a_creator_for_whom_nobody_asked() {
        let settings = Settings::small(3);
        let mut world = World::new(settings.seed);
        populate(&mut world, &settings, now());
        somebody(&mut world);
        assert!(world.out.is_empty());
        let account = world.accounts[0].id.clone();
        assert!(world.open(&account).is_ok());
        somebody(&mut world);
        assert_eq!(world.out.len(), 1);
    }
}
