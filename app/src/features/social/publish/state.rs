//! What is being written in one form: its fields as they stand, its files, and what is wrong with them at this moment.

use super::{
    api::PublishTo,
    filled::{Filled, problems},
    rows::{Outcome, Start},
    texts::PublishTexts,
    uploads::Uploads,
    wrong::{own_name, sentence},
};
use crate::{Failure, texts::t};
use leptos::{form::FromFormData, html, prelude::*};
use model::{FieldError, error::Problem, social::Platform};
use web_sys::FormData;

/// The state of a form. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// Where it goes.
    pub platform: Platform,
    /// The form.
    pub form: NodeRef<html::Form>,
    /// What stands in its fields.
    pub filled: RwSignal<Filled>,
    /// The local time; empty for now.
    pub at: RwSignal<String>,
    /// Its files.
    pub uploads: Uploads,
    /// How often it was to be sent and was not complete.
    pub tries: RwSignal<u32>,
    /// Changed since the last answer.
    changed: RwSignal<bool>,
    /// The last answer.
    answer: Signal<Option<Result<Vec<Outcome>, Failure>>>,
    /// What breaks the rules.
    problems: Memo<Vec<FieldError>>,
    texts: &'static PublishTexts,
}

impl Writing {
    /// Begins with this, and follows an action's answers.
    pub fn new(platform: Platform, start: &Start, action: ServerAction<PublishTo>) -> Self {
        let (filled, uploads) = (RwSignal::new(start.filled.clone()), Uploads::new(start.files.clone()));
        let value = action.value();
        let changed = RwSignal::new(false);
        Effect::new(move |_| {
            value.track();
            changed.set(false);
        });
        Effect::new(move |before: Option<()>| {
            uploads.numbers();
            if before.is_some() {
                changed.set(true);
            }
        });
        Self {
            platform,
            form: NodeRef::new(),
            filled,
            at: RwSignal::new(start.at.clone()),
            uploads,
            tries: RwSignal::new(0),
            changed,
            answer: Signal::derive(move || value.get()),
            problems: Memo::new(move |_| filled.with(|filled| problems(platform, filled, &uploads.picked()))),
            texts: t(),
        }
    }

    /// Reads the form's fields.
    pub fn read(self) {
        let Some(form) = self.form.get_untracked() else { return };
        let said = FormData::new_with_form(&form).ok().and_then(|data| PublishTo::from_form_data(&data).ok());
        if let Some(said) = said {
            if self.filled.with_untracked(|filled| *filled != said.filled) {
                self.changed.set(true);
                self.filled.set(said.filled);
            }
            if self.at.with_untracked(|at| *at != said.time.at) {
                self.changed.set(true);
                self.at.set(said.time.at);
            }
        }
    }

    /// Whether it may be sent.
    pub fn complete(self) -> bool {
        self.problems.with(Vec::is_empty) && !self.uploads.waits()
    }

    /// What is wrong with a field. What is only missing is said once somebody wants to send it.
    pub fn wrong(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || {
            let tried = self.tries.get() > 0;
            let here = self.problems.with(|all| {
                let mut mine = all.iter().filter(|wrong| wrong.field == field);
                mine.find(|wrong| tried || wrong.problem != Problem::Required).map(|wrong| sentence(self.texts, self.platform, wrong))
            });
            here.or_else(|| self.refused_field(&field))
        })
    }

    fn refused_field(self, field: &str) -> Option<String> {
        if self.changed.get() {
            return None;
        }
        self.answer.with(|answer| {
            let failure = answer.as_ref()?.as_ref().err()?;
            let wrong = failure.error.fields.iter().find(|wrong| own_name(&wrong.field) == field)?;
            Some(sentence(self.texts, self.platform, wrong))
        })
    }

    /// What became of it, once it was taken.
    pub fn outcomes(self) -> Option<Vec<Outcome>> {
        self.answer.with(|answer| answer.as_ref()?.as_ref().ok().cloned())
    }
}
