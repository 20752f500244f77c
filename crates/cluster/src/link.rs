//! The connection to Redis: made again whenever it breaks.

use crate::{
    ALL, Heard,
    bus::{Outgoing, Shared},
    peers::SILENCE,
};
use futures::StreamExt;
use redis::{
    AsyncConnectionConfig, Client, RedisError,
    aio::{MultiplexedConnection, PubSubSink, PubSubStream},
};
use std::{collections::HashSet, convert::Infallible, fmt, sync::Arc, time::Duration};
use tokio::{
    sync::mpsc,
    time::{sleep, timeout},
};

/// How long Redis may take for an answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first wait before another try to connect; it doubles,
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// up to this.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// Messages that go to Redis, or topics that are asked for, at once.
const AT_ONCE: usize = 256;

/// Why the line broke.
enum Broken {
    Redis(RedisError),
    Late,
    Ended,
    Deaf,
}

impl From<RedisError> for Broken {
    fn from(error: RedisError) -> Self {
        Self::Redis(error)
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Redis(error) => error.fmt(f),
            Self::Late => f.write_str("Redis did not answer in time"),
            Self::Ended => f.write_str("Redis closed the connection"),
            Self::Deaf => f.write_str("Redis does not pass on what is said"),
        }
    }
}

/// Connects until the task is ended.
pub(crate) async fn run(shared: Arc<Shared>, client: Client, mut outgoing: mpsc::Receiver<Outgoing>, mut changes: mpsc::UnboundedReceiver<String>) {
    let mut wait = FIRST_WAIT;
    // The first failure is worth a line in the log, the next ones of the same absence are not.
    let mut said = false;
    let mut told = false;
    loop {
        let Err(why) = serve(&shared, &client, &mut outgoing, &mut changes).await;
        if shared.set_live(false) {
            (wait, said, told) = (FIRST_WAIT, false, false);
        } else if !told {
            // A line that is made again at the first try is nobody's concern.
            shared.ears.tell_all(&Heard::Lost);
            told = true;
        }
        if !said {
            tracing::error!(%why, "Redis is away: this server serves its own people, and catches up when Redis is back");
            said = true;
        }
        // Nobody hears it any more. A stop that waits is answered by what is dropped here.
        while outgoing.try_recv().is_ok() {}
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

/// From a connection to its end.
async fn serve(
    shared: &Shared,
    client: &Client,
    outgoing: &mut mpsc::Receiver<Outgoing>,
    changes: &mut mpsc::UnboundedReceiver<String>,
) -> Result<Infallible, Broken> {
    let patient = AsyncConnectionConfig::new().set_connection_timeout(Some(PATIENCE)).set_response_timeout(Some(PATIENCE));
    let (sink, stream) = in_time(client.get_async_pubsub()).await?.split();
    let speaker = in_time(client.get_multiplexed_async_connection_with_config(&patient)).await?;
    // Before the topics are read: what is asked for after this is subscribed one by one.
    while changes.try_recv().is_ok() {}
    let mut topics = Topics { shared, sink, subscribed: HashSet::new() };
    let mut all = shared.ears.topics();
    all.push(ALL.to_owned());
    for some in all.chunks(AT_ONCE) {
        topics.follow(some).await?;
    }
    shared.set_live(true);
    tracing::info!("Redis answers: this server and the others hear each other");
    shared.ears.tell_all(&Heard::Level);
    tokio::try_join!(speak(shared, speaker, outgoing), listen(shared, stream), topics.tend(changes), notice_deafness(shared)).map(|(never, ..)| never)
}

async fn in_time<T>(answer: impl Future<Output = Result<T, RedisError>>) -> Result<T, Broken> {
    timeout(PATIENCE, answer).await.map_err(|_| Broken::Late)?.map_err(Broken::Redis)
}

/// Says what waits to be said; first that this server is here.
async fn speak(shared: &Shared, mut redis: MultiplexedConnection, outgoing: &mut mpsc::Receiver<Outgoing>) -> Result<Infallible, Broken> {
    let mut waiting = vec![shared.hello()];
    loop {
        let (mut pipe, mut stops) = (redis::pipe(), Vec::new());
        for next in waiting.drain(..) {
            match next {
                Outgoing::Frame(channel, frame) => {
                    pipe.cmd("PUBLISH").arg(channel).arg(frame).ignore();
                }
                Outgoing::Stop(done) => stops.push(done),
            }
        }
        if !pipe.is_empty() {
            pipe.query_async::<()>(&mut redis).await?;
        }
        for done in stops {
            let _ = done.send(());
        }
        if shared.take_lost() {
            waiting.push(shared.hello());
        } else if outgoing.recv_many(&mut waiting, AT_ONCE).await == 0 {
            return Err(Broken::Ended);
        }
    }
}

async fn listen(shared: &Shared, mut stream: PubSubStream) -> Result<Infallible, Broken> {
    while let Some(message) = stream.next().await {
        shared.take(message.get_channel_name(), message.get_payload_bytes());
    }
    Err(Broken::Ended)
}

/// A line may be dead without anybody saying so. What this server says of itself comes back as long as it is not.
async fn notice_deafness(shared: &Shared) -> Result<Infallible, Broken> {
    loop {
        sleep(SILENCE / 4).await;
        if shared.deaf_for() > SILENCE {
            return Err(Broken::Deaf);
        }
    }
}

/// What this connection is subscribed to.
struct Topics<'a> {
    shared: &'a Shared,
    sink: PubSubSink,
    subscribed: HashSet<String>,
}

impl Topics<'_> {
    /// Follows the changes of who listens to what.
    async fn tend(&mut self, changes: &mut mpsc::UnboundedReceiver<String>) -> Result<Infallible, Broken> {
        let mut changed = Vec::new();
        loop {
            if changes.recv_many(&mut changed, AT_ONCE).await == 0 {
                return Err(Broken::Ended);
            }
            changed.sort_unstable();
            changed.dedup();
            let (wanted, unwanted): (Vec<_>, Vec<_>) = changed.drain(..).partition(|topic| self.shared.ears.has(topic));
            self.leave(&unwanted).await?;
            self.follow(&wanted).await?;
            for topic in wanted {
                self.shared.ears.tell(&topic, Heard::Level);
            }
        }
    }

    async fn follow(&mut self, topics: &[String]) -> Result<(), Broken> {
        let new: Vec<String> = topics.iter().filter(|topic| !self.subscribed.contains(*topic)).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        let channels: Vec<String> = new.iter().map(|topic| self.shared.channel(topic)).collect();
        in_time(self.sink.subscribe(channels)).await?;
        self.subscribed.extend(new);
        Ok(())
    }

    async fn leave(&mut self, topics: &[String]) -> Result<(), Broken> {
        // Everybody hears of comings and goings there.
        let old: Vec<&String> = topics.iter().filter(|topic| *topic != ALL && self.subscribed.contains(*topic)).collect();
        if old.is_empty() {
            return Ok(());
        }
        let channels: Vec<String> = old.iter().map(|topic| self.shared.channel(topic)).collect();
        in_time(self.sink.unsubscribe(channels)).await?;
        for topic in topics.iter().filter(|topic| *topic != ALL) {
            self.subscribed.remove(topic);
        }
        Ok(())
    }
}
