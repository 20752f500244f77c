//! Search over people and messages, in the index of words that each engine has (migrations/sqlite and migrations/postgres keep it).
//! A word is found by its beginning, whatever its case; SQLite's index takes accents for nothing too.

use super::inbox;
use db::{
    Db, Engine, failed,
    rows::{column, id, time},
};
use model::{
    ConversationId, CreatorId, MessageId, Result, Timestamp,
    crm::{Conversation, Fan},
};
use sqlx::AssertSqlSafe;

/// As many people with the words are looked at for those who paid most.
const PEOPLE: i64 = 2_000;

/// A message with what is looked for in it.
pub(crate) struct Hit {
    pub id: MessageId,
    pub conversation: ConversationId,
    pub fan: Fan,
    pub mine: bool,
    pub text: String,
    pub at: Timestamp,
}

/// What an index is asked for: all words, of this account. They are letters and digits alone: nothing in them is a sign to it.
fn asked(engine: Engine, creator: CreatorId, column: &str, words: &[String]) -> String {
    let account = creator.to_string().replace('-', "");
    match engine {
        Engine::Sqlite => {
            let words: Vec<_> = words.iter().map(|word| format!("\"{word}\" *")).collect();
            format!("account : a{account} AND {column} : ({})", words.join(" AND "))
        }
        Engine::Postgres => {
            let words: String = words.iter().map(|word| format!(" & {word}:*")).collect();
            format!("a{account}{words}")
        }
    }
}

/// Fans of an account with these words in their names, those who paid most first.
pub(crate) async fn people(db: &Db, creator: CreatorId, words: &[String], limit: i64) -> Result<Vec<Conversation>> {
    let found = match db.engine() {
        Engine::Sqlite => {
            "SELECT p.fan_id FROM (SELECT rowid AS place FROM crm_fan_words WHERE crm_fan_words MATCH $2 LIMIT $3) w \
             JOIN crm_fan_places p ON p.place = w.place"
        }
        Engine::Postgres => {
            "SELECT id FROM crm_fans WHERE crm_words(account_id, custom_name || ' ' || name || ' ' || username) @@ to_tsquery('simple', $2) LIMIT $3"
        }
    };
    let sql = format!("{}WHERE f.account_id = $1 AND f.id IN ({found}) ORDER BY f.spent_cents DESC, f.id DESC LIMIT $4", inbox::ALL);
    let asked = asked(db.engine(), creator, "names", words);
    let query = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(asked).bind(PEOPLE).bind(limit);
    query.fetch_all(db.read()).await.map_err(failed)?.iter().map(inbox::conversation).collect()
}

/// Messages of an account with these words, the last first.
pub(crate) async fn messages(db: &Db, creator: CreatorId, words: &[String], limit: i64) -> Result<Vec<Hit>> {
    let asked = asked(db.engine(), creator, "text", words);
    let (from, order) = match db.engine() {
        // Joined in this order: the index gives its rows from the last on, and is left when there are enough.
        Engine::Sqlite => (
            format!(
                "crm_message_words w CROSS JOIN crm_message_places p ON p.place = w.rowid CROSS JOIN crm_messages m \
                 ON m.id = p.message_id AND crm_message_words MATCH '{asked}'"
            ),
            "w.rowid DESC",
        ),
        // PostgreSQL chooses between this index and that of times by how many have the words, so it must see them.
        Engine::Postgres => {
            let words = format!("crm_words(account_id, text) @@ to_tsquery('simple', '{asked}')");
            (format!("(SELECT * FROM crm_messages WHERE {words}) m"), "m.at DESC, m.id DESC")
        }
    };
    let sql = format!(
        "SELECT m.id AS message_id, m.text, m.mine, m.at, {} FROM {from} \
         JOIN crm_conversations c ON c.id = m.conversation_id JOIN crm_fans f ON f.id = c.fan_id \
         WHERE m.account_id = $1 AND m.deleted_at IS NULL ORDER BY {order} LIMIT $2",
        inbox::FAN
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(limit);
    let rows = query.fetch_all(db.read()).await.map_err(failed)?;
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
