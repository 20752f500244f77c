//! Bounds and delays of live documents.

use std::time::Duration;

/// Some 100,000 strokes of a key.
const UNWRITTEN_MAX: usize = 4 << 20;

/// Bounds and delays. [`Settings::default`] is what production runs with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The biggest frame that a client may send, in bytes.
    pub frame_max: usize,
    /// The biggest document, in bytes of its encoded form; nothing is added to a bigger one. With what may be
    /// unwritten it is no more than the database takes, so that what was shown to others can be kept.
    pub document_max: usize,
    /// The biggest presence state of a client, in bytes of JSON.
    pub presence_max: usize,
    /// Frames that may wait for one reader before it is closed as too slow.
    pub waiting_frames: usize,
    /// Bytes that may wait for one reader before it is closed as too slow.
    pub waiting_bytes: usize,
    /// Changes are written once nothing has changed for so long,
    pub write_after: Duration,
    /// and at the latest after so long.
    pub write_within: Duration,
    /// The first wait after a write that failed; it doubles with every failure,
    pub retry_after: Duration,
    /// up to this.
    pub retry_within: Duration,
    /// Bytes of one document that may wait for the database before its writers are sent away.
    pub unwritten_max: usize,
    /// Lists, search and exports follow once nothing has changed for so long,
    pub derive_after: Duration,
    /// and at the latest after so long.
    pub derive_within: Duration,
    /// Presence is sent at most this often to a few,
    pub presence_every: Duration,
    /// as much more seldom as there are more readers than this,
    pub presence_crowd: usize,
    /// but at least this often.
    pub presence_within: Duration,
    /// So many bytes of presence are sent at once; the rest comes the next time.
    pub presence_bytes: usize,
    /// A reader that got nothing for so long gets an empty presence message: clients reconnect after
    /// 30 seconds of silence.
    pub silence_max: Duration,
    /// A room stays open for so long after the last one has left.
    pub linger: Duration,
    /// So many updates in the log are folded into the snapshot.
    pub fold_after: usize,
    /// How long one who asks for the derived texts waits for the database.
    pub settle_within: Duration,
    /// How long a stop waits for the database.
    pub shutdown_within: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            frame_max: 2 << 20,
            document_max: content::DOCUMENT_MAX - UNWRITTEN_MAX,
            presence_max: 8 << 10,
            waiting_frames: 512,
            waiting_bytes: 8 << 20,
            write_after: Duration::from_millis(50),
            write_within: Duration::from_millis(200),
            retry_after: Duration::from_millis(100),
            retry_within: Duration::from_secs(2),
            unwritten_max: UNWRITTEN_MAX,
            derive_after: Duration::from_secs(1),
            derive_within: Duration::from_secs(5),
            presence_every: Duration::from_millis(50),
            presence_crowd: 50,
            presence_within: Duration::from_secs(1),
            presence_bytes: 16 << 10,
            silence_max: Duration::from_secs(20),
            linger: Duration::from_secs(30),
            fold_after: 500,
            settle_within: Duration::from_secs(10),
            shutdown_within: Duration::from_secs(15),
        }
    }
}

impl Settings {
    /// How long presence waits for more of it with so many readers: what it costs stays the same, while text is
    /// sent at once however many they are.
    pub(crate) fn presence_gap(&self, readers: usize) -> Duration {
        let times = u32::try_from(readers.div_ceil(self.presence_crowd.max(1))).unwrap_or(u32::MAX).max(1);
        let longest = self.presence_within.max(self.presence_every);
        self.presence_every.saturating_mul(times).min(longest)
    }

    /// Whether there are so few readers that nothing has to wait.
    pub(crate) fn are_few(&self, readers: usize) -> bool {
        readers <= self.presence_crowd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_costs_no_more_with_more_readers() {
        let settings = Settings::default();
        let gap = |readers| settings.presence_gap(readers).as_millis();
        assert_eq!((gap(0), gap(1), gap(50), gap(51), gap(300), gap(100_000)), (50, 50, 50, 100, 300, 1000));
    }
}
