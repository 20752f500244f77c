//! Menus: a button and the list of actions that it opens.

use super::changing::{changing, true_or_false};
use super::menu_keys::{focus_edge, on_list_key};
use super::{Glyph, Icon};
use leptos::{either::Either, ev, html, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Which edges of button and list are in line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// The right ones (in languages that are written from the left).
    #[default]
    End,
    /// The left ones.
    Start,
}

/// How the entries close the menu they are in.
#[derive(Clone, Copy)]
struct Entries {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl Entries {
    /// What an entry opens should later give the focus back to the button: the entry will be gone.
    fn focus_button(self) {
        if let Some(button) = self.button.get_untracked() {
            let _ = button.focus();
        }
    }
}

/// A button that opens a list of [`MenuItem`]s. The list exists only while it is open.
#[component]
pub fn Menu(
    /// Name of the button and of the list.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows; three dots where left out.
    #[prop(optional, into)]
    trigger: Option<ViewFn>,
    /// Classes of the button.
    #[prop(default = "button button--ghost button--icon")]
    button_class: &'static str,
    /// Which edges are in line.
    #[prop(optional)]
    align: Align,
    /// The entries.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let up = RwSignal::new(false);
    let from_end = StoredValue::new(false);
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Ul>::new();

    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        up.set(button.get_untracked().is_some_and(|button| is_low(&button)));
        let handle = window_event_listener(ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let inside = root.get_untracked().is_some_and(|root| root.contains(target.as_ref()));
            if !inside {
                open.set(false);
            }
        });
        on_cleanup(move || handle.remove());
        request_animation_frame(move || {
            if let Some(list) = list.try_get_untracked().flatten() {
                focus_edge(&list, from_end.get_value());
            }
        });
    });
    let entries = Entries { open, button };
    let on_button_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if key == "ArrowDown" || key == "ArrowUp" {
            event.prevent_default();
            from_end.set_value(key == "ArrowUp");
            open.set(true);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if key == "Escape" {
            event.prevent_default();
            // A dialog around the menu stays.
            event.stop_propagation();
            entries.focus_button();
            open.set(false);
        } else if key == "Tab" {
            open.set(false);
        } else if let Some(list) = list.get_untracked() {
            on_list_key(&list, &event);
        }
    };
    let list_class = Signal::derive(move || match (align, up.get()) {
        (Align::End, false) => "menu__list menu__list--end",
        (Align::End, true) => "menu__list menu__list--end menu__list--up",
        (Align::Start, false) => "menu__list",
        (Align::Start, true) => "menu__list menu__list--up",
    });
    view! {
        <div class="menu needs-js" node_ref=root>
            <button
                type="button"
                class=button_class
                aria-label=label
                aria-haspopup="menu"
                aria-expanded=true_or_false(move || open.get())
                on:click=move |_| {
                    from_end.set_value(false);
                    open.update(|open| *open = !*open);
                }
                on:keydown=on_button_key
                node_ref=button
            >
                {match trigger {
                    Some(trigger) => Either::Left(trigger.run()),
                    None => Either::Right(view! { <Icon glyph=Glyph::More/> }),
                }}
            </button>
            {changing(move || {
                open.get()
                    .then(|| {
                        provide_context(entries);
                        view! {
                            <ul
                                class=list_class
                                role="menu"
                                aria-label=label
                                on:keydown=on_key
                                node_ref=list
                            >
                                {children()}
                            </ul>
                        }
                    })
            })}
        </div>
    }
    .into_any()
}

/// In the lower part of the window there is more room above.
fn is_low(button: &web_sys::Element) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    button.get_bounding_client_rect().bottom() > height * 0.62
}

/// One entry: an action, a link (`href`), or a button that sends a form elsewhere (`form`).
#[component]
pub fn MenuItem(
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// Something that can't be taken back.
    #[prop(optional)]
    danger: bool,
    /// Where it goes, for a link.
    #[prop(optional, into)]
    href: Option<String>,
    /// The link is a file to keep.
    #[prop(optional)]
    download: bool,
    /// The id of the form that it sends.
    #[prop(optional, into)]
    form: Option<String>,
    /// Chosen or not, for one of several that exclude each other.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    /// What it does.
    #[prop(optional, into)]
    on_select: Option<Callback<()>>,
    /// Its text.
    children: Children,
) -> impl IntoView {
    let class = if danger { "menu__item menu__item--danger" } else { "menu__item" };
    let entries = use_context::<Entries>();
    let select = move |_: ev::MouseEvent| {
        if let Some(entries) = entries {
            entries.focus_button();
        }
        if let Some(on_select) = on_select {
            on_select.run(());
        }
        // The browser still has to follow the link or send the form: let it, then close.
        if let Some(Entries { open, .. }) = entries {
            set_timeout(
                move || {
                    open.try_set(false);
                },
                Duration::ZERO,
            );
        }
    };
    let role = if checked.is_some() { "menuitemradio" } else { "menuitem" };
    let inside = view! {
        {icon.map(|glyph| view! { <Icon glyph/> })}
        <span class="menu__text">{children()}</span>
        {changing(move || checked.is_some_and(|checked| checked.get()).then(|| view! { <Icon glyph=Glyph::Check/> }))}
    };
    let content = match href {
        Some(href) => Either::Left(view! {
            <a class=class role=role tabindex="-1" href=href download=download.then_some("") on:click=select>
                {inside}
            </a>
        }),
        None => Either::Right(view! {
            <button
                class=class
                role=role
                tabindex="-1"
                type=if form.is_some() { "submit" } else { "button" }
                form=form
                aria-checked=checked.map(|checked| true_or_false(move || checked.get()))
                on:click=select
            >
                {inside}
            </button>
        }),
    };
    view! { <li role="none">{content}</li> }.into_any()
}

/// A line between groups of entries.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <li class="menu__separator" role="separator"></li> }.into_any()
}

/// Words above a group of entries that aren't one themselves.
#[component]
pub fn MenuHeading(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <li class="menu__heading" role="presentation">{children()}</li> }.into_any()
}
