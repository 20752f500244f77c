//! Reads settings one by one. `config.env` is at once the list, the defaults and the documentation.

use model::crm::{Setting, SettingFrom};
use std::{fmt::Display, str::FromStr};

/// Every setting with its default.
pub const REFERENCE: &str = include_str!("../../config.env");

/// Name and default of every setting, in the order of the file.
pub fn settings() -> impl Iterator<Item = (&'static str, &'static str)> {
    REFERENCE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='))
}

/// Takes values from the environment and notes all that is wrong, so that one start shows every mistake.
pub struct Reader<'a> {
    environment: &'a dyn Fn(&str) -> Option<String>,
    /// The settings that were asked for.
    pub asked: Vec<&'static str>,
    /// Sentences about wrong values.
    pub wrong: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Reads from this environment.
    pub fn new(environment: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { environment, asked: Vec::new(), wrong: Vec::new() }
    }

    /// The value or its default; `None` where both are empty.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.asked.push(name);
        let default = settings().find(|(known, _)| *known == name).map(|(_, default)| default.to_owned());
        (self.environment)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).or(default).filter(|value| !value.is_empty())
    }

    /// A setting as administrators may see it: without its value where that is a secret.
    pub fn shown(&self, name: &str, secret: bool) -> Setting {
        let given = (self.environment)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let default = settings().find(|(known, _)| *known == name).map(|(_, default)| default.to_owned()).filter(|value| !value.is_empty());
        let from = match (&given, &default) {
            (Some(_), _) => SettingFrom::Environment,
            (None, Some(_)) => SettingFrom::Default,
            (None, None) => SettingFrom::Unset,
        };
        // Nor is an address shown that has a password in it, where it should have none.
        let shown = |value: &String| !(secret || (value.contains("://") && value.contains('@')));
        Setting { name: name.to_owned(), value: given.or(default).filter(shown), from }
    }

    /// A value that `read` understands; otherwise `must` says what it must be.
    pub fn parsed<T>(&mut self, name: &'static str, must: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.text(name)?;
        let parsed = read(&value);
        if parsed.is_none() {
            self.wrong(name, format_args!("must be {must}; it is \"{value}\""));
        }
        parsed
    }

    /// A whole number within bounds.
    pub fn number<T: FromStr + PartialOrd + Display + Copy + Default>(&mut self, name: &'static str, min: T, max: T) -> T {
        let must = format!("a whole number from {min} to {max}");
        self.parsed(name, &must, |value| value.parse().ok().filter(|number| (min..=max).contains(number))).unwrap_or_default()
    }

    /// Notes what is wrong with a setting.
    pub fn wrong(&mut self, name: &str, sentence: impl Display) {
        self.wrong.push(format!("{name} {sentence}."));
    }
}
