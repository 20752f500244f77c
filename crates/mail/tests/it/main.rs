//! Mails, on the engine that the run is for, with a mail server of the test's own.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod keeping;
mod sending;
mod server;
mod settings;
