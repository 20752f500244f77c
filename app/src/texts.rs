//! Texts in English and French, side by side, so that neither can be forgotten.
//!
//! Each feature has its own `texts.rs`. A text may have places like `{name}`, filled by [`fill`].

use crate::visitor::use_visitor;
use model::Language;

/// A set of texts of one feature.
pub trait Texts: Sized + 'static {
    /// The set in a language.
    fn of(language: Language) -> &'static Self;
}

/// The texts in the visitor's language.
pub fn t<T: Texts>() -> &'static T {
    T::of(use_visitor().get_untracked_language())
}

/// Puts values into the places of a text: `fill("{n} posts", &[("n", "3")])`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The singular for one (in French for none too), the plural otherwise, with `{n}` filled.
pub fn plural(language: Language, n: u32, one: &str, many: &str) -> String {
    let single = n == 1 || (n == 0 && language == Language::Fr);
    fill(if single { one } else { many }, &[("n", &n.to_string())])
}

/// Declares a set of texts: `key: "English", "French";`
#[macro_export]
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $en:literal, $fr:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name { $(pub(crate) $key: &'static str,)+ }

        impl $crate::texts::Texts for $name {
            fn of(language: ::model::Language) -> &'static Self {
                static EN: $name = $name { $($key: $en,)+ };
                static FR: $name = $name { $($key: $fr,)+ };
                match language {
                    ::model::Language::En => &EN,
                    ::model::Language::Fr => &FR,
                }
            }
        }

        #[cfg(test)]
        mod texts_test {
            /// Both languages of a text have the same places to fill.
            #[test]
            fn both_languages_fill_the_same_places() {
                // What follows a bar is a word of the language.
                let places = |text: &str| {
                    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
                    let mut all: Vec<String> = names.map(|(name, _)| name.split('|').take(1).collect()).collect();
                    all.sort();
                    all
                };
                $(assert_eq!(places($en), places($fr), stringify!($key));)+
            }
        }
    };
}
