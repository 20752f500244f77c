//! What the program knows of itself, for the admin pages and mails.

use model::{
    Timestamp,
    crm::Setting,
    social::{IntegrationSetting, Platform},
};
use std::path::PathBuf;

/// The installation.
#[derive(Debug, Clone)]
pub struct About {
    /// The program's version.
    pub version: &'static str,
    /// When it was started.
    pub started_at: Timestamp,
    /// Where it keeps its files.
    pub data_dir: PathBuf,
    /// The address that people use, without a slash at the end.
    pub public_url: String,
    /// How the way out to fans is set.
    pub sending: Vec<Setting>,
    /// How the platforms of social accounts are set.
    pub platforms: Vec<PlatformAbout>,
}

/// How a platform is set.
#[derive(Debug, Clone)]
pub struct PlatformAbout {
    /// Which one.
    pub platform: Platform,
    /// Whether the sandbox stands in for it.
    pub sandbox: bool,
    /// Its settings.
    pub settings: Vec<IntegrationSetting>,
}
