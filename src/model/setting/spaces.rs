//! Spaces that must not break: before and behind signs, between numbers and their units, within names and dates.

use crate::model::Language;
use crate::model::setting::habits::{Date, Habit, NARROW, WIDE, habit};

/// Which no-break spaces the output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spaces {
    /// Both widths: for paper.
    Narrow,
    /// Only the wide one, as several e-readers show a box for the narrow one.
    Wide,
}

/// The thin space that AsciiDoc puts around its dashes.
const THIN: char = '\u{2009}';

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "m", "km", "cm", "mm", "µm", "nm", "g", "kg", "mg", "s", "ms", "µs", "ns", "min", "h", "W", "kW", "MW", "kWh", "V",
    "Hz", "kHz", "MHz", "GHz", "°C", "°F", "Pa", "hPa", "bar", "dB", "Ko", "ko", "Mo", "Go", "To", "Po", "kB", "KB",
    "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kbit/s", "Mbit/s", "Gbit/s", "Mb/s", "Gb/s", "kbps", "Mbps",
    "Gbps", "px", "pt", "dpi", "ppm", "l", "L", "ml", "mL", "cl", "k€", "M€", "K€", "€", "$", "£",
];

impl Spaces {
    /// The text with its no-break spaces; `None` where nothing changes. `before` stands before it.
    pub(super) fn set(self, text: &str, before: Option<char>, language: Language) -> Option<String> {
        let habit = habit(language);
        let has_spaces = text.contains(' ') || (habit.holds_dashes && text.contains(THIN));
        if !has_spaces {
            return None;
        }
        let characters: Vec<char> = before.into_iter().chain(text.chars()).collect();
        let mut set = String::with_capacity(text.len() + 8);
        let mut is_changed = false;
        for (at, c) in characters.iter().enumerate().skip(usize::from(before.is_some())) {
            let space = match *c {
                ' ' => space(&characters, at, &habit),
                // AsciiDoc's `--` is a dash between thin spaces; on e-readers these stay what they are.
                THIN if self == Self::Narrow && is_held(&characters, at, &habit) => Some(NARROW),
                _ => None,
            };
            is_changed |= space.is_some();
            set.push(match space {
                Some(NARROW) if self == Self::Wide => WIDE,
                Some(space) => space,
                None => *c,
            });
        }
        is_changed.then_some(set)
    }
}

/// Whether the space at `at` stands before a dash that must not open a line (Chicago 6.90).
fn is_held(text: &[char], at: usize, habit: &Habit) -> bool {
    let has_words_before = text.get(..at).is_some_and(|before| before.iter().any(|c| !c.is_whitespace()));
    habit.holds_dashes && has_words_before && matches!(text.get(at + 1), Some('—' | '–'))
}

/// The no-break space that stands for the space at `at`, if one does.
fn space(text: &[char], at: usize, habit: &Habit) -> Option<char> {
    let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
    let next = text.get(at + 1).copied()?;
    let sign = habit.before.iter().find(|(sign, _)| *sign == next).map(|(_, space)| *space);
    if let Some(space) = sign {
        return is_sign(text, at).then_some(space);
    }
    if is_held(text, at, habit) {
        return Some(WIDE);
    }
    if let Some((_, space)) = habit.behind.iter().find(|(sign, _)| Some(*sign) == before) {
        return Some(*space);
    }
    if before.is_some_and(|c| c.is_ascii_digit()) {
        let is_date = || is_date(text, at, habit).then_some(WIDE);
        return behind_number(text, at, habit).or_else(is_date);
    }
    let word = word_before(text, at);
    let is_one_of = |words: &[&str]| words.iter().any(|one| one.chars().eq(word.iter().copied()));
    if next.is_ascii_digit() && is_one_of(habit.counters) {
        return Some(habit.unit);
    }
    if next.is_uppercase() && is_one_of(habit.titles) {
        return Some(WIDE);
    }
    if is_date(text, at, habit) {
        return Some(WIDE);
    }
    if before != Some('.') {
        return None;
    }
    let letters = habit.letters.filter(|_| is_letters(text, at));
    letters.or_else(|| is_initial(text, at).then_some(WIDE))
}

/// The word that ends at `at`, without brackets and quotes before it.
fn word_before(text: &[char], at: usize) -> &[char] {
    let before = text.get(..at).unwrap_or_default();
    let ends = |c: &char| c.is_whitespace() || matches!(*c, '(' | '[' | '«' | '“' | '„' | '"' | NARROW | WIDE);
    before.get(before.iter().rposition(ends).map_or(0, |end| end + 1)..).unwrap_or_default()
}

/// Whether the space at `at` stands between a day and its month.
fn is_date(text: &[char], at: usize, habit: &Habit) -> bool {
    let rest = text.get(at + 1..).unwrap_or_default();
    let word = word_before(text, at);
    let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
    let behind = word.get(digits..).unwrap_or_default();
    let is_day = (1..=2).contains(&digits) && matches!(behind, [] | ['.'] | ['e', 'r'] | ['º'] | ['°']);
    let is_month = |words: &[char]| habit.months.iter().any(|month| starts_with_word(words, month));
    let is_named = |words: &[char]| habit.months.iter().any(|month| month.chars().eq(words.iter().copied()));
    match habit.date {
        Date::DayMonth => is_day && is_month(rest),
        Date::BothOrders if is_day => is_month(rest),
        Date::BothOrders => is_named(word) && is_day_number(rest),
        Date::DayOfMonth if is_day => {
            let behind = rest.strip_prefix(&['d', 'e', ' ']).or_else(|| rest.strip_prefix(&['d', 'e', WIDE]));
            behind.is_some_and(is_month)
        }
        Date::DayOfMonth => false,
    }
}

/// One or two figures, no more.
fn is_day_number(text: &[char]) -> bool {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let behind = text.get(digits);
    (1..=2).contains(&digits) && behind.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ':' | '.' | '%'))
}

fn starts_with_word(text: &[char], word: &str) -> bool {
    let length = word.chars().count();
    text.iter().copied().take(length).eq(word.chars()) && text.get(length).is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the space at `at` stands between two single letters with points: `z. B.`, `i. d. R.`
fn is_letters(text: &[char], at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphabetic());
    let is_first = letter(at.checked_sub(2)) && !letter(at.checked_sub(3));
    is_first && letter(Some(at + 1)) && text.get(at + 2) == Some(&'.')
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
        let set = Spaces::Narrow.set(text, None, Language::parse(tag).unwrap()).unwrap_or_else(|| text.to_owned());
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
        let setter = Spaces::Narrow;
        assert_eq!(setter.set(" : là", Some('e'), Language::FRENCH), Some("\u{A0}: là".into()));
        assert_eq!(setter.set(" : là", None, Language::FRENCH), None);
        assert_eq!(setter.set(" km", Some('5'), Language::ENGLISH), Some("\u{A0}km".into()));
    }

    #[test]
    fn english_dashes_open_no_line() {
        assert_eq!(set_in("en", "a tag\u{2009}—\u{2009}it is – well — one"), "a tag·—\u{2009}it is~– well~— one");
        assert_eq!(set_in("en", " — Ben"), " — Ben");
        assert_eq!(set_in("fr", "un mot\u{2009}—\u{2009}ou deux — trois"), "un mot\u{2009}—\u{2009}ou deux — trois");
        let wide = Spaces::Wide.set("a tag\u{2009}—\u{2009}it", None, Language::ENGLISH);
        assert_eq!(wide, None);
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
        let setter = Spaces::Wide;
        assert_eq!(setter.set("Oui !", None, Language::FRENCH), Some("Oui\u{A0}!".into()));
    }

    #[test]
    fn abbreviations_stay_with_what_they_are_of() {
        let german = "z. B. hier, d. h. dort, i. d. R. so, S. 12, Nr. 5, Dr. Weiß, Ende. Es";
        assert_eq!(set_in("de", german), "z.·B. hier, d.·h. dort, i.·d.·R. so, S.·12, Nr.·5, Dr.~Weiß, Ende. Es");
        let french = "n° 5, p. 12, M. Dupont, Mme Curie (Mlle Noé), fig. 3, 12 h 30, la Dr est, M. est";
        let set = "n°~5, p.~12, M.~Dupont, Mme~Curie (Mlle~Noé), fig.~3, 12~h~30, la Dr est, M. est";
        assert_eq!(set_in("fr", french), set);
        let english = "No. 5, Fig. 3, pp. 4, Dr. Who, Mr Bean, St. John, § 7. No. He said (p. 3)";
        assert_eq!(set_in("en", english), "No.~5, Fig.~3, pp.~4, Dr.~Who, Mr~Bean, St.~John, §~7. No. He said (p.~3)");
        assert_eq!(set_in("es", "pág. 3, Sra. Ruiz, n.º 4, ¿Qué? ¡Sí!"), "pág.~3, Sra.~Ruiz, n.º~4, ¿Qué? ¡Sí!");
        assert_eq!(set_in("it", "n. 5, Dott.ssa Neri, pag. 3"), "n.~5, Dott.ssa~Neri, pag.~3");
    }

    #[test]
    fn days_stay_with_their_months() {
        assert_eq!(set_in("fr", "le 12 mai, le 1er juin 2019, 12 mains"), "le 12~mai, le 1er~juin 2019, 12 mains");
        assert_eq!(set_in("de", "am 12. Mai, am 3. Tag"), "am 12.~Mai, am 3. Tag");
        assert_eq!(set_in("en", "12 May, May 12, May 2019, 5 maybe"), "12~May, May~12, May 2019, 5 maybe");
        assert_eq!(set_in("es", "el 12 de mayo, 12 de ellos"), "el 12~de mayo, 12 de ellos");
        assert_eq!(set_in("it", "il 12 maggio e 3 maggiori"), "il 12~maggio e 3 maggiori");
    }

    #[test]
    fn units_and_thousands_follow_the_language() {
        assert_eq!(set_in("es", "10 000 km, 5 %"), "10·000~km, 5·%");
        assert_eq!(set_in("it", "10 000 km, 5 %"), "10·000~km, 5~%");
        assert_eq!(set_in("sv", "10 000 km"), "10·000~km");
    }
}
