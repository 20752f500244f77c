//! Faults on demand.

use crate::onlyfans::rng::Rng;
use serde::Deserialize;
use std::collections::VecDeque;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 401: the key is not taken.
    Unauthorized,
    /// 402: no credits are left.
    OutOfCredits,
    /// 404: the account is not there.
    NotFound,
    /// 400: this fan can't be written to.
    CannotSend,
    /// 422: banned words.
    Banned,
    /// 429: too many; seconds in the header, and in the body.
    TooMany {
        /// `Retry-After`; a proxy says 0.
        header: Option<u32>,
        /// `retry_after` of the body.
        body: Option<u32>,
    },
    /// This status of 500 and more, and nothing was done.
    Broken(u16),
    /// This status of 500 and more, although it was done.
    BrokenAfter(u16),
    /// No answer, and nothing was done.
    SilentBefore,
    /// No answer, although it was done.
    SilentAfter,
    /// It takes effect, and the answer comes so many milliseconds later.
    SlowAfter(u64),
    /// The account's session ends at this request.
    SessionExpires,
    /// A page with fewer rows than were asked for.
    ShortPage,
    /// An event is told twice.
    Twice,
    /// An event is told after the next one.
    Late,
    /// An event is never told.
    Lost,
}

/// What it happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// Any request.
    Any,
    /// A message that is sent.
    Send,
    /// Any other request.
    Read,
    /// A webhook's event.
    Event,
}

impl On {
    fn covers(self, what: Self) -> bool {
        self == what || (self == Self::Any && what != Self::Event)
    }
}

/// What will go wrong.
#[derive(Debug)]
pub(crate) struct Faults {
    planned: VecDeque<(On, Fault, u32)>,
    chances: Vec<(On, Fault, u32)>,
    rng: Rng,
}

impl Faults {
    pub fn new(seed: u64) -> Self {
        Self { planned: VecDeque::new(), chances: Vec::new(), rng: Rng::new(seed) }
    }

    pub fn plan(&mut self, on: On, fault: Fault, times: u32) {
        if times > 0 {
            self.planned.push_back((on, fault, times));
        }
    }

    pub fn chance(&mut self, on: On, fault: Fault, per_thousand: u32) {
        self.chances.push((on, fault, per_thousand.min(1000)));
    }

    pub fn clear(&mut self) {
        self.planned.clear();
        self.chances.clear();
    }

    /// What happens to this one: planned faults in their order, then chance.
    pub fn next(&mut self, what: On) -> Option<Fault> {
        if let Some(at) = self.planned.iter().position(|(on, ..)| on.covers(what)) {
            let (_, fault, times) = &mut self.planned[at];
            let fault = *fault;
            *times -= 1;
            if *times == 0 {
                self.planned.remove(at);
            }
            return Some(fault);
        }
        let rng = &mut self.rng;
        self.chances.iter().find(|(on, _, chance)| on.covers(what) && rng.chance(*chance)).map(|(_, fault, _)| *fault)
    }
}
