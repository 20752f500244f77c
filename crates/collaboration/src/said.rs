//! What the rooms of one post say to each other across servers.

use crate::wire::{Bad, Reader, put_bytes, put_number};

const UPDATES: u64 = 1;
const NUMBERS: u64 = 2;
const PRESENCE: u64 = 3;
const WHO_IS_HERE: u64 = 4;
const WRITERS: u64 = 5;

/// A message of another server's room.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Said<'a> {
    /// These updates are in the database, with the numbers from the first to the last.
    Updates(i64, i64, Vec<&'a [u8]>),
    /// The updates with these numbers, first and last, are in the database, and too long to be said.
    Numbers(i64, i64),
    /// Presence of clients that are connected there.
    Presence(&'a [u8]),
    /// "Who is connected to you?"
    WhoIsHere,
    /// Whether somebody who may write is connected there.
    Writers(bool),
}

/// Reads a message to the last byte.
pub(crate) fn read(bytes: &[u8]) -> Result<Said<'_>, Bad> {
    let mut reader = Reader::new(bytes);
    let said = match reader.number()? {
        UPDATES => {
            let (first, last) = numbers(&mut reader)?;
            let count = reader.count(1)?;
            Said::Updates(first, last, (0..count).map(|_| reader.bytes()).collect::<Result<_, _>>()?)
        }
        NUMBERS => {
            let (first, last) = numbers(&mut reader)?;
            Said::Numbers(first, last)
        }
        PRESENCE => Said::Presence(reader.bytes()?),
        WHO_IS_HERE => Said::WhoIsHere,
        WRITERS => match reader.number()? {
            0 => Said::Writers(false),
            1 => Said::Writers(true),
            _ => return Err("neither yes nor no"),
        },
        _ => return Err("an unknown message between servers"),
    };
    reader.end()?;
    Ok(said)
}

/// First and last.
fn numbers(reader: &mut Reader<'_>) -> Result<(i64, i64), Bad> {
    let mut number = || i64::try_from(reader.number()?).map_err(|_| "a number is too big");
    let (first, last) = (number()?, number()?);
    if (1..=last).contains(&first) { Ok((first, last)) } else { Err("numbers run backwards") }
}

/// "These are in the database", with the updates themselves where they are no more than `longest` bytes.
pub(crate) fn updates(first: i64, last: i64, updates: &[Vec<u8>], longest: usize) -> Vec<u8> {
    // Each has its length before it, of five bytes at the most.
    let whole = updates.iter().map(|update| update.len() + 5).sum::<usize>() + 32 <= longest;
    let mut message = Vec::new();
    put_number(&mut message, if whole { UPDATES } else { NUMBERS });
    put_number(&mut message, first.unsigned_abs());
    put_number(&mut message, last.unsigned_abs());
    if whole {
        put_number(&mut message, updates.len() as u64);
        for update in updates {
            put_bytes(&mut message, update);
        }
    }
    message
}

/// Presence of clients that are connected here.
pub(crate) fn presence(body: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(body.len() + 6);
    put_number(&mut message, PRESENCE);
    put_bytes(&mut message, body);
    message
}

/// "Who is connected to you?"
pub(crate) fn who_is_here() -> Vec<u8> {
    vec![WHO_IS_HERE as u8]
}

/// Whether somebody who may write is connected here.
pub(crate) fn writers(here: bool) -> Vec<u8> {
    vec![WRITERS as u8, u8::from(here)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back_as_they_were_written() {
        let two = [vec![1, 2], vec![3]];
        assert_eq!(read(&updates(6, 7, &two, 1000)), Ok(Said::Updates(6, 7, vec![&[1, 2], &[3]])));
        assert_eq!(read(&updates(6, 7, &two, 10)), Ok(Said::Numbers(6, 7)));
        assert_eq!(read(&presence(&[0])), Ok(Said::Presence(&[0])));
        assert_eq!(read(&who_is_here()), Ok(Said::WhoIsHere));
        assert_eq!((read(&writers(true)), read(&writers(false))), (Ok(Said::Writers(true)), Ok(Said::Writers(false))));
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for bytes in [&[][..], &[0], &[5], &[1, 1, 2, 9], &[1, 1, 1, 1, 2, 0], &[1, 0, 0, 0], &[2, 3], &[2, 3, 2], &[3, 1], &[4, 4], &[5, 2], &[6]] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }
}
