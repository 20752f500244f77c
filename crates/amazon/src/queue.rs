//! A queue at SQS, with the one for its dead letters.

use crate::{
    access::Access,
    trouble::{Away, Spoilt, Troubles},
    wire::Wire,
};
use aws_sdk_sqs::{
    Client,
    config::{BehaviorVersion, Config, Region, StalledStreamProtectionConfig, retry::RetryConfig},
    types::{
        BatchResultErrorEntry, ChangeMessageVisibilityBatchRequestEntry, DeleteMessageBatchRequestEntry, Message, MessageAttributeValue,
        MessageSystemAttributeName, QueueAttributeName, SendMessageBatchRequestEntry,
    },
};
use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// How long a letter that was received is not given to anybody else, where nothing else is said.
const VISIBILITY: Duration = Duration::from_secs(60);
/// The most that SQS takes or gives at once.
const BATCH: usize = 10;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The waits before what was not taken is put again.
const WAITS: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// How long is waited for dead letters: SQS asks all of its machines only where somebody waits.
const DEAD_WAIT: Duration = Duration::from_secs(1);

/// What is put into the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it says.
    pub body: String,
    /// What stands on it: names, and words or numbers.
    pub attributes: Vec<(&'static str, Kind, String)>,
}

/// What an attribute is, as SQS names it.
pub type Kind = &'static str;

/// What came out of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it is deleted by.
    pub handle: String,
    /// What it says.
    pub body: String,
    /// How often it has been received, this time included.
    pub receives: u32,
}

/// How much is in the queue, as SQS counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Letters that wait.
    pub waiting: i64,
    /// Letters that somebody has received.
    pub in_flight: i64,
    /// Dead letters, where their queue is known.
    pub dead: Option<i64>,
    /// Whether what is received again and again becomes a dead letter.
    pub redrives: bool,
}

/// A queue.
pub struct Queue {
    client: Client,
    url: String,
    dead: Option<String>,
    waits: [Duration; 3],
    visibility: Duration,
    troubles: Mutex<Troubles>,
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("url", &self.url).field("dead", &self.dead).finish_non_exhaustive()
    }
}

impl Queue {
    /// The queue at this address, and the one for what is given up. It is asked when it is used.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(access: &Access, url: &str, dead: Option<&str>) -> Result<Self, String> {
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(access.region.clone()))
            .credentials_provider(access.credentials())
            .http_client(Wire::new()?)
            // What is tried again, and when, is said here.
            .retry_config(RetryConfig::disabled())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        if let Some(endpoint) = &access.endpoint {
            config = config.endpoint_url(endpoint);
        }
        let client = Client::from_conf(config.build());
        Ok(Self { client, url: url.to_owned(), dead: dead.map(str::to_owned), waits: WAITS, visibility: VISIBILITY, troubles: Mutex::default() })
    }

    /// The same with other waits before what was not taken is put again.
    #[must_use]
    pub fn waiting(self, waits: [Duration; 3]) -> Self {
        Self { waits, ..self }
    }

    /// The same with another time for which a letter that was received is not given to anybody else; whole seconds.
    #[must_use]
    pub fn hiding(self, visibility: Duration) -> Self {
        Self { visibility, ..self }
    }

    /// How long a letter that was received is not given to anybody else.
    pub fn visibility(&self) -> Duration {
        self.visibility
    }

    /// Why the queue cannot be used at this moment, where it was found so.
    pub fn away(&self) -> Option<Away> {
        self.noted().first().cloned()
    }

    /// Whether nothing could be put the last time.
    pub fn refuses(&self) -> bool {
        self.noted().put.is_some()
    }

    /// Whether letters that came out could not be deleted or kept a short while ago.
    pub fn spoils(&self) -> bool {
        self.noted().spoils()
    }

    /// Whether dead letters can be looked at.
    pub fn has_dead(&self) -> bool {
        self.dead.is_some()
    }

    /// Puts letters, ten at once. What is not taken, each for itself, is put again three times; `troubled` is called each time.
    ///
    /// # Errors
    /// What was not taken then, and why.
    pub async fn put(&self, letters: &[Letter], troubled: impl Fn()) -> Result<(), (Vec<usize>, Away)> {
        let mut left: Vec<usize> = (0..letters.len()).collect();
        for wait in self.waits.iter().map(Some).chain([None]) {
            let (missing, why) = self.put_once(letters, &left).await;
            let Some(why) = why else { return Ok(()) };
            troubled();
            left = missing;
            match wait {
                Some(wait) => sleep(*wait).await,
                None => return Err((left, why)),
            }
        }
        Ok(())
    }

    /// Puts a letter, to see whether letters are taken again.
    ///
    /// # Errors
    /// They are not.
    pub async fn try_put(&self, letter: Letter) -> Result<(), Away> {
        let (_, why) = self.put_once(&[letter], &[0]).await;
        why.map_or(Ok(()), Err)
    }

    /// What was not taken, and why. After a batch without an answer the others are not put: they would wait as long.
    async fn put_once(&self, letters: &[Letter], which: &[usize]) -> (Vec<usize>, Option<Away>) {
        let (mut missing, mut why) = (Vec::new(), None);
        for (at, some) in which.chunks(BATCH).enumerate() {
            match self.put_batch(letters, some).await {
                Ok(refused) => {
                    for (at, reason) in refused {
                        missing.push(at);
                        why = Some(reason);
                    }
                }
                Err(away) => {
                    missing.extend(which.iter().skip(at * BATCH));
                    why = Some(away);
                    break;
                }
            }
        }
        self.note(|troubles| troubles.put = why.clone());
        (missing, why)
    }

    async fn put_batch(&self, letters: &[Letter], which: &[usize]) -> Result<Vec<(usize, Away)>, Away> {
        let mut call = self.client.send_message_batch().queue_url(&self.url);
        for at in which {
            let Some(letter) = letters.get(*at) else { continue };
            let mut entry = SendMessageBatchRequestEntry::builder().id(at.to_string()).message_body(&letter.body);
            for (name, kind, value) in &letter.attributes {
                let value = MessageAttributeValue::builder().data_type(*kind).string_value(value).build();
                entry = entry.message_attributes(*name, value.map_err(|error| Away::new(&error.to_string()))?);
            }
            call = call.entries(entry.build().map_err(|error| Away::new(&error.to_string()))?);
        }
        let done = within(PATIENCE, call.send()).await?;
        let refused = done.failed().iter().filter_map(|entry| Some((entry.id().parse().ok()?, why(entry))));
        Ok(refused.collect())
    }

    /// Takes up to ten letters out, and waits for the first if there is none, 20 seconds at most.
    ///
    /// # Errors
    /// SQS does not answer.
    pub async fn receive(&self, wait: Duration) -> Result<Vec<Received>, Away> {
        let call = self.receive_from(&self.url, wait.min(Duration::from_secs(20)), self.visibility).await;
        let trouble = call.as_ref().err().cloned();
        self.note(|troubles| troubles.receive = trouble);
        call
    }

    /// Takes up to ten dead letters out for half a minute.
    ///
    /// # Errors
    /// SQS does not answer.
    pub async fn receive_dead(&self) -> Result<Vec<Received>, Away> {
        match &self.dead {
            Some(url) => self.receive_from(url, DEAD_WAIT, Duration::from_secs(30)).await,
            None => Ok(Vec::new()),
        }
    }

    async fn receive_from(&self, url: &str, wait: Duration, hidden: Duration) -> Result<Vec<Received>, Away> {
        let call = self.client.receive_message().queue_url(url).max_number_of_messages(10).wait_time_seconds(seconds(wait));
        let call = call.visibility_timeout(seconds(hidden)).message_system_attribute_names(MessageSystemAttributeName::ApproximateReceiveCount);
        let done = within(wait + PATIENCE, call.send()).await?;
        Ok(done.messages().iter().filter_map(received).collect())
    }

    /// Deletes letters that were received. What somebody else holds by now is theirs to delete.
    ///
    /// # Errors
    /// SQS does not answer, or refuses; they come again.
    pub async fn delete(&self, handles: &[&str]) -> Result<(), Away> {
        let done = self.delete_from(&self.url, handles).await;
        let trouble = done.as_ref().err().cloned();
        self.note(|troubles| troubles.delete = trouble.map(Spoilt::now));
        done
    }

    /// Deletes dead letters that were received.
    ///
    /// # Errors
    /// SQS does not answer, or refuses; they stay.
    pub async fn delete_dead(&self, handles: &[&str]) -> Result<(), Away> {
        match &self.dead {
            Some(url) => self.delete_from(url, handles).await,
            None => Ok(()),
        }
    }

    async fn delete_from(&self, url: &str, handles: &[&str]) -> Result<(), Away> {
        let mut refused = None;
        for some in handles.chunks(BATCH) {
            let mut call = self.client.delete_message_batch().queue_url(url);
            for (at, handle) in some.iter().enumerate() {
                let entry = DeleteMessageBatchRequestEntry::builder().id(at.to_string()).receipt_handle(*handle).build();
                call = call.entries(entry.map_err(|error| Away::new(&error.to_string()))?);
            }
            let done = within(PATIENCE, call.send()).await?;
            refused = done.failed().iter().find(|entry| !is_over(entry.code())).map(why).or(refused);
        }
        refused.map_or(Ok(()), Err)
    }

    /// Keeps letters that were received from everybody else for so long from now; for no time at all gives them back. Those that
    /// are ours no more.
    ///
    /// # Errors
    /// SQS does not answer, or refuses; they come again when their time is over.
    pub async fn hide(&self, handles: &[&str], long: Duration) -> Result<Vec<String>, Away> {
        let done = self.hide_in(&self.url, handles, long).await;
        let trouble = done.as_ref().err().cloned();
        self.note(|troubles| troubles.hide = trouble.map(Spoilt::now));
        done
    }

    /// Gives dead letters back that were received.
    ///
    /// # Errors
    /// SQS does not answer, or refuses; they are seen again when their time is over.
    pub async fn give_back_dead(&self, handles: &[&str]) -> Result<(), Away> {
        match &self.dead {
            Some(url) => self.hide_in(url, handles, Duration::ZERO).await.map(|_| ()),
            None => Ok(()),
        }
    }

    async fn hide_in(&self, url: &str, handles: &[&str], long: Duration) -> Result<Vec<String>, Away> {
        let mut over = Vec::new();
        for some in handles.chunks(BATCH) {
            let mut call = self.client.change_message_visibility_batch().queue_url(url);
            for (at, handle) in some.iter().enumerate() {
                let entry = ChangeMessageVisibilityBatchRequestEntry::builder().id(at.to_string()).receipt_handle(*handle);
                let entry = entry.visibility_timeout(seconds(long)).build();
                call = call.entries(entry.map_err(|error| Away::new(&error.to_string()))?);
            }
            for refused in within(PATIENCE, call.send()).await?.failed() {
                if !is_over(refused.code()) {
                    return Err(why(refused));
                }
                over.extend(refused.id().parse::<usize>().ok().and_then(|at| some.get(at)).map(|handle| (*handle).to_owned()));
            }
        }
        Ok(over)
    }

    /// How much is in the queue.
    ///
    /// # Errors
    /// SQS does not answer.
    pub async fn counts(&self) -> Result<Counts, Away> {
        use QueueAttributeName::{ApproximateNumberOfMessages as Waiting, ApproximateNumberOfMessagesNotVisible as InFlight, RedrivePolicy};
        let call = self.client.get_queue_attributes().queue_url(&self.url);
        let done = within(PATIENCE, call.attribute_names(Waiting).attribute_names(InFlight).attribute_names(RedrivePolicy).send()).await?;
        let of = |name: &QueueAttributeName| done.attributes().and_then(|all| all.get(name));
        let number = |name| of(name).and_then(|text| text.parse().ok()).unwrap_or(0);
        let dead = match &self.dead {
            Some(url) => {
                let call = self.client.get_queue_attributes().queue_url(url).attribute_names(Waiting).attribute_names(InFlight);
                let done = within(PATIENCE, call.send()).await?;
                // Who looks at them holds them for a while.
                let count = |name| done.attributes().and_then(|all| all.get(&name)?.parse::<i64>().ok());
                count(Waiting).zip(count(InFlight)).map(|(waiting, held)| waiting + held)
            }
            None => None,
        };
        Ok(Counts { waiting: number(&Waiting), in_flight: number(&InFlight), dead, redrives: of(&RedrivePolicy).is_some() })
    }

    fn note(&self, change: impl FnOnce(&mut Troubles)) {
        let mut noted = self.noted();
        let before = noted.first().cloned();
        change(&mut noted);
        match (before, noted.first()) {
            (None, Some(why)) => tracing::error!(%why, "SQS cannot be used: messages to fans go out by the database's queue alone"),
            (Some(_), None) => tracing::info!("SQS can be used again"),
            _ => {}
        }
    }

    fn noted(&self) -> MutexGuard<'_, Troubles> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a letter is refused because its time with us is over, and it is somebody else's or gone.
fn is_over(code: &str) -> bool {
    ["ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue"].iter().any(|over| code.contains(over))
}

fn why(refused: &BatchResultErrorEntry) -> Away {
    Away::new(&format!("{}: {}", refused.code(), refused.message().unwrap_or_default()))
}

async fn within<T, E: Into<Away>>(patience: Duration, call: impl Future<Output = Result<T, E>>) -> Result<T, Away> {
    match timeout(patience, call).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(Away::late()),
    }
}

fn received(message: &Message) -> Option<Received> {
    let receives = message.attributes().and_then(|all| all.get(&MessageSystemAttributeName::ApproximateReceiveCount)?.parse().ok());
    Some(Received { handle: message.receipt_handle()?.to_owned(), body: message.body()?.to_owned(), receives: receives.unwrap_or(1) })
}

fn seconds(duration: Duration) -> i32 {
    i32::try_from(duration.as_secs()).unwrap_or(i32::MAX)
}
