//! Faces: a person's picture, or their initials on their colour.

use super::changing::changing;
use leptos::prelude::*;

/// How large a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarSize {
    /// 24 px, within a line.
    Small,
    /// 32 px.
    #[default]
    Medium,
    /// 96 px, on one's own profile.
    Large,
}

impl AvatarSize {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "avatar avatar--small",
            Self::Medium => "avatar",
            Self::Large => "avatar avatar--large",
        }
    }
}

/// What is shown of a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Face {
    /// What makes them different from the others: a user's id.
    pub key: String,
    /// Their name.
    pub name: String,
    /// What is said of them, where it is more than the name: "Ana (idle)".
    pub said: Option<String>,
    /// An index into the palette.
    pub color: u8,
    /// Path of the picture.
    pub picture: Option<String>,
    /// They do nothing at the moment.
    pub idle: bool,
}

impl Face {
    /// Their name, with what is said beside it.
    fn said(&self) -> &str {
        self.said.as_deref().unwrap_or(&self.name)
    }
}

impl From<model::accounts::Person> for Face {
    fn from(person: model::accounts::Person) -> Self {
        let key = person.id.to_string();
        Self { key, name: person.name, said: None, color: person.color, picture: person.picture, idle: false }
    }
}

impl From<model::reader::Participant> for Face {
    fn from(somebody: model::reader::Participant) -> Self {
        let key = somebody.who.to_string();
        Self { key, name: somebody.name, said: None, color: somebody.color, picture: somebody.picture, idle: false }
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// One face. Without `labelled` it is silent for screen readers: the name stands beside it.
#[component]
pub fn Avatar(
    /// Whose it is.
    #[prop(into)]
    face: Face,
    /// How large it is.
    #[prop(optional)]
    size: AvatarSize,
    /// It stands alone, so it says the name.
    #[prop(optional)]
    labelled: bool,
) -> impl IntoView {
    let said = face.said().to_owned();
    let Face { name, color, picture, idle, .. } = face;
    let class = format!("{} color-{}{}", size.class(), color % 12, if idle { " avatar--idle" } else { "" });
    let letters = initials(&name);
    view! {
        <span
            class=class
            role=labelled.then_some("img")
            aria-label=labelled.then(|| said.clone())
            aria-hidden=(!labelled).then_some("true")
            title=labelled.then_some(said)
        >
            {match picture {
                Some(path) if !path.is_empty() => {
                    leptos::either::Either::Left(view! { <img class="avatar__picture" src=path alt=""/> })
                }
                _ => leptos::either::Either::Right(view! { <span aria-hidden="true">{letters}</span> }),
            }}
        </span>
    }
    .into_any()
}

/// Several faces, over each other's edges: the first few, then how many more.
#[component]
pub fn AvatarStack(
    /// The people.
    #[prop(into)]
    faces: Signal<Vec<Face>>,
    /// What these people are: "Here now".
    #[prop(into)]
    label: String,
    /// How large they are.
    #[prop(optional)]
    size: AvatarSize,
    /// How many are shown.
    #[prop(default = 5)]
    at_most: usize,
) -> impl IntoView {
    let first = move || faces.with(|faces| faces.iter().take(at_most).cloned().collect::<Vec<_>>());
    let rest = move || faces.with(|faces| faces.iter().skip(at_most).map(|face| face.said().to_owned()).collect::<Vec<_>>());
    view! {
        <ul class="avatar-stack" aria-label=label>
            <For each=first key=|face| face.clone() let:face>
                <li>
                    <Avatar face size labelled=true/>
                </li>
            </For>
            {changing(move || {
                let names = rest();
                (!names.is_empty())
                    .then(|| {
                        let all = names.join(", ");
                        let title = all.clone();
                        view! {
                            <li>
                                <span class=format!("{} avatar--more", size.class()) title=title>
                                    <span aria-hidden="true">"+"{names.len()}</span>
                                    <span class="visually-hidden">{all}</span>
                                </span>
                            </li>
                        }
                    })
            })}
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Ana Maria Lopes"), "AL");
        assert_eq!(initials("ana"), "A");
        assert_eq!(initials("  élise   noël "), "ÉN");
    }

    #[test]
    fn signs_are_no_initials() {
        assert_eq!(initials("(Bo) -"), "B");
        assert_eq!(initials("🦊"), "");
    }
}
