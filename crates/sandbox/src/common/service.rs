//! What an imitation is inside: a clock, faults, and what it remembers, behind one lock.

use super::{Clock, Faults};
use axum::Router;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a service remembers.
pub trait Memory: Send + 'static {
    /// How the service behaves.
    type Settings;

    /// At the beginning.
    fn new(settings: Self::Settings) -> Self;

    /// How it behaves now.
    fn settings(&mut self) -> &mut Self::Settings;

    /// Lets happen what happens by itself until a moment, in milliseconds.
    fn advance(&mut self, _now: i64) {}
}

#[derive(Debug)]
struct Inner<M> {
    clock: Clock,
    faults: Faults,
    memory: Mutex<M>,
}

/// A service with its memory. Cheap to clone.
#[derive(Debug)]
pub struct Service<M>(Arc<Inner<M>>);

impl<M> Clone for Service<M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<M: Memory> Service<M> {
    /// With these settings, by this clock.
    pub fn new(clock: Clock, settings: M::Settings) -> Self {
        Self(Arc::new(Inner { clock, faults: Faults::default(), memory: Mutex::new(M::new(settings)) }))
    }

    /// The faults that are set.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Changes the settings from now on.
    pub fn change(&self, change: impl FnOnce(&mut M::Settings)) {
        change(self.lock().settings());
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// What it remembers, brought up to now.
    pub(crate) fn lock(&self) -> MutexGuard<'_, M> {
        let mut memory = self.0.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.advance(self.0.clock.now());
        memory
    }

    /// Its routes, with the faults before them.
    pub(crate) fn routes(&self, routes: Router<Self>) -> Router {
        self.0.faults.around(routes.with_state(self.clone()))
    }
}
