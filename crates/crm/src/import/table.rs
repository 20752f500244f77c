//! A CSV file as rows.

use super::{ROWS_MAX, Row, values};
use crate::{export::FORMULA, store::imports::Said};
use csv::{ByteRecord, ReaderBuilder};
use jiff::tz::TimeZone;
use model::{
    Error, Result,
    crm::{ImportError, ImportProblem},
    error::Problem,
};
use std::collections::HashSet;

/// Where the columns are, in whatever order.
#[derive(Debug, Default)]
struct Columns {
    username: Option<usize>,
    name: Option<usize>,
    email: Option<usize>,
    tier: Option<usize>,
    spent: Option<usize>,
    seen: Option<usize>,
}

impl Columns {
    fn new(head: &ByteRecord) -> Self {
        let mut columns = Self::default();
        for (at, cell) in head.iter().enumerate() {
            let name: String = String::from_utf8_lossy(cell).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let place = match name.as_str() {
                "username" => &mut columns.username,
                "displayname" | "name" => &mut columns.name,
                "email" => &mut columns.email,
                "subscriptiontier" | "tier" => &mut columns.tier,
                "totalspent" | "spent" => &mut columns.spent,
                "lastseen" => &mut columns.seen,
                _ => continue,
            };
            place.get_or_insert(at);
        }
        columns
    }
}

/// The rows of a file that can be read, and those that cannot. The head is no row.
pub(super) fn read(file: &[u8], zone: &TimeZone) -> Result<(Vec<Row>, Vec<ImportError>)> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut reader = ReaderBuilder::new().delimiter(delimiter(file)).flexible(true).from_reader(file);
    // Reading from memory does not fail, and rows may be of any length.
    let wrong = |_| Error::field("file", Problem::UnknownValue);
    let columns = Columns::new(reader.byte_headers().map_err(wrong)?);
    if columns.username.is_none() && columns.name.is_none() {
        return Err(Error::field("file", Problem::Required));
    }
    let (mut rows, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let mut lines = Lines { file, at: 0, line: 1 };
    for record in reader.byte_records() {
        let record = record.map_err(wrong)?;
        if rows.len() + errors.len() == ROWS_MAX {
            return Err(Error::fields(vec![model::FieldError {
                field: "file".to_owned(),
                problem: Problem::TooGreat,
                bound: u32::try_from(ROWS_MAX).ok(),
            }]));
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let read = row(&record, &columns, line, zone);
        match read.and_then(|row| if seen.insert(row.key()) { Ok(row) } else { Err(ImportProblem::Repeated) }) {
            Ok(row) => rows.push(row),
            Err(problem) => errors.push(ImportError { row: line, problem }),
        }
    }
    Ok((rows, errors))
}

/// On which line a row begins: rows are told by their first byte, with the line breaks that come before.
struct Lines<'a> {
    file: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Of a byte after the last one that was asked for.
    fn of(&mut self, byte: u64) -> u64 {
        let from = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.at, self.file.len());
        let breaks = self.file[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += self.file[self.at..from + breaks].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = from + breaks;
        self.line
    }
}

/// What stands between the cells: a comma, or what a spreadsheet of another country writes.
fn delimiter(file: &[u8]) -> u8 {
    let head = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| head.iter().filter(|byte| **byte == delimiter).count();
    // The first of the most frequent.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

fn row(record: &ByteRecord, columns: &Columns, line: u64, zone: &TimeZone) -> Result<Row, ImportProblem> {
    let cell = |at: Option<usize>| -> Result<&str, ImportProblem> {
        let bytes = at.and_then(|at| record.get(at)).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map(str::trim).map_err(|_| ImportProblem::NotText)?;
        // An export of ours keeps spreadsheets from taking a name for a formula.
        Ok(text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text))
    };
    let short = |text: &str, most: usize| {
        let one_line = crate::text::line(text, most + 1);
        if one_line.chars().count() > most { Err(ImportProblem::TooLong) } else { Ok(one_line) }
    };
    let username = cell(columns.username)?;
    let username = username.strip_prefix('@').unwrap_or(username).to_owned();
    if username.len() > 100 || !username.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) {
        return Err(ImportProblem::BadUsername);
    }
    let name = short(cell(columns.name)?, 100)?;
    if username.is_empty() && name.is_empty() {
        return Err(ImportProblem::NoName);
    }
    let email = short(cell(columns.email)?, 254)?;
    if !email.is_empty() && !values::is_address(&email) {
        return Err(ImportProblem::BadEmail);
    }
    let (spent, seen) = (cell(columns.spent)?, cell(columns.seen)?);
    let said = Said {
        name,
        email,
        tier: short(cell(columns.tier)?, 50)?,
        spent_cents: (!spent.is_empty()).then(|| values::amount(spent).ok_or(ImportProblem::BadAmount)).transpose()?,
        last_seen_at: (!seen.is_empty()).then(|| values::moment(seen, zone).ok_or(ImportProblem::BadDate)).transpose()?,
    };
    Ok(Row { line, username, said })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ErrorCode;

    fn ok(file: &str) -> Vec<Row> {
        let (rows, errors) = read(file.as_bytes(), &TimeZone::UTC).unwrap();
        assert_eq!(errors, []);
        rows
    }

    #[test]
    fn columns_stand_in_any_order_quoted_with_or_without_what_spreadsheets_add() {
        let plain = ok(
            "Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen\nlucy,\"Lucy, L.\",lucy@example.com,VIP,\"$1,234.50\",2026-07-14\n",
        );
        let other = ok("\u{feff}last seen;TOTAL SPENT;Nothing;Subscription tier;E-mail;Display_Name;User Name\r\n\
                        2026-07-14;$1,234.50;x;VIP;lucy@example.com;\"Lucy, L.\";@lucy\r\n\r\n");
        assert_eq!(plain, other);
        assert_eq!((plain[0].said.spent_cents, plain[0].said.last_seen_at, plain[0].line), (Some(123_450), Some(1_783_987_200_000), 2));
        assert_eq!(ok("Name\nLucy")[0].key(), "name:Lucy");
    }

    #[test]
    fn every_row_that_cannot_be_taken_says_why_and_the_others_are() {
        let mut file =
            b"Username,Display Name,Email,Total Spent,Last Seen\nok\n,,a@b.com\nwhat is this\na,,nobody\nb,,,many\nc,,,,soon\nOK\n".to_vec();
        file.extend(b"d\xff\n");
        file.extend(format!("e,{}\n", "x".repeat(101)).bytes());
        let (rows, errors) = read(&file, &TimeZone::UTC).unwrap();
        use ImportProblem::{BadAmount, BadDate, BadEmail, BadUsername, NoName, NotText, Repeated, TooLong};
        let problems: Vec<ImportProblem> = errors.iter().map(|error| error.problem).collect();
        assert_eq!(problems, [NoName, BadUsername, BadEmail, BadAmount, BadDate, Repeated, NotText, TooLong]);
        assert_eq!((rows.len(), rows[0].username.as_str(), errors[0].row, errors[7].row), (1, "ok", 3, 10));
    }

    #[test]
    fn a_file_without_names_or_with_too_many_rows_is_refused_as_a_whole() {
        for file in ["", "Email\na@b.com\n", "\0\0\0"] {
            let error = read(file.as_bytes(), &TimeZone::UTC).unwrap_err();
            assert_eq!((error.code, error.fields[0].problem), (ErrorCode::Invalid, Problem::Required), "{file:?}");
        }
        let many = format!("Username\n{}", "x\n".repeat(ROWS_MAX + 1));
        assert_eq!(read(many.as_bytes(), &TimeZone::UTC).unwrap_err().fields[0].problem, Problem::TooGreat);
    }
}
