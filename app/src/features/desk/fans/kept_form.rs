//! The forms of what has a name: made, called otherwise, deleted. Macros, because each has actions of a type of its own.

/// The form for a new one: the action, the account, an id, the label, the button's text, what counts deeds, and what else is
/// in the form.
macro_rules! new_named {
    ($action:expr, $account:expr, $id:literal, $label:expr, $button:expr, $done:expr, $rest:expr) => {{
        let (action, done, name) = ($action, $done, RwSignal::new(String::new()));
        let toasts = crate::ui::use_toasts();
        crate::outcome::when_done(action, move |()| {
            name.set(String::new());
            toasts.show(t::<FanTexts>().done);
            done.update(|done| *done += 1);
        });
        let refusal = Refusal::of(action, &[]);
        view! {
            <ActionForm action attr:class="form keep__form">
                <Refused refusal />
                <input type="hidden" name="account" value=$account.to_string() />
                <crate::ui::Field name="name" id=$id label=$label bind=name error=refusal.field("name") maxlength=60 autocomplete="off" required=true />
                {$rest}
                <Button r#type="submit" busy=action.pending()>{$button}</Button>
            </ActionForm>
        }
    }};
}

/// The forms to change a name and to delete, behind a line: the id, the name, the two actions, and the question before it is
/// deleted with what goes.
macro_rules! forms {
    ($id:expr, $name:expr, $rename:expr, $delete:expr, $title:expr, $takes:expr) => {{
        let (id, name, rename, delete) = ($id.to_string(), $name.clone(), $rename, $delete);
        let (texts, gone) = (t::<FanTexts>(), id.clone());
        let (refusal, asks) = (Refusal::of(rename, &[]), RwSignal::new(false));
        // Whatever becomes of it is said above the list.
        Effect::new(move |_| {
            if delete.value().with(Option::is_some) {
                asks.set(false);
            }
        });
        let asked = format!("delete-{id}");
        let (gone, takes) = (StoredValue::new(gone), StoredValue::new(fill($takes, &[("name", &name)])));
        let (rename_said, delete_said) = (fill(texts.rename_of, &[("name", &name)]), fill(texts.delete_of, &[("name", &name)]));
        view! {
            <details>
                <summary aria-label=rename_said>{texts.rename}</summary>
                <ActionForm action=rename attr:class="form keep__form">
                    <Refused refusal />
                    <input type="hidden" name="id" value=id.clone() />
                    <crate::ui::Field
                        name="name"
                        id=format!("name-{id}")
                        label=texts.name
                        value=name
                        error=refusal.field("name")
                        maxlength=60
                        required=true
                    />
                    <Button size=ButtonSize::Small r#type="submit" busy=rename.pending()>{crate::common::common().save}</Button>
                </ActionForm>
                <Button kind=ButtonKind::Danger size=ButtonSize::Small on:click=move |_| asks.set(true)>
                    <span aria-hidden="true">{texts.delete}</span>
                    <span class="visually-hidden">{delete_said}</span>
                </Button>
            </details>
            <crate::ui::Dialog open=asks id=asked title=$title close=crate::common::common().close>
                <ActionForm action=delete attr:class="form">
                    <input type="hidden" name="id" value=gone.get_value() />
                    <p>{takes.get_value()}</p>
                    <crate::ui::DialogActions>
                        <Button kind=ButtonKind::Danger r#type="submit" busy=delete.pending()>{texts.delete}</Button>
                        <Button on:click=move |_| asks.set(false)>{crate::common::common().cancel}</Button>
                    </crate::ui::DialogActions>
                </ActionForm>
            </crate::ui::Dialog>
        }
    }};
}

pub(super) use {forms, new_named};
