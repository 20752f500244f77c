//! Amounts of bytes, as people read them.

use model::Language;

/// "1.2 MB", "1,2 Mo".
pub(super) fn bytes(amount: i64, language: Language) -> String {
    let (units, point) = match language {
        Language::En => (["B", "kB", "MB", "GB", "TB"], "."),
        Language::Fr => (["o", "ko", "Mo", "Go", "To"], ","),
    };
    let amount = amount.max(0);
    let mut unit = 0;
    // In tenths, so that one digit stays behind the point.
    let mut tenths = amount.saturating_mul(10);
    while tenths >= 10_000 && unit + 1 < units.len() {
        tenths /= 1000;
        unit += 1;
    }
    if unit == 0 {
        return format!("{amount} {}", units[0]);
    }
    format!("{}{point}{} {}", tenths / 10, tenths % 10, units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_the_unit_that_fits_and_in_the_readers_language() {
        for (amount, en, fr) in [
            (0, "0 B", "0 o"),
            (999, "999 B", "999 o"),
            (1_000, "1.0 kB", "1,0 ko"),
            (1_260_000, "1.2 MB", "1,2 Mo"),
            (5_000_000_000_000_000, "5000.0 TB", "5000,0 To"),
        ] {
            assert_eq!(bytes(amount, Language::En), en);
            assert_eq!(bytes(amount, Language::Fr), fr);
        }
    }
}
