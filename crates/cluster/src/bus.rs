//! How a server speaks to the others.

use crate::{
    ALL, Ear, Heard, LONGEST, ServerId,
    ears::Ears,
    frame::{self, Kind},
    link,
    peers::Peers,
};
use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::{mpsc, oneshot},
    task::AbortHandle,
    time::{interval, timeout},
};

/// Messages that may wait for Redis. More are left out, and the others are told to look at the database.
const WAITING_MAX: usize = 1024;
/// How often a server says that it is alive.
const BEAT_EVERY: Duration = Duration::from_secs(2);
/// How long a stop waits for Redis.
const GOODBYE_MAX: Duration = Duration::from_secs(1);

/// What waits to be said.
pub(crate) enum Outgoing {
    /// To those who listen to this topic.
    Frame(String, Vec<u8>),
    /// Answered when everything before it has been said.
    Stop(oneshot::Sender<()>),
}

/// What the bus, its tasks and its ears share.
pub(crate) struct Shared {
    me: ServerId,
    /// In front of every topic: several installations may use one Redis.
    prefix: String,
    pub(crate) ears: Ears,
    pub(crate) peers: Peers,
    live: AtomicBool,
    /// This server has taken leave: it says nothing more.
    stopped: AtomicBool,
    /// When this server last heard itself.
    heard_myself: Mutex<Instant>,
    /// Something was left out.
    lost: AtomicBool,
    outgoing: mpsc::Sender<Outgoing>,
    changes: mpsc::UnboundedSender<String>,
}

/// The line to the other servers. Cheap to clone; the last one that is dropped ends it.
#[derive(Clone)]
pub struct Bus(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    tasks: [AbortHandle; 2],
}

impl Drop for Inner {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl fmt::Debug for Bus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bus").field("me", &self.0.shared.me).field("live", &self.is_live()).finish_non_exhaustive()
    }
}

/// Whether this is the address of a Redis server. The server itself is not asked.
pub fn check(url: &str) -> bool {
    ["redis://", "rediss://"].iter().any(|scheme| url.starts_with(scheme)) && redis::Client::open(url).is_ok()
}

impl Bus {
    /// Connects to Redis, now and whenever the connection is lost. Servers with the same `name` hear each other.
    /// Must be called within a runtime.
    ///
    /// # Errors
    /// The address can't be read; see [`check`].
    pub fn start(url: &str, name: &str) -> Result<Self, redis::RedisError> {
        let client = redis::Client::open(url)?;
        let (outgoing, waiting) = mpsc::channel(WAITING_MAX);
        let (changes, changed) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            me: ServerId::new(),
            prefix: format!("huntaze:{name}:"),
            ears: Ears::default(),
            peers: Peers::default(),
            live: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            heard_myself: Mutex::new(Instant::now()),
            lost: AtomicBool::new(false),
            outgoing,
            changes,
        });
        let link = tokio::spawn(link::run(shared.clone(), client, waiting, changed)).abort_handle();
        let beat = tokio::spawn(beat(shared.clone())).abort_handle();
        Ok(Self(Arc::new(Inner { shared, tasks: [link, beat] })))
    }

    /// Listens to a topic. The first thing heard is [`Heard::Level`], once Redis has confirmed.
    pub fn listen(&self, topic: &str) -> Ear {
        let ear = Ears::add(&self.0.shared, topic);
        self.0.shared.topic_changed(topic);
        ear
    }

    /// Says something, of [`LONGEST`] bytes at most, to those who listen to this topic on other servers; does not
    /// wait. `false`: they do not hear it now, and will be told that they missed something.
    pub fn say(&self, topic: &str, body: &[u8]) -> bool {
        self.0.shared.say(topic, body)
    }

    /// Whether Redis answers.
    pub fn is_live(&self) -> bool {
        self.0.shared.is_live()
    }

    /// The other servers that are alive.
    pub fn others(&self) -> Vec<ServerId> {
        self.0.shared.peers.all()
    }

    /// Takes leave of the others, after everything that was said.
    pub async fn stop(&self) {
        let (done, said) = oneshot::channel();
        self.0.shared.send(ALL, Kind::Bye, &[]);
        self.0.shared.stopped.store(true, Ordering::Release);
        let all = async {
            if self.is_live() && self.0.shared.outgoing.send(Outgoing::Stop(done)).await.is_ok() {
                // An error means that the line was lost: there is nobody to take leave of.
                let _lost = said.await;
            }
        };
        if timeout(GOODBYE_MAX, all).await.is_err() {
            tracing::warn!("the other servers could not be told of the stop; they notice by themselves");
        }
    }
}

impl Shared {
    pub(crate) fn say(&self, topic: &str, body: &[u8]) -> bool {
        self.send(topic, Kind::Said, body)
    }

    fn send(&self, topic: &str, kind: Kind, body: &[u8]) -> bool {
        if !self.is_live() || self.stopped.load(Ordering::Acquire) {
            return false;
        }
        let frame = frame::write(self.me, kind, body);
        let said = body.len() <= LONGEST && self.outgoing.try_send(Outgoing::Frame(self.channel(topic), frame)).is_ok();
        if !said {
            self.lost.store(true, Ordering::Release);
        }
        said
    }

    /// "Look at the database": what was said before may be lost.
    pub(crate) fn hello(&self) -> Outgoing {
        Outgoing::Frame(self.channel(ALL), frame::write(self.me, Kind::Hello, &[]))
    }

    /// Whether something was left out since the last time.
    pub(crate) fn take_lost(&self) -> bool {
        self.lost.swap(false, Ordering::AcqRel)
    }

    pub(crate) fn channel(&self, topic: &str) -> String {
        format!("{}{topic}", self.prefix)
    }

    pub(crate) fn is_live(&self) -> bool {
        self.live.load(Ordering::Acquire)
    }

    /// The line stands, or has broken. Whether that is news.
    pub(crate) fn set_live(&self, live: bool) -> bool {
        *self.heard_myself.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.live.swap(live, Ordering::AcqRel) != live
    }

    /// How long ago this server heard itself.
    pub(crate) fn deaf_for(&self) -> Duration {
        self.heard_myself.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    pub(crate) fn topic_changed(&self, topic: &str) {
        // Nobody takes it once the bus has ended.
        let _ended = self.changes.send(topic.to_owned());
    }

    /// Takes a message from Redis.
    pub(crate) fn take(&self, channel: &str, message: &[u8]) {
        let Some((from, kind, body)) = frame::read(message) else {
            tracing::warn!(channel, bytes = message.len(), "what came from Redis is no message of ours");
            return;
        };
        if from == self.me {
            if kind == Kind::Beat {
                *self.heard_myself.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
            }
            return;
        }
        if kind == Kind::Bye {
            self.gone(from);
            return;
        }
        self.peers.heard(from, Instant::now());
        match kind {
            Kind::Said => {
                if let Some(topic) = channel.strip_prefix(&self.prefix) {
                    self.ears.tell(topic, crate::ears::said(from, body));
                }
            }
            Kind::Hello => self.ears.tell_all(&Heard::Level),
            Kind::Beat | Kind::Bye => {}
        }
    }

    fn gone(&self, who: ServerId) {
        if self.peers.forget(who) {
            self.ears.tell_all(&Heard::Gone(who));
        }
    }
}

/// Says that this server is alive, and notices who is not.
async fn beat(shared: Arc<Shared>) {
    let mut beats = interval(BEAT_EVERY / 2);
    let mut even = true;
    loop {
        beats.tick().await;
        for who in shared.peers.expire(Instant::now()) {
            tracing::warn!(server = %who, "a server is silent: its people are not seen any more");
            shared.ears.tell_all(&Heard::Gone(who));
        }
        if even {
            shared.send(ALL, Kind::Beat, &[]);
        }
        even = !even;
    }
}
