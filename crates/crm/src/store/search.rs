//! Search over people and messages. One SQL text for both engines and no index of words: names of all fans are looked
//! through, and the newest messages of an account, so that a search has a bound. SQLite folds the case of A to Z only.

use super::inbox;
use db::{
    failed,
    rows::{column, id, time},
};
use model::{
    ConversationId, CreatorId, MessageId, Result, Timestamp,
    crm::{Conversation, Fan},
};
use sqlx::{AnyPool, AssertSqlSafe};

/// How many of an account's messages are looked through, from the newest.
const MESSAGES: i64 = 10_000;

/// A message with what is looked for in it.
pub(crate) struct Hit {
    pub id: MessageId,
    pub conversation: ConversationId,
    pub fan: Fan,
    pub mine: bool,
    pub text: String,
    pub at: Timestamp,
}

/// `$from` and on: each word in one of the columns.
fn each(columns: &[&str], words: usize, from: usize) -> String {
    let one = |number: usize| columns.iter().map(|column| format!("LOWER({column}) LIKE ${number} ESCAPE '!'")).collect::<Vec<_>>().join(" OR ");
    (from..from + words).map(|number| format!(" AND ({})", one(number))).collect()
}

/// A pattern for texts that contain a word.
fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// Fans of an account with these words in their names, those who paid most first.
pub(crate) async fn people(pool: &AnyPool, creator: CreatorId, words: &[String], limit: i64) -> Result<Vec<Conversation>> {
    let columns = ["f.custom_name", "f.name", "f.username"];
    let sql = format!("{}WHERE f.account_id = $1{} ORDER BY f.spent_cents DESC, f.id DESC LIMIT $2", inbox::ALL, each(&columns, words.len(), 3));
    let query = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(limit);
    let query = words.iter().fold(query, |query, word| query.bind(pattern(word)));
    query.fetch_all(pool).await.map_err(failed)?.iter().map(inbox::conversation).collect()
}

/// Messages of an account with these words, the last first.
pub(crate) async fn messages(pool: &AnyPool, creator: CreatorId, words: &[String], limit: i64) -> Result<Vec<Hit>> {
    let sql = format!(
        "SELECT m.id AS message_id, m.text, m.mine, m.at, {} \
         FROM (SELECT id, conversation_id, text, mine, at FROM crm_messages \
               WHERE account_id = $1 AND conversation_id IS NOT NULL AND deleted_at IS NULL ORDER BY at DESC LIMIT $2) m \
         JOIN crm_conversations c ON c.id = m.conversation_id JOIN crm_fans f ON f.id = c.fan_id \
         WHERE 1 = 1{} ORDER BY m.at DESC, m.id DESC LIMIT $3",
        inbox::FAN,
        each(&["m.text"], words.len(), 4)
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(MESSAGES).bind(limit);
    let query = words.iter().fold(query, |query, word| query.bind(pattern(word)));
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    let hit = |row| {
        let fan = inbox::fan(row)?;
        Ok(Hit {
            id: id(row, "message_id")?,
            conversation: fan.conversation,
            fan,
            mine: column::<i64>(row, "mine")? == 1,
            text: column(row, "text")?,
            at: time(row, "at")?,
        })
    };
    rows.iter().map(hit).collect()
}
