//! Moments as people read them: by the reader's language and time zone, written on the server.

use serde::{Deserialize, Serialize};

/// A moment, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// For machines, as in `<time datetime>`.
    pub iso: String,
    /// For people: "22 Nov 2026, 14:30".
    pub text: String,
}

#[cfg(feature = "ssr")]
impl When {
    /// Writes a moment for a reader.
    pub fn new(at: model::Timestamp, language: model::Language, time_zone: &str) -> Self {
        let (day, time) = Self::day_and_time(at, language, time_zone);
        Self { iso: at.to_string(), text: format!("{day}, {time}") }
    }

    /// The two halves of what is written for a reader: "22 Nov 2026" and "14:30".
    pub fn day_and_time(at: model::Timestamp, language: model::Language, time_zone: &str) -> (String, String) {
        use jiff::tz::TimeZone;
        const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const FR: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
        let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
        let local = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone);
        let months = if language == model::Language::Fr { FR } else { EN };
        let month = months[usize::from(local.month().unsigned_abs().clamp(1, 12)) - 1];
        (format!("{} {month} {}", local.day(), local.year()), format!("{:02}:{:02}", local.hour(), local.minute()))
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::{Language, Timestamp};

    #[test]
    fn a_moment_is_written_in_the_readers_language_and_time_zone() {
        let at: Timestamp = "2026-07-14T22:30:00.000Z".parse().expect("a moment");
        assert_eq!(When::new(at, Language::En, "Europe/Paris").text, "15 Jul 2026, 00:30");
        assert_eq!(When::new(at, Language::Fr, "America/New_York").text, "14 juil. 2026, 18:30");
        assert_eq!(When::new(at, Language::En, "Not/AZone").text, "14 Jul 2026, 22:30");
    }
}
