//! The desk over a real database and the gateway's imitation over HTTP: SQLite, or PostgreSQL where `TEST_DATABASE_URL`
//! names a server.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod accounts;
mod analytics;
mod automations;
mod automations_once;
mod automations_stopped;
mod automations_written;
mod campaign_crash;
mod campaigns;
mod crash;
mod fans;
mod hook;
mod importing;
mod inbox;
mod kept;
mod lost;
mod money;
mod monitoring;
mod operating;
mod pace;
mod profile;
mod receiving;
mod reconciling;
mod replies;
mod search;
mod sending;
mod shared;
mod team;
mod triage;
mod vault;
mod world;
