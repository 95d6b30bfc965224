//! Straight quotes of prose as those of its language, where the author asks for that with `:smart-quotes:`.
//!
//! A quote opens behind a space or a bracket and closes what is open; what has no partner stays as it was typed, but
//! for apostrophes. Figures keep their straight marks: they are feet, inches, minutes or seconds.

use std::collections::HashMap;

use crate::model::setting::habits::{Quotes, quotes};
use crate::model::{Inline, InlineKind, Language, TextStyle};

/// What stands for code, pictures and other things that are no prose.
const THING: char = '\u{FFFC}';
const APOSTROPHE: &str = "\u{2019}";

/// Sets the quotes of a text.
pub(super) fn set(inlines: &mut [Inline], language: Language) {
    let mut prose = Prose::default();
    prose.read(inlines, language);
    if prose.has_quotes {
        let signs = prose.chosen();
        write(inlines, &signs, &mut 0);
    }
    shape(inlines, language);
}

/// The characters of a text with the language of each, styles taken off.
#[derive(Default)]
struct Prose {
    characters: Vec<(char, Language)>,
    has_quotes: bool,
}

/// A quote that waits for its partner.
struct Open {
    at: usize,
    sign: char,
    /// Whether it stands within another quote of the same kind.
    is_within: bool,
}

impl Prose {
    fn read(&mut self, inlines: &[Inline], language: Language) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    self.has_quotes |= text.contains(['"', '\'']);
                    self.characters.extend(text.chars().map(|c| (c, language)));
                }
                InlineKind::Break => self.characters.push(('\n', language)),
                _ => match body(inline, language) {
                    Some((inner, language)) => self.read(inner, language),
                    None => self.characters.push((THING, language)),
                },
            }
        }
    }

    /// What stands in place of straight quotes, by their places.
    fn chosen(&self) -> HashMap<usize, &'static str> {
        let mut signs = HashMap::new();
        let mut open: Vec<Open> = Vec::new();
        for (at, (sign, _)) in self.characters.iter().enumerate() {
            match sign {
                '"' if self.opens(at) => {
                    let is_within = open.iter().any(|open| open.sign == '"');
                    open.push(Open { at, sign: '"', is_within });
                }
                '\'' if self.is_apostrophe(at) => drop(signs.insert(at, APOSTROPHE)),
                '\'' if self.opens(at) => open.push(Open { at, sign: '\'', is_within: true }),
                '"' | '\'' => self.close(at, *sign, &mut open, &mut signs),
                _ => {}
            }
        }
        // An apostrophe may begin a word: ’90s, ’tis.
        let lone = open.into_iter().filter(|open| open.sign == '\'');
        signs.extend(lone.map(|open| (open.at, APOSTROPHE)));
        signs
    }

    fn close(&self, at: usize, sign: char, open: &mut Vec<Open>, signs: &mut HashMap<usize, &'static str>) {
        let Some(index) = open.iter().rposition(|open| open.sign == sign) else {
            if sign == '\'' && self.before(at).is_some_and(char::is_alphabetic) {
                signs.insert(at, APOSTROPHE);
            }
            return;
        };
        // What was opened within and never closed is no quote.
        let lone = open.drain(index + 1..).filter(|open| open.sign == '\'').map(|open| (open.at, APOSTROPHE));
        signs.extend(lone);
        let Some(opened) = open.pop() else { return };
        let is_letter = sign == '\'' && at == opened.at + 2;
        let (opening, closing) = match self.quotes_at(opened.at) {
            // Rock ’n’ roll.
            _ if is_letter && matches!(self.before(at), Some('n' | 'N')) => (APOSTROPHE, APOSTROPHE),
            quotes if opened.is_within => quotes.inner,
            quotes => quotes.outer,
        };
        signs.insert(opened.at, opening);
        signs.insert(at, closing);
    }

    fn quotes_at(&self, at: usize) -> Quotes {
        quotes(self.characters.get(at).map(|(_, language)| *language).unwrap_or_default())
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.characters.get(at)).map(|(c, _)| *c)
    }

    fn behind(&self, at: usize) -> Option<char> {
        self.characters.get(at + 1).map(|(c, _)| *c)
    }

    /// Whether a quote stands where one opens: behind nothing, a space, a bracket, a dash or another quote that opens.
    fn opens(&self, at: usize) -> bool {
        let is_behind_room = self.before(at).is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '{' | '/' | '–' | '—' | '-' | '¿' | '¡' | '«' | '“' | '„')
        });
        let is_behind_quote =
            matches!(self.before(at), Some('"' | '\'')) && at.checked_sub(1).is_some_and(|at| self.opens(at));
        // `l'"architecture"`
        let is_behind_elision =
            matches!(self.before(at), Some('\'' | '’')) && self.behind(at).is_some_and(char::is_alphabetic);
        (is_behind_room || is_behind_quote || is_behind_elision) && self.behind(at).is_some_and(|c| !c.is_whitespace())
    }

    /// Whether a single quote stands within a word.
    fn is_apostrophe(&self, at: usize) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == THING);
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
        (is_letter(self.before(at)) && is_word(self.behind(at)))
            || (is_word(self.before(at)) && is_letter(self.behind(at)))
    }
}

/// The prose that an inline holds, and its language.
fn body(inline: &Inline, language: Language) -> Option<(&[Inline], Language)> {
    match &inline.kind {
        InlineKind::Styled(styled) if styled.style != TextStyle::Monospace => {
            Some((&styled.body, styled.language.unwrap_or(language)))
        }
        InlineKind::Link(link) if !link.is_bare => Some((&link.body, language)),
        InlineKind::Xref(xref) => Some((&xref.body, language)),
        InlineKind::IndexTerm(term) => Some((term.visible.as_deref().unwrap_or_default(), language)),
        // Marks that nothing is seen of where they stand.
        InlineKind::Anchor(anchor) if !anchor.is_bibliography => Some((&[], language)),
        InlineKind::Footnote(_) => Some((&[], language)),
        _ => None,
    }
}

/// The same, to be changed.
fn body_mut(inline: &mut Inline) -> Option<&mut [Inline]> {
    match &mut inline.kind {
        InlineKind::Styled(styled) if styled.style != TextStyle::Monospace => Some(&mut styled.body),
        InlineKind::Link(link) if !link.is_bare => Some(&mut link.body),
        InlineKind::Xref(xref) => Some(&mut xref.body),
        InlineKind::IndexTerm(term) => Some(term.visible.as_deref_mut().unwrap_or_default()),
        InlineKind::Anchor(anchor) if !anchor.is_bibliography => Some(&mut []),
        InlineKind::Footnote(_) => Some(&mut []),
        _ => None,
    }
}

/// Puts the chosen signs into a text; `at` counts its characters as [`Prose`] does.
fn write(inlines: &mut [Inline], signs: &HashMap<usize, &'static str>, at: &mut usize) {
    for inline in inlines {
        if let InlineKind::Text(text) = &mut inline.kind {
            let from = *at;
            *at += text.chars().count();
            if (from..*at).any(|at| signs.contains_key(&at)) {
                let mut set = String::with_capacity(text.len() + 8);
                for (index, c) in text.chars().enumerate() {
                    match signs.get(&(from + index)) {
                        Some(sign) => set.push_str(sign),
                        None => set.push(c),
                    }
                }
                *text = set;
            }
        } else if let Some(inner) = body_mut(inline) {
            write(inner, signs, at);
        } else {
            *at += 1;
        }
    }
}

/// Gives the quotes of AsciiDoc (``"`…`"``) those of the language around them.
fn shape(inlines: &mut [Inline], language: Language) {
    for inline in inlines {
        let span = inline.span;
        if let InlineKind::Styled(styled) = &mut inline.kind {
            let quotes = quotes(language);
            let (opening, closing) = match styled.style {
                TextStyle::DoubleQuoted => quotes.outer,
                TextStyle::SingleQuoted => quotes.inner,
                TextStyle::Monospace => continue,
                _ => {
                    shape(&mut styled.body, styled.language.unwrap_or(language));
                    continue;
                }
            };
            let sign = |sign: &str| Inline { kind: InlineKind::Text(sign.to_owned()), span };
            shape(&mut styled.body, styled.language.unwrap_or(language));
            styled.style = TextStyle::Plain;
            styled.body.insert(0, sign(opening));
            styled.body.push(sign(closing));
        } else if let Some(inner) = body_mut(inline) {
            shape(inner, language);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plain_text;
    use crate::source::{FileId, Span};

    fn text(words: &str) -> Inline {
        Inline { kind: InlineKind::Text(words.to_owned()), span: Span::new(FileId::new(0), 0, 0) }
    }

    fn set_in(tag: &str, words: &str) -> String {
        let mut inlines = [text(words)];
        set(&mut inlines, Language::parse(tag).unwrap_or_default());
        plain_text(&inlines).replace('\u{202F}', "·").replace('\u{A0}', "~")
    }

    #[test]
    fn each_language_has_its_quotes() {
        let cases = [
            ("en", "“a ‘b’ c”"),
            ("fr", "«~a “b” c~»"),
            ("fr-CH", "«·a ‹·b·› c·»"),
            ("de", "„a ‚b‘ c“"),
            ("de-CH", "«a ‹b› c»"),
            ("es", "«a “b” c»"),
            ("it", "«a “b” c»"),
            ("pl", "„a «b» c”"),
            ("sv", "”a ’b’ c”"),
            ("ja", "「a 『b』 c」"),
        ];
        for (tag, expected) in cases {
            assert_eq!(set_in(tag, "\"a 'b' c\""), expected, "{tag}");
        }
    }

    #[test]
    fn quotes_know_where_they_open() {
        assert_eq!(set_in("en", "(\"yes\") - \"no\", he said: \"so?\""), "(“yes”) - “no”, he said: “so?”");
        assert_eq!(set_in("en", "\"'Why?' she said.\""), "“‘Why?’ she said.”");
        assert_eq!(set_in("en", "\"one\" \"two\""), "“one” “two”");
        assert_eq!(set_in("en", "He said \"no"), "He said \"no");
        assert_eq!(set_in("en", "a \" b and c\" d"), "a \" b and c\" d");
    }

    #[test]
    fn apostrophes_are_curled_and_figures_keep_their_marks() {
        assert_eq!(set_in("en", "it's the dogs' and '90s and 'tis"), "it’s the dogs’ and ’90s and ’tis");
        assert_eq!(set_in("en", "rock 'n' roll"), "rock ’n’ roll");
        assert_eq!(set_in("fr", "l'équipe d'\"Ici\""), "l’équipe d’«~Ici~»");
        assert_eq!(set_in("en", "a 5\" disk of 6' and 7' 6\""), "a 5\" disk of 6' and 7' 6\"");
    }
}
