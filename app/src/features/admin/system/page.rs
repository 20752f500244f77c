//! The page about the installation.

use super::bytes::bytes;
use crate::{
    features::admin::{
        api::{Others, System, load_system},
        layout::{Admin, Part},
        texts::AdminTexts,
    },
    frame::Failed,
    texts::t,
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};

/// The page `/admin/system`.
#[component]
pub fn SystemPage() -> impl IntoView {
    let system = Resource::new(|| (), |()| load_system());
    view! {
        <Admin part=Part::System>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match system.await {
                        Ok(system) => Either::Left(view! { <Facts system /> }),
                        Err(failure) => Either::Right(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Admin>
    }
}

#[component]
fn Facts(system: System) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let size = bytes(system.database_bytes, use_visitor().get_untracked_language());
    let mail = if system.mail_leaves { texts.mail_on } else { texts.mail_off };
    let servers = match system.others {
        Others::None => texts.servers_none.to_owned(),
        Others::Unknown => texts.servers_away.to_owned(),
        Others::Alive(others) => others.to_string(),
    };
    let facts = [
        (texts.version, system.version),
        (texts.started, system.started.text),
        (texts.database, system.database),
        (texts.database_size, size),
        (texts.migration, system.migration.to_string()),
        (texts.storage, system.data_dir),
        (texts.open_posts, system.open_posts.to_string()),
        (texts.servers, servers),
        (texts.mail, mail.to_owned()),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).into_iter().collect_view();
    view! { <dl class="facts">{facts}</dl> }
}
