//! Where a word may be broken with a hyphen.

use std::collections::HashMap;
use std::sync::Arc;

use hypher::Lang;

use crate::model::Language;

/// A word shorter than this many letters is never broken.
const SHORTEST: usize = 5;
/// A word longer than this many letters is none; no language has words half as long.
const LONGEST: usize = 150;

/// Breaks words by the patterns of their languages, but where the author says how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hyphenator {
    /// The author's words in small letters, without hyphens.
    exceptions: Arc<HashMap<String, Vec<Exception>>>,
}

/// How the author breaks a word.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    /// The language that it is for; all where there is none.
    language: Option<Language>,
    /// How many letters stand before each place.
    places: Vec<usize>,
}

impl Hyphenator {
    /// Whether both are copies of one, which is told without a look at their words.
    pub(super) fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.exceptions, &other.exceptions)
    }

    /// Reads words with hyphens at the only places where they may be broken: `as-so-ciate, Kubernetes, fr:ta-bleau`.
    ///
    /// Spaces and commas part them; a language's tag before a colon keeps a word to that language. Also returned is
    /// what can't be understood.
    pub fn read(exceptions: &str) -> (Self, Vec<&str>) {
        let mut words: HashMap<String, Vec<Exception>> = HashMap::new();
        let mut faults = Vec::new();
        for entry in exceptions.split(|c: char| c == ',' || c.is_whitespace()).filter(|entry| !entry.is_empty()) {
            match read_entry(entry) {
                Some((word, exception)) => words.entry(word).or_default().push(exception),
                None => faults.push(entry),
            }
        }
        (Self { exceptions: Arc::new(words) }, faults)
    }

    /// Adds the byte offsets in `word` at which a hyphen may stand, in rising order.
    ///
    /// Only words of letters are broken by patterns (an apostrophe may stand in them: `l’architecture`); words in
    /// capitals and names of products with capitals inside are broken where the author says so, and nowhere else.
    /// Nothing is broken in a language without patterns. Patterns and the letters that stay together at a word's ends:
    /// Liang 1983 and the pattern files of TeX, by the crate `hypher`.
    pub fn points(&self, word: &str, language: Language, points: &mut Vec<usize>) {
        if let Some(own) = self.excepted(word, language) {
            return points.extend(own);
        }
        let mut from = 0;
        for part in word.split_inclusive(['\'', '’']) {
            let letters = part.trim_end_matches(['\'', '’']);
            match self.excepted(letters, language) {
                Some(own) if letters.len() < word.len() => points.extend(own.into_iter().map(|point| from + point)),
                _ => by_patterns(letters, language, from, points),
            }
            from += part.len();
        }
    }

    /// Where the author breaks a word.
    fn excepted(&self, word: &str, language: Language) -> Option<Vec<usize>> {
        if self.exceptions.is_empty() {
            return None;
        }
        let exceptions = self.exceptions.get(&word.to_lowercase())?;
        let own = exceptions.iter().rfind(|exception| exception.language == Some(language));
        let kindred = |exception: &&Exception| exception.language.is_some_and(|own| own.tag() == language.primary());
        let kindred = || exceptions.iter().rfind(kindred);
        let of_all = || exceptions.iter().rfind(|exception| exception.language.is_none());
        let exception = own.or_else(kindred).or_else(of_all)?;
        let offsets = word.char_indices().enumerate();
        Some(offsets.filter(|(letter, _)| exception.places.contains(letter)).map(|(_, (at, _))| at).collect())
    }
}

/// A word of the author's list in small letters, and how it is broken.
fn read_entry(entry: &str) -> Option<(String, Exception)> {
    let (language, hyphened) = match entry.split_once(':') {
        Some((tag, word)) => (Some(Language::parse(tag)?), word),
        None => (None, entry),
    };
    let mut word = String::new();
    let (mut letters, mut places) = (0, Vec::new());
    for c in hyphened.chars() {
        match c {
            '-' | '\u{AD}' if letters > 0 => places.push(letters),
            c if c.is_alphanumeric() || (letters > 0 && !c.is_ascii_punctuation()) || matches!(c, '\'' | '’' | '.') =>
            {
                word.push(c);
                letters += 1;
            }
            _ => return None,
        }
    }
    places.retain(|place| *place < letters);
    let is_word = word.chars().any(char::is_alphabetic);
    is_word.then(|| (word.to_lowercase(), Exception { language, places }))
}

/// Adds the places of a part of a word that begins at `from`.
fn by_patterns(part: &str, language: Language, from: usize, points: &mut Vec<usize>) {
    let Some(patterns) = patterns(language).filter(|_| is_breakable(part)) else { return };
    let mut at = from;
    for syllable in hypher::hyphenate(part, patterns) {
        at += syllable.len();
        points.push(at);
    }
    // The last syllable ends with the part.
    points.pop();
}

/// Whether there are patterns for a language, or its words are never broken with a hyphen.
///
/// Scripts without hyphens: those of the Near East, of East and Southeast Asia. Vietnamese has words of one syllable.
pub fn is_hyphenated_or_needs_none(language: Language) -> bool {
    const NONE: &[&str] = &[
        "und", "ar", "arc", "bo", "ckb", "dv", "fa", "he", "ja", "jv", "km", "ko", "ks", "lo", "my", "nqo", "ps", "sd",
        "syr", "th", "ug", "ur", "vi", "yi", "yue", "zh",
    ];
    patterns(language).is_some() || NONE.contains(&language.primary())
}

fn patterns(language: Language) -> Option<Lang> {
    let primary = match language.primary() {
        // The patterns are of both forms of Norwegian.
        "no" => "nb",
        primary => primary,
    };
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

fn is_breakable(part: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&part.chars().take(LONGEST + 1).count())
        && part.chars().all(char::is_alphabetic)
        && part.chars().skip(1).all(|c| !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken_by(hyphenator: &Hyphenator, word: &str, language: Language) -> String {
        let mut text = String::new();
        let mut from = 0;
        let mut points = Vec::new();
        hyphenator.points(word, language, &mut points);
        for point in points {
            text.push_str(&word[from..point]);
            text.push('-');
            from = point;
        }
        text + &word[from..]
    }

    fn broken(word: &str, language: Language) -> String {
        broken_by(&Hyphenator::default(), word, language)
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

    #[test]
    fn every_language_with_patterns_keeps_its_letters_together_at_the_ends() {
        let language = |tag| Language::parse(tag).unwrap_or_default();
        let cases = [
            ("de", "Donaudampfschiff", "Do-nau-dampf-schiff"),
            ("es", "responsabilidad", "res-pon-sa-bi-li-dad"),
            ("it", "responsabilità", "re-spon-sa-bi-li-tà"),
            ("pt", "desenvolvimento", "de-sen-vol-vi-mento"),
            ("nl", "ontwikkeling", "ont-wik-ke-ling"),
            ("pl", "programowanie", "pro-gra-mo-wa-nie"),
            ("sv", "utveckling", "ut-veck-ling"),
            ("no", "utvikling", "ut-vik-ling"),
            ("ru", "разработка", "раз-ра-бот-ка"),
            ("fr-CA", "développement", "dé-ve-lop-pe-ment"),
        ];
        for (tag, word, expected) in cases {
            assert_eq!(broken(word, language(tag)), expected, "{tag}");
        }
        // English keeps two letters before a hyphen and three behind it (TeX's `\lefthyphenmin`, `\righthyphenmin`).
        for word in ["about", "ready", "evening", "happily"] {
            let mut points = Vec::new();
            Hyphenator::default().points(word, Language::ENGLISH, &mut points);
            assert!(points.iter().all(|point| *point >= 2 && word.len() - point >= 3), "{word}: {points:?}");
        }
    }

    #[test]
    fn the_author_says_where_words_break() {
        let (hyphenator, faults) = Hyphenator::read("as-so-ciate, Kubernetes  fr:ta-bleau\nJob-Teaser,OpenFaaS,mot's");
        assert!(faults.is_empty(), "{faults:?}");
        let by = |word, language| broken_by(&hyphenator, word, language);
        assert_eq!(by("Associate", Language::ENGLISH), "As-so-ciate");
        assert_eq!(by("associates", Language::ENGLISH), broken("associates", Language::ENGLISH));
        assert_eq!(by("kubernetes", Language::ENGLISH), "kubernetes");
        assert_eq!(by("l’associate", Language::FRENCH), "l’as-so-ciate");
        assert_eq!(by("tableau", Language::FRENCH), "ta-bleau");
        assert_eq!(by("tableau", Language::parse("fr-CA").unwrap_or_default()), "ta-bleau");
        assert_eq!(by("tableau", Language::ENGLISH), broken("tableau", Language::ENGLISH));
        assert_eq!(by("JobTeaser", Language::FRENCH), "Job-Teaser");
        assert_eq!(by("développement", Language::FRENCH), "dé-ve-lop-pe-ment");
    }

    #[test]
    fn what_is_no_word_is_told() {
        let (_, faults) = Hyphenator::read("- --, 12-34, x1:wort, good-word, a/b, ein-\u{AD}wort");
        assert_eq!(faults, ["-", "--", "12-34", "x1:wort", "a/b"]);
    }

    #[test]
    fn languages_without_patterns_are_known() {
        let has = |tag| is_hyphenated_or_needs_none(Language::parse(tag).unwrap_or_default());
        assert!(has("en") && has("zh-Hant") && has("fa") && has("no") && has("vi"));
        assert!(!has("sk") && !has("hu") && !has("ro"));
    }
}
