//! Limits that all servers share: token buckets in Redis, by Redis' clock, so that servers whose clocks differ keep them together.
//!
//! Nothing is lost with Redis: whoever uses this has a limit of their own beside it, and goes by that while Redis is away.

use redis::{AsyncConnectionConfig, Client, RedisError, aio::MultiplexedConnection};
use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long Redis may take for an answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long Redis is not asked after it did not answer.
const LEFT_ALONE: Duration = Duration::from_secs(2);

/// Takes a token, or says in how many milliseconds to ask again. A token is 60,000 parts, so that a millisecond brings as many
/// parts as there are tokens a minute. The sorted set has what was taken: while it is in use far ahead, afterwards by its end.
const TAKE: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local rate, full, spacing = tonumber(ARGV[1]), ARGV[2] * 60000, tonumber(ARGV[3])
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'last')
local tokens, at, last = tonumber(known[1]) or full, tonumber(known[2]) or now, tonumber(known[3]) or 0
tokens = math.min(tokens + math.min(math.max(now - at, 0), 600000) * rate, full)
if last + spacing > now then return last + spacing - now end
if tokens < 60000 then return math.ceil((60000 - tokens) / rate) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - 60000)
if redis.call('ZCARD', KEYS[2]) >= rate then return math.max(math.floor(60000 / rate), 1) end
redis.call('HSET', KEYS[1], 'tokens', tokens - 60000, 'at', now, 'last', now, 'before', last, 'by', ARGV[4])
redis.call('ZADD', KEYS[2], now + ARGV[5], ARGV[4])
redis.call('PEXPIRE', KEYS[1], 600000 + ARGV[5])
redis.call('PEXPIRE', KEYS[2], 600000 + ARGV[5])
return 0";

/// What was taken is in use no more: it counts for a minute from now.
const ENDED: &str = "
local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], 'XX', time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return 0";

/// What was taken is not needed.
const GIVE_BACK: &str = "
if redis.call('ZREM', KEYS[2], ARGV[1]) == 0 then return 0 end
redis.call('HINCRBY', KEYS[1], 'tokens', 60000)
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('HSET', KEYS[1], 'last', redis.call('HGET', KEYS[1], 'before')) end
return 0";

/// As if nothing had ever been taken.
const FORGET: &str = "return redis.call('DEL', KEYS[1], KEYS[2])";

/// How much may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// In a minute; never more within any minute.
    pub per_minute: u32,
    /// At once after a quiet time.
    pub burst: u32,
    /// The least time between two.
    pub spacing: Duration,
    /// What is in use for longer than this counts as ended.
    pub in_use: Duration,
}

/// Buckets in Redis.
pub struct Buckets {
    client: Client,
    connection: tokio::sync::Mutex<Option<MultiplexedConnection>>,
    /// Until when Redis is left alone.
    away: Mutex<Option<Instant>>,
}

impl fmt::Debug for Buckets {
    /// Without the address: a password may be in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buckets").finish_non_exhaustive()
    }
}

/// Redis does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away(pub String);

impl From<RedisError> for Away {
    fn from(error: RedisError) -> Self {
        Self(error.to_string())
    }
}

impl Buckets {
    /// In the Redis at this address; see [`crate::check`]. It is asked when something is taken.
    ///
    /// # Errors
    /// The address can't be read.
    pub fn new(url: &str) -> Result<Self, RedisError> {
        Ok(Self { client: Client::open(url)?, connection: tokio::sync::Mutex::default(), away: Mutex::default() })
    }

    /// Takes something by the name `what` out of the bucket `whose`; otherwise, how long to wait.
    ///
    /// # Errors
    /// Redis does not answer; it may have been taken.
    pub async fn take(&self, whose: &str, what: &str, limit: &Limit) -> Result<Option<Duration>, Away> {
        let arguments = [
            limit.per_minute.max(1).to_string(),
            limit.burst.max(1).to_string(),
            limit.spacing.as_millis().to_string(),
            what.to_owned(),
            limit.in_use.as_millis().to_string(),
        ];
        let wait = self.ask(TAKE, whose, &arguments).await?;
        Ok((wait > 0).then(|| Duration::from_millis(wait)))
    }

    /// What was taken is in use no more; it counts for a minute from now.
    ///
    /// # Errors
    /// Redis does not answer: it counts for as long as it could have been in use.
    pub async fn ended(&self, whose: &str, what: &str) -> Result<(), Away> {
        self.ask(ENDED, whose, &[what.to_owned()]).await.map(drop)
    }

    /// What was taken is not needed.
    ///
    /// # Errors
    /// Redis does not answer: it counts as taken.
    pub async fn give_back(&self, whose: &str, what: &str) -> Result<(), Away> {
        self.ask(GIVE_BACK, whose, &[what.to_owned()]).await.map(drop)
    }

    /// Forgets a bucket: it is full again.
    ///
    /// # Errors
    /// Redis does not answer.
    pub async fn forget(&self, whose: &str) -> Result<(), Away> {
        self.ask(FORGET, whose, &[]).await.map(drop)
    }

    /// How long a question and its answer take.
    ///
    /// # Errors
    /// Redis does not answer.
    pub async fn ping(&self) -> Result<Duration, Away> {
        let began = Instant::now();
        let mut connection = self.connected().await?;
        redis::cmd("PING").query_async::<String>(&mut connection).await?;
        Ok(began.elapsed())
    }

    async fn ask(&self, script: &str, whose: &str, arguments: &[String]) -> Result<u64, Away> {
        if self.away().is_some_and(|until| until > Instant::now()) {
            return Err(Away("it did not answer a moment ago".to_owned()));
        }
        let asked = async {
            let mut connection = self.connected().await?;
            // The braces keep both keys on one server of a Redis cluster.
            let keys = [format!("huntaze:bucket:{{{whose}}}"), format!("huntaze:bucket:{{{whose}}}:taken")];
            Ok::<u64, Away>(redis::cmd("EVAL").arg(script).arg(keys.len()).arg(&keys).arg(arguments).query_async(&mut connection).await?)
        };
        let answer = tokio::time::timeout(PATIENCE * 2, asked).await.unwrap_or_else(|_| Err(Away("it did not answer in time".to_owned())));
        self.note(&answer);
        if answer.is_err() {
            *self.connection.lock().await = None;
        }
        answer
    }

    fn note(&self, answer: &Result<u64, Away>) {
        let mut away = self.away();
        match answer {
            Ok(_) => {
                if away.take().is_some() {
                    tracing::info!("Redis answers: servers share the pace of accounts there again");
                }
            }
            Err(Away(why)) => {
                if away.replace(Instant::now() + LEFT_ALONE).is_none() {
                    tracing::error!(why, "Redis is away: the pace of accounts is kept in the database alone");
                }
            }
        }
    }

    fn away(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connected(&self) -> Result<MultiplexedConnection, Away> {
        let mut connection = self.connection.lock().await;
        if let Some(open) = &*connection {
            return Ok(open.clone());
        }
        let patient = AsyncConnectionConfig::new().set_connection_timeout(Some(PATIENCE)).set_response_timeout(Some(PATIENCE));
        let open = self.client.get_multiplexed_async_connection_with_config(&patient).await?;
        *connection = Some(open.clone());
        Ok(open)
    }
}
