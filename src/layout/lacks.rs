//! What the faces and the patterns lack for a book, told once each and not at every place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_script::{Script, UnicodeScript};

use crate::diag::{Diagnostic, Lint, Sink};
use crate::font::STAND_IN;
use crate::model::Language;
use crate::source::Span;

/// So many characters of a script are told one by one; where more are missing, it is the script that is.
const TOLD_ALONE: usize = 8;
/// How many characters of a script a message shows.
const SHOWN: usize = 5;

/// Something that is lacking for a place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Lack {
    /// A character that no face has.
    Glyph(char),
    /// Patterns of hyphenation for a language.
    Patterns(Language),
}

/// What is lacking, with the places, in the order of setting.
pub(crate) type Lacks = Vec<(Lack, Option<Span>)>;

/// What is known of something that is lacking.
#[derive(Debug, Default)]
struct Found {
    /// Its rank among all that is lacking.
    rank: usize,
    first: Option<Span>,
    places: usize,
}

/// Tells what is lacking, each thing at its first place.
pub(super) fn tell(lacks: &Lacks, sink: &mut Sink) {
    let mut glyphs: BTreeMap<char, Found> = BTreeMap::new();
    let mut languages: HashMap<Language, Option<Span>> = HashMap::new();
    // What is set more than once, as a heading is in the contents too, has one place.
    let mut seen = BTreeSet::new();
    let mut told: Vec<(usize, Diagnostic)> = Vec::new();
    for (rank, (lack, span)) in lacks.iter().enumerate() {
        match lack {
            Lack::Glyph(c) => {
                let found = glyphs.entry(*c).or_insert(Found { rank, first: *span, places: 0 });
                found.places += usize::from(span.is_none() || seen.insert((*span, *c)));
            }
            Lack::Patterns(language) => {
                languages.entry(*language).or_insert_with(|| {
                    told.push((rank, no_patterns(*language, *span)));
                    *span
                });
            }
        }
    }
    for (group, characters) in by_group(&glyphs) {
        match group.filter(|_| characters.len() > TOLD_ALONE) {
            Some(group) => told.extend(no_script(group, &characters, &glyphs)),
            None => told.extend(characters.iter().filter_map(|c| no_glyph(*c, glyphs.get(c)?))),
        }
    }
    told.sort_by_key(|(rank, _)| *rank);
    sink.extend(told.into_iter().map(|(_, message)| message));
}

/// What characters have in common that one face has all of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Script(&'static str),
    Emoji,
}

fn by_group(glyphs: &BTreeMap<char, Found>) -> BTreeMap<Option<Group>, Vec<char>> {
    let mut groups: BTreeMap<Option<Group>, Vec<char>> = BTreeMap::new();
    glyphs.keys().for_each(|c| groups.entry(group(*c)).or_default().push(*c));
    groups
}

fn group(c: char) -> Option<Group> {
    match c.script() {
        // Emoji and their flags, skins and hair.
        Script::Common if matches!(c, '\u{1F000}'..='\u{1FAFF}') => Some(Group::Emoji),
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(Group::Script(script.full_name())),
    }
}

fn no_glyph(c: char, found: &Found) -> Option<(usize, Diagnostic)> {
    let more = match found.places {
        0 | 1 => String::new(),
        2 => ", and none at one more place".to_owned(),
        places => format!(", and none at {} more places", places - 1),
    };
    let message = format!("no face has a glyph for {}{more}", named(c));
    let hint = format!("`{STAND_IN}` stands in its place; give a face that has it with `--font FILE`");
    Some((found.rank, Diagnostic::warning(Lint::MissingGlyph, found.first, message).hint(hint)))
}

fn no_script(group: Group, characters: &[char], glyphs: &BTreeMap<char, Found>) -> Option<(usize, Diagnostic)> {
    let mut found: Vec<(char, &Found)> = characters.iter().filter_map(|c| Some((*c, glyphs.get(c)?))).collect();
    found.sort_by_key(|(_, found)| found.rank);
    let (_, first) = found.first()?;
    let places: usize = found.iter().map(|(_, found)| found.places).sum();
    let shown: String = found.iter().take(SHOWN).map(|(c, _)| *c).collect();
    let (what, face) = match group {
        Group::Script(script) => (format!("the {} script", script.replace('_', " ")), remedy(script)),
        Group::Emoji => ("emoji".to_owned(), "Noto Emoji or Noto Color Emoji".to_owned()),
    };
    let count = characters.len();
    let message = format!("no face has {what}: `{shown}` and others, {count} characters at {places} places");
    let hint = format!("`{STAND_IN}` stands in their places; give a face with `--font FILE`, such as {face}");
    Some((first.rank, Diagnostic::warning(Lint::MissingGlyph, first.first, message).hint(hint)))
}

/// A free face that has a script.
fn remedy(script: &str) -> String {
    match script {
        "Han" | "Hiragana" | "Katakana" | "Bopomofo" | "Hangul" => "Noto Sans CJK or Noto Serif CJK".to_owned(),
        "Arabic" => "Noto Naskh Arabic or Vazirmatn".to_owned(),
        "Latin" | "Greek" | "Cyrillic" => "Noto Serif".to_owned(),
        script => format!("Noto Sans {}", script.replace('_', " ")),
    }
}

/// A character, its number and its name in Unicode.
fn named(c: char) -> String {
    let number = format!("U+{:04X}", c as u32);
    let name = unicode_names2::name(c).map(|name| name.to_string());
    let kind = match c {
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => "a private-use character",
        _ if (c as u32) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}') => "no character in Unicode",
        _ => "not assigned in Unicode 16",
    };
    let is_seen = !c.is_control() && name.is_some();
    let name = name.unwrap_or_else(|| kind.to_owned());
    if is_seen { format!("`{c}` ({number} {name})") } else { format!("`{number}` ({name})") }
}

fn no_patterns(language: Language, span: Option<Span>) -> Diagnostic {
    let message = format!("there are no patterns of hyphenation for `{language}`: its words are not broken");
    let hint = "type soft hyphens (U+00AD), or name the words in `:hyphenation-exceptions:`";
    Diagnostic::warning(Lint::NoPatterns, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn told(lacks: &Lacks) -> Vec<String> {
        let mut sink = Sink::new();
        tell(lacks, &mut sink);
        sink.into_diagnostics().into_iter().map(|message| message.message).collect()
    }

    fn at(start: u32) -> Option<Span> {
        Some(Span::new(FileId::new(0), start, start + 4))
    }

    #[test]
    fn a_character_is_told_once_with_its_name() {
        let crab = Lack::Glyph('🦀');
        let lacks = vec![(crab, at(3)), (Lack::Glyph('\u{E123}'), at(4)), (crab, at(3)), (crab, at(9)), (crab, at(12))];
        let expected = [
            "no face has a glyph for `🦀` (U+1F980 CRAB), and none at 2 more places",
            "no face has a glyph for `U+E123` (a private-use character)",
        ];
        assert_eq!(told(&lacks), expected);
        assert_eq!(told(&vec![(Lack::Glyph('\u{FFFE}'), None)]).len(), 1);
    }

    #[test]
    fn a_script_is_told_once() {
        let text = "我们将从版本控制的背景知识开始";
        let mut lacks: Lacks = text.char_indices().map(|(index, c)| (Lack::Glyph(c), at(index as u32))).collect();
        lacks.push((Lack::Glyph('한'), at(100)));
        let told = told(&lacks);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0], "no face has the Han script: `我们将从版` and others, 15 characters at 15 places");
        assert_eq!(told[1], "no face has a glyph for `한` (U+D55C HANGUL SYLLABLE HAN)");
    }

    #[test]
    fn a_language_without_patterns_is_told_once() {
        let slovak = Lack::Patterns(Language::parse("sk").unwrap_or_default());
        assert_eq!(told(&vec![(slovak, at(1)), (slovak, at(5))]).len(), 1);
    }
}
