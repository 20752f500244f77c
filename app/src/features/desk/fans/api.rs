//! Server functions of the page of fans.

use super::{asked::Asked, rows::Fans};
#[cfg(feature = "ssr")]
use super::{
    read,
    rows::{FanRow, Shown},
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{features::desk::rows::money, when::When};
#[cfg(feature = "ssr")]
use crm::Chosen;
use leptos::prelude::*;
use model::{CreatorId, crm::FanSort};
#[cfg(feature = "ssr")]
use model::{
    Error, ErrorCode, FanId,
    accounts::User,
    crm::{Fan, Segment},
    error::Problem,
};

/// A page of fans of an account; of the first one where none is named.
#[server(prefix = "/fn", endpoint = "load_fans")]
pub async fn load_fans(
    /// The account.
    account: Option<CreatorId>,
    /// Which fans.
    #[server(default)]
    asked: Asked,
    /// In which order.
    sort: FanSort,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Fans, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let accounts: Vec<(CreatorId, String)> = desk.creators(me.id).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let Some(account) = account.or_else(|| accounts.first().map(|(id, _)| *id)) else { return Ok(Fans { accounts, shown: None }) };
    let may = desk.role(me.id, account).await? != model::crm::Role::Chatter;
    let lists = desk.lists(me.id, account).await?.into_iter().map(|list| (list.id.to_string(), list.name)).collect();
    let segments = desk.segments(me.id, account).await?.into_iter();
    let segments = segments.map(|one| (one.name, format!("account={account}{}", read::asked(&one.segment).query()))).collect();
    let mut shown = Shown { account, may, error: None, count: (0, 0), rows: Vec::new(), next: None, lists, segments, file: String::new() };
    let found = async {
        let segment = read::only_segment(&asked)?;
        let page = desk.fans_like(me.id, Some(account), &segment, sort, &model::PageRequest { cursor, limit: None }).await?;
        Ok::<_, Error>((desk.count_fans(me.id, account, &segment).await?, page, segment))
    };
    match found.await {
        Ok((count, page, segment)) => {
            let tags = desk.tags_of(me.id, account, &page.items).await?;
            shown.count = count;
            shown.next = page.next_cursor;
            if may {
                shown.file = format!("/api/crm/accounts/{account}/fans.csv?{}", read::rest_query(&segment).trim_start_matches('&'));
            }
            shown.rows = page.items.into_iter().map(|fan| row(&me, fan, &tags)).collect();
        }
        Err(error) if error.code == ErrorCode::Invalid => shown.error = Some(error),
        Err(error) => return Err(error.into()),
    }
    Ok(Fans { accounts, shown: Some(shown) })
}

#[cfg(feature = "ssr")]
fn row(me: &User, fan: Fan, tags: &[(FanId, String)]) -> FanRow {
    let when = |at| When::new(at, me.language, &me.time_zone);
    FanRow {
        name: fan.called().to_owned(),
        tags: tags.iter().filter(|(id, _)| *id == fan.id).map(|(_, tag)| tag.clone()).collect(),
        id: fan.id,
        subscription: fan.subscription,
        spent: (fan.spent_cents != 0).then(|| money(me.language, fan.spent_cents)),
        joined: fan.subscribed_at.map(when),
        last_seen: fan.last_seen_at.map(when),
        username: fan.username,
    }
}

/// How many fans are found, and how many of them can be written to.
#[server(prefix = "/fn", endpoint = "count_fans")]
pub async fn count_fans(
    /// The account.
    account: String,
    /// Which fans.
    #[server(default)]
    asked: Asked,
) -> Result<(u32, u32), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let account = account.parse::<CreatorId>().map_err(|_| ErrorCode::NotFound)?;
    // Strangers hear first that there is nobody.
    desk.role(me.id, account).await?;
    Ok(desk.count_fans(me.id, account, &read::only_segment(&asked)?).await?)
}

/// Changes many fans at once: how many were meant, and how many are otherwise now.
#[server(prefix = "/fn", endpoint = "change_fans")]
pub async fn change_fans(
    /// The account.
    account: CreatorId,
    /// Which are found, as JSON.
    found: String,
    /// `these` or `all`.
    which: String,
    /// Those who are chosen.
    #[server(default)]
    fans: Vec<String>,
    /// `tag`, `untag`, `list` or `unlist`.
    act: String,
    /// The tag.
    #[server(default)]
    tag: String,
    /// The list.
    #[server(default)]
    list: String,
) -> Result<(u32, u32), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    // Strangers hear first that there is nobody.
    desk.role(me.id, account).await?;
    let wrong = |field: &str| Error::field(field, Problem::UnknownValue);
    let chosen = match which.as_str() {
        "these" => Chosen::These(fans.iter().map(|id| id.parse().map_err(|_| wrong("fans"))).collect::<Result<_, _>>()?),
        "all" => Chosen::All(Box::new(found_by(&found)?)),
        _ => return Err(wrong("which").into()),
    };
    let on = matches!(act.as_str(), "tag" | "list");
    let bulked = match act.as_str() {
        "tag" | "untag" => desk.tag_fans(me.id, account, &chosen, &tag, on).await?,
        "list" | "unlist" => {
            let list = list.parse().map_err(|_| wrong("list"))?;
            desk.list_fans(me.id, account, &chosen, list, on).await?
        }
        _ => return Err(wrong("act").into()),
    };
    Ok((bulked.matched, bulked.changed))
}

/// Keeps what is asked for under a name.
#[server(prefix = "/fn", endpoint = "save_segment")]
pub async fn save_segment(
    /// The account.
    account: CreatorId,
    /// What is asked for, as JSON.
    found: String,
    /// Its name.
    name: String,
) -> Result<(), Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    desk.role(me.id, account).await?;
    let saved = async { desk.save_segment(me.id, account, &name, &found_by(&found)?).await };
    saved.await.map(drop).map_err(|error| Failure::keeping(error, [("name", &name)]))
}

/// What the fields were that found what is shown.
#[cfg(feature = "ssr")]
fn found_by(json: &str) -> Result<Segment, Error> {
    let asked: Asked = serde_json::from_str(json).map_err(|_| Error::field("found", Problem::UnknownValue))?;
    read::only_segment(&asked)
}
