//! Fans as a CSV file, in the columns that an import reads.

use crate::{
    Crm,
    policy::Act,
    segments::check_segment,
    store::segments::{Exported, Question},
};
use model::{CreatorId, FanId, Result, Timestamp, UserId, crm::Segment, error::Check};

/// Rows of one piece.
const AT_ONCE: i64 = 1_000;
/// The head of the file.
const HEAD: &str = "Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen\r\n";

/// What a spreadsheet would take for a formula.
pub(crate) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that is text to every spreadsheet: what would be a formula has an apostrophe before it, which an import takes off.
/// Some part cells at a semicolon or a tab even within quotes, and would find a formula behind it: those become commas and spaces.
fn cell(text: &str) -> String {
    let text = text.replace(';', ",").replace(['\t', '\r', '\n'], " ");
    let text = text.trim();
    let quiet = if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() };
    if quiet.contains(['"', ',']) { format!("\"{}\"", quiet.replace('"', "\"\"")) } else { quiet }
}

fn row(fan: &Exported) -> String {
    // An import reads no amount below nothing.
    let spent = if fan.spent_cents < 0 { String::new() } else { format!("{}.{:02}", fan.spent_cents / 100, fan.spent_cents % 100) };
    let seen = fan.last_seen_at.map(|at| Timestamp(at).to_string()).unwrap_or_default();
    let cells = [cell(&fan.username), cell(&fan.name), cell(&fan.email), cell(&fan.tier), spent, seen];
    format!("{}\r\n", cells.join(","))
}

impl Crm {
    /// A piece of the file with the fans of a segment, and where the next piece begins: give that back for it. The first
    /// piece has the head.
    ///
    /// # Errors
    /// `Invalid` with the fields of the segment; `NotFound`, `Forbidden`, also where the right ended between two pieces.
    pub async fn export_fans(&self, me: UserId, creator: CreatorId, segment: &Segment, after: Option<FanId>) -> Result<(String, Option<FanId>)> {
        self.allowed(me, creator, Act::Organise).await?;
        let mut check = Check::new();
        check_segment(&mut check, segment);
        check.done()?;
        // Ids are hex digits: 'g' sorts after every one of them.
        let before = after.map_or_else(|| "g".to_owned(), |id| id.to_string());
        let fans = Question::of(creator, segment, self.now().0).export(self.0.db.read(), &before, AT_ONCE).await?;
        let mut text = if after.is_none() { HEAD.to_owned() } else { String::new() };
        fans.iter().for_each(|fan| text.push_str(&row(fan)));
        let full = i64::try_from(fans.len()).is_ok_and(|count| count == AT_ONCE);
        Ok((text, fans.last().filter(|_| full).and_then(|fan| fan.id.parse().ok())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_ends_early() {
        for (text, written) in [
            ("Lucy", "Lucy"),
            ("=1+1", "'=1+1"),
            ("@lucy", "'@lucy"),
            ("-2", "'-2"),
            ("\t=x", "'=x"),
            ("x;=1+1;", "\"x,=1+1,\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("=A1,B1", "\"'=A1,B1\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
