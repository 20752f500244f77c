//! All rooms of this server.

use crate::{
    Settings,
    connection::{Connection, Line},
    here::Here,
    listener::{Change, Listener},
    members::Member,
    room::{self, Command, Exact, RoomSender, ServerEdit},
};
use cluster::Bus;
use content::Contents;
use document::{Body, Derived};
use model::{CommentId, ContentId, ErrorCode, Reader, Result, UserId, content::Role, reader::Participant};
use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

/// How often a room may end just when somebody comes in.
const TRIES: usize = 10;

/// The live rooms of this server. Cheap to clone.
#[derive(Clone)]
pub struct Hub {
    pub(crate) shared: Arc<Shared>,
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").field("rooms", &self.open_rooms()).finish_non_exhaustive()
    }
}

/// What the rooms and the hub share. Neither lock is held across an await, nor taken for a frame.
pub(crate) struct Shared {
    pub(crate) contents: Contents,
    pub(crate) settings: Arc<Settings>,
    pub(crate) listener: Option<Arc<dyn Listener>>,
    rooms: Mutex<Rooms>,
    pub(crate) here: Here,
    /// The line to other servers, where there are any.
    pub(crate) bus: OnceLock<Bus>,
    connections: AtomicU64,
    recovered: AtomicBool,
}

#[derive(Default)]
struct Rooms {
    open: HashMap<ContentId, RoomSender>,
    stopped: bool,
}

impl Shared {
    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes who is in a room.
    pub(crate) fn set_here(&self, id: ContentId, people: Vec<Participant>) {
        let (news, all) = self.here.set_mine(id, people.clone());
        if let Some(all) = all {
            self.announce(Change::Here(id, all));
        }
        if news && self.bus.get().is_some() {
            self.announce(Change::HereOfMine(id, people));
        }
    }

    pub(crate) fn announce(&self, change: Change) {
        if let Some(listener) = &self.listener {
            listener.changed(change);
        }
    }

    /// Lets a room end, unless somebody is at its door. One who comes later gets a new room, which finds
    /// everything in the database.
    pub(crate) fn retire(&self, id: ContentId, door: &mpsc::Receiver<Command>) -> bool {
        let mut rooms = self.rooms();
        let empty = door.is_empty();
        if empty {
            rooms.open.remove(&id);
        }
        empty
    }

    /// Takes a room that could not open off the list.
    pub(crate) fn forget(&self, id: ContentId) {
        self.rooms().open.remove(&id);
    }
}

impl Hub {
    /// No rooms yet.
    pub fn new(contents: Contents, settings: Settings) -> Self {
        Self::over(contents, settings, None)
    }

    /// No rooms yet; somebody hears what happens in them.
    pub fn with_listener(contents: Contents, settings: Settings, listener: Arc<dyn Listener>) -> Self {
        Self::over(contents, settings, Some(listener))
    }

    fn over(contents: Contents, settings: Settings, listener: Option<Arc<dyn Listener>>) -> Self {
        let shared = Shared {
            contents,
            settings: Arc::new(settings),
            listener,
            rooms: Mutex::default(),
            here: Here::default(),
            bus: OnceLock::new(),
            connections: AtomicU64::new(1),
            recovered: AtomicBool::new(false),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Opens a connection to a post for somebody with this role. `session` is what they are signed in with:
    /// the connection is closed when that ends. `wants_acks` asks for the message types that are ours.
    ///
    /// The caller reads the role and the session once more afterwards: what changed between the first
    /// reading and the entry has missed this connection.
    ///
    /// # Errors
    /// `NotFound` if the post is gone, `Unavailable` if the database is, or while the server stops.
    pub async fn join(
        &self,
        id: ContentId,
        who: impl Into<Participant>,
        session: Option<String>,
        role: Role,
        wants_acks: bool,
    ) -> Result<Connection> {
        let who = who.into();
        let number = self.shared.connections.fetch_add(1, Ordering::Relaxed);
        for _ in 0..TRIES {
            let (line, outbox) = Line::new(&self.shared.settings);
            let member = Box::new(Member::new(who.clone(), session.clone(), role, wants_acks, line));
            let (done, answer) = oneshot::channel();
            let room = self.enter(id)?;
            if room.send(Command::Join(number, member, done)).await.is_err() {
                continue;
            }
            let Ok(answer) = answer.await else { continue };
            answer?;
            return Ok(Connection::new(number, room, self.shared.settings.clone(), outbox));
        }
        Err(ErrorCode::Unavailable.into())
    }

    /// How many posts are open right now.
    pub fn open_rooms(&self) -> usize {
        self.shared.rooms().open.len()
    }

    /// The room of a post, opened if it is not open.
    fn enter(&self, id: ContentId) -> Result<RoomSender> {
        let mut rooms = self.shared.rooms();
        if rooms.stopped {
            return Err(ErrorCode::Unavailable.into());
        }
        // One whose task died is replaced.
        if let Some(room) = rooms.open.get(&id).filter(|room| !room.is_closed()) {
            return Ok(room.clone());
        }
        let (room, door) = mpsc::channel(room::DOOR);
        rooms.open.insert(id, room.clone());
        tokio::spawn(room::run(id, self.shared.clone(), door));
        Ok(room)
    }

    pub(crate) fn if_open(&self, id: ContentId) -> Option<RoomSender> {
        self.shared.rooms().open.get(&id).cloned()
    }

    /// Somebody's role has changed, or is gone: their open connections are demoted or closed at once.
    pub async fn role_changed(&self, id: ContentId, who: impl Into<Reader>, role: Option<Role>) {
        self.change(Change::Role(id, who.into(), role)).await;
    }

    /// Sessions of a person have ended, all but one: their connections are closed.
    pub async fn session_ended(&self, user: UserId, but: Option<&str>) {
        self.change(Change::SessionsEnded(user, but.map(str::to_owned))).await;
    }

    /// One session or token of a person has ended: the connections made with it are closed.
    pub async fn signed_out(&self, user: UserId, session: &str) {
        self.change(Change::SignedOut(user, session.to_owned())).await;
    }

    /// A post is in the trash or deleted: everybody is sent away.
    pub async fn gone(&self, id: ContentId) {
        self.change(Change::Gone(id)).await;
    }

    /// Gives a post another title, as one more writer of its live document; durable when this returns.
    ///
    /// # Errors
    /// Those of [`Self::edit`].
    pub async fn set_title(&self, id: ContentId, who: impl Into<Reader>, title: &str) -> Result<()> {
        let title: Arc<str> = title.into();
        self.edit(id, Some(who.into()), title.len(), move |doc| document::set_title(doc, &title)).await
    }

    /// Gives a post another text, as one more writer of its live document; durable when this returns. Blocks that
    /// stay the same are not touched: what others type in them stays.
    ///
    /// # Errors
    /// Those of [`Self::edit`].
    pub async fn set_body(&self, id: ContentId, who: impl Into<Reader>, body: Body) -> Result<()> {
        let (size, body) = (body.size(), Arc::new(body));
        let measured = body.clone();
        let exact: Exact = Arc::new(move |doc| document::growth(doc, &measured));
        self.make(id, Some(who.into()), size, Some(exact), move |doc| document::set_body(doc, &body)).await
    }

    /// Whether a post may get these title and body: asked before anything is kept for that.
    ///
    /// # Errors
    /// `TooLarge`; those of [`Self::edit`].
    pub async fn check_room(&self, id: ContentId, title: &str, body: &Body) -> Result<()> {
        let (title, body) = (title.len(), body.clone());
        let size = title + body.size();
        let exact: Exact = Arc::new(move |doc| title + document::growth(doc, &body));
        self.make(id, None, size, Some(exact), |_| ()).await
    }

    /// Makes a post again what it was, as one more writer of its live document: everybody who has it open sees it
    /// arrive. Durable when this returns. Returns what it was right before.
    ///
    /// # Errors
    /// Those of [`Self::edit`].
    pub async fn restore(&self, id: ContentId, who: impl Into<Reader>, title: &str, body: Body) -> Result<Derived> {
        let (size, title, body): (_, Arc<str>, _) = (title.len() + body.size(), title.into(), Arc::new(body));
        let (longest, measured) = (title.len(), body.clone());
        let exact: Exact = Arc::new(move |doc| longest + document::growth(doc, &measured));
        let restore = move |doc: &yrs::Doc| {
            let before = document::derive(doc);
            document::restore(doc, &title, &body);
            before
        };
        self.make(id, Some(who.into()), size, Some(exact), restore).await
    }

    /// Changes a live document, by at most so many bytes, as one more of its writers; durable when this returns what
    /// `edit` returned. `who` has written then; what is no writing, as marks of comments are, is nobody's. The edit
    /// may be tried again in another room, where the first one ended just then.
    ///
    /// # Errors
    /// `NotFound` if the post is gone, `TooLarge` if the document would be over its bound, `Unavailable` if the
    /// database is.
    pub async fn edit<T: Send + 'static>(
        &self,
        id: ContentId,
        who: Option<Reader>,
        bytes: usize,
        edit: impl Fn(&yrs::Doc) -> T + Clone + Send + 'static,
    ) -> Result<T> {
        self.make(id, who, bytes, None, edit).await
    }

    async fn make<T: Send + 'static>(
        &self,
        id: ContentId,
        who: Option<Reader>,
        bytes: usize,
        exact: Option<Exact>,
        edit: impl Fn(&yrs::Doc) -> T + Clone + Send + 'static,
    ) -> Result<T> {
        let all = async {
            for _ in 0..TRIES {
                let (done, answer) = oneshot::channel();
                let (result, made) = oneshot::channel();
                let (edit, exact) = (edit.clone(), exact.clone());
                let change = Box::new(move |doc: &yrs::Doc| drop(result.send(edit(doc))));
                let room = self.enter(id)?;
                if room.send(Command::Edit(ServerEdit { who, bytes, exact, change }, done)).await.is_ok()
                    && let Ok(answer) = answer.await
                {
                    answer?;
                    return made.await.map_err(|_| ErrorCode::Internal.into());
                }
            }
            Err(ErrorCode::Unavailable.into())
        };
        timeout(self.shared.settings.settle_within, all).await.unwrap_or_else(|_| Err(ErrorCode::Unavailable.into()))
    }

    /// A thread of comments has changed: those who have the post open hear of it.
    pub async fn comments_changed(&self, id: ContentId, thread: CommentId) {
        self.change(Change::Comments(id, thread)).await;
    }

    /// Does it in the rooms of this server, and tells it.
    async fn change(&self, change: Change) {
        self.apply(&change).await;
        self.shared.announce(change);
    }

    /// Goes once through the documents that a server left behind when it died: their texts for lists, search and
    /// exports are older than what was saved. Until this has been done, [`Self::settle`] opens what it is asked for.
    ///
    /// # Errors
    /// `Unavailable` if the database is; try again then.
    pub async fn recover(&self) -> Result<()> {
        for id in self.shared.contents.logged().await? {
            if let Err(error) = self.settle(id).await {
                tracing::warn!(content = %id, code = error.code.as_str(), "a document could not be recovered");
            }
        }
        self.shared.recovered.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// When this returns, the texts that are kept for lists, search and exports are those of now.
    ///
    /// # Errors
    /// `Unavailable` if the database does not answer in time.
    pub async fn settle(&self, id: ContentId) -> Result<()> {
        // A room that ended well has done this as its last deed.
        let room = match self.if_open(id) {
            Some(room) => room,
            // Another server's room may be at work, or have died.
            None if self.shared.bus.get().is_some() => {
                if self.shared.contents.underived(&[id]).await?.is_empty() {
                    return Ok(());
                }
                self.enter(id)?
            }
            None if self.shared.recovered.load(Ordering::Relaxed) => return Ok(()),
            None => self.enter(id)?,
        };
        let (done, answer) = oneshot::channel();
        if room.send(Command::Settle(done)).await.is_err() {
            return Ok(());
        }
        match timeout(self.shared.settings.settle_within, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Ok(()),
            Err(_) => Err(ErrorCode::Unavailable.into()),
        }
    }

    /// Settles those of the posts that are open, here or on another server. Whether there was one.
    ///
    /// # Errors
    /// `Unavailable` if the database does not answer in time.
    pub async fn settle_open(&self, ids: impl IntoIterator<Item = ContentId>) -> Result<bool> {
        let (mut open, closed): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| self.if_open(*id).is_some());
        if self.shared.bus.get().is_some() {
            open.extend(self.shared.contents.underived(&closed).await?);
        }
        futures::future::try_join_all(open.iter().map(|id| self.settle(*id))).await?;
        Ok(!open.is_empty())
    }

    /// Who is inside right now, each person once. Posts with nobody inside are left out.
    pub fn here(&self, ids: &[ContentId]) -> HashMap<ContentId, Vec<Participant>> {
        self.shared.here.all(ids)
    }

    /// Writes everything that is not durable yet, closes all connections and opens no room any more.
    /// Gives up on a database that does not answer within the time that is set.
    pub async fn shutdown(&self) {
        self.shared.rooms().stopped = true;
        let rooms = self.all();
        let all = async {
            for room in &rooms {
                let _ = room.send(Command::Stop).await;
            }
            for room in &rooms {
                room.closed().await;
            }
        };
        if timeout(self.shared.settings.shutdown_within, all).await.is_err() {
            let left = rooms.iter().filter(|room| !room.is_closed()).count();
            tracing::error!(left, "some documents could not be written before the stop");
        }
    }

    pub(crate) fn all(&self) -> Vec<RoomSender> {
        self.rooms().into_iter().map(|(_, room)| room).collect()
    }

    pub(crate) fn rooms(&self) -> Vec<(ContentId, RoomSender)> {
        self.shared.rooms().open.iter().map(|(id, room)| (*id, room.clone())).collect()
    }
}
