//! One open document: its task, what it is told, and when it acts by itself.

use crate::{
    chores::{Chores, Done},
    durability::{Journal, Lost, Written},
    hub::Shared,
    members::{Member, Members},
    numbers::Numbers,
    presence::{ConnectionId, Presence},
    protocol::Message,
    replica::{Broken, Replica},
    together::{self, Together},
};
use content::StoredDocument;
use model::{CommentId, ContentId, Error, ErrorCode, Reader, Result, Timestamp, UserId, content::Role, live::Close};
use std::{collections::HashMap, sync::Arc};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep_until},
};
use yrs::Doc;

/// How many commands may wait at a room's door.
pub(crate) const DOOR: usize = 256;

/// How one says something to a room.
pub(crate) type RoomSender = mpsc::Sender<Command>;

/// An answer that somebody waits for.
pub(crate) type Answer = oneshot::Sender<Result<()>>;

/// By how much a document grows at most.
pub(crate) type Exact = Arc<dyn Fn(&Doc) -> usize + Send + Sync>;

/// A change that the server itself makes.
pub(crate) struct ServerEdit {
    /// Who writes by it, if anybody does.
    pub(crate) who: Option<Reader>,
    /// How much it adds to the document at most.
    pub(crate) bytes: usize,
    /// The same, found out in the document where that would not fit.
    pub(crate) exact: Option<Exact>,
    pub(crate) change: Box<dyn FnOnce(&Doc) + Send>,
}

/// What a room is told.
pub(crate) enum Command {
    /// Somebody comes in.
    Join(ConnectionId, Box<Member>, Answer),
    /// A client said something.
    Said(ConnectionId, Message),
    /// A client sent what is no message.
    Refuse(ConnectionId, Close, &'static str),
    /// A connection has ended.
    Leave(ConnectionId),
    /// A person or a guest has another role, or none.
    Role(Reader, Option<Role>),
    /// A person's sessions have ended, but for one.
    SessionEnded(UserId, Option<String>),
    /// One of a person's sessions has ended.
    SignedOut(UserId, String),
    /// The server itself changes the document; answered when that is durable.
    Edit(ServerEdit, Answer),
    /// A thread of comments has changed.
    Comments(CommentId),
    /// Answered when the derived texts are those of now.
    Settle(Answer),
    /// Answered with everybody who is here, and what they are signed in with.
    Who(oneshot::Sender<Vec<(Reader, Option<String>)>>),
    /// The post is in the trash or deleted.
    Gone,
    /// The post went into the trash at this time: those who came before are sent away. Its owner may have come again.
    GoneAt(Timestamp),
    /// The server stops.
    Stop,
}

/// A room's state.
pub(crate) struct Room {
    pub(crate) id: ContentId,
    pub(crate) shared: Arc<Shared>,
    pub(crate) replica: Replica,
    pub(crate) members: Members,
    pub(crate) presence: Presence,
    pub(crate) presence_sent: Instant,
    /// Who is here has changed, and others have not been told yet.
    pub(crate) here_changed: bool,
    pub(crate) here_told: Instant,
    /// When those that had heard nothing for a while were last sent something.
    pub(crate) silence_broken: Instant,
    pub(crate) journal: Journal,
    /// Which updates of the log are in the replica.
    pub(crate) numbers: Numbers,
    /// The line to other servers, where there are any.
    pub(crate) together: Option<Together>,
    pub(crate) chores: Chores,
    /// People whose updates broke the document, and how often.
    pub(crate) strikes: HashMap<Reader, u32>,
    /// Since when nobody is here.
    pub(crate) empty_since: Instant,
    /// Ends as soon as nobody is here and everything is written.
    pub(crate) ending: bool,
    /// The server stops: everybody is sent away once this change is durable.
    pub(crate) stop_after: Option<u64>,
    /// The document in memory is of no use; what is unwritten still gets written.
    pub(crate) ruined: bool,
}

/// A room's whole life.
pub(crate) async fn run(id: ContentId, shared: Arc<Shared>, mut door: mpsc::Receiver<Command>) {
    // Before the document is read: what others write after that is heard.
    let together = shared.bus.get().map(|bus| Together::new(bus, id));
    let Loaded { replica, rows, seq } = match load(id, &shared, Vec::new()).await {
        Ok(loaded) => loaded,
        Err(error) => return turn_away(id, &shared, door, &error).await,
    };
    let (settings, now) = (shared.settings.clone(), Instant::now());
    let chores = Chores::new(rows, together.is_none(), now);
    let mut room = Room {
        id,
        replica,
        members: Members::default(),
        presence: Presence::default(),
        presence_sent: now,
        here_changed: false,
        here_told: now,
        silence_broken: now,
        journal: Journal::new(id, shared.contents.clone(), settings),
        numbers: Numbers::new(seq),
        together,
        chores,
        strikes: HashMap::new(),
        empty_since: now,
        ending: false,
        stop_after: None,
        ruined: false,
        shared,
    };
    room.derive_if_old().await;
    let mut inbox = Vec::with_capacity(DOOR);
    loop {
        let next = room.next_deed();
        let Room { journal, chores, together, .. } = &mut room;
        tokio::select! {
            _ = door.recv_many(&mut inbox, DOOR) => room.turn(&mut inbox).await,
            written = journal.written() => room.written(written),
            done = chores.done() => room.chore_done(done),
            news = together::news(together) => room.take_news(news).await,
            () = sleep_until(next) => {}
        }
        room.act(Instant::now());
        if room.may_end(Instant::now()) && room.shared.retire(id, &door) {
            break;
        }
    }
}

/// A document as it is stored.
pub(crate) struct Loaded {
    pub(crate) replica: Replica,
    /// Updates in the log.
    rows: usize,
    /// The number of the last one.
    pub(crate) seq: i64,
}

/// The document as it is stored, with changes that are not written yet.
pub(crate) async fn load(id: ContentId, shared: &Shared, unwritten: Vec<Vec<u8>>) -> Result<Loaded> {
    let StoredDocument { state, updates, seq, .. } = shared.contents.load_document(id).await?;
    let rows = updates.len();
    // A long document takes a while: not on a thread that others wait for.
    let loaded = tokio::task::spawn_blocking(move || Replica::load(std::iter::once(&state).chain(&updates).chain(&unwritten).map(Vec::as_slice)));
    match loaded.await {
        Ok(Ok(replica)) => Ok(Loaded { replica, rows, seq }),
        Ok(Err(Broken)) | Err(_) => {
            tracing::error!(content = %id, "a stored document cannot be read");
            Err(ErrorCode::Internal.into())
        }
    }
}

/// Answers everybody at the door of a room that can't open.
async fn turn_away(id: ContentId, shared: &Shared, mut door: mpsc::Receiver<Command>, error: &Error) {
    shared.forget(id);
    door.close();
    while let Some(command) = door.recv().await {
        if let Command::Join(_, _, answer) | Command::Edit(_, answer) | Command::Settle(answer) = command {
            let _ = answer.send(Err(error.clone()));
        }
    }
}

impl Room {
    /// Another server may have died before it brought the texts up to date, or ended with older ones.
    async fn derive_if_old(&mut self) {
        if self.together.is_some() && self.shared.contents.underived(&[self.id]).await.is_ok_and(|old| !old.is_empty()) {
            self.chores.heard();
        }
    }

    fn written(&mut self, written: Result<Written, Lost>) {
        match written {
            Ok(Written { rows, seq }) => {
                self.chores.logged(rows.len());
                self.announce(seq + 1 - rows.len() as i64, seq, &rows);
                self.members.acknowledge(self.journal.durable());
            }
            Err(lost) => self.lost(&lost),
        }
    }

    fn chore_done(&mut self, done: Done) {
        if let Err(lost) = self.chores.take_done(done, &self.shared.settings) {
            self.lost(&lost);
        }
    }

    /// There is nothing to write to any more.
    fn lost(&mut self, Lost(close): &Lost) {
        tracing::warn!(content = %self.id, why = close.reason(), unwritten = self.journal.unwritten(), "a room ends at once");
        self.journal.forget();
        self.chores.disappoint(&ErrorCode::NotFound.into());
        self.send_all_away(*close);
        self.ruined = true;
        self.ending = true;
    }
}
