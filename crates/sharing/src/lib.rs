//! How posts are shared: invitations by e-mail, links and the guests who come by them, requests for access.
//!
//! Who may do what is said by [`content::policy`]: every call here asks it first. Secrets are only in mails,
//! addresses and cookies; what is stored of them is a hash. Every change of access is in the post's log.

mod answers;
mod guests;
mod invitations;
mod letters;
mod links;
mod names;
mod quotes;
mod requests;
mod store;

pub use answers::Answered;
pub use guests::{COOKIE_DAYS, Entered, GUEST_DAYS};
pub use invitations::INVITATION_DAYS;
pub use quotes::Message;
pub use requests::Asked;

use accounts::Accounts;
use content::Contents;
use db::Db;
use mail::Mail;
use std::sync::Arc;
use tokio::sync::Notify;

const DAY: i64 = 86_400_000;

/// What can be done about sharing. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sharing(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    accounts: Accounts,
    contents: Contents,
    mail: Mail,
    /// Where people reach the installation, without a slash at the end.
    public_url: String,
    /// Links have another end than before.
    ends_changed: Notify,
}

impl Sharing {
    /// Over these slices. Links in mails begin with `public_url`.
    pub fn new(db: Db, accounts: Accounts, contents: Contents, mail: Mail, public_url: &str) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self(Arc::new(Inner { db, accounts, contents, mail, public_url, ends_changed: Notify::new() }))
    }

    /// Drops invitations that ended long ago, and guests who have not been here for [`GUEST_DAYS`]. A failure is
    /// logged; the next time will do.
    pub async fn prune(&self) {
        let now = db::now().0;
        let pruned = async {
            let mut tx = self.0.db.write().await?;
            store::invitations::delete_over(&mut tx, now - INVITATION_DAYS * DAY).await?;
            store::guests::delete_unseen(&mut tx, now - GUEST_DAYS * DAY).await?;
            tx.commit().await
        };
        if let Err(error) = pruned.await {
            tracing::warn!(%error, "old invitations and guests stay until the next try");
        }
    }
}
