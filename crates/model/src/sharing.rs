//! How a post is shared: invitations, links, guests, requests, and the log of it all.

use crate::{ContentId, GuestId, InvitationId, LinkId, LogId, RequestId, Timestamp, accounts::Person, content::Role};
use serde::{Deserialize, Serialize};

/// The longest message of an invitation or a request, in characters.
pub const MESSAGE_MAX: u32 = 500;
/// The longest name of a link, in characters.
pub const LINK_NAME_MAX: u32 = 80;
/// The longest name of a guest, in characters.
pub const GUEST_NAME_MAX: u32 = 40;
/// The most uses that a link can be limited to.
pub const USES_MAX: u32 = 10_000;
/// How many addresses can be invited at once.
pub const INVITED_AT_ONCE: usize = 20;

/// Somebody without an account who came by a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Guest {
    /// Their id, the same in every post that they open with this browser.
    pub id: GuestId,
    /// The name they gave, or one like "Guest fox".
    pub name: String,
    /// An index into the avatar palette.
    pub color: u8,
}

/// A guest of a post, for those who share it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PostGuest {
    /// Who.
    pub guest: Guest,
    /// The link they came by.
    pub link_id: LinkId,
    /// When they first came.
    pub came_at: Timestamp,
}

/// An invitation that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The address it was sent to, lower case.
    pub email: String,
    /// What the invited may do once they accept.
    pub permission: Role,
    /// What was written to them; may be empty.
    pub message: String,
    /// Who invited, while they have an account.
    pub invited_by: Option<Person>,
    /// When it was first sent.
    pub created_at: Timestamp,
    /// Until when it can be accepted: 7 days after it was last sent.
    pub expires_at: Timestamp,
}

/// An invitation, as the one who opens its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invited {
    /// The post.
    pub content_id: ContentId,
    /// Its title; may be empty.
    pub title: String,
    /// Who invited; empty if their account is gone.
    pub from: String,
    /// The address it was sent to.
    pub email: String,
    /// What one may do once one accepts.
    pub permission: Role,
    /// What was written; may be empty.
    pub message: String,
}

/// A link that opens a post to whoever has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// What it is called; may be empty.
    pub name: String,
    /// What its guests may do.
    pub role: Role,
    /// Whether it asks for a password.
    pub has_password: bool,
    /// Until when it works; `None` without an end.
    pub expires_at: Option<Timestamp>,
    /// How many guests may come by it; `None` without a limit.
    pub max_uses: Option<u32>,
    /// How many guests have come by it.
    pub uses: u32,
    /// When a guest last opened it.
    pub last_used_at: Option<Timestamp>,
    /// Who made it, while they have an account.
    pub created_by: Option<Person>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What a new link is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLink {
    /// What its guests may do.
    pub role: Role,
    /// A password that guests must know.
    pub password: Option<String>,
    /// Until when it works.
    pub expires_at: Option<Timestamp>,
    /// How many guests may come by it, 1 to [`USES_MAX`].
    pub max_uses: Option<u32>,
    /// What it is called; may be empty.
    pub name: String,
}

/// What is to change about a link; `None` stays, `Some(None)` takes it away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkChange {
    /// What its guests may do.
    pub role: Option<Role>,
    /// The password. Guests who came before must come again.
    pub password: Option<Option<String>>,
    /// Until when it works.
    pub expires_at: Option<Option<Timestamp>>,
    /// How many guests may come by it.
    pub max_uses: Option<Option<u32>>,
    /// What it is called.
    pub name: Option<String>,
}

/// What a link says before one has come in by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Door {
    /// Whether one must know a password.
    pub needs_password: bool,
    /// The post, once one has come in.
    pub inside: Option<ContentId>,
}

/// Somebody who wants access to a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessRequest {
    /// Its id.
    pub id: RequestId,
    /// Who asks.
    pub person: Person,
    /// Their e-mail address.
    pub email: String,
    /// What they wrote; may be empty.
    pub message: String,
    /// When they asked.
    pub created_at: Timestamp,
}

/// What the owner decides about sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingSettings {
    /// Guests of links that say so may edit; otherwise they comment.
    pub guests_edit: bool,
    /// Editors may invite people and make links.
    pub editors_share: bool,
}

impl Default for SharingSettings {
    fn default() -> Self {
        Self { guests_edit: true, editors_share: false }
    }
}

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// A change of who has access.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Deed { $($(#[$doc])* $name,)+ }

        impl Deed {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code as stored and sent.
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code,)+ } }

            /// From a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|deed| deed.code() == code)
            }
        }
    };
}

deeds! {
    /// Somebody was given access.
    Added = "added";
    /// Somebody's role was changed.
    RoleChanged = "role_changed";
    /// Somebody's access was ended.
    Removed = "removed";
    /// Somebody gave up their own access.
    Left = "left";
    /// The post has another owner.
    OwnershipPassed = "ownership_passed";
    /// An address was invited.
    Invited = "invited";
    /// An invitation was sent again.
    InvitationResent = "invitation_resent";
    /// An invitation was taken back.
    InvitationRevoked = "invitation_revoked";
    /// An invitation was accepted.
    InvitationAccepted = "invitation_accepted";
    /// An invitation was declined.
    InvitationDeclined = "invitation_declined";
    /// A link was made.
    LinkMade = "link_made";
    /// A link was changed.
    LinkChanged = "link_changed";
    /// A link was revoked.
    LinkRevoked = "link_revoked";
    /// A guest came in by a link for the first time.
    GuestEntered = "guest_entered";
    /// A guest was put out.
    GuestRemoved = "guest_removed";
    /// Somebody asked for access.
    Asked = "asked";
    /// A request was accepted.
    RequestAccepted = "request_accepted";
    /// A request was declined.
    RequestDeclined = "request_declined";
    /// The owner let guests of links edit.
    GuestsEditAllowed = "guests_edit_allowed";
    /// The owner does not let them edit any more.
    GuestsEditForbidden = "guests_edit_forbidden";
    /// The owner let editors invite and make links.
    EditorsShareAllowed = "editors_share_allowed";
    /// The owner does not let them any more.
    EditorsShareForbidden = "editors_share_forbidden";
    /// The owner allowed or forbade something: as older versions noted it.
    SettingsChanged = "settings_changed";
}

/// One line of the log of a post's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// Its id.
    pub id: LogId,
    /// When.
    pub at: Timestamp,
    /// Whose deed it was, by the name they had then.
    pub actor: String,
    /// What was done.
    pub deed: Deed,
    /// To whom or what: a name, an address, a link's name; may be empty.
    pub subject: String,
    /// The role that was given, where one was.
    pub role: Option<Role>,
}
