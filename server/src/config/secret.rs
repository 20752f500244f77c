//! Secrets: never shown, and the key that is made when none is set.

use std::{
    fmt, fs,
    io::{self, Write},
    path::Path,
};

/// The shortest key that is taken, in characters.
pub const SHORTEST: usize = 32;

/// A text that must not be seen in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// The key in the data folder; made at the first start, readable by the program's own user only.
///
/// # Errors
/// The folder can't be read or written.
pub fn kept_in(folder: &Path) -> io::Result<Secret> {
    fs::create_dir_all(folder)?;
    let path = folder.join("secret-key");
    match fs::read_to_string(&path) {
        Ok(key) if key.trim().len() >= SHORTEST => return Ok(Secret(key.trim().to_owned())),
        Ok(_) => {
            return Err(io::Error::other(format!("{} is too short to be a key; delete it and a new one is made", path.display())));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let key = db::secret();
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&path) {
        Ok(mut file) => {
            writeln!(file, "{key}")?;
            file.sync_all()?;
            Ok(Secret(key))
        }
        // Another start was a moment faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Secret(fs::read_to_string(&path)?.trim().to_owned())),
        Err(error) => Err(error),
    }
}
