//! Fans out of a file: who is known is completed, who is not is added, and the same file a second time changes nothing.

mod table;
mod values;

use crate::{
    Crm,
    policy::Act,
    store::{
        self,
        imports::{Known, Said},
    },
};
use jiff::tz::TimeZone;
use model::{
    CreatorId, Error, ErrorCode, Result, UserId,
    crm::{ImportError, ImportProblem, Imported},
    error::Problem,
};
use std::collections::HashMap;

/// The largest file, in bytes.
pub const FILE_MAX: usize = 10 << 20;
/// The most rows of a file.
pub const ROWS_MAX: usize = 100_000;
/// The most rows that are listed as wrong.
const ERRORS_MAX: usize = 1_000;
/// Rows of one transaction: others write in between.
const AT_ONCE: usize = 200;

/// A row that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    /// Without the @; empty where the file has none.
    username: String,
    said: Said,
}

impl Row {
    /// What tells one fan of a file from another.
    fn key(&self) -> String {
        if self.username.is_empty() { format!("name:{}", self.said.name) } else { self.username.to_ascii_lowercase() }
    }
}

impl Crm {
    /// Takes fans from a CSV file to an account; without one, to the only account that `me` has. Rows that cannot be taken
    /// are listed, all others are.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `TooLarge`; `Invalid`: `account` must be named, or `file` has no column with names
    /// (`required`) or too many rows (`too_great`).
    pub async fn import(&self, me: UserId, of: Option<CreatorId>, file: Vec<u8>) -> Result<Imported> {
        let creator = self.importer(me, of).await?;
        if file.len() > FILE_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        let zone = store::creators::get(self.0.db.read(), creator).await?.time_zone;
        let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
        let read = tokio::task::spawn_blocking(move || table::read(&file, &zone)).await.map_err(|_| ErrorCode::Internal)?;
        let (rows, mut errors) = read?;
        let mut done = Imported { total: u32::try_from(rows.len() + errors.len()).unwrap_or(u32::MAX), ..Imported::default() };
        for some in rows.chunks(AT_ONCE) {
            self.take(creator, some, &mut done, &mut errors).await?;
        }
        self.changed(creator);
        errors.sort_unstable_by_key(|error| error.row);
        errors.truncate(ERRORS_MAX);
        done.errors = errors;
        Ok(done)
    }

    /// The account that somebody may import to.
    ///
    /// # Errors
    /// As [`Self::import`].
    pub async fn importer(&self, me: UserId, of: Option<CreatorId>) -> Result<CreatorId> {
        let creator = match of {
            Some(creator) => creator,
            None => match self.creators(me).await?.as_slice() {
                [] => return Err(ErrorCode::NotFound.into()),
                [only] => only.id,
                _ => return Err(Error::field("account", Problem::Required)),
            },
        };
        self.allowed(me, creator, Act::Import).await?;
        Ok(creator)
    }

    async fn take(&self, creator: CreatorId, rows: &[Row], done: &mut Imported, errors: &mut Vec<ImportError>) -> Result<()> {
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        let known =
            Lookup::new(store::imports::known(&mut tx, creator, rows.iter().map(|row| (row.username.as_str(), row.said.name.as_str()))).await?);
        let mut new = Vec::new();
        for row in rows {
            match known.find(row) {
                Err(problem) => errors.push(ImportError { row: row.line, problem }),
                Ok(None) => new.push((store::imports::gateway_id(&row.key()), row.username.as_str(), &row.said)),
                Ok(Some(fan)) => {
                    let said = row.said.over(fan.said.as_ref());
                    if fan.said.as_ref() == Some(&said) {
                        done.skipped += 1;
                    } else {
                        store::imports::complete(&mut tx, &fan.id, &row.username, &said, now).await?;
                        done.updated += 1;
                    }
                }
            }
        }
        let inserted = store::imports::insert(&mut tx, creator, &new, now).await?;
        tx.commit().await?;
        done.inserted += inserted;
        // Somebody else imported the same fans at this moment.
        done.skipped += u32::try_from(new.len()).unwrap_or(u32::MAX) - inserted;
        Ok(())
    }
}

/// Fans who may be those of some rows.
struct Lookup {
    by_username: HashMap<String, Known>,
    by_name: HashMap<String, Vec<Known>>,
}

impl Lookup {
    fn new(known: Vec<Known>) -> Self {
        let (mut by_username, mut by_name) = (HashMap::new(), HashMap::<String, Vec<Known>>::new());
        for fan in known {
            if !fan.username.is_empty() {
                by_username.insert(fan.username.to_ascii_lowercase(), fan.clone());
            }
            by_name.entry(fan.name.clone()).or_default().push(fan);
        }
        Self { by_username, by_name }
    }

    fn find(&self, row: &Row) -> Result<Option<&Known>, ImportProblem> {
        if !row.username.is_empty() {
            return Ok(self.by_username.get(&row.username.to_ascii_lowercase()));
        }
        let named = self.by_name.get(&row.said.name).map(Vec::as_slice).unwrap_or_default();
        // One whom an earlier file had without a user name is meant rather than a namesake.
        match (named.iter().find(|fan| fan.gateway_id == store::imports::gateway_id(&row.key())), named) {
            (Some(fan), _) => Ok(Some(fan)),
            (None, []) => Ok(None),
            (None, [only]) => Ok(Some(only)),
            (None, _) => Err(ImportProblem::Ambiguous),
        }
    }
}
