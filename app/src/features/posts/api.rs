//! Server functions of posts: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use crate::{Failure, when::When};
use leptos::prelude::*;
use model::{
    ContentId, Page, UserId,
    content::{Collaborator, Content, ContentQuery, ContentSummary, Role, Status},
    reader::Participant,
};
use serde::{Deserialize, Serialize};

/// A post in the list, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostRow {
    /// The post.
    pub post: ContentSummary,
    /// When it last changed.
    pub updated: When,
    /// Who is inside right now.
    pub here: Vec<Participant>,
}

/// A post with all that its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostPage {
    /// The post.
    pub post: Content,
    /// When it last changed.
    pub updated: When,
    /// Where the editor's bundle is.
    pub editor: String,
    /// The one who looks at it, as the others see them.
    pub me: Participant,
    /// They may give others access.
    pub shares: bool,
}

/// A page of the list.
#[server(prefix = "/fn", endpoint = "list_posts", input = server_fn::codec::Json)]
pub async fn list_posts(query: ContentQuery, cursor: Option<String>) -> Result<Page<PostRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let services = ssr::services();
    let request = model::PageRequest { cursor, limit: None };
    let page = services.posts(me.id, &query, &request).await?;
    let ids: Vec<ContentId> = page.items.iter().map(|post| post.id).collect();
    let mut here = services.hub.here(&ids);
    Ok(page.map(|post| PostRow {
        updated: When::new(post.updated_at, me.language, &me.time_zone),
        here: here.remove(&post.id).unwrap_or_default(),
        post,
    }))
}

/// A post, for its page.
#[server(prefix = "/fn", endpoint = "load_post")]
pub async fn load_post(id: ContentId) -> Result<PostPage, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let services = ssr::services();
    let post = services.content(me.id, id).await?;
    let shares = services.contents.allowed(me.id, id, content::policy::Act::Invite).await.is_ok();
    Ok(PostPage {
        updated: When::new(post.updated_at, me.language, &me.time_zone),
        post,
        editor: expect_context::<ssr::EditorBundle>().editor,
        me: model::accounts::Person::from(&me).into(),
        shares,
    })
}

/// Makes an empty post and goes to it.
#[server(prefix = "/fn", endpoint = "create_post")]
pub async fn create_post() -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let post = ssr::services().contents.create(me.id, "", None).await?;
    leptos_axum::redirect(&format!("/posts/{}", post.id));
    Ok(())
}

/// Copies a post and goes to the copy.
#[server(prefix = "/fn", endpoint = "duplicate_post")]
pub async fn duplicate_post(id: ContentId, title: String) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    let copy = ssr::services().duplicate(me.id, id, &title).await?;
    leptos_axum::redirect(&format!("/posts/{}", copy.id));
    Ok(())
}

/// Archives a post, puts it into the trash, or takes it back out.
#[server(prefix = "/fn", endpoint = "set_post_status")]
pub async fn set_post_status(id: ContentId, status: Status) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().set_status(me.id, id, status).await?)
}

/// Deletes a post that is in the trash for good.
#[server(prefix = "/fn", endpoint = "delete_post_for_good")]
pub async fn delete_post_for_good(id: ContentId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().delete_for_good(me.id, id).await?)
}

/// Who has access to a post.
#[server(prefix = "/fn", endpoint = "list_collaborators")]
pub async fn list_collaborators(id: ContentId) -> Result<Vec<Collaborator>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().contents.collaborators(me.id, id).await?)
}

/// Gives a registered person access.
#[server(prefix = "/fn", endpoint = "add_collaborator")]
pub async fn add_collaborator(id: ContentId, email: String, role: Role) -> Result<Collaborator, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().add_collaborator(me.id, id, &email, role).await?)
}

/// Changes what a collaborator may do.
#[server(prefix = "/fn", endpoint = "set_collaborator_role")]
pub async fn set_collaborator_role(id: ContentId, who: UserId, role: Role) -> Result<Collaborator, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().set_role(me.id, id, who, role).await?)
}

/// Takes a collaborator's access away; one's own too.
#[server(prefix = "/fn", endpoint = "remove_collaborator")]
pub async fn remove_collaborator(id: ContentId, who: UserId) -> Result<(), Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().remove_collaborator(me.id, id, who).await?)
}
