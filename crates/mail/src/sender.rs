//! One attempt to hand one mail to the mail server.

use crate::{Smtp, WrongSmtp, store::Claimed};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use std::time::Duration;
use tokio::time::timeout;

/// No attempt takes longer.
pub(crate) const LONGEST: Duration = Duration::from_secs(60);

/// What came of an attempt.
pub(crate) enum Outcome {
    /// The server took it.
    Sent,
    /// It certainly was not taken, and may be later.
    Later(String),
    /// It certainly was not taken, and never will be.
    Refused(String),
    /// It may have been taken: the answer was lost.
    Unknown(String),
}

pub(crate) struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Sender {
    pub fn new(smtp: &Smtp) -> Result<Self, WrongSmtp> {
        Ok(Self { transport: smtp.builder()?.build(), from: smtp.sender()? })
    }

    pub async fn send(&self, mail: &Claimed) -> Outcome {
        let message = match self.message(mail) {
            Ok(message) => message,
            Err(error) => return Outcome::Refused(error),
        };
        // A failure up to here is certain: nothing of the mail was said yet.
        match timeout(LONGEST / 2, self.transport.test_connection()).await {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => return Outcome::Later("the mail server closed the connection".to_owned()),
            Ok(Err(error)) => return Outcome::Later(error.to_string()),
            Err(_) => return Outcome::Later("the mail server did not answer in time".to_owned()),
        }
        match timeout(LONGEST / 2, self.transport.send(message)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) if error.is_transient() => Outcome::Later(error.to_string()),
            Ok(Err(error)) if error.is_permanent() || error.is_client() => Outcome::Refused(error.to_string()),
            Ok(Err(error)) => Outcome::Unknown(error.to_string()),
            Err(_) => Outcome::Unknown("the mail server did not answer in time".to_owned()),
        }
    }

    fn message(&self, mail: &Claimed) -> Result<Message, String> {
        let to: Address = mail.recipient.parse().map_err(|error| format!("{error}"))?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&*mail.subject)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|error| error.to_string())
    }
}
