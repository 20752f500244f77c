//! The mail server's address, as the operator writes it.

use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox, transport::smtp::AsyncSmtpTransportBuilder};
use std::{fmt, time::Duration};

/// Where mails go, and from whom.
#[derive(Clone)]
pub struct Smtp {
    /// `smtps://user:password@host` (TLS), `smtp://user:password@host?tls=required` (STARTTLS) or
    /// `smtp://host` (not encrypted, for a relay on the same machine). Reserved characters are
    /// percent-encoded.
    pub url: String,
    /// The sender: `Huntaze <hello@example.com>` or only the address.
    pub from: String,
}

/// What is wrong with the mail server's settings, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongSmtp {
    /// The URL can't be used.
    #[error("SMTP_URL must look like smtps://user:password@smtp.example.com or smtp://localhost:25 ({0})")]
    Url(String),
    /// The sender is no address.
    #[error("MAIL_FROM must look like Huntaze <hello@example.com> ({0})")]
    From(String),
}

impl Smtp {
    /// Whether mails can be sent with these settings at all; the server itself is not asked.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), WrongSmtp> {
        self.builder()?;
        self.sender()?;
        Ok(())
    }

    pub(crate) fn sender(&self) -> Result<Mailbox, WrongSmtp> {
        self.from.parse().map_err(|error| WrongSmtp::From(format!("{error}")))
    }

    pub(crate) fn builder(&self) -> Result<AsyncSmtpTransportBuilder, WrongSmtp> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url);
        let builder = builder.map_err(|error| WrongSmtp::Url(error.to_string()))?;
        Ok(builder.timeout(Some(Duration::from_secs(20))))
    }
}

impl fmt::Debug for Smtp {
    /// Without what stands before the host: user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = match (self.url.split_once("://"), self.url.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
            (None, Some((_, host))) => format!("***@{host}"),
            _ => self.url.clone(),
        };
        f.debug_struct("Smtp").field("url", &url).field("from", &self.from).finish()
    }
}
