//! Live documents over a real database, on the engine that the run is for (see testkit). Clients are yrs
//! documents that speak the protocol through the same lines that sockets use.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod client;
mod convergence;
mod crowd;
mod durability;
mod hostile;
mod large;
mod last_writer;
mod listener;
mod presence;
mod rights;
mod rooms;
mod together;
mod world;

use std::time::Duration;

/// Long enough for anything that is to happen at once, on a busy machine.
const SOON: Duration = Duration::from_secs(20);
/// Long enough to see that nothing happens.
const MOMENT: Duration = Duration::from_millis(400);
