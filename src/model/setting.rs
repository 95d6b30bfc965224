//! What typography does to the author's text: spaces that must not break.
//!
//! No word is changed and no space is put where the author typed none: a space before a sign or
//! between a number and its unit becomes one that does not break, as the language's printers have
//! it. Code, addresses and formulas stay as they are.

use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Book, Inline, InlineKind, Language, Section, TextStyle, plain_text};

/// A no-break space of the width of a space.
const WIDE: char = '\u{A0}';
/// A no-break space of about a sixth of an em.
const NARROW: char = '\u{202F}';

/// Which no-break spaces the output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spaces {
    /// Both widths: for paper.
    Narrow,
    /// Only the wide one, as several e-readers show a box for the narrow one.
    Wide,
}

/// The spaces of a language.
#[derive(Debug, Clone, Copy)]
struct Habit {
    /// Signs and the space before them.
    before: &'static [(char, char)],
    /// Signs and the space behind them.
    behind: &'static [(char, char)],
    /// Between the thousands of a number.
    thousands: Option<char>,
    /// Between a number and its unit.
    unit: char,
    /// Between a number and a sign such as `%`.
    percent: char,
}

const FRENCH: Habit = Habit {
    before: &[(';', NARROW), ('!', NARROW), ('?', NARROW), (':', WIDE), ('»', WIDE)],
    behind: &[('«', WIDE)],
    thousands: Some(NARROW),
    unit: WIDE,
    percent: NARROW,
};

/// As French, with narrow spaces throughout.
const SWISS: Habit = Habit {
    before: &[(';', NARROW), ('!', NARROW), ('?', NARROW), (':', NARROW), ('»', NARROW)],
    behind: &[('«', NARROW)],
    ..FRENCH
};

/// As French; before high signs few put a space, and one who does wants it narrow.
const CANADIAN: Habit = Habit { thousands: Some(WIDE), percent: WIDE, ..FRENCH };

const GERMAN: Habit = Habit { before: &[], behind: &[], thousands: Some(NARROW), unit: NARROW, percent: NARROW };

const OTHER: Habit = Habit { before: &[], behind: &[], thousands: None, unit: WIDE, percent: WIDE };

fn habit(language: Language) -> Habit {
    match (language.tag(), language.primary()) {
        ("fr-CH", _) => SWISS,
        ("fr-CA", _) => CANADIAN,
        (_, "fr") => FRENCH,
        (_, "de") => GERMAN,
        _ => OTHER,
    }
}

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "m", "km", "cm", "mm", "µm", "nm", "g", "kg", "mg", "s", "ms", "µs", "ns", "min", "h", "W", "kW", "MW", "kWh", "V",
    "Hz", "kHz", "MHz", "GHz", "°C", "°F", "Pa", "hPa", "bar", "dB", "Ko", "ko", "Mo", "Go", "To", "Po", "kB", "KB",
    "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kbit/s", "Mbit/s", "Gbit/s", "Mb/s", "Gb/s", "kbps", "Mbps",
    "Gbps", "px", "pt", "dpi", "ppm", "l", "L", "ml", "mL", "cl", "k€", "M€", "K€", "€", "$", "£",
];

/// Sets the spaces of a book.
pub fn set(mut book: Book, spaces: Spaces) -> Book {
    let mut setter = Setter { spaces };
    let language = book.info.language;
    let info = &mut book.info;
    for title in [&mut info.title, &mut info.main_title, &mut info.subtitle].into_iter().flatten() {
        setter.text(title, language, TextKind::Heading);
    }
    walk::blocks(&mut book.opening, &mut setter);
    walk::sections(&mut book.sections, &mut setter);
    for footnote in &mut book.footnotes {
        setter.text(&mut footnote.text, footnote.language, TextKind::Running);
    }
    book
}

struct Setter {
    spaces: Spaces,
}

impl Visitor for Setter {
    /// A talk holds copies of its section's first blocks.
    fn section(&mut self, section: &mut Section) {
        let Some(talk) = &mut section.talk else { return };
        talk.blocks_mut().for_each(|block| walk::blocks(std::slice::from_mut(block), self));
        for speaker in &mut talk.speakers {
            self.inlines(&mut speaker.lead, speaker.language);
            self.inlines(&mut speaker.name, speaker.language);
            self.inlines(&mut speaker.rest, speaker.language);
        }
    }

    fn text(&mut self, inlines: &mut Vec<Inline>, language: Language, kind: TextKind) {
        if kind != TextKind::Kept {
            self.inlines(inlines, language);
        }
    }
}

impl Setter {
    fn inlines(&self, inlines: &mut [Inline], language: Language) {
        let mut before = None;
        for inline in inlines {
            let last = plain_text(std::slice::from_ref(inline)).chars().next_back();
            match &mut inline.kind {
                InlineKind::Text(text) => {
                    if let Some(set) = self.set(text, before, language) {
                        *text = set;
                    }
                }
                InlineKind::Styled(styled) if styled.style != TextStyle::Monospace => {
                    let language = styled.language.unwrap_or(language);
                    self.inlines(&mut styled.body, language);
                }
                InlineKind::Link(link) if !link.is_bare => self.inlines(&mut link.body, language),
                InlineKind::Xref(xref) => self.inlines(&mut xref.body, language),
                InlineKind::IndexTerm(term) => {
                    self.inlines(term.visible.as_deref_mut().unwrap_or_default(), language);
                }
                _ => {}
            }
            before = last.or(before);
        }
    }

    /// The text with its no-break spaces; `None` where nothing changes. `before` stands before it.
    fn set(&self, text: &str, before: Option<char>, language: Language) -> Option<String> {
        if !text.contains(' ') {
            return None;
        }
        let habit = habit(language);
        let characters: Vec<char> = before.into_iter().chain(text.chars()).collect();
        let mut set = String::with_capacity(text.len() + 8);
        let mut is_changed = false;
        for (at, c) in characters.iter().enumerate().skip(usize::from(before.is_some())) {
            let space = if *c == ' ' { space(&characters, at, &habit) } else { None };
            is_changed |= space.is_some();
            set.push(match space {
                Some(NARROW) if self.spaces == Spaces::Wide => WIDE,
                Some(space) => space,
                None => *c,
            });
        }
        is_changed.then_some(set)
    }
}

/// The no-break space that stands for the space at `at`, if one does.
fn space(text: &[char], at: usize, habit: &Habit) -> Option<char> {
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
    let next = text.get(at + 1).copied()?;
    let sign = habit.before.iter().find(|(sign, _)| *sign == next).map(|(_, space)| *space);
    if let Some(space) = sign {
        return is_sign(text, at).then_some(space);
    }
    if let Some((_, space)) = habit.behind.iter().find(|(sign, _)| Some(*sign) == before) {
        return Some(*space);
    }
    if before.is_some_and(|c| c.is_ascii_digit()) {
        return behind_number(text, at, habit);
    }
    (before == Some('.') && is_initial(text, at)).then_some(WIDE)
}

/// Whether the sign behind the space at `at` is punctuation, and neither a face nor part of a time.
fn is_sign(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
    let (sign, behind) = (text.get(at + 1).copied(), text.get(at + 2).copied());
    let is_colon = matches!(sign, Some(':' | ';'));
    let is_face = is_colon && matches!(behind, Some(')' | '(' | '-' | '/' | '\\' | 'D' | 'P' | 'p' | '|' | ':'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_time = sign == Some(':')
        && digit(before)
        && (digit(behind) || (behind == Some(' ') && digit(text.get(at + 3).copied())));
    !is_face && !is_time && before.is_some()
}

/// The space between a number and its unit, or between its thousands.
fn behind_number(text: &[char], at: usize, habit: &Habit) -> Option<char> {
    let rest = text.get(at + 1..)?;
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 3 {
        let run = text.get(..at)?.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        return habit.thousands.filter(|_| run <= 3);
    }
    if matches!(rest.first(), Some('%' | '‰')) {
        return Some(habit.percent);
    }
    let is_unit = |unit: &&&str| {
        let length = unit.chars().count();
        let behind = rest.get(length);
        rest.iter().copied().take(length).eq(unit.chars())
            && behind.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
    };
    UNITS.iter().find(is_unit).map(|_| habit.unit)
}

/// Whether the point before the space at `at` ends an initial of a name.
fn is_initial(text: &[char], at: usize) -> bool {
    let letter = at.checked_sub(2).and_then(|at| text.get(at)).copied();
    let before = at.checked_sub(3).and_then(|at| text.get(at)).copied();
    let next = text.get(at + 1).copied();
    letter.is_some_and(char::is_uppercase)
        && next.is_some_and(char::is_uppercase)
        && before.is_none_or(|c| c.is_whitespace() || matches!(c, WIDE | '.' | '-' | '('))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in(tag: &str, text: &str) -> String {
        let setter = Setter { spaces: Spaces::Narrow };
        let set = setter.set(text, None, Language::parse(tag).unwrap()).unwrap_or_else(|| text.to_owned());
        set.replace(NARROW, "·").replace(WIDE, "~")
    }

    #[test]
    fn french_signs_keep_the_space_that_was_typed() {
        assert_eq!(set_in("fr", "Oui ! Non ? Si ; là : « ici »"), "Oui·! Non·? Si·; là~: «~ici~»");
        assert_eq!(set_in("fr", "Oui! https://a.b"), "Oui! https://a.b");
        assert_eq!(set_in("fr", "Quoi ?! :-) 12 : 30 ;)"), "Quoi·?! :-) 12 : 30 ;)");
        assert_eq!(set_in("fr-CH", "là : « ici »"), "là·: «·ici·»");
    }

    #[test]
    fn a_space_may_open_a_piece_of_text() {
        let setter = Setter { spaces: Spaces::Narrow };
        assert_eq!(setter.set(" : là", Some('e'), Language::FRENCH), Some("\u{A0}: là".into()));
        assert_eq!(setter.set(" : là", None, Language::FRENCH), None);
        assert_eq!(setter.set(" km", Some('5'), Language::ENGLISH), Some("\u{A0}km".into()));
    }

    #[test]
    fn english_keeps_its_spaces() {
        assert_eq!(set_in("en", "What ? No : this !"), "What ? No : this !");
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(set_in("fr", "3 min, 10 000 km, 5 %, 15 heures, 3 m'a"), "3~min, 10·000~km, 5·%, 15 heures, 3 m'a");
        assert_eq!(set_in("en", "16 GB and 12 people, 40 000"), "16~GB and 12 people, 40 000");
        assert_eq!(set_in("de", "10 kg"), "10·kg");
    }

    #[test]
    fn initials_stay_with_the_name() {
        assert_eq!(set_in("en", "J. R. R. Tolkien met E. Smith. He"), "J.~R.~R.~Tolkien met E.~Smith. He");
    }

    #[test]
    fn an_e_reader_gets_wide_spaces_only() {
        let setter = Setter { spaces: Spaces::Wide };
        assert_eq!(setter.set("Oui !", None, Language::FRENCH), Some("Oui\u{A0}!".into()));
    }
}
