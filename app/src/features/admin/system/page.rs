//! The page about the installation.

use super::bytes::bytes;
use crate::{
    Failure,
    features::admin::{
        api::{System, load_system},
        layout::{Admin, Part},
        texts::AdminTexts,
    },
    frame::Failed,
    texts::t,
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, lazy_route};

/// The page `/admin/system`.
#[derive(Debug)]
pub struct SystemPage {
    system: Resource<Result<System, Failure>>,
}

#[lazy_route]
impl LazyRoute for SystemPage {
    fn data() -> Self {
        Self { system: Resource::new(|| (), |()| load_system()) }
    }

    fn view(this: Self) -> AnyView {
        view! { <About system=this.system /> }.into_any()
    }
}

#[component]
fn About(system: Resource<Result<System, Failure>>) -> impl IntoView {
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
    let facts = [
        (texts.version, system.version),
        (texts.started, system.started.text),
        (texts.database, system.database),
        (texts.database_size, size),
        (texts.migration, system.migration.to_string()),
        (texts.storage, system.data_dir),
        (texts.open_posts, system.open_posts.to_string()),
        (texts.mail, mail.to_owned()),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).into_iter().collect_view();
    view! { <dl class="facts">{facts}</dl> }
}
