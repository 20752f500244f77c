//! The program over a real port, on the engine that the run is for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod amazon;
mod apart;
mod api;
mod bad_input;
mod campaign_pages;
mod campaigns;
mod comment_news;
mod comments;
mod config;
mod desk;
mod desk_inbox;
mod desk_pages;
mod desk_rights;
mod desk_team;
mod desk_words;
mod events;
mod fan_pages;
mod functions;
mod guest_comments;
mod guest_functions;
mod guest_rights;
mod headers;
mod live;
mod live_rights;
mod monitoring;
mod notifications;
mod openapi;
mod origin;
mod people;
mod post_rights;
mod revisions;
mod running;
mod sessions;
mod sharing;
mod social;
mod social_pages;
mod social_rights;
mod support;
mod together;
