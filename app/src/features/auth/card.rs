//! What the pages of the sign-in family have in common.

use super::api::ChooseLanguage;
use crate::{
    common::{common, form_error},
    title::name_page,
    ui::{Banner, Logo, Tone},
    visitor::use_visitor,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
use model::{Error, Language};

/// A card in the middle of the page, with the product's name above it.
#[component]
pub fn AuthCard(
    /// The heading, and the page's title.
    title: &'static str,
    /// A line below the heading.
    #[prop(optional)]
    lead: Option<&'static str>,
    /// What went wrong with the form.
    #[prop(optional_no_strip)]
    error: Option<Error>,
    /// The form.
    children: Children,
) -> impl IntoView {
    name_page(title);
    let sentence = form_error(error.as_ref());
    view! {
        <main class="auth" id="content">
            <a class="auth__logo" href="/">
                <Logo name=common().product />
            </a>
            <section class="auth__card" aria-labelledby="auth-title">
                <h1 class="auth__title" id="auth-title">{title}</h1>
                {lead.map(|lead| view! { <p class="auth__lead">{lead}</p> })}
                {sentence.map(|sentence| view! { <div role="alert"><Banner tone=Tone::Danger>{sentence}</Banner></div> })}
                {children()}
            </section>
            <LanguageSwitch />
        </main>
    }
}

/// Chooses the language: a form, so that it works before the page wakes up.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let now = use_visitor().get_untracked_language();
    let here = use_location();
    view! {
        <form class="language-switch" method="post" action=ChooseLanguage::PATH aria-label=common().language>
            <input type="hidden" name="next" value=move || here.pathname.get() />
            {Language::ALL
                .map(|language| {
                    let name = match language {
                        Language::En => "English",
                        Language::Fr => "Français",
                    };
                    view! {
                        <button
                            class="language-switch__choice"
                            name="language"
                            value=language.code()
                            lang=language.code()
                            aria-current=(language == now).then_some("true")
                        >
                            {name}
                        </button>
                    }
                })}
        </form>
    }
}
