//! The program: configuration, router, sessions, sockets, REST. Wires everything; alone reads the environment.

pub mod config;
pub mod demo;
pub mod health;
pub mod log;
pub mod rest;
pub mod start;
pub mod stop;

mod amazon;
mod avatars;
mod desk;
mod events;
mod headers;
mod healthcheck;
mod identity;
mod live;
mod media;
mod metrics;
mod origin;
mod pages;
mod problem;
mod router;
mod sessions;
mod social;
mod static_files;
mod webhooks;
mod workers;

pub use healthcheck::healthcheck;
