//! What the desk shows, ready for the screen: written on the server.

use crate::when::When;
use model::{
    ConversationId, CreatorId, OutgoingId, UserId,
    crm::{Colleague, ConversationState, CreatorState, SendState, Subscription},
};
use serde::{Deserialize, Serialize};

/// A page of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// One's accounts.
    pub accounts: Vec<AccountRow>,
    /// What can be connected at the sandbox, for those who have nothing; `None` where the gateway is a real one.
    pub sandbox: Option<Vec<String>>,
    /// For those who have nothing and may not connect an account: whom to ask, by name.
    pub ask: Option<Vec<String>>,
    /// Whether messages are sent at all.
    pub sending: bool,
    /// Whether the reader is more than a chatter somewhere, or has no account yet.
    pub manages: bool,
    /// Lists of one's accounts: id and name.
    pub lists: Vec<(String, String)>,
    /// Conversations.
    pub rows: Vec<ConversationRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// Its id.
    pub id: CreatorId,
    /// Its name.
    pub name: String,
    /// Whether it can send.
    pub state: CreatorState,
}

/// A conversation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConversationRow {
    /// Its id.
    pub id: ConversationId,
    /// With whom.
    pub name: String,
    /// The first words of the last message.
    pub last_text: String,
    /// Whether we wrote it.
    pub last_mine: bool,
    /// Unread messages.
    pub unread: u32,
    /// When somebody wrote last.
    pub when: When,
    /// What the fan paid altogether, if anything.
    pub spent: Option<String>,
    /// Until when it is put aside, if it is.
    pub snoozed_until: Option<When>,
    /// Who answers.
    pub assigned: Option<Answerer>,
}

/// Who answers a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Answerer {
    /// The reader.
    Me,
    /// Somebody of the team, by name.
    Other(String),
}

/// A chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    /// Its id.
    pub id: ConversationId,
    /// With whom.
    pub name: String,
    /// Their user name; may be empty.
    pub username: String,
    /// What they paid altogether, if anything.
    pub spent: Option<String>,
    /// Whether they subscribe.
    pub subscription: Subscription,
    /// Whether the gateway lets us write.
    pub can_send: bool,
    /// Why not.
    pub cannot_send_reason: Option<String>,
    /// Whether something is unread.
    pub unread: bool,
    /// Where it is.
    pub state: ConversationState,
    /// Until when it is put aside, if it is.
    pub snoozed_until: Option<When>,
    /// Who answers.
    pub assigned: Option<UserId>,
    /// Who can.
    pub team: Vec<Colleague>,
    /// IANA name of the account's time zone.
    pub zone: String,
    /// What is said, the oldest first.
    pub lines: Vec<Line>,
    /// Where older messages begin.
    pub older: Option<String>,
    /// Where those of ours begin that are not in the chat and not shown here.
    pub waiting: Option<String>,
}

/// A message in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// Tells it from all others.
    pub id: String,
    /// Whether we wrote it.
    pub mine: bool,
    /// Its text.
    pub text: String,
    /// What it costs, if anything.
    pub price: Option<String>,
    /// Pictures and videos.
    pub media: u32,
    /// Whether it came with a tip.
    pub tip: bool,
    /// Whether the fan has opened it.
    pub opened: bool,
    /// When it was written.
    pub when: When,
    /// Who of the team wrote it; `None` for oneself, and where it is not known.
    pub author: Option<String>,
    /// The name of the automatic message that it is, if it is one.
    pub automation: Option<String>,
    /// Where it is, if it was sent from here.
    pub state: Option<SendState>,
    /// Why it did not arrive, in the reader's language.
    pub why: Option<String>,
    /// Its id in the outbox, where something can be done about it.
    pub outgoing: Option<OutgoingId>,
    /// When it is to be sent, as a local time in the account's time zone, if it waits for that.
    pub later: Option<String>,
}

/// An amount as it is written in a language: "$12.00", "12,00 $".
#[cfg(feature = "ssr")]
pub(super) fn money(language: model::Language, cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "−" } else { "" }, cents.unsigned_abs());
    let whole = (cents / 100).to_string();
    let group = |separator: &str| {
        let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
        groups.join(separator)
    };
    match language {
        model::Language::En => format!("{sign}${}.{:02}", group(","), cents % 100),
        model::Language::Fr => format!("{sign}{},{:02}\u{a0}$", group("\u{202f}"), cents % 100),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::money;
    use model::Language;

    #[test]
    fn money_is_written_as_the_language_has_it() {
        assert_eq!((money(Language::En, 123_450).as_str(), money(Language::En, 5).as_str()), ("$1,234.50", "$0.05"));
        assert_eq!(money(Language::Fr, 123_450), "1\u{202f}234,50\u{a0}$");
        assert_eq!(money(Language::En, -300), "−$3.00");
    }
}
