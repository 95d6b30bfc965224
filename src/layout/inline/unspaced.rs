//! Scripts that are written without spaces between words.
//!
//! Lines of Chinese and Japanese may end between almost any two signs (UAX #14 ID, kinsoku by its classes CL, NS, OP),
//! and what a line lacks is shared out among the gaps between signs. Lines of Thai, Lao, Khmer and Burmese end
//! between words, which only a dictionary finds (UAX #14 SA).

/// Whether a script of the character puts no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    is_square(c) || needs_dictionary(c)
}

/// Scripts whose words are found by a dictionary: Thai, Lao, Burmese, Khmer.
pub(super) fn needs_dictionary(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// Signs that take a square each: Han, Kana, Bopomofo, Yi and the marks between them (UAX #11 W and F without Hangul,
/// whose words have spaces between them).
fn is_square(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309B}'..='\u{312F}' | '\u{31A0}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFD}')
}

/// Whether the gap before the byte at `offset`, between two signs that take a square each, may grow.
pub(super) fn is_gap(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let behind = text.get(offset..).and_then(|text| text.chars().next());
    before.is_some_and(is_square) && behind.is_some_and(is_square)
}

/// The bytes before which gaps within a text may grow.
pub(super) fn inner_gaps(text: &str) -> impl Iterator<Item = usize> {
    let is_plain = text.is_ascii();
    let mut before = None;
    text.char_indices().filter(move |_| !is_plain).filter_map(move |(at, c)| {
        let is_gap = is_square(c) && before.replace(c).is_some_and(is_square);
        before = Some(c);
        is_gap.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_between_squares() {
        assert_eq!(inner_gaps("abc").count(), 0);
        assert_eq!(inner_gaps("a中文b、（字）").collect::<Vec<_>>(), [4, 11, 14, 17]);
        assert!(is_gap("中文", 3) && !is_gap("中a", 3) && !is_gap("中文", 0));
    }

    #[test]
    fn marks_on_kana_stay_with_them() {
        assert_eq!(inner_gaps("か\u{3099}き").collect::<Vec<_>>(), Vec::<usize>::new());
    }
}
