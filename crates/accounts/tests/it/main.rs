//! Accounts, on the engine that the run is for.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod admin;
mod kit;
mod leaving;
mod limits;
mod passwords;
mod profile;
mod recovery;
mod register;
mod sessions;
mod tokens;
