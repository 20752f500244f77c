//! A message between servers: who says it, what kind it is, and a body that this crate does not look into.

use crate::ServerId;
use uuid::Uuid;

/// The longest body of a message, in bytes.
pub const LONGEST: usize = 256 << 10;

const HEAD: usize = 17;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For those who listen to the topic.
    Said,
    /// "I am alive."
    Beat,
    /// "I have just come, or come back: what I said before may be lost, what you said I have not heard."
    Hello,
    /// "I stop."
    Bye,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Said => 0,
            Self::Beat => 1,
            Self::Hello => 2,
            Self::Bye => 3,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        [Self::Said, Self::Beat, Self::Hello, Self::Bye].into_iter().find(|kind| kind.code() == code)
    }
}

pub(crate) fn write(from: ServerId, kind: Kind, body: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD + body.len());
    frame.extend_from_slice(from.0.as_bytes());
    frame.push(kind.code());
    frame.extend_from_slice(body);
    frame
}

/// `None` for what is no message of ours.
pub(crate) fn read(frame: &[u8]) -> Option<(ServerId, Kind, &[u8])> {
    let (head, body) = frame.split_at_checked(HEAD).filter(|(_, body)| body.len() <= LONGEST)?;
    let (from, kind) = head.split_at_checked(16)?;
    Some((ServerId(Uuid::from_slice(from).ok()?), Kind::from_code(*kind.first()?)?, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let me = ServerId::new();
        for kind in [Kind::Said, Kind::Beat, Kind::Hello, Kind::Bye] {
            assert_eq!(read(&write(me, kind, b"body")), Some((me, kind, &b"body"[..])));
        }
    }

    #[test]
    fn what_is_no_message_of_ours_is_refused() {
        let me = ServerId::new();
        let mut unknown = write(me, Kind::Bye, b"");
        unknown[16] = 4;
        for frame in [&b""[..], &[0; 16], &unknown, &write(me, Kind::Said, &vec![0; LONGEST + 1])] {
            assert_eq!(read(frame), None);
        }
    }
}
