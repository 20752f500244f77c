//! What this Instagram remembers.

use super::Settings;
use crate::common::Memory;
use std::collections::HashMap;

/// What a token is for.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    /// The account's id, numbers only.
    pub ig: String,
    pub name: String,
    pub scope: String,
    /// Made at and lives until, in seconds.
    pub made: i64,
    pub until: i64,
    pub kind: Kind,
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Short,
    Long,
    FacebookUser,
    Page,
}

#[derive(Debug)]
pub(super) struct Code {
    pub grant: Grant,
    pub redirect_uri: String,
}

/// A container.
#[derive(Debug, Clone)]
pub struct Container {
    /// Its id.
    pub id: String,
    /// IMAGE, REELS, STORIES or CAROUSEL.
    pub kind: String,
    /// The address of its media, or the ids of its children.
    pub source: String,
    /// Its caption.
    pub caption: String,
    /// Whether it is a child of a carousel.
    pub child: bool,
    /// Made at, in milliseconds.
    pub made_at: i64,
    /// The id of what it became.
    pub published: Option<String>,
    pub(super) ig: String,
}

/// Something public.
#[derive(Debug, Clone)]
pub struct Media {
    /// Its id.
    pub id: String,
    /// Whose.
    pub ig: String,
    /// Of which kind.
    pub kind: String,
    /// Its caption.
    pub caption: String,
    /// The comments below it.
    pub comments: Vec<String>,
    /// When, in milliseconds.
    pub at: i64,
}

/// All of it.
#[derive(Debug)]
pub struct State {
    pub(super) settings: Settings,
    pub(super) codes: HashMap<String, Code>,
    pub(super) tokens: HashMap<String, Grant>,
    pub(super) containers: Vec<Container>,
    pub(super) media: Vec<Media>,
}

impl Memory for State {
    type Settings = Settings;

    fn new(settings: Settings) -> Self {
        Self { settings, codes: HashMap::new(), tokens: HashMap::new(), containers: Vec::new(), media: Vec::new() }
    }

    fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }
}

impl State {
    /// The status of a container at a moment, with its words.
    pub(super) fn status(&self, container: &Container, now: i64) -> (&'static str, String) {
        if container.published.is_some() {
            return ("PUBLISHED", "Published: Media has been successfully published.".to_owned());
        }
        if now - container.made_at > 86_400_000 {
            return ("EXPIRED", "Expired: The container was not published within 24 hours.".to_owned());
        }
        let Some(takes) = self.settings.container_takes else { return ("IN_PROGRESS", "In Progress".to_owned()) };
        if now < container.made_at + takes {
            return ("IN_PROGRESS", "In Progress: Media is still being processed.".to_owned());
        }
        let spoilt = self.settings.child_fails.as_ref().filter(|url| container.child && **url == container.source);
        let child = container.kind == "CAROUSEL"
            && container.source.split(',').any(|id| self.containers.iter().any(|child| child.id == id && self.status(child, now).0 == "ERROR"));
        match (&self.settings.container_fails, spoilt, child) {
            (Some(words), _, _) => ("ERROR", words.clone()),
            (None, None, false) => ("FINISHED", "Finished: Media has been uploaded and it is ready to be published.".to_owned()),
            _ => ("ERROR", "Error: Media upload has failed with error code 2207026".to_owned()),
        }
    }

    /// How many were published in the last day.
    pub(super) fn used(&self, ig: &str, now: i64) -> usize {
        self.media.iter().filter(|media| media.ig == ig && media.at > now - 86_400_000).count()
    }
}

/// The id of the account with this name: numbers, and the same each time.
pub(super) fn id_of(name: &str) -> String {
    let sum = name.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000_000_000);
    format!("17841{sum:012}")
}

/// A new id.
pub(super) fn new_id() -> String {
    format!("180{:014}", rand::random_range(0..100_000_000_000_000_u64))
}
