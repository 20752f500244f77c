//! What went wrong, in words for those who run the installation.

use aws_sdk_sqs::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use std::{
    error::Error,
    fmt,
    time::{Duration, Instant},
};

/// The longest sentence, in characters.
const LONGEST: usize = 300;

/// How long a queue is not used after letters could not be deleted or kept: nothing else tells when they can.
const SPOILT: Duration = Duration::from_secs(300);

/// Amazon does not answer, or refuses; what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away(pub String);

impl fmt::Display for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Away {}

impl Away {
    /// One line of bounded length.
    pub(crate) fn new(text: &str) -> Self {
        let line: Vec<&str> = text.split_whitespace().collect();
        Self(line.join(" ").chars().take(LONGEST).collect())
    }

    pub(crate) fn late() -> Self {
        Self("no answer in time".to_owned())
    }
}

/// Why a queue cannot be used.
#[derive(Debug, Default)]
pub(crate) struct Troubles {
    /// Nothing can be put.
    pub put: Option<Away>,
    /// Nothing comes out.
    pub receive: Option<Away>,
    /// What came out cannot be deleted.
    pub delete: Option<Spoilt>,
    /// What came out cannot be kept.
    pub hide: Option<Spoilt>,
}

/// A trouble that is forgotten after a while.
#[derive(Debug)]
pub(crate) struct Spoilt(Away, Instant);

impl Spoilt {
    pub fn now(away: Away) -> Self {
        Self(away, Instant::now())
    }
}

impl Troubles {
    /// One of them.
    pub fn first(&self) -> Option<&Away> {
        self.put.as_ref().or(self.receive.as_ref()).or(self.spoilt())
    }

    /// Whether letters would come again and again.
    pub fn spoils(&self) -> bool {
        self.spoilt().is_some()
    }

    fn spoilt(&self) -> Option<&Away> {
        [&self.delete, &self.hide].into_iter().flatten().find(|spoilt| spoilt.1.elapsed() < SPOILT).map(|spoilt| &spoilt.0)
    }
}

impl<E: Error + ProvideErrorMetadata + 'static, R: fmt::Debug> From<SdkError<E, R>> for Away {
    fn from(error: SdkError<E, R>) -> Self {
        match (error.code(), error.message()) {
            (Some(code), Some(message)) => Self::new(&format!("{code}: {message}")),
            (Some(code), None) => Self::new(code),
            _ => Self::new(&DisplayErrorContext(error).to_string()),
        }
    }
}
