//! What the program knows of itself, for the admin pages and mails.

use model::{Timestamp, crm::Setting};
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
}
