//! Social accounts, against the sandbox over HTTP, on the engine that the run is for.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod connecting;
mod crashes;
mod instagram;
mod kit;
mod people;
mod reddit;
mod tiktok;
mod tokens;
mod uploads;
mod waiting;
mod webhooks;
