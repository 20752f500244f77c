//! What stands in for platforms of which no settings are given, and where files are for those that fetch them.

use async_trait::async_trait;
use sandbox::{
    common::{Served, Signature},
    instagram::Instagram,
    reddit::Reddit,
    tiktok::TikTok,
};
use social::{Folder, MediaStore, Problem};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Between two looks for what the sandbox has to tell.
const LOOK: Duration = Duration::from_secs(1);

/// The platforms that are imitated. Cheap to clone; they close with the last clone.
#[derive(Debug, Clone, Default)]
pub struct Stand(pub Arc<Standing>);

/// What is open.
#[derive(Debug, Default)]
pub struct Standing {
    /// TikTok.
    pub tiktok: Option<(TikTok, Served)>,
    /// Instagram.
    pub instagram: Option<(Instagram, Served)>,
    /// Reddit.
    pub reddit: Option<(Reddit, Served)>,
}

impl Stand {
    /// Sends TikTok's webhooks to where this program listens. Never returns.
    pub async fn tell(&self, here: String) {
        let Some((tiktok, _)) = &self.0.tiktok else { return std::future::pending().await };
        loop {
            for event in tiktok.events() {
                if let Err(error) = tiktok.send(&format!("{here}/api/webhooks/tiktok"), &event, Signature::Right).await {
                    tracing::warn!(%error, "a webhook of the sandbox was lost");
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// The files, for platforms that read them and for those that fetch them. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    /// Where they are, as people's platforms see it.
    pub folder: Folder,
    here: Arc<OnceLock<String>>,
}

impl Files {
    /// In this folder.
    pub fn new(folder: Folder) -> Self {
        Self { folder, here: Arc::default() }
    }

    /// Only the sandbox fetches them, which is on this machine: there they are, whatever people's address of it is.
    pub fn only_here(&self, base: &str) {
        if self.here.set(base.to_owned()).is_err() {
            tracing::warn!("the place of files is known already");
        }
    }
}

#[async_trait]
impl MediaStore for Files {
    async fn read(&self, key: &str, from: u64, length: u64) -> Result<bytes::Bytes, Problem> {
        self.folder.read(key, from, length).await
    }

    fn url(&self, key: &str) -> String {
        let url = self.folder.url(key);
        match self.here.get() {
            Some(here) => url.replacen(&self.folder.base, here, 1),
            None => url,
        }
    }
}
