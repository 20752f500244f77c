//! All SQL of the desk, by table.

pub(crate) mod analytics;
pub(crate) mod automations;
pub(crate) mod campaigns;
pub(crate) mod conversations;
pub(crate) mod creators;
pub(crate) mod fans;
pub(crate) mod happened;
pub(crate) mod imports;
pub(crate) mod inbox;
pub(crate) mod journal;
pub(crate) mod kept;
pub(crate) mod many;
pub(crate) mod messages;
pub(crate) mod money;
pub(crate) mod monitor;
pub(crate) mod operating;
pub(crate) mod outbox;
pub(crate) mod profiles;
pub(crate) mod queue;
pub(crate) mod replies;
pub(crate) mod search;
pub(crate) mod segments;
pub(crate) mod team;
pub(crate) mod tickets;
