//! How many fans the fields of a form find, while they are filled.

use super::{api::count_fans, asked::Asked, texts::FanTexts};
use crate::{
    texts::{plural, t},
    visitor::use_visitor,
};
use gloo_timers::callback::Timeout;
use leptos::{html, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{FormData, HtmlFormElement};

/// How long a pause in typing is, in milliseconds.
const PAUSE: u32 = 300;

/// The account and what stands in the fields of a form.
fn filled(form: &HtmlFormElement, prefix: &str, account: &str) -> Option<(String, Asked)> {
    let data = FormData::new_with_form(form).ok()?;
    let key = |name: &str| match (prefix.is_empty(), name.strip_suffix("[]")) {
        (true, _) => name.to_owned(),
        (false, Some(name)) => format!("{prefix}[{name}][]"),
        (false, None) => format!("{prefix}[{name}]"),
    };
    let all = |name: &str| data.get_all(&key(name)).iter().filter_map(|value| value.as_string()).collect();
    Some((data.get(account).as_string()?, Asked::from_fields(|name| data.get(&key(name)).as_string(), all)))
}

/// The count, said again whenever something in the form around it changes. Without scripts it is not there: the page that the
/// form leads to says it.
#[component]
pub(super) fn Counted(
    /// What comes before the names of the fields.
    prefix: &'static str,
    /// The field of the form that says the account.
    account: &'static str,
) -> impl IntoView {
    let (texts, language) = (t::<FanTexts>(), use_visitor().get_untracked_language());
    let (said, place) = (RwSignal::new(None::<(u32, u32)>), NodeRef::<html::P>::new());
    let last = RwSignal::new(0_u32);
    let ask = move |form: HtmlFormElement| {
        let mine = last.get_untracked() + 1;
        last.set(mine);
        Timeout::new(PAUSE, move || {
            if last.try_get_untracked() != Some(mine) {
                return;
            }
            let Some((account, asked)) = filled(&form, prefix, account) else { return };
            spawn_local(async move {
                // What cannot be read yet is being typed: then nothing is said.
                let counted = count_fans(account, asked).await.ok();
                if last.try_get_untracked() == Some(mine) {
                    said.try_set(counted);
                }
            });
        })
        .forget();
    };
    Effect::new(move |_| {
        let Some(form) = place.get().and_then(|place| place.closest("form").ok().flatten()) else { return };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
        ask(form.clone());
        let again = {
            let form = form.clone();
            Closure::<dyn Fn()>::new(move || ask(form.clone()))
        };
        // Fails for no element.
        let _ = form.add_event_listener_with_callback("input", again.as_ref().unchecked_ref());
        let kept = SendWrapper::new((form, again));
        on_cleanup(move || {
            let (form, again) = kept.take();
            let _ = form.remove_event_listener_with_callback("input", again.as_ref().unchecked_ref());
        });
    });
    let words = move || {
        said.get().map(|(all, reachable)| {
            let found = plural(language, all, texts.found_one, texts.found_many);
            let reach = plural(language, reachable, texts.reach_one, texts.reach_many);
            format!("{found}; {reach}.")
        })
    };
    view! {
        <p class="builder__count" role="status" node_ref=place>
            {words}
        </p>
    }
}
