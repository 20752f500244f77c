//! What stands where something will be.

use leptos::prelude::*;

/// What will be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SkeletonShape {
    /// Lines of text.
    #[default]
    Text,
    /// Rows of a list.
    Rows,
}

/// Grey shapes while something loads.
#[component]
pub fn Skeleton(
    /// What a screen reader says: "Loading".
    label: &'static str,
    /// What will be there.
    #[prop(optional)]
    shape: SkeletonShape,
    /// How many lines or rows.
    #[prop(default = 3)]
    count: usize,
) -> impl IntoView {
    let class = match shape {
        SkeletonShape::Text => "skeleton skeleton--text",
        SkeletonShape::Rows => "skeleton skeleton--rows",
    };
    view! {
        <div class=class role="status">
            <span class="visually-hidden">{label}</span>
            {(0..count).map(|_| view! { <span class="skeleton__piece"></span> }).collect_view()}
        </div>
    }
    .into_any()
}
