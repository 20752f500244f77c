//! What became of an action: its error beside the fields, its success as news.

use crate::{
    Failure,
    common::{field_error, sentence},
    ui::{Banner, Tone},
};
use leptos::{
    prelude::*,
    server_fn::{ServerFn, error::FromServerFnError},
};
use model::{Error, ErrorCode};

/// Errors that are said beside a field, though the server names none: `(WrongPassword, "password")`.
pub type Beside = &'static [(ErrorCode, &'static str)];

/// The error of an action's last try, split between the fields and the form.
#[derive(Debug, Clone, Copy)]
pub struct Refusal {
    error: Signal<Option<Error>>,
    beside: Beside,
}

impl Refusal {
    /// Follows an action. A form that was posted without JavaScript is followed too.
    pub fn of<S>(action: ServerAction<S>, beside: Beside) -> Self
    where
        S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
        S::Error: FromServerFnError,
    {
        let value = action.value();
        let error = Signal::derive(move || value.with(|value| value.as_ref()?.as_ref().err().map(|failure| failure.error.clone())));
        Self { error, beside }
    }

    /// Whether the last try was refused.
    pub fn any(self) -> bool {
        self.error.with(Option::is_some)
    }

    /// What is wrong with a field.
    pub fn field(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.error.with(|error| {
                field_error(error.as_ref(), name).or_else(|| error.as_ref().filter(|error| self.beside.contains(&(error.code, name))).map(sentence))
            })
        })
    }

    /// What is wrong as a whole, unless it is said beside a field.
    pub fn form(self) -> Option<String> {
        let said = |error: &&Error| !error.fields.is_empty() || self.beside.iter().any(|(code, _)| *code == error.code);
        self.error.with(|error| error.as_ref().filter(|error| !said(error)).map(sentence))
    }
}

/// What is wrong with a form as a whole.
#[component]
pub fn Refused(
    /// The last try.
    refusal: Refusal,
) -> impl IntoView {
    move || refusal.form().map(|text| view! { <Banner tone=Tone::Danger role="alert">{text}</Banner> })
}

/// Does something with each success of an action, in the browser.
pub fn when_done<S>(action: ServerAction<S>, then: impl Fn(S::Output) + 'static)
where
    S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
    S::Error: FromServerFnError,
{
    let value = action.value();
    Effect::new(move |_| {
        if let Some(Ok(output)) = value.get() {
            untrack(|| then(output));
        }
    });
}
