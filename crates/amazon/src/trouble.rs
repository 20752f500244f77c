//! What went wrong, in words for those who run the installation.

use aws_sdk_sqs::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use std::{error::Error, fmt};

/// The longest sentence, in characters.
const LONGEST: usize = 300;

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

impl<E: Error + ProvideErrorMetadata + 'static, R: fmt::Debug> From<SdkError<E, R>> for Away {
    fn from(error: SdkError<E, R>) -> Self {
        match (error.code(), error.message()) {
            (Some(code), Some(message)) => Self::new(&format!("{code}: {message}")),
            (Some(code), None) => Self::new(code),
            _ => Self::new(&DisplayErrorContext(error).to_string()),
        }
    }
}
