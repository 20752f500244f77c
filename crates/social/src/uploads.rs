//! Files on their way to be published: they come in pieces, are known by their bytes, and leave nothing half behind.

use crate::{media::hex, sniff, store::media as store};
use accounts::Clock;
use bytes::Bytes;
use db::Db;
use futures::{Stream, StreamExt};
use model::{
    Error, ErrorCode, Result, UserId,
    error::{Check, Problem},
    social::{CHUNK_MAX, MEDIA_MAX, MediaView, QUOTA},
};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};
use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
};
use uuid::Uuid;

/// Uploads of somebody that may be on their way at once.
const OPEN_MAX: i64 = 10;
/// An upload that nobody goes on with for so long is erased.
const ABANDONED: i64 = 86_400_000;

/// The files that people upload. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Uploads(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    root: PathBuf,
    clock: Clock,
    /// Files that a piece is being written to.
    busy: Mutex<HashSet<String>>,
}

/// The right to write to a file; one at a time has it.
struct Turn<'a>(&'a Inner, &'a str);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(self.1);
    }
}

impl Uploads {
    /// In this folder, which is made when it is needed.
    pub fn new(db: Db, root: PathBuf, clock: Clock) -> Self {
        Self(Arc::new(Inner { db, root, clock, busy: Mutex::default() }))
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
        let known = self.get(user, key).await?;
        if known.received != from || known.kind.is_some() {
            return Err(ErrorCode::TooLate.into());
        }
        let _turn = self.turn(key)?;
        let path = self.0.root.join(key);
        let mut file = OpenOptions::new().write(true).open(&path).await.map_err(disk)?;
        let to = match write(&mut file, from, known.size, pieces).await {
            Ok(to) => to,
            Err(error) => {
                // The rest of a piece is of no use to anybody.
                file.set_len(from).await.map_err(disk)?;
                return Err(error);
            }
        };
        let mut tx = self.0.db.write().await?;
        let ours = store::grown(&mut tx, key, signed(from), signed(to), self.0.clock.now().0).await?;
        tx.commit().await?;
        if !ours {
            return Err(ErrorCode::TooLate.into());
        }
        if to == known.size {
            self.end(key, &path).await?;
        }
        self.get(user, key).await
    }

    fn turn<'a>(&'a self, key: &'a str) -> Result<Turn<'a>> {
        let free = self.0.busy.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        if free { Ok(Turn(&self.0, key)) } else { Err(ErrorCode::TooLate.into()) }
    }

    /// All bytes are here: what are they?
    async fn end(&self, key: &str, path: &Path) -> Result<()> {
        let (head, sha256) = read(path).await.map_err(disk)?;
        let mut tx = self.0.db.write().await?;
        let Some((kind, content_type)) = sniff::sniff(&head) else {
            store::delete(&mut tx, key).await?;
            tx.commit().await?;
            fs::remove_file(path).await.map_err(disk)?;
            return Err(ErrorCode::WrongType.into());
        };
        store::whole(&mut tx, key, kind, content_type, &sha256).await?;
        tx.commit().await
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
    file.sync_data().await.map_err(disk)?;
    Ok(to)
}

/// The first bytes of a file, and the hash of all.
async fn read(path: &Path) -> io::Result<(Vec<u8>, String)> {
    let mut file = File::open(path).await?;
    let (mut head, mut hash, mut some) = (Vec::new(), Sha256::new(), vec![0; 1 << 18]);
    loop {
        let many = file.read(&mut some).await?;
        if many == 0 {
            return Ok((head, hex(&hash.finalize())));
        }
        hash.update(&some[..many]);
        let room = sniff::HEAD.saturating_sub(head.len()).min(many);
        head.extend_from_slice(&some[..room]);
    }
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
