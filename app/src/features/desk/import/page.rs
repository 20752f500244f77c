//! The page of the import.

use super::{
    api::load_import_accounts,
    texts::ImportTexts,
    upload::{Done, RowError, upload},
};
use crate::{
    common::sentence,
    frame::{Failed, PageHead},
    texts::t,
    ui::{Banner, Button, ButtonKind, Cell, EmptyState, FieldFrame, Glyph, LinkButton, Select, Table, Tone, focus_first_error},
};
use leptos::{either::EitherOf3, ev, html, prelude::*, task::spawn_local};
use model::{CreatorId, Error, ErrorCode, crm::ImportProblem, error::Problem};

/// The page `/platforms/onlyfans/import`.
#[component]
pub fn ImportPage() -> impl IntoView {
    let texts = t::<ImportTexts>();
    let accounts = Resource::new(|| (), |()| load_import_accounts());
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.inbox}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match accounts.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(accounts) if accounts.is_empty() => {
                        EitherOf3::B(view! {
                            <EmptyState glyph=Glyph::Users title=texts.none_title text=texts.none>
                                <LinkButton href="/messages">{texts.connect}</LinkButton>
                            </EmptyState>
                        })
                    }
                    Ok(accounts) => EitherOf3::C(view! { <Import accounts /> }),
                }
            })}
        </Transition>
    }
}

/// What is wrong with the file or the form as a whole, and what to do.
fn said(texts: &ImportTexts, error: &Error) -> String {
    match (error.code, error.fields.first().map(|field| field.problem)) {
        (ErrorCode::TooLarge, _) => texts.too_large.to_owned(),
        (ErrorCode::Invalid, Some(Problem::TooGreat)) => texts.too_many_rows.to_owned(),
        (ErrorCode::Invalid, _) => texts.no_columns.to_owned(),
        _ => sentence(error),
    }
}

/// The form. It sends the file itself, so it needs scripts; a file can be dropped on the browser's own field.
#[component]
fn Import(accounts: Vec<(CreatorId, String)>) -> impl IntoView {
    let texts = t::<ImportTexts>();
    let form = NodeRef::<html::Form>::new();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    let done = RwSignal::new(None::<Done>);
    focus_first_error(form, move || error.with(Option::is_some));
    let wrong = Signal::derive(move || error.with(|error| error.as_ref().map(|error| said(texts, error))));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        done.set(None);
        spawn_local(async move {
            let sent = upload(&element).await;
            // The page may be gone by now: then there is nobody to tell.
            busy.try_set(false);
            match sent {
                Ok(taken) => {
                    element.reset();
                    error.try_set(None);
                    done.try_set(Some(taken));
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
        });
    };
    let chosen = accounts.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let options: Vec<(String, String)> = accounts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    view! {
        <p class="import__about">{texts.about}</p>
        <form class="form needs-js" node_ref=form on:submit=submit>
            <Select name="account" label=texts.account options=options value=chosen />
            <FieldFrame id="import-file" label=texts.file hint=Some(texts.file_hint.into()) error=wrong>
                <input
                    class="input import__file"
                    id="import-file"
                    type="file"
                    name="file"
                    accept=".csv,text/csv"
                    required=true
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    aria-describedby=move || if wrong.with(Option::is_some) { "import-file-error import-file-hint" } else { "import-file-hint" }
                />
            </FieldFrame>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy>{texts.send}</Button>
            </div>
        </form>
        <div role="status">{move || done.get().map(|done| view! { <Outcome done /> })}</div>
    }
}

#[component]
fn Outcome(done: Done) -> impl IntoView {
    let texts = t::<ImportTexts>();
    let Done { total, inserted, updated, skipped, errors } = done;
    let refused = total.saturating_sub(inserted + updated + skipped);
    let tone = if refused > 0 { Tone::Warning } else { Tone::Success };
    let numbers = [(texts.total, total), (texts.inserted, inserted), (texts.updated, updated), (texts.skipped, skipped), (texts.refused, refused)];
    let columns = vec![texts.row, texts.problem];
    view! {
        <h2>{texts.result}</h2>
        <Banner tone>
            <dl class="campaign__facts">
                {numbers.into_iter().map(|(said, count)| view! { <div><dt>{said}</dt><dd>{count}</dd></div> }).collect_view()}
            </dl>
        </Banner>
        {(!errors.is_empty())
            .then(|| {
                view! {
                    <Table caption=texts.refused columns=columns>
                        {errors.into_iter().map(|error| view! { <Row error /> }).collect_view()}
                    </Table>
                }
            })}
    }
}

#[component]
fn Row(error: RowError) -> impl IntoView {
    let texts = t::<ImportTexts>();
    let RowError { row, code } = error;
    let what = ImportProblem::from_code(&code).map(|problem| match problem {
        ImportProblem::NotText => texts.not_text,
        ImportProblem::NoName => texts.no_name,
        ImportProblem::BadUsername => texts.bad_username,
        ImportProblem::TooLong => texts.too_long,
        ImportProblem::BadEmail => texts.bad_email,
        ImportProblem::BadAmount => texts.bad_amount,
        ImportProblem::BadDate => texts.bad_date,
        ImportProblem::Repeated => texts.repeated,
        ImportProblem::Ambiguous => texts.ambiguous,
    });
    view! {
        <tr>
            <Cell main=true label=texts.row>{row}</Cell>
            <Cell label=texts.problem>{what}</Cell>
        </tr>
    }
}
