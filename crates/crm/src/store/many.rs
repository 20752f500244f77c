//! Many rows in one statement.

/// `($1, $2), ($3, $4)`: the places of so many rows.
pub(crate) fn rows(count: usize, columns: usize) -> String {
    let row = |at: usize| format!("({})", places(at * columns, columns));
    (0..count).map(row).collect::<Vec<_>>().join(", ")
}

/// `$4, $5`: so many places after the first ones.
pub(crate) fn places(after: usize, count: usize) -> String {
    (after + 1..=after + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_on() {
        assert_eq!((rows(2, 2).as_str(), places(3, 2).as_str()), ("($1, $2), ($3, $4)", "$4, $5"));
    }
}
