//! Where a word may be broken with a hyphen.

use hypher::Lang;

use crate::model::Language;

/// A word shorter than this many letters is never broken.
const SHORTEST: usize = 5;

/// The byte offsets in `word` at which a hyphen may stand, in rising order.
///
/// Only words of letters are broken (an apostrophe may stand in them: `l’architecture`); words in
/// capitals and names of products with capitals inside never are. Nothing is broken in a language
/// without patterns. Patterns: Liang 1983, by the crate `hypher`.
pub fn hyphen_points(word: &str, language: Language) -> Vec<usize> {
    let Some(patterns) = patterns(language) else { return Vec::new() };
    let mut points = Vec::new();
    let mut from = 0;
    for part in word.split(['\'', '’']) {
        if is_breakable(part) {
            let mut at = from;
            let syllables: Vec<_> = hypher::hyphenate(part, patterns).collect();
            for syllable in syllables.iter().take(syllables.len().saturating_sub(1)) {
                at += syllable.len();
                points.push(at);
            }
        }
        from +=
            part.len() + word.get(from + part.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    points
}

fn patterns(language: Language) -> Option<Lang> {
    let code: [u8; 2] = language.primary().as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

fn is_breakable(part: &str) -> bool {
    part.chars().count() >= SHORTEST
        && part.chars().all(char::is_alphabetic)
        && part.chars().skip(1).all(|c| !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(word: &str, language: Language) -> String {
        let mut text = String::new();
        let mut from = 0;
        for point in hyphen_points(word, language) {
            text.push_str(&word[from..point]);
            text.push('-');
            from = point;
        }
        text + &word[from..]
    }

    #[test]
    fn words_break_by_their_language() {
        assert_eq!(broken("développement", Language::FRENCH), "dé-ve-lop-pe-ment");
        assert_eq!(broken("l’architecture", Language::FRENCH), "l’ar-chi-tec-ture");
        assert_eq!(broken("environment", Language::ENGLISH), "en-vi-ron-ment");
    }

    #[test]
    fn names_code_and_short_words_stay_whole() {
        for word in ["JobTeaser", "REX", "K8S", "prez", "/raw-data"] {
            assert_eq!(broken(word, Language::FRENCH), word);
        }
        assert_eq!(broken("développement", Language::UNKNOWN), "développement");
    }
}
