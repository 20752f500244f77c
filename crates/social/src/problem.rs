//! What goes wrong at a platform, and what is certain then.

use model::social::{ProblemCode, Trouble};
use std::{fmt, time::Duration};

/// What is certain after a failure, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Certainly not done; worth another try.
    Again,
    /// Certainly not done, and never will be by itself.
    Never,
    /// Certainly not done: the access token is over, a refresh may help.
    Refresh,
    /// Certainly not done: only the person can help, by signing in.
    SignIn,
    /// Certainly nothing public: the platform's handle is worthless, begin anew.
    StartOver,
    /// Nobody knows.
    Unknown,
}

/// A failure at a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub code: ProblemCode,
    /// What is certain.
    pub verdict: Verdict,
    /// When another try is worth it, where the platform says so.
    pub wait: Option<Duration>,
    /// The platform's own words, bounded.
    pub detail: String,
}

impl Problem {
    /// With these words of the platform.
    pub fn new(code: ProblemCode, verdict: Verdict, detail: impl Into<String>) -> Self {
        let mut detail: String = detail.into();
        if let Some((cut, _)) = detail.char_indices().nth(300) {
            detail.truncate(cut);
        }
        Self { code, verdict, wait: None, detail }
    }

    /// Worth another try only after so long.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self { wait: Some(wait), ..self }
    }

    /// Of a call that only reads: its refusal says nothing about what is read.
    #[must_use]
    pub fn of_reading(self) -> Self {
        let verdict = if matches!(self.verdict, Verdict::Never | Verdict::StartOver) { Verdict::Again } else { self.verdict };
        Self { verdict, ..self }
    }

    /// Whether it may pass by itself.
    pub fn retryable(&self) -> bool {
        !matches!(self.verdict, Verdict::Never | Verdict::SignIn)
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self { retryable: problem.retryable(), code: problem.code, detail: problem.detail }
    }
}

impl From<model::Error> for Problem {
    fn from(error: model::Error) -> Self {
        Self::new(ProblemCode::Ours, Verdict::Again, error.to_string())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

/// What a call about social accounts fails with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Something here: rights, fields, the database.
    #[error(transparent)]
    Here(#[from] model::Error),
    /// Something at the platform.
    #[error("{0}")]
    There(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::There(problem)
    }
}

impl From<model::ErrorCode> for Error {
    fn from(code: model::ErrorCode) -> Self {
        Self::Here(code.into())
    }
}
