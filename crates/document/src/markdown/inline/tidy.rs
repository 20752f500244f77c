//! Where white space may stand.

use crate::tree::{Inline, Marks, push_text};

/// The same line without spaces where a line begins or ends, and with the spaces at the ends of bold, italic
/// and struck runs outside of them: `**so** far` and not `**so **far`, which nothing reads as bold.
pub(crate) fn tidy(line: &[Inline]) -> Vec<Inline> {
    let mut tidy = Vec::new();
    for lines in line.split_inclusive(|part| *part == Inline::Break) {
        let (parts, end) = match lines.split_last() {
            Some((Inline::Break, parts)) => (parts, true),
            _ => (lines, false),
        };
        let mut parts = hoist(parts);
        // A space that has lost a mark can take it from the space beside it.
        loop {
            let again = hoist(&parts);
            if again == parts {
                break;
            }
            parts = again;
        }
        trim(parts).into_iter().for_each(|part| tidy.push(part));
        if end {
            tidy.push(Inline::Break);
        }
    }
    tidy
}

fn hoist(parts: &[Inline]) -> Vec<Inline> {
    let marks_at = |at: Option<usize>| match at.and_then(|at| parts.get(at)) {
        Some(Inline::Text(_, marks)) => marks.clone(),
        _ => Marks::default(),
    };
    let mut line = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Inline::Text(text, marks) = part else { continue };
        let before = both(marks, &marks_at(at.checked_sub(1)));
        let after = both(marks, &marks_at(Some(at + 1)));
        let core = text.trim_start();
        if marks.code {
            push_text(&mut line, text, marks);
        } else if core.is_empty() {
            push_text(&mut line, text, &both(&before, &after));
        } else {
            push_text(&mut line, &text[..text.len() - core.len()], &before);
            let end = core.trim_end().len();
            push_text(&mut line, &core[..end], marks);
            push_text(&mut line, &core[end..], &after);
        }
    }
    line
}

/// The marks of the first, but bold, italic and strike only where the second has them too.
fn both(marks: &Marks, other: &Marks) -> Marks {
    Marks { bold: marks.bold && other.bold, italic: marks.italic && other.italic, strike: marks.strike && other.strike, ..marks.clone() }
}

fn trim(mut line: Vec<Inline>) -> Vec<Inline> {
    const SPACES: [char; 2] = [' ', '\t'];
    while let Some(Inline::Text(text, Marks { code: false, .. })) = line.first_mut() {
        *text = text.trim_start_matches(SPACES).to_owned();
        if !text.is_empty() {
            break;
        }
        line.remove(0);
    }
    while let Some(Inline::Text(text, Marks { code: false, .. })) = line.last_mut() {
        text.truncate(text.trim_end_matches(SPACES).len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_before_a_run_lose_its_marks_one_after_the_other() {
        let italic = Marks { italic: true, ..Marks::default() };
        let bold = Marks { bold: true, ..italic.clone() };
        let line = [Inline::Text("\u{a0}".into(), bold), Inline::Text(" ".into(), italic.clone()), Inline::Text("word".into(), italic.clone())];
        assert_eq!(tidy(&line), [Inline::Text("\u{a0} ".into(), Marks::default()), Inline::Text("word".into(), italic)]);
    }
}
