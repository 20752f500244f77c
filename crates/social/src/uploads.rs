//! Files on their way to be published: they come in pieces, are known by their bytes, and leave nothing half behind.

use crate::{MediaKind, sniff, store::media as store};
use accounts::Clock;
use bytes::Bytes;
use db::Db;
use futures::{Stream, StreamExt};
use model::{
    Error, ErrorCode, Result, UserId,
    error::{Check, Problem},
    social::{CHUNK_MAX, MEDIA_MAX, MediaView, QUOTA},
};
use std::{
    io, mem,
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
    time::{Duration, SystemTime},
};
use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
    runtime::Handle,
    time::timeout,
};
use uuid::Uuid;

/// Uploads of somebody that may be on their way at once.
const OPEN_MAX: i64 = 10;
/// An upload that nobody goes on with for so long is erased.
const ABANDONED: i64 = 86_400_000;
/// A turn that was not ended by then was lost with its server: longer than a piece may take.
const TURN: i64 = 180_000;
/// A piece that is not here by then has broken off.
const PATIENCE: Duration = Duration::from_secs(120);

/// The files that people upload. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Uploads(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    root: PathBuf,
    clock: Clock,
}

/// The right to write to a file; one at a time has it. It ends by itself if its server dies.
struct Turn {
    of: Arc<Inner>,
    key: String,
    /// Which of all turns this is.
    name: String,
    over: bool,
}

impl Turn {
    /// Nobody has taken it over; and nobody will for as long again.
    async fn is_still_ours(&self) -> Result<bool> {
        let mut tx = self.of.db.write().await?;
        let ours = store::keep_turn(&mut tx, &self.key, &self.name, self.of.clock.now().0 + TURN).await?;
        tx.commit().await?;
        Ok(ours)
    }

    async fn end(mut self) -> Result<()> {
        self.over = true;
        give_up(&self.of.db, &self.key, &self.name).await
    }

    /// It was ended with what was written.
    fn ended(mut self) {
        self.over = true;
    }
}

impl Drop for Turn {
    /// A sender that went away, or an error: the next one need not wait.
    fn drop(&mut self) {
        if self.over {
            return;
        }
        let (of, key, name) = (Arc::clone(&self.of), mem::take(&mut self.key), mem::take(&mut self.name));
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = give_up(&of.db, &key, &name).await {
                    tracing::warn!(key, %error, "an upload waits until its turn has ended by itself");
                }
            });
        }
    }
}

async fn give_up(db: &Db, key: &str, name: &str) -> Result<()> {
    let mut tx = db.write().await?;
    store::end_turn(&mut tx, key, name).await?;
    tx.commit().await
}

impl Uploads {
    /// In this folder, which is made when it is needed.
    pub fn new(db: Db, root: PathBuf, clock: Clock) -> Self {
        Self(Arc::new(Inner { db, root, clock }))
    }

    /// Announces a file.
    ///
    /// # Errors
    /// `Invalid`: `name`, `size`; `LimitReached` for too many bytes or unfinished uploads; `NoSpace`.
    pub async fn begin(&self, user: UserId, name: &str, size: u64) -> Result<MediaView> {
        let mut check = Check::new();
        check.length("name", name.trim(), 1, 200);
        match size {
            0 => check.wrong("size", Problem::TooSmall),
            size if size > MEDIA_MAX => check.wrong("size", Problem::TooGreat),
            _ => {}
        }
        check.done()?;
        let key = db::new_id::<Uuid>().to_string();
        fs::create_dir_all(&self.0.root).await.map_err(disk)?;
        let mut tx = self.0.db.write().await?;
        // Whoever counts for one person takes turns.
        store::hold_person(&mut tx, user).await?;
        let (bytes, open) = store::taken(&mut tx, user).await?;
        if number(bytes).saturating_add(size) > QUOTA || open >= OPEN_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        store::insert(&mut tx, user, &key, name.trim(), signed(size), self.0.clock.now().0).await?;
        // Before the row is there for good: a row without a file could never be gone on with.
        File::create(self.0.root.join(&key)).await.map_err(disk)?;
        tx.commit().await?;
        self.get(user, &key).await
    }

    /// The next piece of a file, from where it stands.
    ///
    /// # Errors
    /// `NotFound`; `TooLate` if it stands elsewhere, or another piece is just coming; `TooLarge` for a piece over its bound or
    /// the file's end; `BadRequest` if it broke off; `NoSpace`; `WrongType` if the whole file is none that platforms take: it
    /// is erased then. Whatever fails, what was there stays as it was.
    pub async fn append<E>(&self, user: UserId, key: &str, from: u64, pieces: impl Stream<Item = Result<Bytes, E>>) -> Result<MediaView> {
        let size = self.get(user, key).await?.size;
        // From here on it stands at `from`, and nobody else moves it.
        let turn = self.turn(key, from).await?;
        let path = self.0.root.join(key);
        let mut file = OpenOptions::new().write(true).open(&path).await.map_err(disk)?;
        let written = timeout(PATIENCE, write(&mut file, from, size, pieces)).await.unwrap_or_else(|_| Err(ErrorCode::BadRequest.into()));
        let to = match written {
            Ok(to) => to,
            Err(error) => {
                // The rest of a piece is of no use to anybody; left there, the next one covers it. Whoever has the turn by now
                // needs what is there.
                if turn.is_still_ours().await?
                    && let Err(error) = file.set_len(from).await
                {
                    tracing::warn!(key, %error, "the rest of a piece stays");
                }
                turn.end().await?;
                return Err(error);
            }
        };
        let found = if to == size { Some(look(&path, size).await?) } else { None };
        let mut tx = self.0.db.write().await?;
        if !store::grown(&mut tx, key, &turn.name, signed(to), self.0.clock.now().0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        match found {
            None => {}
            Some(Some((kind, content_type))) => store::whole(&mut tx, key, kind, content_type).await?,
            Some(None) => store::delete(&mut tx, key).await?,
        }
        tx.commit().await?;
        turn.ended();
        if found == Some(None) {
            self.erase(key).await;
            return Err(ErrorCode::WrongType.into());
        }
        self.get(user, key).await
    }

    /// Takes the right to write to a file that stands there, for every server.
    async fn turn(&self, key: &str, from: u64) -> Result<Turn> {
        let name = db::new_id::<Uuid>().to_string();
        let now = self.0.clock.now().0;
        let mut tx = self.0.db.write().await?;
        let ours = store::take_turn(&mut tx, key, &name, signed(from), now, now + TURN).await?;
        tx.commit().await?;
        if ours { Ok(Turn { of: Arc::clone(&self.0), key: key.to_owned(), name, over: false }) } else { Err(ErrorCode::TooLate.into()) }
    }

    /// One of somebody's.
    ///
    /// # Errors
    /// `NotFound` if it is another's.
    pub async fn get(&self, user: UserId, key: &str) -> Result<MediaView> {
        Ok(store::get(&self.0.db, user, key).await?.ok_or(ErrorCode::NotFound)?)
    }

    /// A file that is whole, whoever's it is: for addresses that are signed.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn whole(&self, key: &str) -> Result<MediaView> {
        Ok(store::any(&self.0.db, key).await?.filter(|media| media.kind.is_some()).ok_or(ErrorCode::NotFound)?)
    }

    /// Somebody's, the newest first; at most 200.
    pub async fn list(&self, user: UserId) -> Result<Vec<MediaView>> {
        store::list(&self.0.db, user).await
    }

    /// Erases one.
    ///
    /// # Errors
    /// `NotFound`; `TooLate` while a publication needs it.
    pub async fn delete(&self, user: UserId, key: &str) -> Result<()> {
        self.get(user, key).await?;
        let mut tx = self.0.db.write().await?;
        // Who is just linking it comes before or after, not in between.
        store::hold(&mut tx, key).await?;
        if store::is_needed(&mut tx, key).await? {
            return Err(ErrorCode::TooLate.into());
        }
        store::delete(&mut tx, key).await?;
        tx.commit().await?;
        self.erase(key).await;
        Ok(())
    }

    async fn erase(&self, key: &str) {
        if let Err(error) = fs::remove_file(self.0.root.join(key)).await
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(key, %error, "a file stays until files without rows are looked for");
        }
    }

    /// Erases uploads that nobody went on with for a day, and files of which no row knows. A failure is logged; the next time
    /// will do.
    pub async fn prune(&self) {
        if let Err(error) = self.pruned().await {
            tracing::warn!(%error, "abandoned uploads stay until the next try");
        }
    }

    async fn pruned(&self) -> Result<()> {
        for key in store::abandoned(&self.0.db, self.0.clock.now().0 - ABANDONED).await? {
            let mut tx = self.0.db.write().await?;
            store::delete(&mut tx, &key).await?;
            tx.commit().await?;
            self.erase(&key).await;
        }
        let Ok(mut files) = fs::read_dir(&self.0.root).await else { return Ok(()) };
        while let Some(file) = files.next_entry().await.map_err(disk)? {
            let Ok(key) = file.file_name().into_string() else { continue };
            let changed = file.metadata().await.and_then(|about| about.modified()).map_err(disk)?;
            let old = SystemTime::now().duration_since(changed).is_ok_and(|age| age > Duration::from_secs(86_400));
            if old && store::any(&self.0.db, &key).await?.is_none() {
                self.erase(&key).await;
            }
        }
        Ok(())
    }
}

/// Where it stands afterwards.
async fn write<E>(file: &mut File, from: u64, size: u64, pieces: impl Stream<Item = Result<Bytes, E>>) -> Result<u64> {
    file.seek(io::SeekFrom::Start(from)).await.map_err(disk)?;
    let (mut to, most) = (from, size.min(from + CHUNK_MAX));
    let mut pieces = pin!(pieces);
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| ErrorCode::BadRequest)?;
        to += piece.len() as u64;
        if to > most {
            return Err(ErrorCode::TooLarge.into());
        }
        file.write_all(&piece).await.map_err(disk)?;
    }
    // The last buffer is written behind our back: only flushing tells whether it could be.
    file.flush().await.map_err(disk)?;
    file.sync_data().await.map_err(disk)?;
    Ok(to)
}

/// What a file of this size is, by its first bytes.
async fn look(path: &Path, size: u64) -> Result<Option<(MediaKind, &'static str)>> {
    let file = File::open(path).await.map_err(disk)?;
    let length = file.metadata().await.map_err(disk)?.len();
    if length != size {
        tracing::error!(length, size, "a file has not the length of what was written to it");
        return Err(ErrorCode::Unavailable.into());
    }
    let mut head = Vec::new();
    file.take(sniff::HEAD as u64).read_to_end(&mut head).await.map_err(disk)?;
    Ok(sniff::sniff(&head))
}

fn disk(error: io::Error) -> Error {
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge);
    tracing::error!(%error, "the folder for media");
    Error::from(if full { ErrorCode::NoSpace } else { ErrorCode::Unavailable })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(signed: i64) -> u64 {
    u64::try_from(signed).unwrap_or_default()
}
