//! Server functions of the admin pages. The slices refuse whoever is not an administrator.

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    MailId, Page, UserId,
    accounts::{AccountRole, Mail, User},
};
use serde::{Deserialize, Serialize};

/// A person in the list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// The account.
    pub user: User,
    /// When they signed up.
    pub created: When,
}

/// A mail, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    /// The mail.
    pub mail: Mail,
    /// When it was written.
    pub created: When,
    /// When the mail server took it.
    pub sent: Option<When>,
}

/// A mail on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenMail {
    /// The mail.
    pub row: MailRow,
    /// This site's address, without a slash at the end: links to it can be followed.
    pub site: String,
}

/// What runs here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// The program's version.
    pub version: String,
    /// When it started.
    pub started: When,
    /// "SQLite 3.46.0".
    pub database: String,
    /// Bytes in the database.
    pub database_bytes: i64,
    /// The newest migration.
    pub migration: i64,
    /// Where the program keeps its files.
    pub data_dir: String,
    /// Posts that are open right now.
    pub open_posts: u32,
    /// Whether mails leave the server.
    pub mail_leaves: bool,
    /// The servers that work with this one.
    pub others: Others,
}

/// The servers that work with this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Others {
    /// There are to be none.
    None,
    /// Redis does not answer: nobody knows.
    Unknown,
    /// So many.
    Alive(u32),
}

#[cfg(feature = "ssr")]
fn admin() -> Result<User, Failure> {
    let me = crate::ssr::me()?;
    accounts::administers(&me)?;
    Ok(me)
}

/// All accounts.
#[server(prefix = "/fn", endpoint = "list_users")]
pub async fn list_users(
    /// A part of the name or the address.
    search: String,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<UserRow>, Failure> {
    use crate::ssr;
    let me = admin()?;
    let page = ssr::services().accounts.list_users(&me, &search, model::PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|user| UserRow { created: When::new(user.created_at, me.language, &me.time_zone), user }))
}

/// Makes a person an administrator, or a user again.
#[server(prefix = "/fn", endpoint = "set_account_role")]
pub async fn set_account_role(
    /// The person.
    who: UserId,
    /// Their new role.
    role: AccountRole,
) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().accounts.set_account_role(&admin()?, who, role).await?)
}

/// Mails, newest first.
#[server(prefix = "/fn", endpoint = "list_mails")]
pub async fn list_mails(
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Page<MailRow>, Failure> {
    use crate::ssr;
    let me = admin()?;
    let page = ssr::services().mail.list(model::PageRequest { cursor, limit: None }).await?;
    Ok(page.map(|mail| row(mail, &me)))
}

/// One mail.
#[server(prefix = "/fn", endpoint = "load_mail")]
pub async fn load_mail(
    /// The mail.
    id: MailId,
) -> Result<OpenMail, Failure> {
    use crate::ssr;
    let me = admin()?;
    let services = ssr::services();
    Ok(OpenMail { row: row(services.mail.get(id).await?, &me), site: services.about.public_url })
}

#[cfg(feature = "ssr")]
fn row(mail: Mail, me: &User) -> MailRow {
    let when = |at| When::new(at, me.language, &me.time_zone);
    MailRow { created: when(mail.created_at), sent: mail.sent_at.map(when), mail }
}

/// What runs here.
#[server(prefix = "/fn", endpoint = "load_system")]
pub async fn load_system() -> Result<System, Failure> {
    use crate::ssr;
    let me = admin()?;
    let services = ssr::services();
    let about = &services.about;
    let (version, database_bytes) = services.db.about().await?;
    Ok(System {
        version: about.version.to_owned(),
        started: When::new(about.started_at, me.language, &me.time_zone),
        database: format!("{} {version}", services.db.engine().name()),
        database_bytes,
        migration: db::latest(),
        data_dir: about.data_dir.display().to_string(),
        open_posts: u32::try_from(services.hub.open_rooms()).unwrap_or(u32::MAX),
        mail_leaves: services.mail.sends(),
        others: match services.servers() {
            None => Others::None,
            Some(servers) if !servers.redis_answers => Others::Unknown,
            Some(servers) => Others::Alive(u32::try_from(servers.others).unwrap_or(u32::MAX)),
        },
    })
}
