//! Buttons, and links that look like them.

use super::changing::{true_if, true_or_false};
use super::{Glyph, Icon};
use leptos::{ev, prelude::*};

/// How much weight a button has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing a screen is for.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Quiet: toolbars and rows.
    Ghost,
    /// Something that can't be taken back.
    Danger,
}

/// How tall a button is. Both have a target of 44 px on touch screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// The ordinary height.
    #[default]
    Medium,
    /// For rows and toolbars.
    Small,
}

/// The classes of a button.
fn classes(kind: ButtonKind, size: ButtonSize, more: &'static str) -> String {
    let kind = match kind {
        ButtonKind::Primary => "button button--primary",
        ButtonKind::Secondary => "button button--secondary",
        ButtonKind::Ghost => "button button--ghost",
        ButtonKind::Danger => "button button--danger",
    };
    let size = match size {
        ButtonSize::Medium => "",
        ButtonSize::Small => " button--small",
    };
    format!("{kind}{size}{more}")
}

/// While a button is busy it keeps the focus, so `disabled` is no way to refuse a second press.
fn refuse(event: &ev::MouseEvent) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

/// A button. `on:click` and `attr:…` on it reach the element itself.
#[component]
pub fn Button(
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
    /// How tall it is.
    #[prop(optional)]
    size: ButtonSize,
    /// `button`, `submit` or `reset`.
    #[prop(default = "button")]
    r#type: &'static str,
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// Works on it: shows a spinner and takes no further presses.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Can't be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// As wide as its surroundings.
    #[prop(optional)]
    wide: bool,
    /// What it does.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=r#type
            class=classes(kind, size, if wide { " button--wide" } else { "" })
            disabled=disabled
            aria-busy=true_if(move || busy.get())
            on:click:capture=move |event| {
                if busy.get_untracked() {
                    refuse(&event);
                }
            }
        >
            {icon.map(|glyph| view! { <Icon glyph/> })}
            <span class="button__label">{children()}</span>
        </button>
    }
    .into_any()
}

/// A button with nothing but an icon. Its label is its name, and its tooltip.
#[component]
pub fn IconButton(
    /// The icon.
    glyph: Glyph,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// How much weight it has.
    #[prop(default = ButtonKind::Ghost)]
    kind: ButtonKind,
    /// How tall it is.
    #[prop(optional)]
    size: ButtonSize,
    /// `button` or `submit`.
    #[prop(default = "button")]
    r#type: &'static str,
    /// For a button that stays pressed.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Works on it.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Can't be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type=r#type
            class=classes(kind, size, " button--icon tooltip-host")
            aria-label=label
            aria-pressed=pressed.map(|pressed| true_or_false(move || pressed.get()))
            disabled=disabled
            aria-busy=true_if(move || busy.get())
            on:click:capture=move |event| {
                if busy.get_untracked() {
                    refuse(&event);
                }
            }
        >
            <Icon glyph/>
            <span class="tooltip" aria-hidden="true">{label}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
    /// How tall it is.
    #[prop(optional)]
    size: ButtonSize,
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// As wide as its surroundings.
    #[prop(optional)]
    wide: bool,
    /// Where it goes, in words.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=classes(kind, size, if wide { " button--wide" } else { "" })>
            {icon.map(|glyph| view! { <Icon glyph/> })}
            <span class="button__label">{children()}</span>
        </a>
    }
    .into_any()
}
