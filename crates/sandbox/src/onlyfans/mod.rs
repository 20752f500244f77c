//! The OnlyFans gateway's imitation: the same contract over HTTP, with a believable creator, people who answer,
//! faults on demand, and a count of what truly arrived.
//!
//! [`OnlyFans::serve`] opens it on an address; [`OnlyFans::router`] is for a program that has a listener of its own.
//! Everything it holds is in memory and follows from [`Settings::seed`].

mod answer;
mod control;
mod counts;
mod deliver;
mod faults;
mod gate;
mod life;
mod money;
mod people;
mod rng;
mod routes;
mod serve;
mod settings;
mod shapes;
mod time;
mod webhooks;
mod world;

pub use counts::{Arrived, Counts};
pub use deliver::sign;
pub use faults::{Fault, On};
pub use serve::Served;
pub use settings::Settings;

use faults::Faults;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;
use world::World;

/// The imitation. Cheap to clone; must be made within a Tokio runtime, because it sends webhooks.
#[derive(Debug, Clone)]
pub struct OnlyFans(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    events: mpsc::UnboundedSender<webhooks::Event>,
}

impl OnlyFans {
    /// With the creator, the fans and their histories that these settings describe: made when somebody first asks, so
    /// that a sandbox that nobody uses costs nothing.
    pub fn new(settings: Settings) -> Self {
        let (events, coming) = mpsc::unbounded_channel();
        let (faults, world) = (Mutex::new(Faults::new(settings.seed)), Mutex::new(World::new(settings.seed)));
        let sandbox = Self(Arc::new(Inner { settings, world, faults, events }));
        tokio::spawn(deliver::run(Arc::downgrade(&sandbox.0), coming));
        if sandbox.0.settings.live {
            tokio::spawn(life::run(Arc::downgrade(&sandbox.0)));
        }
        sandbox
    }

    /// Adds a fault: `fault` happens to the next `times` things of this kind.
    pub fn fail(&self, on: On, fault: Fault, times: u32) {
        self.faults().plan(on, fault, times);
    }

    /// Lets a fault happen now and then: in so many of a thousand things of this kind.
    pub fn fail_at_random(&self, on: On, fault: Fault, per_thousand: u32) {
        self.faults().chance(on, fault, per_thousand);
    }

    /// Ends all faults, planned and random.
    pub fn heal(&self) {
        self.faults().clear();
    }

    /// Tells all events to this address from now on, signed with the key.
    pub fn tell(&self, url: &str) {
        let secret = self.0.settings.key.clone();
        self.with_as_it_is(|world| {
            let id = world.new_id();
            world.webhooks.push(webhooks::Webhook { id, url: url.to_owned(), events: Vec::new(), secret, enabled: true });
        });
    }

    /// What truly arrived so far.
    pub fn counts(&self) -> Counts {
        self.with(|world| Counts::new(&world.arrived))
    }

    /// The accounts' ids, `acct_…`.
    pub fn accounts(&self) -> Vec<String> {
        self.with(|world| world.accounts.iter().map(|account| account.id.clone()).collect())
    }

    /// The ids of an account's fans, in order; a chat has the id of its fan.
    pub fn fans(&self, account: &str) -> Vec<u64> {
        self.with(|world| world.account(account).map(|account| account.fans.keys().copied().collect()).unwrap_or_default())
    }

    /// Lets everything happen that people are about to do, however far ahead; says how much that was.
    pub fn live(&self) -> usize {
        self.with(|world| life::until(world, i64::MAX))
    }

    /// A fan writes.
    pub fn fan_writes(&self, account: &str, fan: u64, text: &str) {
        self.with(|world| life::write(world, account, fan, text));
    }

    /// A fan gives a tip, in cents.
    pub fn fan_tips(&self, account: &str, fan: u64, cents: i64) {
        self.with(|world| money::tip(world, account, fan, cents));
    }

    /// A fan buys the last message that is for sale in the chat; says whether there was one.
    pub fn fan_unlocks(&self, account: &str, fan: u64) -> bool {
        self.with(|world| money::unlock(world, account, fan))
    }

    /// A fan's subscription begins, goes on, or ends.
    pub fn fan_renews(&self, account: &str, fan: u64, event: &str) {
        self.with(|world| money::subscription(world, account, fan, event));
    }

    /// The creator writes from another place, as on the site itself.
    pub fn creator_writes(&self, account: &str, fan: u64, text: &str) {
        self.with(|world| life::creator_writes(world, account, fan, text));
    }

    /// The account's session ends, or comes back: the events tell of it.
    pub fn session(&self, account: &str, alive: bool) {
        self.with(|world| world.session(account, alive));
    }

    /// A fan blocks the creator, or no longer does.
    pub fn block(&self, account: &str, fan: u64, blocked: bool) {
        self.with(|world| {
            if let Some(fan) = world.account_mut(account).and_then(|account| account.fans.get_mut(&fan)) {
                fan.blocked = blocked;
            }
        });
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.0.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the world, then tells the webhooks of it.
    fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        self.with_as_it_is(|world| {
            if world.accounts.is_empty() {
                people::populate(world, &self.0.settings, time::now());
            }
            act(world)
        })
    }

    /// The same; a world that nobody asked for yet stays empty.
    fn with_as_it_is<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.0.world.lock().unwrap_or_else(PoisonError::into_inner);
        let done = act(&mut world);
        for event in world.out.drain(..) {
            // Only a sandbox that is going away has nobody who listens.
            let _ = self.0.events.send(event);
        }
        done
    }
}
