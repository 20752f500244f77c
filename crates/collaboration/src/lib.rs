//! Live documents: rooms in which people write together, presence, durability.
//!
//! Every open document is one task (a room) that owns its copy of the Yjs document. Connections send it
//! commands and get frames back through bounded queues; nothing is locked while a frame is handled. What
//! changes is told to the others at once and written in batches meanwhile; clients learn up to where
//! their edits are durable, and only that is called saved.

mod abroad;
mod chores;
mod connection;
mod deeds;
mod durability;
mod here;
mod hub;
mod integrate;
mod last_writer;
mod listener;
mod members;
mod merge;
mod nesting;
mod numbers;
mod others;
mod presence;
mod protocol;
mod replica;
mod room;
mod said;
mod settings;
mod together;
mod turn;
mod update;
mod wire;

pub use connection::{Connection, Incoming, Outbox, Outgoing};
pub use hub::Hub;
pub use listener::{Change, Listener, Since};
pub use others::Inside;
pub use settings::Settings;
