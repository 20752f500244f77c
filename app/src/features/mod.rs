//! One folder a feature: pages, components, texts and server functions together.

pub mod admin;
pub mod auth;
pub mod desk;
pub mod landing;
pub mod notifications;
pub mod posts;
pub mod revisions;
pub mod settings;
pub mod sharing;
pub mod social;
