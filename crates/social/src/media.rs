//! Where the files are: read for uploads, and served by signed addresses to platforms that fetch.

use crate::{Problem, ProblemCode, Secret, Verdict};
use async_trait::async_trait;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    fmt::{Debug, Write},
    io::SeekFrom,
    path::PathBuf,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// A store of files.
#[async_trait]
pub trait MediaStore: Send + Sync + Debug {
    /// `length` bytes from `from` on.
    async fn read(&self, key: &str, from: u64, length: u64) -> Result<Bytes, Problem>;

    /// An address that serves the file for an hour.
    fn url(&self, key: &str) -> String;
}

/// A folder, whose files the server serves below `base`.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// The beginning of addresses, without a slash at the end.
    pub base: String,
    /// Signs addresses.
    pub secret: Secret,
}

const HOUR: i64 = 3_600_000;

impl Folder {
    /// Whether an address with this end and signature serves the file now.
    pub fn admits(&self, key: &str, until: i64, signature: &str, now: i64) -> bool {
        let Some(signature) = unhex(signature) else { return false };
        until > now && is_key(key) && self.mac(key, until).verify_slice(&signature).is_ok()
    }

    /// The file of a key, which can't lead out of the folder.
    pub fn path(&self, key: &str) -> Option<PathBuf> {
        is_key(key).then(|| self.root.join(key))
    }

    fn mac(&self, key: &str, until: i64) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.expose().as_bytes()).expect("HMAC takes keys of every length");
        mac.update(format!("media/{key}/{until}").as_bytes());
        mac
    }
}

/// Keys are names that we made: nothing in them leads anywhere.
fn is_key(key: &str) -> bool {
    (1..=100).contains(&key.len()) && !key.starts_with('.') && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[async_trait]
impl MediaStore for Folder {
    async fn read(&self, key: &str, from: u64, length: u64) -> Result<Bytes, Problem> {
        let missing = |detail: String| Problem::new(ProblemCode::MediaMissing, Verdict::Never, detail);
        let path = self.path(key).ok_or_else(|| missing("not a key".to_owned()))?;
        let read = async {
            let mut file = tokio::fs::File::open(path).await?;
            file.seek(SeekFrom::Start(from)).await?;
            let mut bytes = Vec::new();
            file.take(length).read_to_end(&mut bytes).await?;
            Ok::<_, std::io::Error>(bytes)
        };
        let bytes = read.await.map_err(|error| missing(error.kind().to_string()))?;
        if bytes.len() as u64 == length { Ok(bytes.into()) } else { Err(missing("the file is shorter than it was".to_owned())) }
    }

    fn url(&self, key: &str) -> String {
        let until = db::now().0 + HOUR;
        let signature = hex(&self.mac(key, until).finalize().into_bytes());
        format!("{}/{key}?until={until}&signature={signature}", self.base)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

/// The bytes of hex digits, in either case.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |b: &u8| char::from(*b).to_digit(16);
    digits.chunks(2).map(|pair| u8::try_from(digit(&pair[0])? * 16 + digit(&pair[1])?).ok()).collect()
}
