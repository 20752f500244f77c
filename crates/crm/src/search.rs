//! Search over people and messages.

use crate::{Crm, store};
use model::{
    Result, UserId,
    crm::{Found, FoundMessage},
    error::Check,
};

/// The longest question, in characters.
pub const QUESTION_MAX: u32 = 200;
/// The most words that count.
const WORDS: usize = 5;
/// The most people and the most messages that are found.
const MOST: usize = 20;
/// How much of a message is shown, and how much of that before what was looked for.
const EXCERPT: (usize, usize) = (160, 40);

impl Crm {
    /// People whose names have words that begin with each of a question's, and messages that do: at most 20 of each.
    ///
    /// # Errors
    /// `Invalid` for a question of more than 200 characters.
    pub async fn search(&self, me: UserId, question: &str) -> Result<Found> {
        let mut check = Check::new();
        check.length("q", question, 0, QUESTION_MAX);
        check.done()?;
        let words = words(question);
        let mut found = Found::default();
        if words.is_empty() {
            return Ok(found);
        }
        let (db, most) = (&self.0.db, i64::try_from(MOST).unwrap_or(i64::MAX));
        let mut hits = Vec::new();
        for creator in self.creators(me).await? {
            found.people.extend(store::search::people(db, creator.id, &words, most).await?);
            hits.extend(store::search::messages(db, creator.id, &words, most).await?);
        }
        found.people.sort_by_key(|one| std::cmp::Reverse((one.fan.spent_cents, one.fan.id.to_string())));
        found.people.truncate(MOST);
        hits.sort_by_key(|one| std::cmp::Reverse((one.at, one.id.to_string())));
        hits.truncate(MOST);
        found.messages = hits
            .into_iter()
            .map(|hit| FoundMessage {
                id: hit.id,
                conversation: hit.conversation,
                name: hit.fan.called().to_owned(),
                mine: hit.mine,
                excerpt: excerpt(&hit.text, &words[0]),
                at: hit.at,
            })
            .collect();
        Ok(found)
    }
}

/// The words of a question, in small letters: what is between signs, as the indexes of words have it.
fn words(question: &str) -> Vec<String> {
    question.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS).map(str::to_owned).collect()
}

/// The words around the first place where a word stands.
fn excerpt(text: &str, word: &str) -> String {
    let all: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let small = |c: &char| c.to_lowercase().next().unwrap_or(*c);
    let (lower, wanted): (Vec<char>, Vec<char>) = (all.iter().map(small).collect(), word.chars().collect());
    let at = lower.windows(wanted.len().max(1)).position(|part| part == wanted).unwrap_or(0);
    let from = at.saturating_sub(EXCERPT.1);
    let mut said: String = all.iter().skip(from).take(EXCERPT.0).collect();
    if from > 0 {
        said.insert(0, '…');
    }
    if from + EXCERPT.0 < all.len() {
        said.push('…');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_has_the_word_and_what_is_around_it() {
        assert_eq!(excerpt("I like\nBOOTS", "boots"), "I like BOOTS");
        let long = format!("{} Boots {}", "a".repeat(100), "b".repeat(300));
        let said = excerpt(&long, "boots");
        assert!(said.starts_with('…') && said.ends_with('…') && said.contains("Boots") && said.chars().count() == 162, "{said}");
        assert_eq!(excerpt("É", "x"), "É");
    }

    #[test]
    fn a_question_has_a_few_small_words() {
        assert_eq!(words("  Big\0Boots a-b c' d "), ["big", "boots", "a", "b", "c"]);
        assert!(words(" \n'%:*").is_empty());
    }
}
