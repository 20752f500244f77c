//! The files of a form: on their way, here, or stopped. The requests themselves are in `upload`.

use super::{filled::Picked, upload};
use leptos::{prelude::*, task::spawn_local};
use model::{
    Error, ErrorCode,
    social::{MediaFile, MediaView},
};
use std::cell::Cell;
use web_sys::File;

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// On its way.
    Sending,
    /// With the server.
    Here(MediaFile),
    /// It could not be sent.
    Failed(Error),
}

/// A file of the form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Upload {
    /// Its number in this tab.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: f64,
    /// Bytes that have gone.
    pub sent: f64,
    /// What is seen, for those who cannot see it.
    pub alt: String,
    /// Where it is.
    pub stage: Stage,
    /// What the server has of it.
    begun: Option<MediaView>,
}

/// The files of a form, in their order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uploads(RwSignal<Vec<Upload>>);

/// Files that were chosen get numbers from here on, above those that a form begins with.
const FIRST: u32 = 1_000;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(FIRST) };
}

impl Uploads {
    /// Those that a form begins with.
    pub fn new(files: Vec<Picked>) -> Self {
        let of = |(number, picked): (u32, Picked)| Upload {
            number,
            name: picked.name,
            size: bytes(picked.file.size),
            sent: bytes(picked.file.size),
            alt: picked.alt,
            stage: Stage::Here(picked.file),
            begun: None,
        };
        Self(RwSignal::new((0..).zip(files).map(of).collect()))
    }

    /// Takes a file up and sends it.
    pub fn add(self, file: File) {
        let number = NEXT.get();
        NEXT.set(number + 1);
        let (name, size) = (file.name(), file.size());
        let upload = Upload { number, name, size, sent: 0.0, alt: String::new(), stage: Stage::Sending, begun: None };
        self.0.update(|all| all.push(upload));
        upload::hold(number, file);
        self.send(number, None);
    }

    /// Goes on with one that could not be sent.
    pub fn again(self, number: u32) {
        let begun = untrack(|| self.of(number)).and_then(|one| one.begun);
        self.change(number, |one| one.stage = Stage::Sending);
        self.send(number, begun);
    }

    fn send(self, number: u32, begun: Option<MediaView>) {
        let tell = move |sent: f64, known: Option<&MediaView>| {
            self.change(number, |one| {
                one.sent = sent;
                if let Some(known) = known {
                    one.begun = Some(known.clone());
                }
            });
        };
        spawn_local(async move {
            let went = upload::send(number, begun, tell).await;
            if upload::is_dropped(number) {
                return;
            }
            self.change(number, |one| match went {
                Ok(media) => {
                    one.sent = one.size;
                    one.stage = media.file().map_or_else(|| Stage::Failed(ErrorCode::Internal.into()), Stage::Here);
                }
                Err(error) => {
                    if matches!(error.code, ErrorCode::WrongType | ErrorCode::NotFound) {
                        // The server has it no more.
                        one.begun = None;
                    }
                    one.stage = Stage::Failed(error);
                }
            });
        });
    }

    fn change(self, number: u32, change: impl FnOnce(&mut Upload)) {
        // The page may have been left meanwhile.
        self.0.try_update(|all| {
            if let Some(one) = all.iter_mut().find(|one| one.number == number) {
                change(one);
            }
        });
    }

    /// Takes one out; what is under way is stopped, and what was sent from this form is erased.
    pub fn remove(self, number: u32) {
        upload::drop_file(number);
        let key = untrack(|| self.of(number)).and_then(|one| match one.stage {
            Stage::Here(file) => Some(file.key),
            Stage::Sending | Stage::Failed(_) => one.begun.map(|begun| begun.key),
        });
        if let Some(key) = key.filter(|_| number >= FIRST) {
            spawn_local(async move { upload::erase(&key).await });
        }
        self.0.update(|all| all.retain(|one| one.number != number));
    }

    /// Moves one before its neighbour.
    pub fn earlier(self, number: u32) {
        self.0.update(|all| {
            if let Some(at) = all.iter().position(|one| one.number == number).filter(|at| *at > 0) {
                all.swap(at, at - 1);
            }
        });
    }

    /// Writes down what is seen in one.
    pub fn describe(self, number: u32, alt: String) {
        self.change(number, |one| one.alt = alt);
    }

    /// One of them, as it is.
    pub fn of(self, number: u32) -> Option<Upload> {
        self.0.with(|all| all.iter().find(|one| one.number == number).cloned())
    }

    /// Their numbers, in their order.
    pub fn numbers(self) -> Vec<u32> {
        self.0.with(|all| all.iter().map(|one| one.number).collect())
    }

    /// Those that are with the server.
    pub fn picked(self) -> Vec<Picked> {
        let picked = |one: &Upload| match &one.stage {
            Stage::Here(file) => Some(Picked { file: file.clone(), name: one.name.clone(), alt: one.alt.clone() }),
            _ => None,
        };
        self.0.with(|all| all.iter().filter_map(picked).collect())
    }

    /// Whether some are not with the server.
    pub fn waits(self) -> bool {
        self.0.with(|all| all.iter().any(|one| !matches!(one.stage, Stage::Here(_))))
    }
}

/// A number of bytes as JavaScript has them; files are far below what that cannot hold.
fn bytes(size: u64) -> f64 {
    u32::try_from(size / 1024).map_or(f64::MAX, |kib| f64::from(kib) * 1024.0 + f64::from(u16::try_from(size % 1024).unwrap_or_default()))
}

/// A size for people: `3.4 MB`.
pub(super) fn readable(size: f64) -> String {
    let units = ["B", "kB", "MB", "GB"];
    let mut size = size.max(0.0);
    let mut unit = 0;
    while size >= 1_000.0 && unit + 1 < units.len() {
        size /= 1_000.0;
        unit += 1;
    }
    if unit == 0 { format!("{size:.0} {}", units[unit]) } else { format!("{size:.1} {}", units[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        assert_eq!((readable(0.0), readable(999.0), readable(3_400_000.0)), ("0 B".into(), "999 B".into(), "3.4 MB".into()));
        assert_eq!(bytes(4 * 1024 * 1024 * 1024 + 5).to_string(), "4294967301");
    }
}
