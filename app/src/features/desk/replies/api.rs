//! Server functions of saved replies.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{Choice, Replies};
#[cfg(feature = "ssr")]
use super::rows::{ReplyRow, Shelf};
use crate::Failure;
use leptos::prelude::*;
use model::{ConversationId, ReplyId};
#[cfg(feature = "ssr")]
use model::{CreatorId, ErrorCode, crm::Role};

/// All saved replies that one sees.
#[server(prefix = "/fn", endpoint = "load_replies")]
pub async fn load_replies() -> Result<Replies, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let all = desk.replies(me.id).await?;
    let of = |account: Option<CreatorId>| {
        let some = all.iter().filter(|one| one.account == account);
        some.map(|one| ReplyRow { id: one.id, name: one.name.clone(), text: one.text.clone() }).collect()
    };
    let mut shelves = vec![Shelf { account: None, keeps: true, replies: of(None) }];
    for one in desk.creators(me.id).await? {
        let keeps = desk.role(me.id, one.id).await? != Role::Chatter;
        shelves.push(Shelf { account: Some((one.id, one.name)), keeps, replies: of(Some(one.id)) });
    }
    Ok(Replies { shelves })
}

/// What can be said in a conversation, filled for its fan.
#[server(prefix = "/fn", endpoint = "load_choices")]
pub async fn load_choices(id: ConversationId) -> Result<Vec<Choice>, Failure> {
    use crate::ssr;
    let all = ssr::services().desk.replies_for(ssr::me()?.id, id).await?;
    Ok(all.into_iter().map(|one| Choice { name: one.name, text: one.text }).collect())
}

/// Keeps a reply.
#[server(prefix = "/fn", endpoint = "add_reply")]
pub async fn add_reply(
    /// The account of whose team it is to be; empty for one's own.
    account: String,
    /// What it is called up by.
    name: String,
    /// Its text.
    text: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let added = async {
        let account = match account.as_str() {
            "" => None,
            id => Some(id.parse::<CreatorId>().map_err(|_| ErrorCode::NotFound)?),
        };
        ssr::services().desk.add_reply(me.id, account, &name, &text).await
    };
    added.await.map(drop).map_err(|error| Failure::keeping(error, [("account", &account), ("name", &name), ("text", &text)]))
}

/// Changes a reply.
#[server(prefix = "/fn", endpoint = "edit_reply")]
pub async fn edit_reply(id: ReplyId, name: String, text: String) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.edit_reply(ssr::me()?.id, id, &name, &text).await.map(drop)?)
}

/// Deletes a reply.
#[server(prefix = "/fn", endpoint = "delete_reply")]
pub async fn delete_reply(id: ReplyId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.delete_reply(ssr::me()?.id, id).await?)
}
