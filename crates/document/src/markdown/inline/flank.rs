//! Whether Markdown reads `**`, `_` and `~~` as signs, by what stands before and after them
//! (CommonMark 0.31, section 6.2).

/// What stands on one side of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// White space, or an end of the line.
    Space,
    /// Punctuation, other signs included.
    Sign,
    /// A letter or a digit.
    Word,
    /// Something that readers class differently, as an emoji: must be fine both as a sign and as a word.
    Unclear,
}

impl Side {
    pub(super) fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_ascii_punctuation() => Self::Sign,
            Some(c) if c.is_alphanumeric() => Self::Word,
            Some(_) => Self::Unclear,
        }
    }

    fn readings(self) -> &'static [Self] {
        match self {
            Self::Space => &[Self::Space],
            Self::Sign => &[Self::Sign],
            Self::Word => &[Self::Word],
            Self::Unclear => &[Self::Sign, Self::Word],
        }
    }
}

/// Whether the sign between the two begins what it marks.
pub(super) fn can_open(sign: &str, before: Side, after: Side) -> bool {
    every(before, after, |before, after| left(before, after) && (sign != "_" || !left(after, before) || before == Side::Sign))
}

/// Whether the sign between the two ends what it marks.
pub(super) fn can_close(sign: &str, before: Side, after: Side) -> bool {
    can_open(sign, after, before)
}

/// Left-flanking; right-flanking is the same with the sides changed.
fn left(before: Side, after: Side) -> bool {
    after != Side::Space && (after != Side::Sign || before != Side::Word)
}

fn every(before: Side, after: Side, test: impl Fn(Side, Side) -> bool) -> bool {
    before.readings().iter().all(|&before| after.readings().iter().all(|&after| test(before, after)))
}
