//! Bars over time: drawn on the server, said by their table.

use leptos::prelude::*;

/// The room of the drawing, in its own units.
const WIDTH: i64 = 600;
/// Its height.
const HEIGHT: i64 = 120;

/// Where a bar stands and how high it is, of so many and with such a highest one. What is below nothing has no height.
fn bar(at: usize, count: usize, value: i64, most: i64) -> (i64, i64, i64, i64) {
    let (at, count) = (i64::try_from(at).unwrap_or(0), i64::try_from(count).unwrap_or(1).max(1));
    let room = WIDTH / count;
    let height = if most > 0 { (value.max(0) * HEIGHT / most).max(i64::from(value > 0)) } else { 0 };
    (at * room + 1, HEIGHT - height, (room - 2).max(1), height)
}

/// Bars, each with what it says where one points at it. Whoever sees no drawing has the table beside it.
#[component]
pub(super) fn Bars(
    /// What is shown.
    label: String,
    /// Each bar: its height and what it says.
    bars: Vec<(i64, String)>,
) -> impl IntoView {
    let most = bars.iter().map(|(value, _)| *value).max().unwrap_or(0);
    let count = bars.len();
    view! {
        <svg class="chart" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none">
            {bars
                .into_iter()
                .enumerate()
                .map(|(at, (value, said))| {
                    let (x, y, width, height) = bar(at, count, value, most);
                    view! {
                        <rect
                            class="chart__bar"
                            x=x.to_string()
                            y=y.to_string()
                            width=width.to_string()
                            height=height.to_string()
                        >
                            <title>{said}</title>
                        </rect>
                    }
                })
                .collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_fills_the_room_and_nothing_has_no_height() {
        assert_eq!(bar(0, 30, 500, 500), (1, 0, 18, HEIGHT));
        assert_eq!(bar(29, 30, 250, 500), (581, 60, 18, 60));
        assert_eq!((bar(1, 30, 0, 500).3, bar(1, 30, -5, 500).3, bar(1, 30, 0, 0).3), (0, 0, 0));
        assert_eq!(bar(1, 30, 1, 1_000_000).3, 1, "something is seen");
    }
}
