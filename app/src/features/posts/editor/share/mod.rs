//! The Share dialog: people, invitations, links, requests, and the log of it all.

mod invitations;
mod link_form;
mod links;
mod log;
mod people;
mod requests;
mod rules;

use self::{invitations::Invitations, links::Links, log::Log, people::People, requests::Requests};
use crate::{
    Failure,
    common::{common, sentence, sentence_in},
    features::{posts::texts::PostTexts, sharing::texts::SharingTexts},
    texts::t,
    ui::{Banner, Button, Dialog, Glyph, TabPanel, Tabs, Toasts, Tone, use_toasts},
    visitor::use_visitor,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use model::{ContentId, Language, content::Role};

/// The button and its dialog.
#[component]
pub(super) fn Share(
    /// The post.
    id: ContentId,
    /// Our role.
    role: Role,
    /// We may give others access.
    shares: bool,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let open = RwSignal::new(false);
    // A notification leads here: `?share=requests` opens the dialog at that section.
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("share")));
    Effect::new(move |_| {
        if wanted.with(Option::is_some) {
            open.set(true);
        }
    });
    view! {
        <Button icon=Glyph::Share on:click=move |_| open.set(true)>{texts.share}</Button>
        <Dialog open id="share" title=texts.share_title close=common().close wide=true>
            {if shares {
                view! { <Sections id role wanted /> }.into_any()
            } else {
                view! { <People id role shares /> }.into_any()
            }}
        </Dialog>
    }
}

/// One section at a time: each asks the server only when it is looked at.
#[component]
fn Sections(id: ContentId, role: Role, wanted: Memo<Option<String>>) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let owner = role == Role::Owner;
    let selected = RwSignal::new("people");
    let mut tabs = vec![("people", texts.tab_people), ("invitations", texts.tab_invitations), ("links", texts.tab_links)];
    if owner {
        tabs.extend([("requests", texts.tab_requests), ("log", texts.tab_log)]);
    }
    let codes: Vec<&'static str> = tabs.iter().map(|(code, _)| *code).collect();
    Effect::new(move |_| {
        if let Some(code) = codes.iter().find(|code| wanted.with(|wanted| wanted.as_deref() == Some(**code))) {
            selected.set(code);
        }
    });
    let names: Vec<(&'static str, String)> = tabs.iter().map(|(code, name)| (*code, (*name).to_owned())).collect();
    let panels = tabs.into_iter().map(move |(code, _)| {
        let content = move || {
            (selected.get() == code).then(|| match code {
                "invitations" => view! { <Invitations id /> }.into_any(),
                "links" => view! { <Links id owner /> }.into_any(),
                "requests" => view! { <Requests id /> }.into_any(),
                "log" => view! { <Log id /> }.into_any(),
                _ => view! { <People id role shares=true /> }.into_any(),
            })
        };
        view! { <TabPanel code selected><div class="share__section">{content}</div></TabPanel> }
    });
    view! {
        <Tabs label=texts.tabs tabs=names selected />
        {panels.collect_view()}
    }
}

/// What the rows of the dialog need for doing something.
#[derive(Clone, Copy)]
struct Doing {
    toasts: Toasts,
    language: Language,
    done: Callback<()>,
}

impl Doing {
    /// Calls `done` after each success.
    fn new(done: Callback<()>) -> Self {
        Self { toasts: use_toasts(), language: use_visitor().get_untracked_language(), done }
    }

    /// Does it; says what went wrong, or `news` where there is any.
    fn run(self, deed: impl Future<Output = Result<(), Failure>> + 'static, news: Option<&'static str>) {
        spawn_local(async move {
            match deed.await {
                Ok(()) => {
                    if let Some(news) = news {
                        self.toasts.show(news);
                    }
                    // The dialog may have been closed meanwhile.
                    self.done.try_run(());
                }
                Err(failure) => self.toasts.fail(sentence_in(self.language, &failure.error)),
            }
        });
    }
}

/// In place of a list that could not be loaded.
fn unloaded(failure: &Failure) -> impl IntoView + use<> {
    let text = sentence(&failure.error);
    view! { <Banner tone=Tone::Danger role="alert">{text}</Banner> }
}
