//! lib0's encoding: variable-length integers, and texts and bytes with their length before them.
//!
//! Reading never allocates: what is read is a part of the frame.

/// Bytes that break off, or a number out of its range. The text says which.
pub(crate) type Bad = &'static str;

const BREAKS_OFF: Bad = "the message breaks off";

/// Reads from the front of a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Bad> {
        let (&first, rest) = self.0.split_first().ok_or(BREAKS_OFF)?;
        self.0 = rest;
        Ok(first)
    }

    /// An unsigned number of at most 53 bits, which is what JavaScript can hold.
    pub(crate) fn number(&mut self) -> Result<u64, Bad> {
        let mut value = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if value < 1 << 53 { Ok(value) } else { Err("a number is too big") };
            }
        }
        Err("a number is too long")
    }

    /// A number that counts things or characters; what it counts to stays far from overflowing 32 bits.
    pub(crate) fn small(&mut self) -> Result<u32, Bad> {
        match u32::try_from(self.number()?) {
            Ok(value) if value < 1 << 31 => Ok(value),
            _ => Err("a number is too big"),
        }
    }

    /// How many things follow, each of at least `least` bytes: more than the rest can hold is refused
    /// here, before anybody makes room for them.
    pub(crate) fn count(&mut self, least: usize) -> Result<u32, Bad> {
        let count = self.small()?;
        if count as usize <= self.0.len() / least { Ok(count) } else { Err("a count is bigger than the message") }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Bad> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(BREAKS_OFF)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Bad> {
        let length = self.small()?;
        self.take(length as usize)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Bad> {
        std::str::from_utf8(self.bytes()?).map_err(|_| "a text is not UTF-8")
    }

    /// Nothing may follow.
    pub(crate) fn end(self) -> Result<(), Bad> {
        if self.0.is_empty() { Ok(()) } else { Err("something follows the message") }
    }
}

/// Appends a number.
pub(crate) fn put_number(to: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// Appends bytes with their length before them.
pub(crate) fn put_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len() as u64);
    to.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_written() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), (1 << 53) - 1] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, value);
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.number(), Ok(value));
            assert_eq!(reader.end(), Ok(()));
        }
    }

    #[test]
    fn numbers_that_javascript_cannot_hold_are_refused() {
        let mut bytes = Vec::new();
        put_number(&mut bytes, 1 << 53);
        assert!(Reader::new(&bytes).number().is_err());
        assert!(Reader::new(&[0xff; 20]).number().is_err());
    }

    #[test]
    fn a_count_that_the_rest_cannot_hold_is_refused() {
        assert!(Reader::new(&[200, 1, 0, 0]).count(1).is_err());
        assert_eq!(Reader::new(&[2, 0, 0]).count(1), Ok(2));
        assert!(Reader::new(&[2, 0, 0]).count(2).is_err());
    }
}
