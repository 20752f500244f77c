//! The bucket that servers share in Redis, asked before the database: a token there is needed, and is not enough.
//!
//! The database's bucket, which knows of every attempt, decides. So Redis may be away, may have forgotten everything, or may be
//! seen by some servers only: the limit holds, and an account waits rather than passes it.

use crate::Crm;
use cluster::Limit;
use model::OutgoingId;

/// A token that was taken.
pub(crate) struct Taken {
    creator: String,
    id: String,
}

impl Crm {
    /// Takes a token of an account, where there is such a bucket and it answers; otherwise, in how many milliseconds to ask again.
    pub(crate) async fn take_token(&self, creator: &str) -> Result<Option<Taken>, i64> {
        let settings = &self.0.settings;
        // What is only logged has no pace.
        let Some(buckets) = settings.buckets.as_ref().filter(|_| settings.sending) else { return Ok(None) };
        let (pace, id) = (settings.pace, db::new_id::<OutgoingId>().to_string());
        let limit = Limit { per_minute: pace.per_minute, burst: pace.burst, spacing: pace.spacing, in_use: settings.in_flight };
        match buckets.take(creator, &id, &limit).await {
            Ok(None) => Ok(Some(Taken { creator: creator.to_owned(), id })),
            Ok(Some(wait)) => Err(crate::settings::ms(wait)),
            // It is logged where it happens; the database goes on alone.
            Err(_) => Ok(None),
        }
    }

    /// Nothing went out. A failure costs a token, and no more.
    pub(crate) async fn give_token_back(&self, taken: &Taken) {
        if let Some(buckets) = &self.0.settings.buckets {
            let _ = buckets.give_back(&taken.creator, &taken.id).await;
        }
    }

    /// The attempt has ended. A failure keeps it counted for longer than it has to be.
    pub(crate) async fn token_ended(&self, taken: &Taken) {
        if let Some(buckets) = &self.0.settings.buckets {
            let _ = buckets.ended(&taken.creator, &taken.id).await;
        }
    }
}
