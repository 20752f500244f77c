//! The page `/admin/sending`.

use super::{
    api::load_sending,
    checks::Checked,
    facts::{Alarms, Buckets, Numbers, Settings},
    journal::Journal,
    texts::SendingTexts,
    troubled::{DeadLetters, Unconfirmed},
};
use crate::{
    features::admin::layout::{Admin, Part},
    frame::Failed,
    texts::t,
    ui::{TabLink, TabLinks},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::hooks::use_query_map;

/// A list below the numbers, as its address names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Dead,
    Unconfirmed,
    Journal,
}

impl List {
    const ALL: [Self; 3] = [Self::Dead, Self::Unconfirmed, Self::Journal];

    fn href(self) -> &'static str {
        match self {
            Self::Dead => "/admin/sending",
            Self::Unconfirmed => "/admin/sending?list=unconfirmed",
            Self::Journal => "/admin/sending?list=events",
        }
    }

    fn of(name: Option<&str>) -> Self {
        match name {
            Some("unconfirmed") => Self::Unconfirmed,
            Some("events") => Self::Journal,
            _ => Self::Dead,
        }
    }

    fn name(self, texts: &SendingTexts) -> &'static str {
        match self {
            Self::Dead => texts.dead_letters,
            Self::Unconfirmed => texts.unconfirmed,
            Self::Journal => texts.journal,
        }
    }
}

/// The page `/admin/sending`.
#[component]
pub fn SendingPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<SendingTexts>());
    // Counts what was done here: numbers are asked for again.
    let done = RwSignal::new(0_u32);
    let sending = Resource::new(move || done.get(), |_| load_sending());
    let list = Memo::new(move |_| query.with(|query| List::of(query.get_str("list"))));
    view! {
        <Admin part=Part::Sending>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match sending.await {
                        Err(failure) => Either::Left(view! { <Failed failure /> }),
                        Ok(sending) => {
                            Either::Right(view! {
                                <Alarms off=!sending.sending sandbox=sending.sandbox trouble=sending.queue.trouble.clone() alarms=sending.alarms.clone() />
                                <Numbers sending=sending.clone() />
                                <Buckets buckets=sending.buckets />
                                <Settings settings=sending.settings />
                            })
                        }
                    }
                })}
            </Transition>
            <Checked />
            {move || {
                let current = list.get();
                let tabs = List::ALL
                    .map(|other| view! { <TabLink href=other.href() current=other == current>{other.name(texts)}</TabLink> })
                    .into_iter()
                    .collect_view();
                view! { <TabLinks label=texts.lists>{tabs}</TabLinks> }
            }}
            {move || match list.get() {
                List::Dead => EitherOf3::A(view! { <DeadLetters done /> }),
                List::Unconfirmed => EitherOf3::B(view! { <Unconfirmed done /> }),
                List::Journal => EitherOf3::C(view! { <Journal done /> }),
            }}
        </Admin>
    }
}
