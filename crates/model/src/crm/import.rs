//! Fans out of a file: what became of its rows.

use serde::{Deserialize, Serialize};

words! {
    /// What is wrong with a row of a file.
    ImportProblem {
        /// The row is not UTF-8.
        NotText = "not_text",
        /// Neither a user name nor a name.
        NoName = "no_name",
        /// A user name with characters that none has.
        BadUsername = "bad_username",
        /// A cell is longer than it may be.
        TooLong = "too_long",
        /// Not an e-mail address.
        BadEmail = "bad_email",
        /// Not an amount of money.
        BadAmount = "bad_amount",
        /// Not a day or a moment.
        BadDate = "bad_date",
        /// An earlier row is about the same fan.
        Repeated = "repeated",
        /// Several fans have this name.
        Ambiguous = "ambiguous",
    }
}

impl ImportProblem {
    /// What is wrong and what to do, in English; screens have their own translations.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotText => "This row is not UTF-8. Save the file as \"CSV UTF-8\".",
            Self::NoName => "Fill Username or Display Name.",
            Self::BadUsername => "User names have letters, digits, dots, hyphens and underscores only, at most 100. Correct Username.",
            Self::TooLong => "A cell is too long: names at most 100 characters, e-mail addresses 254, tiers 50.",
            Self::BadEmail => "Email is no address. They look like ana@example.com; or leave it empty.",
            Self::BadAmount => "Total Spent is no amount. Write it as $1,234.50, or leave it empty.",
            Self::BadDate => "Last Seen is no day. Write it as 2026-07-14, or leave it empty.",
            Self::Repeated => "An earlier row is about the same fan. Keep one of them.",
            Self::Ambiguous => "Several fans have this name. Fill Username.",
        }
    }
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportError {
    /// Its line in the file; the first line has the columns' names.
    pub row: u64,
    /// What is wrong.
    pub problem: ImportProblem,
}

/// What became of a file's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Rows of the file.
    pub total: u32,
    /// Fans who are new.
    pub inserted: u32,
    /// Fans of whom something new was said.
    pub updated: u32,
    /// Rows that said nothing new.
    pub skipped: u32,
    /// Rows that were not taken, the first thousand of them.
    pub errors: Vec<ImportError>,
}

impl Imported {
    /// Rows that were not taken.
    pub fn refused(&self) -> u32 {
        self.total - self.inserted - self.updated - self.skipped
    }
}
