//! Administrators are told by mail when an alarm of the way out to fans begins.

use crate::Services;
use model::{
    Language, Result,
    crm::{Alarm, AlarmKind},
};
use std::time::Duration;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(60);

impl Services {
    /// Looks every minute whether an alarm begins. Never returns.
    pub async fn watch_alarms(&self) {
        loop {
            if let Err(error) = self.tell_alarms().await {
                tracing::warn!(%error, "alarms are looked at again in a minute");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Writes to all administrators of the alarms that have just begun: each is noted and told of in one transaction.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn tell_alarms(&self) -> Result<()> {
        if !self.desk.may_ring().await? {
            return Ok(());
        }
        let administrators = self.accounts.administrators().await?;
        let mut tx = self.db.write().await?;
        for alarm in self.desk.ring(&mut tx).await? {
            for admin in &administrators {
                let (subject, text) = letter(admin.language, alarm, &self.about.public_url);
                self.mail.queue(&mut tx, &admin.email, &subject, &text).await?;
            }
        }
        tx.commit().await
    }
}

fn letter(language: Language, alarm: Alarm, public_url: &str) -> (String, String) {
    let Alarm { value, over, .. } = alarm;
    match language {
        Language::En => {
            let subject = match alarm.kind {
                AlarmKind::Depth => format!("{value} messages to fans are waiting"),
                AlarmKind::DeadLetters => format!("{value} messages to fans were given up"),
                AlarmKind::Failures => format!("{value}% of the last hour's messages to fans did not arrive"),
            };
            let unit = if alarm.kind == AlarmKind::Failures { "%" } else { "" };
            let text = format!("{subject}: more than {over}{unit}. See what is wrong, and what can be done:\n{public_url}/admin/sending\n");
            (subject, text)
        }
        Language::Fr => {
            let subject = match alarm.kind {
                AlarmKind::Depth => format!("{value} messages aux fans sont en attente"),
                AlarmKind::DeadLetters => format!("{value} messages aux fans ont été abandonnés"),
                AlarmKind::Failures => format!("{value} % des messages aux fans de la dernière heure ne sont pas arrivés"),
            };
            let unit = if alarm.kind == AlarmKind::Failures { " %" } else { "" };
            let text =
                format!("{subject} : plus de {over}{unit}. Voyez ce qui ne va pas et ce que vous pouvez faire :\n{public_url}/admin/sending\n");
            (subject, text)
        }
    }
}
