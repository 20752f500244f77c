//! Server functions of the page of teams.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

#[cfg(feature = "ssr")]
use super::rows::Team;
use super::rows::Teams;
use crate::Failure;
use leptos::prelude::*;
use model::{CreatorId, UserId, crm::Role};

/// One's accounts, each with its team.
#[server(prefix = "/fn", endpoint = "load_teams")]
pub async fn load_teams() -> Result<Teams, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let mut accounts = Vec::new();
    for one in desk.creators(me.id).await? {
        let members = desk.members(me.id, one.id).await?;
        // One who was let go in between has none.
        if let Some(role) = members.iter().find(|member| member.id == me.id).map(|member| member.role) {
            accounts.push(Team { id: one.id, name: one.name, username: one.username, role, members });
        }
    }
    Ok(Teams { me: me.id, accounts })
}

/// Takes a registered person into an account's team.
#[server(prefix = "/fn", endpoint = "take_in")]
pub async fn take_in(account: CreatorId, email: String, role: Role) -> Result<(), Failure> {
    use crate::ssr;
    let taken = ssr::services().take_in(ssr::me()?.id, account, &email, role).await;
    taken.map_err(|error| Failure::keeping(error, [("email", &email)]))
}

/// Gives somebody of a team another role.
#[server(prefix = "/fn", endpoint = "set_team_role")]
pub async fn set_team_role(account: CreatorId, who: UserId, role: Role) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.set_role(ssr::me()?.id, account, who, role).await?)
}

/// Ends somebody's part in a team, or one's own.
#[server(prefix = "/fn", endpoint = "let_go")]
pub async fn let_go(account: CreatorId, who: UserId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().let_go(ssr::me()?.id, account, who).await?)
}
