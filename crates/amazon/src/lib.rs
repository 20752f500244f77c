//! Amazon SQS and CloudWatch, as far as the way out to fans needs them: a queue of short letters, and numbers that are put.
//!
//! Nothing here knows what a letter says. Whoever uses this has what must not be lost in the database: a letter may be lost, come
//! twice, or come late.

mod access;
mod cloudwatch;
mod queue;
mod trouble;
mod wire;

pub use access::{Access, check_endpoint, check_namespace, check_queue, check_region};
pub use cloudwatch::{CloudWatch, Datum, Unit, Value};
pub use queue::{Counts, Letter, Queue, Received};
pub use trouble::Away;
