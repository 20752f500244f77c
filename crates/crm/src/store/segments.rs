//! Fans by what is known of them: one question for the page of fans, for campaigns and for what is done to many at once.

use super::inbox;
use db::{WriteTx, failed};
use model::{
    CreatorId, FanId, Result,
    crm::{Fan, FanSort, Segment, Who},
};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, FromRow};

/// Who gets a message.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Receiver {
    pub id: String,
    pub name: String,
    pub username: String,
    pub gateway_id: String,
}

impl Receiver {
    pub fn called(&self) -> &str {
        [&self.name, &self.username].into_iter().find(|text| !text.is_empty()).unwrap_or(&self.gateway_id)
    }
}

const DAY: i64 = 86_400_000;

/// All of an account,
const ALL: &str = "FROM crm_fans f JOIN crm_conversations c ON c.fan_id = f.id WHERE f.account_id = $1";
/// and only those whom the gateway knows and lets us write to.
const CAN_GET: &str = "AND c.can_send = 1 AND f.gateway_id NOT LIKE 'import:%'";

/// What a fan is called.
const NAMES: [&str; 3] = ["f.custom_name", "f.name", "f.username"];
/// The most letters of a word of which both cases are asked for by hand.
const LETTERS: usize = 40;

/// A pattern for texts that contain a word.
fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A value of a question.
#[derive(Debug, Clone)]
enum Value {
    Text(String),
    Number(i64),
}

/// The end of a query, from its FROM on, with the values of its places. Only our own words and numbers are in its text.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    sql: String,
    values: Vec<Value>,
}

/// Binds the values of a question.
macro_rules! bound {
    ($query:expr, $question:expr) => {
        $question.values.into_iter().fold($query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
        })
    };
}

impl Question {
    /// For the fans of a segment, whether they can be written to or not.
    pub fn of(creator: CreatorId, segment: &Segment, now: i64) -> Self {
        let mut question = Self { sql: ALL.to_owned(), values: vec![Value::Text(creator.to_string())] };
        question.ask_names(segment);
        question.ask_numbers(segment, now);
        question.ask_marks(segment);
        question
    }

    /// Only those who can be written to.
    pub fn reachable(mut self) -> Self {
        self.sql.push(' ');
        self.sql.push_str(CAN_GET);
        self
    }

    /// Only those whom a file alone has named.
    pub fn of_files(mut self) -> Self {
        self.and("f.gateway_id LIKE 'import:%'");
        self
    }

    /// Only those who are called so, whatever the case.
    pub fn called(mut self, name: &str) -> Self {
        let name = name.to_lowercase();
        let place = self.place(Value::Text(name.clone()));
        let columns = NAMES.map(|column| format!("{} = {place}", self.small(column, &name)));
        self.and(&format!("({})", columns.join(" OR ")));
        self
    }

    /// But this one.
    pub fn without(mut self, fan: FanId) -> Self {
        let place = self.place(Value::Text(fan.to_string()));
        self.and(&format!("f.id <> {place}"));
        self
    }

    /// Only these of them.
    pub fn among(mut self, fans: &[FanId]) -> Self {
        let places = self.texts(fans.iter().map(ToString::to_string));
        self.and(&format!("f.id IN ({places})"));
        self
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn place(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// A column in small letters, as far as a text in small letters asks for it. SQLite's own function knows ASCII alone, and so
    /// does PostgreSQL's in some locales: what else is in the text is made small by hand.
    fn small(&mut self, column: &str, text: &str) -> String {
        let mut letters: Vec<(char, char)> = Vec::new();
        for small in text.chars().filter(|letter| !letter.is_ascii()) {
            let mut great = small.to_uppercase();
            if let (Some(great), None) = (great.next(), great.next())
                && great != small
                && letters.iter().all(|(_, known)| *known != small)
            {
                letters.push((great, small));
            }
        }
        letters.into_iter().take(LETTERS).fold(format!("LOWER({column})"), |made, (great, small)| {
            let (great, small) = (self.place(Value::Text(great.to_string())), self.place(Value::Text(small.to_string())));
            format!("REPLACE({made}, {great}, {small})")
        })
    }

    /// Places of several texts; what is in none of them is in `NULL`.
    fn texts(&mut self, texts: impl Iterator<Item = String>) -> String {
        let places: Vec<String> = texts.map(|text| self.place(Value::Text(text))).collect();
        if places.is_empty() { "NULL".to_owned() } else { places.join(", ") }
    }

    fn ask_names(&mut self, segment: &Segment) {
        for word in segment.name.split_whitespace().map(str::to_lowercase) {
            let place = self.place(Value::Text(pattern(&word)));
            let columns = NAMES.map(|column| format!("{} LIKE {place} ESCAPE '!'", self.small(column, &word)));
            self.and(&format!("({})", columns.join(" OR ")));
        }
        if !segment.without.is_empty() {
            let places = self.texts(segment.without.iter().map(|name| name.trim_start_matches('@').to_ascii_lowercase()));
            self.and(&format!("lower(f.username) NOT IN ({places})"));
        }
        if !segment.tier.is_empty() {
            let tier = segment.tier.to_lowercase();
            let (column, place) = (self.small("i.tier", &tier), self.place(Value::Text(tier)));
            self.and(&format!("EXISTS (SELECT 1 FROM crm_imported i WHERE i.fan_id = f.id AND {column} = {place})"));
        }
    }

    fn ask_numbers(&mut self, segment: &Segment, now: i64) {
        match segment.who {
            Who::All => {}
            Who::Active => self.and("f.subscription = 'active'"),
            Who::Expired => self.and("f.subscription = 'expired'"),
        }
        let days = |days: Option<u32>, sign: i64| days.map(|days| now + sign * i64::from(days) * DAY);
        let compared = [
            ("f.spent_cents >=", segment.spent_from_cents),
            ("f.spent_cents <=", segment.spent_to_cents),
            ("f.last_seen_at >=", days(segment.seen_within_days, -1)),
            ("f.last_seen_at <", days(segment.unseen_for_days, -1)),
            ("f.subscribed_at >=", days(segment.new_within_days, -1)),
            ("f.expires_at <", days(segment.renews_within_days, 1)),
        ];
        for (compare, value) in compared {
            if let Some(value) = value {
                let place = self.place(Value::Number(value));
                self.and(&format!("{compare} {place}"));
            }
        }
        if segment.renews_within_days.is_some() {
            let place = self.place(Value::Number(now));
            self.and(&format!("f.subscription = 'active' AND f.expires_at >= {place}"));
        }
    }

    fn ask_marks(&mut self, segment: &Segment) {
        for tag in &segment.tags {
            let place = self.place(Value::Text(tag.clone()));
            self.and(&format!("EXISTS (SELECT 1 FROM crm_fan_tags g WHERE g.fan_id = f.id AND g.tag = {place})"));
        }
        if !segment.without_tags.is_empty() {
            let places = self.texts(segment.without_tags.iter().cloned());
            self.and(&format!("NOT EXISTS (SELECT 1 FROM crm_fan_tags g WHERE g.fan_id = f.id AND g.tag IN ({places}))"));
        }
        for (lists, exists) in [(&segment.lists, "EXISTS"), (&segment.without_lists, "NOT EXISTS")] {
            if !lists.is_empty() {
                let places = self.texts(lists.iter().map(ToString::to_string));
                self.and(&format!("{exists} (SELECT 1 FROM crm_list_fans l WHERE l.fan_id = f.id AND l.list_id IN ({places}))"));
            }
        }
    }

    /// Who would get a message, those who paid most first.
    pub async fn receivers<'e>(self, on: impl Executor<'e, Database = Any>, limit: i64) -> Result<Vec<Receiver>> {
        let sql = format!("SELECT f.id, f.name, f.username, f.gateway_id {} ORDER BY f.spent_cents DESC, f.id DESC LIMIT {limit}", self.sql);
        bound!(sqlx::query_as(AssertSqlSafe(sql)), self).fetch_all(on).await.map_err(failed)
    }

    /// How many they are.
    pub async fn count<'e>(self, on: impl Executor<'e, Database = Any>) -> Result<u32> {
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) {}", self.sql);
        let count: i64 = bound!(sqlx::query_scalar(AssertSqlSafe(sql)), self).fetch_one(on).await.map_err(failed)?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The first of them in this order.
    pub async fn first(self, pool: &AnyPool, sort: FanSort, limit: i64) -> Result<Vec<Fan>> {
        // Ids are hex digits: 'g' sorts after every one of them.
        self.list(pool, sort, (i64::MAX, "g"), limit).await
    }

    /// A page of them, from a place of this order on.
    pub async fn list(mut self, pool: &AnyPool, sort: FanSort, before: (i64, &str), limit: i64) -> Result<Vec<Fan>> {
        let key = match sort {
            FanSort::Spend => "f.spent_cents",
            FanSort::Seen => "COALESCE(f.last_seen_at, 0)",
            FanSort::Joined => "COALESCE(f.subscribed_at, 0)",
        };
        let (number, id) = (self.place(Value::Number(before.0)), self.place(Value::Text(before.1.to_owned())));
        self.and(&format!("({key}, f.id) < ({number}, {id})"));
        let sql = format!("SELECT {} {} ORDER BY {key} DESC, f.id DESC LIMIT {limit}", inbox::FAN, self.sql);
        bound!(sqlx::query(AssertSqlSafe(sql)), self).fetch_all(pool).await.map_err(failed)?.iter().map(inbox::fan).collect()
    }

    /// A page of what a file says of them, from before an id on.
    pub async fn export(mut self, pool: &AnyPool, before: &str, limit: i64) -> Result<Vec<Exported>> {
        let place = self.place(Value::Text(before.to_owned()));
        self.and(&format!("f.id < {place}"));
        let sql = format!(
            "SELECT f.id, f.username, f.name, f.spent_cents, f.last_seen_at, \
             COALESCE((SELECT i.email FROM crm_imported i WHERE i.fan_id = f.id), '') AS email, \
             COALESCE((SELECT i.tier FROM crm_imported i WHERE i.fan_id = f.id), '') AS tier {} ORDER BY f.id DESC LIMIT {limit}",
            self.sql
        );
        bound!(sqlx::query_as(AssertSqlSafe(sql)), self).fetch_all(pool).await.map_err(failed)
    }

    /// Gives them all a tag, but those who have as many as one can have; says how many have it only now.
    pub async fn tag(mut self, tx: &mut WriteTx, tag: &str, most: i64) -> Result<u64> {
        let place = self.place(Value::Text(tag.to_owned()));
        self.and(&format!("(SELECT COUNT(*) FROM crm_fan_tags g WHERE g.fan_id = f.id) < {most}"));
        let sql = format!("INSERT INTO crm_fan_tags (fan_id, tag) SELECT f.id, {place} {} ON CONFLICT (fan_id, tag) DO NOTHING", self.sql);
        Ok(bound!(sqlx::query(AssertSqlSafe(sql)), self).execute(&mut **tx).await.map_err(failed)?.rows_affected())
    }

    /// Takes a tag from them all; says how many had it.
    pub async fn untag(mut self, tx: &mut WriteTx, tag: &str) -> Result<u64> {
        let place = self.place(Value::Text(tag.to_owned()));
        let sql = format!("DELETE FROM crm_fan_tags WHERE tag = {place} AND fan_id IN (SELECT f.id {})", self.sql);
        Ok(bound!(sqlx::query(AssertSqlSafe(sql)), self).execute(&mut **tx).await.map_err(failed)?.rows_affected())
    }

    /// Puts them all on a list; says how many are on it only now.
    pub async fn enlist(mut self, tx: &mut WriteTx, list: &str) -> Result<u64> {
        let place = self.place(Value::Text(list.to_owned()));
        let sql = format!("INSERT INTO crm_list_fans (list_id, fan_id) SELECT {place}, f.id {} ON CONFLICT (list_id, fan_id) DO NOTHING", self.sql);
        Ok(bound!(sqlx::query(AssertSqlSafe(sql)), self).execute(&mut **tx).await.map_err(failed)?.rows_affected())
    }

    /// Takes them all off a list; says how many were on it.
    pub async fn strike(mut self, tx: &mut WriteTx, list: &str) -> Result<u64> {
        let place = self.place(Value::Text(list.to_owned()));
        let sql = format!("DELETE FROM crm_list_fans WHERE list_id = {place} AND fan_id IN (SELECT f.id {})", self.sql);
        Ok(bound!(sqlx::query(AssertSqlSafe(sql)), self).execute(&mut **tx).await.map_err(failed)?.rows_affected())
    }
}

/// What a file says of a fan.
#[derive(Debug, FromRow)]
pub(crate) struct Exported {
    pub id: String,
    pub username: String,
    pub name: String,
    pub email: String,
    pub tier: String,
    pub spent_cents: i64,
    pub last_seen_at: Option<i64>,
}

/// The fans of a segment who can get a message, those who paid most first.
pub(crate) async fn find<'e>(
    on: impl Executor<'e, Database = Any>,
    creator: CreatorId,
    segment: &Segment,
    now: i64,
    limit: i64,
) -> Result<Vec<Receiver>> {
    Question::of(creator, segment, now).reachable().receivers(on, limit).await
}

/// How many fans of a segment can get a message.
pub(crate) async fn count<'e>(on: impl Executor<'e, Database = Any>, creator: CreatorId, segment: &Segment, now: i64) -> Result<u32> {
    Question::of(creator, segment, now).reachable().count(on).await
}

/// Those of these fans who can get a message, each once.
pub(crate) async fn named(tx: &mut WriteTx, creator: CreatorId, fans: &[FanId]) -> Result<Vec<Receiver>> {
    Question::of(creator, &Segment::default(), 0).reachable().among(fans).receivers(&mut **tx, i64::from(u32::MAX)).await
}
